using System.Runtime.Intrinsics;
using Attest.Language.Network;

namespace Attest.Training;

/// <summary>One thread's way through the network and back: losses, and gradients added to the weights' own for that thread.</summary>
internal sealed unsafe partial class Pass
{
    private readonly NetworkWeights _weights;
    private readonly NetworkShape _shape;
    private readonly TrainingVocabulary _vocabulary;
    private readonly int _thread;
    private readonly int _capacity;
    private readonly Random _random;
    private readonly float* _inputs, _inputMask, _states, _stateGradient;
    private readonly Stage[] _stages;
    private readonly float* _scratch, _scratchTwo, _transposed;
    private readonly float* _final, _finalMask;
    private readonly float* _logits, _headRows, _dependentRows, _query, _headGradient, _dependentGradient, _queryGradient, _hidden, _labelHeadRows, _labelDependentRows, _labelHeadGradient, _labelDependentGradient, _hiddenMask, _headMask, _dependentMask, _scores, _headsAcross;

    public Pass(NetworkWeights weights, TrainingVocabulary vocabulary, int thread, int capacity, int seed)
    {
        (_weights, _shape, _vocabulary, _thread, _capacity) = (weights, weights.Shape, vocabulary, thread, capacity);
        _random = new Random(seed);
        var width = _shape.Width;
        _inputs = Tensor.Numbers(capacity * NetworkShape.InputWidth);
        _inputMask = Tensor.Numbers(capacity * NetworkShape.InputWidth);
        var layers = 1 + _shape.Windows + _shape.Recurrences;
        _states = Tensor.Numbers(capacity * width * layers);
        _stateGradient = Tensor.Numbers(capacity * width);
        _stages = [.. Enumerable.Range(0, layers).Select(_ => new Stage(capacity, width))];
        _scratch = Tensor.Numbers(capacity * Math.Max(NetworkShape.InputWidth, Math.Max(width * 3, _shape.TagsPadded)));
        _scratchTwo = Tensor.Numbers(capacity * width * 3);
        _transposed = Tensor.Numbers(Math.Max(NetworkShape.InputWidth, width * 3) * width * 3 + (width * _shape.TagsPadded));
        _final = Tensor.Numbers(capacity * width);
        _finalMask = Tensor.Numbers(capacity * width);
        _logits = Tensor.Numbers(capacity * Math.Max(_shape.TagsPadded, 64));
        var arc = capacity * _shape.ArcWidth;
        _headRows = Tensor.Numbers(arc);
        _dependentRows = Tensor.Numbers(arc);
        _query = Tensor.Numbers(arc);
        _headGradient = Tensor.Numbers(arc);
        _dependentGradient = Tensor.Numbers(arc);
        _queryGradient = Tensor.Numbers(arc);
        _headMask = Tensor.Numbers(arc);
        _dependentMask = Tensor.Numbers(arc);
        var label = capacity * _shape.LabelWidth;
        _hidden = Tensor.Numbers(label);
        _labelHeadRows = Tensor.Numbers(label);
        _labelDependentRows = Tensor.Numbers(label);
        _labelHeadGradient = Tensor.Numbers(label);
        _labelDependentGradient = Tensor.Numbers(label);
        _hiddenMask = Tensor.Numbers(label);
        _scores = Tensor.Numbers(300 * 320);
        _headsAcross = Tensor.Numbers(320 * _shape.ArcWidth);
    }

    public double TagLoss { get; private set; }
    public double ArcLoss { get; private set; }
    public double RelationLoss { get; private set; }
    public double NameLoss { get; private set; }
    public float Dropout { get; set; } = 0.25f;
    public float InputDropout { get; set; } = 0.2f;

    /// <summary>Row of each sentence's first word; before each sentence and after the last one stands a row of zeros.</summary>
    private readonly List<int> _starts = [];
    private int _rows;

    /// <summary>Runs sentences forwards and backwards; gradients are of the sum of losses divided by <paramref name="words"/>.</summary>
    public void Learn(IReadOnlyList<Example> batch, int words)
    {
        (TagLoss, ArcLoss, RelationLoss, NameLoss) = (0, 0, 0, 0);
        _starts.Clear();
        _rows = 1;
        foreach (var example in batch)
        {
            _starts.Add(_rows);
            _rows += example.Features.Length + 1;
        }
        if (_rows > _capacity)
        {
            throw new InvalidOperationException($"A batch of {_rows} rows does not fit into {_capacity}.");
        }
        Embed(batch);
        Forward();
        var scale = 1f / words;
        new Span<float>(_stateGradient, _rows * _shape.Width).Clear();
        var top = State(_stages.Length - 1);
        Mask(_finalMask, _rows * _shape.Width, Dropout);
        Times(top, _finalMask, _final, _rows * _shape.Width);
        TagLoss = Classify(_weights.Tags, _weights.TagShift, _shape.TagsPadded, _shape.Tags, batch, example => example.Tags, scale);
        NameLoss = Classify(_weights.NameTags, _weights.NameShift, _shape.NamesPadded, _shape.Names, batch, example => example.Names, scale);
        Attach(batch, scale);
        Times(_stateGradient, _finalMask, _stateGradient, _rows * _shape.Width);
        Backward();
        EmbedBackward(batch);
    }

