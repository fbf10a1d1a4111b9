using System.Runtime.InteropServices;

namespace Attest.Language.Network;

/// <summary>A matrix of weights laid out for products: panels of 32 columns (the last may have 16), each panel's rows one after the other, on cache lines.</summary>
/// <remarks>Made once when a model is loaded; it lives as long as the program.</remarks>
internal sealed unsafe class PackedMatrix
{
    private const int Panel = 32, CacheLine = 64;

    private readonly float* _start;
    private readonly int _columns;
    private readonly int _shared;

    /// <summary>Lays out a matrix of <paramref name="shared"/> rows by <paramref name="columns"/> columns, a multiple of <see cref="Matrix.ColumnStep"/>.</summary>
    public PackedMatrix(float* source, int shared, int columns)
    {
        (_columns, _shared) = (columns, shared);
        _start = (float*)NativeMemory.AlignedAlloc((nuint)(shared * columns * sizeof(float)), CacheLine);
        var to = _start;
        for (var column = 0; column < columns; column += Panel)
        {
            var width = Math.Min(Panel, columns - column);
            for (var row = 0; row < shared; row++)
            {
                new ReadOnlySpan<float>(source + ((nint)row * columns) + column, width).CopyTo(new Span<float>(to, width));
                to += width;
            }
        }
    }

    /// <summary>c = a · this, where a has as many columns as this has rows.</summary>
    public void Multiply(float* a, nint aRow, float* c, nint cRow, int rows)
    {
        var panel = _start;
        for (var column = 0; column < _columns; column += Panel)
        {
            var width = Math.Min(Panel, _columns - column);
            Matrix.Multiply(a, aRow, 1, panel, width, c + column, cRow, rows, width, _shared, false);
            panel += (nint)_shared * width;
        }
    }
}
