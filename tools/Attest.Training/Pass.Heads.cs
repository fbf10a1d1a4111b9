using System.Runtime.Intrinsics;
using Attest.Language.Network;

namespace Attest.Training;

// What is predicted from the encoder's last rows: tags, names, heads, relations.
internal sealed unsafe partial class Pass
{
    private double Classify(Tensor weight, Tensor shift, int padded, int classes, IReadOnlyList<Example> batch, Func<Example, int[]> gold, float scale)
    {
        Product(Final, Width, weight, shift, _logits);
        var loss = 0.0;
        var any = false;
        for (var sentence = 0; sentence < batch.Count; sentence++)
        {
            var labels = gold(batch[sentence]);
            for (var word = 0; word < labels.Length; word++)
            {
                loss += SoftmaxLoss(_logits + ((nint)(Starts[sentence] + word) * padded), classes, padded, labels[word], scale);
                any |= labels[word] >= 0;
            }
        }
        ClearPadding(_logits, padded);
        if (any)
        {
            Return(weight, shift, Final, _logits, StateGradient);
        }
        return loss;
    }

    private void Attach(IReadOnlyList<Example> batch, float scale)
    {
        var arc = _shape.ArcWidth;
        Rectified(_weights.HeadProjection, _weights.HeadShift, _headRows, _headMask);
        Rectified(_weights.DependentProjection, _weights.DependentShift, _dependentRows, _dependentMask);
        Product(_dependentRows, arc, _weights.Arc, _weights.ArcShift, _query);
        var label = _shape.LabelWidth;
        Matrix.Multiply(Final, Width, 1, _weights.LabelHeads.Value, label, _labelHeadRows, label, RowCount, label, Width, false);
        Product(Final, Width, _weights.LabelDependents, _weights.LabelShift, _labelDependentRows);
        foreach (var (rows, width) in new[] { ((nint)_headGradient, arc), ((nint)_queryGradient, arc), ((nint)_labelHeadGradient, label), ((nint)_labelDependentGradient, label) })
        {
            new Span<float>((float*)rows, RowCount * width).Clear();
        }
        Mask(_hiddenMask, RowCount * label, Dropout);
        ClearPadding(_hiddenMask, label);
        new Span<float>(_hidden, RowCount * label).Clear();
        for (var sentence = 0; sentence < batch.Count; sentence++)
        {
            Arcs(batch[sentence], Starts[sentence], scale);
            LabelHidden(batch[sentence], Starts[sentence]);
        }
        Product(_hidden, label, _weights.Relations, _weights.RelationShift, _logits);
        for (var sentence = 0; sentence < batch.Count; sentence++)
        {
            var relations = batch[sentence].Relations;
            for (var word = 0; word < relations.Length; word++)
            {
                RelationLoss += SoftmaxLoss(_logits + ((nint)(Starts[sentence] + word) * _shape.RelationsPadded), _shape.Relations, _shape.RelationsPadded, relations[word], scale);
            }
        }
        ClearPadding(_logits, _shape.RelationsPadded);
        new Span<float>(Scratch, RowCount * label).Clear();
        Return(_weights.Relations, _weights.RelationShift, _hidden, _logits, Scratch);
        for (var sentence = 0; sentence < batch.Count; sentence++)
        {
            LabelHiddenBackward(batch[sentence], Starts[sentence]);
        }
        Return(_weights.LabelHeads, null, Final, _labelHeadGradient, StateGradient);
        Return(_weights.LabelDependents, _weights.LabelShift, Final, _labelDependentGradient, StateGradient);

        new Span<float>(_dependentGradient, RowCount * arc).Clear();
        Return(_weights.Arc, _weights.ArcShift, _dependentRows, _queryGradient, _dependentGradient);
        RectifiedBackward(_weights.HeadProjection, _weights.HeadShift, _headRows, _headMask, _headGradient);
        RectifiedBackward(_weights.DependentProjection, _weights.DependentShift, _dependentRows, _dependentMask, _dependentGradient);
    }

    private void Rectified(Tensor weight, Tensor shift, float* target, float* mask)
    {
        Product(Final, Width, weight, shift, target);
        Mask(mask, RowCount * weight.Columns, Dropout);
        ClearPadding(mask, weight.Columns);
        for (var i = 0; i < RowCount * weight.Columns; i += 8)
        {
            (Vector256.Max(Vector256.Load(target + i), Vector256<float>.Zero) * Vector256.Load(mask + i)).Store(target + i);
        }
    }