    private static void Times(float* left, float* right, float* target, int count)
    {
        for (var i = 0; i < count; i += 8)
        {
            (Vector256.Load(left + i) * Vector256.Load(right + i)).Store(target + i);
        }
    }

    private float* State(int stage) => _states + ((nint)stage * _capacity * _shape.Width);

    private void Mask(float* mask, int count, float rate)
    {
        // Eight streams of xorshift (Marsaglia 2003) side by side.
        var keep = Vector256.Create(1 / (1 - rate));
        var limit = Vector256.Create((uint)(rate * uint.MaxValue));
        Span<uint> seeds = stackalloc uint[8];
        foreach (ref var seed in seeds)
        {
            seed = (uint)_random.Next(1, int.MaxValue);
        }
        var state = Vector256.Create<uint>(seeds);
        for (var i = 0; i < count; i += 8)
        {
            state ^= state << 13;
            state ^= state >>> 17;
            state ^= state << 5;
            Vector256.ConditionalSelect(Vector256.LessThan(state, limit).AsSingle(), Vector256<float>.Zero, keep).Store(mask + i);
        }
    }

    private void ClearPadding(float* rows, int width)
    {
        new Span<float>(rows, width).Clear();
        for (var sentence = 0; sentence < _starts.Count; sentence++)
        {
            var end = (sentence + 1 < _starts.Count ? _starts[sentence + 1] : _rows) - 1;
            new Span<float>(rows + ((nint)end * width), width).Clear();
        }
    }

    private void Embed(IReadOnlyList<Example> batch)
    {
        Mask(_inputMask, _rows * NetworkShape.InputWidth, InputDropout);
        ClearPadding(_inputMask, NetworkShape.InputWidth);
        for (var sentence = 0; sentence < batch.Count; sentence++)
        {
            var example = batch[sentence];
            for (var word = 0; word < example.Features.Length; word++)
            {
                var feature = example.Features[word];
                // Rare words are often hidden, so that the network learns to do without.
                if (_random.NextDouble() < 0.05 + (0.2 / (0.5 + example.Frequencies[word])))
                {
                    example.Features[word] = feature with { Word = -Math.Abs(feature.Word) };
                }
                else
                {
                    example.Features[word] = feature with { Word = Math.Abs(feature.Word) };
                }
                feature = example.Features[word];
                var row = _inputs + ((nint)(_starts[sentence] + word) * NetworkShape.InputWidth);
                if (feature.Vector >= 0)
                {
                    _vocabulary.Vector(feature.Vector, row);
                }
                else
                {
                    new Span<float>(row, NetworkShape.VectorWidth).Clear();
                }
                row += NetworkShape.VectorWidth;
                foreach (var (table, number) in Rows(feature))
                {
                    new Span<float>(table.Value + ((nint)number * table.Columns), table.Columns).CopyTo(new Span<float>(row, table.Columns));
                    row += table.Columns;
                }
            }
        }
        for (var i = 0; i < _rows * NetworkShape.InputWidth; i++)
        {
            _inputs[i] = _inputMask[i] == 0 ? 0 : _inputs[i] * _inputMask[i];
        }
    }

    private (Tensor Table, int Number)[] Rows(WordFeatures feature) =>
    [
        (_weights.Words, Math.Max(0, feature.Word)), (_weights.Prefixes, feature.Prefix), (_weights.SuffixesTwo, feature.SuffixTwo),
        (_weights.SuffixesThree, feature.SuffixThree), (_weights.SuffixesFour, feature.SuffixFour), (_weights.Shapes, feature.Shape),
    ];

    private void EmbedBackward(IReadOnlyList<Example> batch)
    {
        // _scratch holds the gradient of the inputs.
        for (var sentence = 0; sentence < batch.Count; sentence++)
        {
            var example = batch[sentence];
            for (var word = 0; word < example.Features.Length; word++)
            {
                var at = ((nint)(_starts[sentence] + word) * NetworkShape.InputWidth) + NetworkShape.VectorWidth;
                foreach (var (table, number) in Rows(example.Features[word]))
                {
                    var gradient = table.GradientRow(_thread, number);
                    for (var i = 0; i < table.Columns; i++)
                    {
                        gradient[i] += _scratch[at + i] * _inputMask[at + i];
                    }
                    at += table.Columns;
                }
            }
        }
    }

    /// <summary>What one layer remembers for the way back.</summary>
    private sealed class Stage(int capacity, int width)
    {
        public readonly float* Pieces = Tensor.Numbers(capacity * width * 3);
        public readonly float* Before = Tensor.Numbers(capacity * width);
        public readonly float* Memory = Tensor.Numbers(capacity * width);
        public readonly float* Mask = Tensor.Numbers(capacity * width);
        public readonly float[] Mean = new float[capacity];
        public readonly float[] Inverse = new float[capacity];
    }
}
