using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attest.Language.Network;

/// <summary>Products of matrices of single-precision numbers.</summary>
/// <remarks>
/// Hot. Each element of a product is one chain of fused multiply-adds in the order of the shared index, whatever the vector width of the machine or the
/// number of rows, so that a result is the same bit for bit everywhere: on 512-, 256- and 128-bit hardware, in a batch of one or of hundreds.
/// </remarks>
internal static unsafe class Matrix
{
    /// <summary>Columns of every right-hand matrix must be padded to a multiple of this.</summary>
    public const int ColumnStep = 16;

    /// <summary>c = a·b, or c += a·b. Element (i, k) of a is at a[i·aRow + k·aColumn], so that a transposed matrix and overlapping rows need no copy.</summary>
    /// <param name="a">Left matrix, rows × shared.</param>
    /// <param name="aRow">Distance between rows of a.</param>
    /// <param name="aColumn">Distance between columns of a.</param>
    /// <param name="b">Right matrix, shared × columns.</param>
    /// <param name="bRow">Distance between rows of b.</param>
    /// <param name="c">Product, rows × columns.</param>
    /// <param name="cRow">Distance between rows of c.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns, a multiple of <see cref="ColumnStep"/>.</param>
    /// <param name="shared">Length of the sums.</param>
    /// <param name="accumulate">Whether to add to c instead of overwriting it.</param>
    public static void Multiply(float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, int rows, int columns, int shared, bool accumulate)
    {
        var column = 0;
        for (; column + 32 <= columns; column += 32)
        {
            var row = 0;
            if (Vector512.IsHardwareAccelerated)
            {
                for (; row + 8 <= rows; row += 8)
                {
                    Eight(a + row * aRow, aRow, aColumn, b + column, bRow, c + row * cRow + column, cRow, shared, accumulate);
                }
                if (row < rows && rows >= 8 && !accumulate)
                {
                    // The last eight, some of them once more: cheaper than one by one, and the same numbers.
                    row = rows - 8;
                    Eight(a + row * aRow, aRow, aColumn, b + column, bRow, c + row * cRow + column, cRow, shared, accumulate);
                    row = rows;
                }
                for (; row < rows; row++)
                {
                    One(a + row * aRow, aColumn, b + column, bRow, c + row * cRow + column, shared, accumulate);
                }
            }
            else
            {
                for (; row < rows; row += 4)
                {
                    var count = Math.Min(4, rows - row);
                    Narrow(a + row * aRow, aRow, aColumn, b + column, bRow, c + row * cRow + column, cRow, count, shared, accumulate);
                    Narrow(a + row * aRow, aRow, aColumn, b + column + 16, bRow, c + row * cRow + column + 16, cRow, count, shared, accumulate);
                }
            }
        }
        for (; column < columns; column += 16)
        {
            for (var row = 0; row < rows; row += 4)
            {
                Narrow(a + row * aRow, aRow, aColumn, b + column, bRow, c + row * cRow + column, cRow, Math.Min(4, rows - row), shared, accumulate);
            }
        }
    }

