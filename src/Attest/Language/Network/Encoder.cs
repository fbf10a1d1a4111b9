using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attest.Language.Network;

/// <summary>Rows of numbers, one a word, through windows and recurrences: what each word is among its neighbours.</summary>
/// <remarks>
/// Hot. All memory is taken once and reused. Stretches (sentences, or paragraphs) are taken together up to <see cref="Capacity"/> rows so that products are
/// large; a stretch's outcome does not depend on which others it is taken with.
/// </remarks>
internal sealed unsafe class Encoder
{
    /// <summary>Rows that are computed together: words, one row of zeros between stretches and at both ends.</summary>
    public const int Capacity = 640;

    private readonly Layer[] _windows;
    private readonly Layer[] _recurrences;
    private readonly int _width;
    private readonly float[][] _memory;
    private readonly float* _pieces, _branch, _carried;

    /// <summary>Takes the memory that layers of this width need.</summary>
    public Encoder(int width, Layer[] windows, Layer[] recurrences)
    {
        (_width, _windows, _recurrences) = (width, windows, recurrences);
        _memory = [.. new[] { Capacity * width, Capacity * width * 3, Capacity * width, width }.Select(size => GC.AllocateArray<float>(size + 64, pinned: true))];
        States = Start(0);
        _pieces = Start(1);
        _branch = Start(2);
        _carried = Start(3);

        float* Start(int number) => (float*)Unsafe.AsPointer(ref _memory[number][0]);
    }

    /// <summary>The rows, one after the other.</summary>
    public float* States { get; }

    /// <summary>Number of rows, those of zeros included.</summary>
    public int Rows { get; private set; } = 1;

    /// <summary>Row of each stretch's first word.</summary>
    public List<int> Starts { get; } = [];

    /// <summary>Number of words of each stretch.</summary>
    public List<int> Counts { get; } = [];

    /// <summary>Whether a stretch of so many words can be added before the next run.</summary>
    public bool Fits(int words) => Rows + words + 1 <= Capacity;

    /// <summary>Forgets the stretches of the last run.</summary>
    public void Clear()
    {
        Starts.Clear();
        Counts.Clear();
        Rows = 1;
    }

    /// <summary>Starts a stretch of so many words, whose rows are to be filled by <see cref="Word"/>.</summary>
    public void Begin(int words)
    {
        Starts.Add(Rows);
        Counts.Add(words);
        new Span<float>(States + ((nint)(Rows - 1) * _width), _width).Clear();
        new Span<float>(States + ((nint)(Rows + words) * _width), _width).Clear();
        Rows += words + 1;
    }

    /// <summary>The row of a word of the stretch that was begun last.</summary>
    public float* Word(int number) => States + ((nint)(Starts[^1] + number) * _width);

    /// <summary>Runs all layers over the rows.</summary>
    public void Run()
    {
        foreach (var layer in _windows)
        {
            Window(layer);
        }
        foreach (var layer in _recurrences)
        {
            Recurrence(layer);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Window(Layer layer)
    {
        var pieces = _width * 2;
        // Rows of three words overlap in memory: one starts at the word before.
        layer.Weight.Multiply(States, _width, _pieces + pieces, pieces, Rows - 2);
        for (var row = 1; row < Rows - 1; row++)
        {
            var source = _pieces + ((nint)row * pieces);
            Elementwise.Add(layer.Shift, source, pieces);
            Elementwise.Maxout(source, _branch, _width);
            AddNormalised(layer, _branch, row);
        }
        ClearPadding();
    }

    private void AddNormalised(Layer layer, float* branch, int row)
    {
        Elementwise.Normalise(branch, layer.Gain, layer.Base, branch, _width);
        Elementwise.Add(branch, States + ((nint)row * _width), _width);
    }

    private void ClearPadding()
    {
        for (var stretch = 0; stretch < Starts.Count; stretch++)
        {
            new Span<float>(States + ((nint)(Starts[stretch] + Counts[stretch]) * _width), _width).Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Recurrence(Layer layer)
    {
        var pieces = _width * 3;
        layer.Weight.Multiply(States, _width, _pieces, pieces, Rows);
        for (var row = 1; row < Rows - 1; row++)
        {
            var source = _pieces + ((nint)row * pieces);
            Elementwise.Add(layer.Shift, source, pieces);
            for (var i = _width; i < pieces; i += 8)
            {
                Elementwise.Sigmoid(Vector256.Load(source + i)).Store(source + i);
            }
        }
        for (var stretch = 0; stretch < Starts.Count; stretch++)
        {
            int first = Starts[stretch], last = first + Counts[stretch] - 1, half = _width / 2;
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
