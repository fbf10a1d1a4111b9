using System.Runtime.Intrinsics;

namespace Attest.Language.Network;

/// <summary>Words of some sentences → tags, heads, relations and names: one thread's way through the network.</summary>
/// <remarks>
/// Hot. All memory is taken once and reused. Sentences are taken together up to <see cref="Capacity"/> rows so that products are large; a sentence's outcome
/// does not depend on which others it is taken with.
/// </remarks>
internal sealed unsafe partial class LanguageNetwork
{
    /// <summary>Rows that are computed together: words, one row of zeros between sentences and at both ends.</summary>
    public const int Capacity = 640;

    private readonly LanguageModel _model;
    private readonly WordCache _words;
    private readonly TreeDecoder _trees = new();
    private readonly int _width;
    private readonly float[][] _memory;
    private readonly float* _states, _pieces, _branch, _heads, _dependents, _queries, _headsAcross, _scores, _labelHeads, _labelDependents, _logits;
    private readonly float* _carried;
    private readonly List<int> _starts = [];
    private readonly List<int> _counts = [];
    private readonly int[] _arcHeads = new int[Capacity];
    private int _rows = 1;

    public LanguageNetwork(LanguageModel model)
    {
        _model = model;
        _words = new WordCache(model);
        var shape = model.Shape;
        _width = shape.Width;
        var longest = NetworkShape.Pad(Segmentation.SentenceSplitter.LongestSentence + 1);
        var sizes = new[]
        {
            Capacity * _width, Capacity * _width * 3, Capacity * _width, Capacity * shape.ArcWidth, Capacity * shape.ArcWidth, Capacity * shape.ArcWidth,
            shape.ArcWidth * longest, longest * longest, Capacity * shape.LabelWidth, Capacity * shape.LabelWidth,
            Capacity * Math.Max(shape.TagsPadded, Math.Max(shape.RelationsPadded, shape.NamesPadded)), _width,
        };
        _memory = [.. sizes.Select(size => GC.AllocateArray<float>(size + 64, pinned: true))];
        var at = 0;
        _states = Next();
        _pieces = Next();
        _branch = Next();
        _heads = Next();
        _dependents = Next();
        _queries = Next();
        _headsAcross = Next();
        _scores = Next();
        _labelHeads = Next();
        _labelDependents = Next();
        _logits = Next();
        _carried = Next();

        float* Next() => (float*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _memory[at++][0]);
    }

    /// <summary>The model that it runs.</summary>
    public LanguageModel Model => _model;

    /// <summary>Number of sentences waiting.</summary>
    public int Sentences => _starts.Count;

    /// <summary>Whether a sentence of so many words can be added before the next run.</summary>
    public bool Fits(int words) => _rows + words + 1 <= Capacity;

    /// <summary>Forgets the sentences of the last run.</summary>
    public void Clear()
    {
        _starts.Clear();
        _counts.Clear();
        _rows = 1;
    }

    /// <summary>Starts a sentence of so many words, which are to be given by <see cref="AddWord"/>.</summary>
    public void StartSentence(int words)
    {
        _starts.Add(_rows);
        _counts.Add(words);
        new Span<float>(_states + ((nint)(_rows - 1) * _width), _width).Clear();
        new Span<float>(_states + ((nint)(_rows + words) * _width), _width).Clear();
        _rows += words + 1;
    }

    /// <summary>Gives a word of the sentence that was started last.</summary>
    public void AddWord(int number, ReadOnlySpan<char> form) => _words.Read(form, _states + ((nint)(_starts[^1] + number) * _width));

    /// <summary>Computes what <see cref="ReadTags"/>, <see cref="ReadTree"/> and <see cref="ReadNames"/> then read.</summary>
    public void Run()
    {
        foreach (var layer in _model.Windows)
        {
            Window(layer);
        }
        foreach (var layer in _model.Recurrences)
        {
            Recurrence(layer);
        }
    }

    private void Window(LanguageModel.Layer layer)
    {
        var pieces = _width * 2;
        // Rows of three words overlap in memory: one starts at the word before.
        layer.Weight.Multiply(_states, _width, _pieces + pieces, pieces, _rows - 2);
        for (var row = 1; row < _rows - 1; row++)
        {
            var source = _pieces + ((nint)row * pieces);
            Elementwise.Add(layer.Shift, source, pieces);
            Elementwise.Maxout(source, _branch, _width);
            AddNormalised(layer, _branch, row);
        }
        ClearPadding();
    }

    private void AddNormalised(LanguageModel.Layer layer, float* branch, int row)
    {
        Elementwise.Normalise(branch, layer.Gain, layer.Base, branch, _width);
        Elementwise.Add(branch, _states + ((nint)row * _width), _width);
    }

    private void ClearPadding()
    {
        for (var sentence = 0; sentence < _starts.Count; sentence++)
        {
            new Span<float>(_states + ((nint)(_starts[sentence] + _counts[sentence]) * _width), _width).Clear();
        }
    }

    private void Recurrence(LanguageModel.Layer layer)
    {
        var pieces = _width * 3;
        layer.Weight.Multiply(_states, _width, _pieces, pieces, _rows);
        for (var row = 1; row < _rows - 1; row++)
        {
            var source = _pieces + ((nint)row * pieces);
            Elementwise.Add(layer.Shift, source, pieces);
            for (var i = _width; i < pieces; i += 8)
            {
                Elementwise.Sigmoid(Vector256.Load(source + i)).Store(source + i);
            }
        }
        for (var sentence = 0; sentence < _starts.Count; sentence++)
        {
            int first = _starts[sentence], last = first + _counts[sentence] - 1, half = _width / 2;
            new Span<float>(_carried, _width).Clear();
            for (var row = first; row <= last; row++)
            {
                Cell(row, 0, half);
            }
            for (var row = last; row >= first; row--)
            {
                Cell(row, half, _width);
            }
            for (var row = first; row <= last; row++)
            {
                AddNormalised(layer, _branch + ((nint)row * _width), row);
            }
        }
    }

    // Memory c = f·c + (1 - f)·z, output o·c.
    private void Cell(int row, int from, int to)
    {
        float* pieces = _pieces + ((nint)row * _width * 3), output = _branch + ((nint)row * _width);
        for (var i = from; i < to; i += 8)
        {
            var forget = Vector256.Load(pieces + _width + i);
            var memory = (forget * Vector256.Load(_carried + i)) + ((Vector256<float>.One - forget) * Vector256.Load(pieces + i));
            memory.Store(_carried + i);
            (Vector256.Load(pieces + (_width * 2) + i) * memory).Store(output + i);
        }
    }
}
