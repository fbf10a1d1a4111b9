using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attest.Language.Network;

// From the last rows to tags, heads, relations and names.
internal sealed unsafe partial class LanguageNetwork
{
    // The network is surer of names than it should be; so softened, what it gives as 0.8 is right about as often.
    private const float NameSoftness = 0.5f;

    private readonly float[] _universal = new float[Enum.GetValues<UniversalTag>().Length];
    private float[] _bestBefore = [];
    private int[] _cameFrom = [];

    /// <summary>Chooses the tag of every word that was run.</summary>
    /// <param name="tags">Receives numbers of <see cref="LanguageModel.TagLabels"/>, sentence after sentence.</param>
    public void ReadTags(Span<int> tags)
    {
        Score(_model.Tags, _model.Shape.TagsPadded);
        var labels = _model.TagLabels;
        var at = 0;
        for (var sentence = 0; sentence < _starts.Count; sentence++)
        {
            for (var word = 0; word < _counts[sentence]; word++)
            {
                tags[at++] = BestTag(_logits + ((nint)(_starts[sentence] + word) * _model.Shape.TagsPadded), labels);
            }
        }
    }

    /// <summary>Chooses head and relation of every word that was run.</summary>
    public void ReadTree(Span<int> heads, Span<Relation> relations)
    {
        var shape = _model.Shape;
        Rectify(_model.Heads, _heads);
        Rectify(_model.Dependents, _dependents);
        _model.Arc.Weight.Multiply(_dependents, shape.ArcWidth, _queries, shape.ArcWidth, _encoder.Rows);
        for (var row = 0; row < _encoder.Rows; row++)
        {
            Elementwise.Add(_model.Arc.Shift, _queries + ((nint)row * shape.ArcWidth), shape.ArcWidth);
        }
        _model.LabelHeads.Multiply(_states, _width, _labelHeads, shape.LabelWidth, _encoder.Rows);
        _model.LabelDependents.Multiply(_states, _width, _labelDependents, shape.LabelWidth, _encoder.Rows);
        var at = 0;
        for (var sentence = 0; sentence < _starts.Count; sentence++)
        {
            var found = heads.Slice(at, _counts[sentence]);
            ScoreArcs(_starts[sentence], _counts[sentence]);
            var stride = NetworkShape.Pad(_counts[sentence] + 1);
            _trees.Decode(new ReadOnlySpan<float>(_scores, stride * _counts[sentence]), stride, found);
            for (var word = 0; word < found.Length; word++)
            {
                HideLabel(_starts[sentence], word, found[word]);
            }
            at += found.Length;
        }
        _model.Relations.Weight.Multiply(_labelDependents, shape.LabelWidth, _logits, shape.RelationsPadded, _encoder.Rows);
        at = 0;
        for (var sentence = 0; sentence < _starts.Count; sentence++)
        {
            for (var word = 0; word < _counts[sentence]; word++)
            {
                var scores = _logits + ((nint)(_starts[sentence] + word) * shape.RelationsPadded);
                relations[at] = heads[at] < 0 ? Relation.Root : BestRelation(scores);
                at++;
            }
        }
    }

    /// <summary>Chooses the name label of every word that was run, so that a later word of a name follows a word of the same name.</summary>
    /// <param name="labels">Receives numbers of <see cref="LanguageModel.NameLabels"/>.</param>
    /// <param name="certainties">Receives how probable each label is by itself, 0 to 1.</param>
    public void ReadNames(Span<int> labels, Span<float> certainties)
    {
        var padded = _model.Shape.NamesPadded;
        Score(_model.Names, padded);
        var at = 0;
        for (var sentence = 0; sentence < _starts.Count; sentence++)
        {
            var count = _counts[sentence];
            BestPath(_logits + ((nint)_starts[sentence] * padded), padded, labels.Slice(at, count), certainties.Slice(at, count));
            at += count;
        }
    }

    private void Score(Linear layer, int padded)
    {
        layer.Weight.Multiply(_states, _width, _logits, padded, _encoder.Rows);
        for (var row = 1; row < _encoder.Rows - 1; row++)
        {
            Elementwise.Add(layer.Shift, _logits + ((nint)row * padded), padded);
        }
    }

    // The universal tag whose tags together are most probable, and within it the best one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int BestTag(float* scores, TagSet labels)
    {
        var top = float.NegativeInfinity;
        for (var i = 0; i < labels.Count; i++)
        {
            top = Math.Max(top, scores[i]);
        }
        var sums = _universal.AsSpan();
        sums.Clear();
        var limit = top - 12;
        for (var i = 0; i < labels.Count; i++)
        {
            if (scores[i] > limit)
            {
                sums[(int)labels.Universal[i]] += Elementwise.Exponential(Vector256.Create(scores[i] - top))[0];
            }
        }
        var universal = 0;
        for (var i = 1; i < sums.Length; i++)
        {
            universal = sums[i] > sums[universal] ? i : universal;
        }
        var best = -1;
        for (var i = 0; i < labels.Count; i++)
        {
            if ((int)labels.Universal[i] == universal && (best < 0 || scores[i] > scores[best]))
            {
                best = i;
            }
        }
        return best;
    }