    // Eight rows by 32 columns.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eight(float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, int shared, bool accumulate)
    {
        Vector512<float> c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51, c60, c61, c70, c71;
        if (accumulate)
        {
            c00 = Vector512.Load(c);
            c01 = Vector512.Load(c + 16);
            c10 = Vector512.Load(c + cRow);
            c11 = Vector512.Load(c + cRow + 16);
            c20 = Vector512.Load(c + 2 * cRow);
            c21 = Vector512.Load(c + 2 * cRow + 16);
            c30 = Vector512.Load(c + 3 * cRow);
            c31 = Vector512.Load(c + 3 * cRow + 16);
            c40 = Vector512.Load(c + 4 * cRow);
            c41 = Vector512.Load(c + 4 * cRow + 16);
            c50 = Vector512.Load(c + 5 * cRow);
            c51 = Vector512.Load(c + 5 * cRow + 16);
            c60 = Vector512.Load(c + 6 * cRow);
            c61 = Vector512.Load(c + 6 * cRow + 16);
            c70 = Vector512.Load(c + 7 * cRow);
            c71 = Vector512.Load(c + 7 * cRow + 16);
        }
        else
        {
            c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = c40 = c41 = c50 = c51 = c60 = c61 = c70 = c71 = Vector512<float>.Zero;
        }
        float* a4 = a + 4 * aRow;
        for (var k = 0; k < shared; k++)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + 16);
            var left = Vector512.Create(*a);
            c00 = Vector512.FusedMultiplyAdd(left, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(left, b1, c01);
            left = Vector512.Create(a[aRow]);
            c10 = Vector512.FusedMultiplyAdd(left, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(left, b1, c11);
            left = Vector512.Create(a[2 * aRow]);
            c20 = Vector512.FusedMultiplyAdd(left, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(left, b1, c21);
            left = Vector512.Create(a[3 * aRow]);
            c30 = Vector512.FusedMultiplyAdd(left, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(left, b1, c31);
            left = Vector512.Create(*a4);
            c40 = Vector512.FusedMultiplyAdd(left, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(left, b1, c41);
            left = Vector512.Create(a4[aRow]);
            c50 = Vector512.FusedMultiplyAdd(left, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(left, b1, c51);
            left = Vector512.Create(a4[2 * aRow]);
            c60 = Vector512.FusedMultiplyAdd(left, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(left, b1, c61);
            left = Vector512.Create(a4[3 * aRow]);
            c70 = Vector512.FusedMultiplyAdd(left, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(left, b1, c71);
            a += aColumn;
            a4 += aColumn;
            b += bRow;
        }
        c00.Store(c);
        c01.Store(c + 16);
        c10.Store(c + cRow);
        c11.Store(c + cRow + 16);
        c20.Store(c + 2 * cRow);
        c21.Store(c + 2 * cRow + 16);
        c30.Store(c + 3 * cRow);
        c31.Store(c + 3 * cRow + 16);
        c40.Store(c + 4 * cRow);
        c41.Store(c + 4 * cRow + 16);
        c50.Store(c + 5 * cRow);
        c51.Store(c + 5 * cRow + 16);
        c60.Store(c + 6 * cRow);
        c61.Store(c + 6 * cRow + 16);
        c70.Store(c + 7 * cRow);
        c71.Store(c + 7 * cRow + 16);
    }

    // One row by 32 columns.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(float* a, nint aColumn, float* b, nint bRow, float* c, int shared, bool accumulate)
    {
        var c0 = accumulate ? Vector512.Load(c) : Vector512<float>.Zero;
        var c1 = accumulate ? Vector512.Load(c + 16) : Vector512<float>.Zero;
        for (var k = 0; k < shared; k++)
        {
            var left = Vector512.Create(*a);
            c0 = Vector512.FusedMultiplyAdd(left, Vector512.Load(b), c0);
            c1 = Vector512.FusedMultiplyAdd(left, Vector512.Load(b + 16), c1);
            a += aColumn;
            b += bRow;
        }
        c0.Store(c);
        c1.Store(c + 16);
    }

    // Up to four rows by 16 columns, on 256-bit vectors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow(float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, int rows, int shared, bool accumulate)
    {
        // A missing row is computed as the first one over again, before it, so that what counts is stored last.
        nint r1 = rows > 1 ? 1 : 0, r2 = rows > 2 ? 2 : 0, r3 = rows > 3 ? 3 : 0;
        Vector256<float> c00, c01, c10, c11, c20, c21, c30, c31;
        if (accumulate)
        {
            c00 = Vector256.Load(c);
            c01 = Vector256.Load(c + 8);
            c10 = Vector256.Load(c + r1 * cRow);
            c11 = Vector256.Load(c + r1 * cRow + 8);
            c20 = Vector256.Load(c + r2 * cRow);
            c21 = Vector256.Load(c + r2 * cRow + 8);
            c30 = Vector256.Load(c + r3 * cRow);
            c31 = Vector256.Load(c + r3 * cRow + 8);
        }
        else
        {
            c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = Vector256<float>.Zero;
        }
        float* a1 = a + r1 * aRow, a2 = a + r2 * aRow, a3 = a + r3 * aRow;
        nint at = 0;
        for (var k = 0; k < shared; k++)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + 8);
            var left = Vector256.Create(a[at]);
            c00 = Vector256.FusedMultiplyAdd(left, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(left, b1, c01);
            left = Vector256.Create(a1[at]);
            c10 = Vector256.FusedMultiplyAdd(left, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(left, b1, c11);
            left = Vector256.Create(a2[at]);
            c20 = Vector256.FusedMultiplyAdd(left, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(left, b1, c21);
            left = Vector256.Create(a3[at]);
            c30 = Vector256.FusedMultiplyAdd(left, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(left, b1, c31);
            at += aColumn;
            b += bRow;
        }
        c30.Store(c + r3 * cRow);
        c31.Store(c + r3 * cRow + 8);
        c20.Store(c + r2 * cRow);
        c21.Store(c + r2 * cRow + 8);
        c10.Store(c + r1 * cRow);
        c11.Store(c + r1 * cRow + 8);
        c00.Store(c);
        c01.Store(c + 8);
    }
}
