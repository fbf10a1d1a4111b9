using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attest.Language.Network;

/// <summary>What a network does to single rows between its products: maxima, normalisation, gates.</summary>
/// <remarks>Hot. Lengths are multiples of 8; sums run in eight fixed lanes that are then added in one fixed order, the same on every machine.</remarks>
internal static unsafe class Elementwise
{
    private const float Epsilon = 1e-5f;

    /// <summary>target[i] = max(pieces[i], pieces[length + i]).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Maxout(float* pieces, float* target, int length)
    {
        for (var i = 0; i < length; i += 8)
        {
            var first = Vector256.Load(pieces + i);
            var second = Vector256.Load(pieces + length + i);
            Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(first, second), first, second).Store(target + i);
        }
    }

    /// <summary>target = (row - mean) / deviation · gain + shift.</summary>
    /// <returns>The mean and one over the deviation.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float Mean, float Inverse) Normalise(float* row, float* gain, float* shift, float* target, int length)
    {
        var sum = Vector256<float>.Zero;
        for (var i = 0; i < length; i += 8)
        {
            sum += Vector256.Load(row + i);
        }
        var mean = Lanes(sum) / length;
        var middle = Vector256.Create(mean);
        var squares = Vector256<float>.Zero;
        for (var i = 0; i < length; i += 8)
        {
            var apart = Vector256.Load(row + i) - middle;
            squares = Vector256.FusedMultiplyAdd(apart, apart, squares);
        }
        var inverse = 1f / MathF.Sqrt(Lanes(squares) / length + Epsilon);
        var scale = Vector256.Create(inverse);
        for (var i = 0; i < length; i += 8)
        {
            var normal = (Vector256.Load(row + i) - middle) * scale;
            Vector256.FusedMultiplyAdd(normal, Vector256.Load(gain + i), Vector256.Load(shift + i)).Store(target + i);
        }
        return (mean, inverse);
    }

    /// <summary>target += row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* row, float* target, int length)
    {
        for (var i = 0; i < length; i += 8)
        {
            (Vector256.Load(target + i) + Vector256.Load(row + i)).Store(target + i);
        }
    }

    /// <summary>target = max(0, row + shift).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddAndRectify(float* row, float* shift, float* target, int length)
    {
        for (var i = 0; i < length; i += 8)
        {
            Vector256.Max(Vector256.Load(row + i) + Vector256.Load(shift + i), Vector256<float>.Zero).Store(target + i);
        }
    }

    /// <summary>The logistic function of eight numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => Vector256<float>.One / (Vector256<float>.One + Exponential(-x));

    /// <summary>e to the power of eight numbers, each taken as at least -80 and at most 80.</summary>
    /// <remarks>By the powers of two around it and a polynomial of the sixth degree (Cephes, expf); error below 2 in the last place.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exponential(Vector256<float> x)
    {
        x = Vector256.Min(Vector256.Max(x, Vector256.Create(-80f)), Vector256.Create(80f));
        var whole = Vector256.Floor(Vector256.FusedMultiplyAdd(x, Vector256.Create(1.44269504f), Vector256.Create(0.5f)));
        var rest = Vector256.FusedMultiplyAdd(whole, Vector256.Create(-0.693359375f), x);
        rest = Vector256.FusedMultiplyAdd(whole, Vector256.Create(2.12194440e-4f), rest);
        var value = Vector256.Create(1.9875691500e-4f);
        value = Vector256.FusedMultiplyAdd(value, rest, Vector256.Create(1.3981999507e-3f));
        value = Vector256.FusedMultiplyAdd(value, rest, Vector256.Create(8.3334519073e-3f));
        value = Vector256.FusedMultiplyAdd(value, rest, Vector256.Create(4.1665795894e-2f));
        value = Vector256.FusedMultiplyAdd(value, rest, Vector256.Create(1.6666665459e-1f));
        value = Vector256.FusedMultiplyAdd(value, rest, Vector256.Create(5.0000001201e-1f));
        value = Vector256.FusedMultiplyAdd(value, rest * rest, rest) + Vector256<float>.One;
        var power = Vector256.ShiftLeft(Vector256.ConvertToInt32(whole) + Vector256.Create(127), 23).AsSingle();
        return value * power;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Lanes(Vector256<float> sum)
    {
        var half = sum.GetLower() + sum.GetUpper();
        return half[0] + half[1] + (half[2] + half[3]);
    }
}
