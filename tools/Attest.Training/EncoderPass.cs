using System.Runtime.Intrinsics;
using Attest.Language.Network;

namespace Attest.Training;

/// <summary>One thread's way through an encoder and back: rows in, rows out, and gradients added to the weights' own for that thread.</summary>
internal abstract unsafe partial class EncoderPass
{
    private readonly EncoderWeights _weights;
    private readonly int _capacity;
    private readonly float* _inputs, _inputMask, _states, _scratchTwo, _transposed, _wide, _finalMask;
    private readonly Stage[] _stages;

    /// <param name="weights">What is trained.</param>
    /// <param name="thread">Whose gradients these are.</param>
    /// <param name="capacity">Most rows in a batch.</param>
    /// <param name="seed">Of what is dropped out.</param>
    /// <param name="widest">Columns of the widest head on the last layer.</param>
    protected EncoderPass(EncoderWeights weights, int thread, int capacity, int seed, int widest)
    {
        (_weights, Thread, _capacity) = (weights, thread, capacity);
        Random = new Random(seed);
        var (width, inputs) = (weights.Width, NetworkShape.Pad(weights.Inputs));
        _inputs = Tensor.Numbers(capacity * inputs);
        _inputMask = Tensor.Numbers(capacity * inputs);
        _wide = Tensor.Numbers(capacity * inputs);
        var layers = 1 + weights.Windows.Count + weights.Recurrences.Count;
        _states = Tensor.Numbers(capacity * width * layers);
        StateGradient = Tensor.Numbers(capacity * width);
        _stages = [.. Enumerable.Range(0, layers).Select(_ => new Stage(capacity, width))];
        Scratch = Tensor.Numbers(capacity * Math.Max(inputs, Math.Max(width * 3, widest)));
        _scratchTwo = Tensor.Numbers(capacity * width * 3);
        _transposed = Tensor.Numbers((Math.Max(inputs, width * 3) * width * 3) + (width * widest));
        Final = Tensor.Numbers(capacity * width);
        _finalMask = Tensor.Numbers(capacity * width);
    }

    /// <summary>Row of each stretch's first word; before each stretch and after the last one stands a row of zeros.</summary>
    protected List<int> Starts { get; } = [];

    protected int RowCount { get; private set; }
    protected int Thread { get; }
    protected int Width => _weights.Width;
    protected Random Random { get; }

    /// <summary>The last rows, with some numbers dropped out.</summary>
    protected float* Final { get; }

    /// <summary>The gradient of the last rows, to which heads add theirs.</summary>
    protected float* StateGradient { get; }

    /// <summary>Room for a row of the widest head, or of the inputs, for each word.</summary>
    protected float* Scratch { get; }

    public float Dropout { get; set; } = 0.25f;
    public float InputDropout { get; set; } = 0.2f;

    /// <summary>Lays out a batch of stretches of these lengths; their rows are then filled from <see cref="Starts"/> on.</summary>
    protected void Begin(IEnumerable<int> lengths)
    {
        Starts.Clear();
        RowCount = 1;
        foreach (var length in lengths)
        {
            Starts.Add(RowCount);
            RowCount += length + 1;
        }
        if (RowCount > _capacity)
        {
            throw new InvalidOperationException($"A batch of {RowCount} rows does not fit into {_capacity}.");
        }
        Mask(_inputMask, RowCount * _weights.Inputs, InputDropout);
        ClearPadding(_inputMask, _weights.Inputs);
    }

    /// <summary>Where the inputs of a word are to be written, before <see cref="RunForward"/>.</summary>
    protected float* InputRow(int row) => _inputs + ((nint)row * _weights.Inputs);

    /// <summary>From the inputs to <see cref="Final"/>.</summary>
    protected void RunForward()
    {
        for (var i = 0; i < RowCount * _weights.Inputs; i++)
        {
            _inputs[i] = _inputMask[i] == 0 ? 0 : _inputs[i] * _inputMask[i];
        }
        Forward();
        new Span<float>(StateGradient, RowCount * Width).Clear();
        Mask(_finalMask, RowCount * Width, Dropout);
        Times(State(_stages.Length - 1), _finalMask, Final, RowCount * Width);
    }

    /// <summary>From <see cref="StateGradient"/> back to the inputs.</summary>
    protected void RunBackward()
    {
        Times(StateGradient, _finalMask, StateGradient, RowCount * Width);
        Backward();
    }

    /// <summary>Adds the gradient of what a table gave to the inputs of a word.</summary>
    protected void ReturnRow(Tensor table, int number, int row, int column)
    {
        var at = ((nint)row * _weights.Inputs) + column;
        var gradient = table.GradientRow(Thread, number);
        for (var i = 0; i < table.Columns; i++)
        {
            gradient[i] += Scratch[at + i] * _inputMask[at + i];
        }
    }

    protected static void Times(float* left, float* right, float* target, int count)
    {
        for (var i = 0; i < count; i += 8)
        {
            (Vector256.Load(left + i) * Vector256.Load(right + i)).Store(target + i);
        }
    }

    private float* State(int stage) => _states + ((nint)stage * _capacity * Width);

    protected void Mask(float* mask, int count, float rate)
    {
        // Eight streams of xorshift (Marsaglia 2003) side by side.
        var keep = Vector256.Create(1 / (1 - rate));
        var limit = Vector256.Create((uint)(rate * uint.MaxValue));
        Span<uint> seeds = stackalloc uint[8];
        foreach (ref var seed in seeds)
        {
            seed = (uint)Random.Next(1, int.MaxValue);
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

    protected void ClearPadding(float* rows, int width)
    {
        new Span<float>(rows, width).Clear();
        for (var sentence = 0; sentence < Starts.Count; sentence++)
        {
            var end = (sentence + 1 < Starts.Count ? Starts[sentence + 1] : RowCount) - 1;
            new Span<float>(rows + ((nint)end * width), width).Clear();
        }
    }

    /// <summary>Adds the gradients of a product's weight, shift and input.</summary>
    protected void Return(Tensor weight, Tensor? shift, float* input, float* gradient, float* inputGradient)
    {
        if (shift is not null)
        {
            ShiftBackward(shift, gradient, weight.Columns);
        }
        Matrix.Multiply(input, 1, weight.Rows, gradient, weight.Columns, weight.Gradient(Thread), weight.Columns, weight.Rows, weight.Columns, RowCount, true);
        Transpose(weight);
        Matrix.Multiply(gradient, weight.Columns, 1, _transposed, weight.Rows, inputGradient, weight.Rows, RowCount, weight.Rows, weight.Columns, true);
    }

    /// <summary>Replaces scores by the gradient of the loss; zeros where the label is not known.</summary>
    protected static double SoftmaxLoss(float* scores, int classes, int padded, int label, float scale)
    {
        if (label < 0)
        {
            new Span<float>(scores, padded).Clear();
            return 0;
        }
        var top = float.NegativeInfinity;
        for (var i = 0; i < classes; i++)
        {
            top = Math.Max(top, scores[i]);
        }
        var sum = 0f;
        for (var i = 0; i < classes; i++)
        {
            scores[i] = MathF.Exp(scores[i] - top);
            sum += scores[i];
        }
        var loss = -Math.Log(Math.Max(1e-20, scores[label] / sum));
        for (var i = 0; i < classes; i++)
        {
            scores[i] *= scale / sum;
        }
        scores[label] -= scale;
        new Span<float>(scores + classes, padded - classes).Clear();
        return loss;
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