    private void RectifiedBackward(Tensor weight, Tensor shift, float* rows, float* mask, float* gradient)
    {
        for (var i = 0; i < RowCount * weight.Columns; i += 8)
        {
            Vector256.ConditionalSelect(Vector256.GreaterThan(Vector256.Load(rows + i), Vector256<float>.Zero), Vector256.Load(gradient + i) * Vector256.Load(mask + i), Vector256<float>.Zero).Store(gradient + i);
        }
        Return(weight, shift, Final, gradient, StateGradient);
    }

    private void Arcs(Example example, int start, float scale)
    {
        var arc = _shape.ArcWidth;
        var count = example.Heads.Length;
        var padded = NetworkShape.Pad(count + 1);
        // Column 0 is the root, column h + 1 the word h.
        for (var i = 0; i < arc; i++)
        {
            var across = _headsAcross + ((nint)i * padded);
            across[0] = _weights.Root.Value[i];
            for (var word = 0; word < count; word++)
            {
                across[word + 1] = _headRows[((nint)(start + word) * arc) + i];
            }
            new Span<float>(across + count + 1, padded - count - 1).Clear();
        }
        Matrix.Multiply(_query + ((nint)start * arc), arc, 1, _headsAcross, padded, _scores, padded, count, padded, arc, false);
        var distance = _weights.Distance.Value;
        var distanceGradient = _weights.Distance.Gradient(Thread);
        for (var word = 0; word < count; word++)
        {
            var scores = _scores + ((nint)word * padded);
            scores[0] += distance[NetworkShape.RootDistance];
            for (var head = 0; head < count; head++)
            {
                scores[head + 1] = head == word ? -1e9f : scores[head + 1] + distance[NetworkShape.DistanceClass(head - word)];
            }
            ArcLoss += SoftmaxLoss(scores, count + 1, padded, example.Heads[word] + 1, scale);
            distanceGradient[NetworkShape.RootDistance] += scores[0];
            for (var head = 0; head < count; head++)
            {
                distanceGradient[NetworkShape.DistanceClass(head - word)] += scores[head + 1];
            }
        }
        // Queries: scores × heads; heads: scores turned × queries.
        var rootGradient = _weights.Root.Gradient(Thread);
        for (var word = 0; word < count; word++)
        {
            var rootScore = _scores[(nint)word * padded];
            var target = _queryGradient + ((nint)(start + word) * arc);
            var query = _query + ((nint)(start + word) * arc);
            for (var i = 0; i < arc; i++)
            {
                target[i] += rootScore * _weights.Root.Value[i];
                rootGradient[i] += rootScore * query[i];
            }
        }
        Matrix.Multiply(_scores + 1, padded, 1, _headRows + ((nint)start * arc), arc, _queryGradient + ((nint)start * arc), arc, count, arc, count, true);
        Matrix.Multiply(_scores + 1, 1, padded, _query + ((nint)start * arc), arc, _headGradient + ((nint)start * arc), arc, count, arc, count, true);
    }

    private void LabelHidden(Example example, int start)
    {
        var label = _shape.LabelWidth;
        for (var word = 0; word < example.Heads.Length; word++)
        {
            var head = example.Heads[word];
            var headRow = head < 0 ? _weights.LabelRoot.Value : _labelHeadRows + ((nint)(start + head) * label);
            var distance = _weights.LabelDistance.Value + (LabelDistanceClass(word, head) * label);
            var at = (nint)(start + word) * label;
            for (var i = 0; i < label; i++)
            {
                var sum = headRow[i] + _labelDependentRows[at + i] + distance[i];
                _hidden[at + i] = sum > 0 ? sum * _hiddenMask[at + i] : 0;
            }
        }
    }

    private void LabelHiddenBackward(Example example, int start)
    {
        var label = _shape.LabelWidth;
        for (var word = 0; word < example.Heads.Length; word++)
        {
            var head = example.Heads[word];
            var headGradient = head < 0 ? _weights.LabelRoot.Gradient(Thread) : _labelHeadGradient + ((nint)(start + head) * label);
            var distance = _weights.LabelDistance.Gradient(Thread) + (LabelDistanceClass(word, head) * label);
            var at = (nint)(start + word) * label;
            for (var i = 0; i < label; i++)
            {
                var gradient = _hidden[at + i] > 0 ? Scratch[at + i] * _hiddenMask[at + i] : 0;
                headGradient[i] += gradient;
                _labelDependentGradient[at + i] = gradient;
                distance[i] += gradient;
            }
        }
    }

    private static int LabelDistanceClass(int word, int head) => head < 0 ? NetworkShape.RootDistance : NetworkShape.DistanceClass(head - word);
}