    private void Rectify(Linear layer, float* target)
    {
        var width = _model.Shape.ArcWidth;
        layer.Weight.Multiply(_states, _width, target, width, _encoder.Rows);
        for (var row = 0; row < _encoder.Rows; row++)
        {
            Elementwise.AddAndRectify(target + ((nint)row * width), layer.Shift, target + ((nint)row * width), width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScoreArcs(int start, int count)
    {
        var width = _model.Shape.ArcWidth;
        var padded = NetworkShape.Pad(count + 1);
        for (var i = 0; i < width; i++)
        {
            var across = _headsAcross + ((nint)i * padded);
            across[0] = _model.Root[i];
            for (var word = 0; word < count; word++)
            {
                across[word + 1] = _heads[((nint)(start + word) * width) + i];
            }
            new Span<float>(across + count + 1, padded - count - 1).Clear();
        }
        Matrix.Multiply(_queries + ((nint)start * width), width, 1, _headsAcross, padded, _scores, padded, count, padded, width, false);
        for (var word = 0; word < count; word++)
        {
            var scores = _scores + ((nint)word * padded);
            scores[0] += _model.Distance[NetworkShape.RootDistance];
            for (var head = 0; head < count; head++)
            {
                scores[head + 1] += _model.Distance[NetworkShape.DistanceClass(head - word)];
            }
        }
    }

    // What stands between an arc and its relation, in the dependent's own row.
    private void HideLabel(int start, int word, int head)
    {
        var width = _model.Shape.LabelWidth;
        var row = _labelDependents + ((nint)(start + word) * width);
        var distance = _model.LabelDistance + ((head < 0 ? NetworkShape.RootDistance : NetworkShape.DistanceClass(head - word)) * width);
        Elementwise.Add(head < 0 ? _model.LabelRoot : _labelHeads + ((nint)(start + head) * width), row, width);
        Elementwise.Add(distance, row, width);
        Elementwise.AddAndRectify(row, _model.LabelShift, row, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Relation BestRelation(float* scores)
    {
        var labels = _model.RelationLabels;
        var best = -1;
        for (var i = 0; i < labels.Length; i++)
        {
            scores[i] += _model.Relations.Shift[i];
            if (labels[i] != Relation.Root && (best < 0 || scores[i] > scores[best]))
            {
                best = i;
            }
        }
        return labels[best];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BestPath(float* scores, int padded, Span<int> labels, Span<float> certainties)
    {
        var names = _model.NameLabels;
        var kinds = names.Count;
        if (_cameFrom.Length < labels.Length * kinds)
        {
            _cameFrom = new int[Math.Max(labels.Length, 256) * kinds];
            _bestBefore = new float[kinds * 2];
        }
        Span<float> before = _bestBefore.AsSpan(0, kinds), now = _bestBefore.AsSpan(kinds, kinds);
        for (var word = 0; word < labels.Length; word++)
        {
            var row = scores + ((nint)word * padded);
            for (var i = 0; i < kinds; i++)
            {
                row[i] *= NameSoftness;
            }
            Logarithms(row, kinds);
            var best = 0;
            for (var i = 1; word > 0 && i < kinds; i++)
            {
                best = before[i] > before[best] ? i : best;
            }
            for (var i = 0; i < kinds; i++)
            {
                var from = best;
                if (names.Before[i] >= 0)
                {
                    from = word == 0 ? -1 : before[i] > before[names.Before[i]] ? i : names.Before[i];
                }
                _cameFrom[(word * kinds) + i] = from;
                now[i] = row[i] + (word == 0 ? (from < 0 ? -1e9f : 0) : before[from]);
            }
            now.CopyTo(before);
        }
        var at = 0;
        for (var i = 1; i < kinds; i++)
        {
            at = before[i] > before[at] ? i : at;
        }
        for (var word = labels.Length - 1; word >= 0; word--)
        {
            labels[word] = at;
            certainties[word] = Elementwise.Exponential(Vector256.Create(scores[((nint)word * padded) + at]))[0];
            at = Math.Max(0, _cameFrom[(word * kinds) + at]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Logarithms(float* scores, int count)
    {
        var top = float.NegativeInfinity;
        for (var i = 0; i < count; i++)
        {
            top = Math.Max(top, scores[i]);
        }
        var sum = 0f;
        for (var i = 0; i < count; i++)
        {
            sum += Elementwise.Exponential(Vector256.Create(scores[i] - top))[0];
        }
        var norm = top + MathF.Log(sum);
        for (var i = 0; i < count; i++)
        {
            scores[i] -= norm;
        }
    }
}
