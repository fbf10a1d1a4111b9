using System.Runtime.InteropServices;

namespace Attest.Incidents.Origins;

/// <summary>What a passage's words look like, in 64 bytes: near-copies have nearly the same. Deterministic, and compared without the texts.</summary>
/// <remarks>MinHash over shingles of three words (Broder 1997), 32 permutations, of each minimum the low 16 bits.</remarks>
internal static class TextSignature
{
    /// <summary>Words below which a passage may be worded alike by chance.</summary>
    public const int LeastWords = 12;

    /// <summary>Share of common shingles from which one passage is a copy of another: a sentence added or reworded leaves more than that.</summary>
    public const double CopyLikeness = 0.5;

    private const int Permutations = 32, ShingleWords = 3;

    // FNV-1a (Fowler, Noll, Vo) over folded letters.
    private const ulong FnvOffset = 14695981039346656037, FnvPrime = 1099511628211;

    /// <summary>The signature of a passage; null where it has too few words.</summary>
    public static string? Of(ReadOnlySpan<char> passage)
    {
        Span<uint> least = stackalloc uint[Permutations];
        least.Fill(uint.MaxValue);
        Span<ulong> window = stackalloc ulong[ShingleWords];
        int words = 0, start = -1;
        for (var i = 0; i <= passage.Length; i++)
        {
            var isLetter = i < passage.Length && char.IsLetterOrDigit(passage[i]);
            if (isLetter)
            {
                start = start < 0 ? i : start;
                continue;
            }
            if (start < 0)
            {
                continue;
            }
            window[words++ % ShingleWords] = HashOf(passage[start..i]);
            start = -1;
            if (words >= ShingleWords)
            {
                Add(window[(words - ShingleWords) % ShingleWords], window[(words - 2) % ShingleWords], window[(words - 1) % ShingleWords], least);
            }
        }
        if (words < LeastWords)
        {
            return null;
        }
        Span<ushort> packed = stackalloc ushort[Permutations];
        for (var i = 0; i < Permutations; i++)
        {
            packed[i] = (ushort)least[i];
        }
        return Convert.ToBase64String(MemoryMarshal.AsBytes(packed));
    }

    /// <summary>The estimated share of shingles that two passages have in common, 0 to 1.</summary>
    public static double Likeness(string left, string right)
    {
        if (left == right)
        {
            return 1;
        }
        Span<ushort> first = stackalloc ushort[Permutations], second = stackalloc ushort[Permutations];
        if (!Unpack(left, first) || !Unpack(right, second))
        {
            return 0;
        }
        var same = 0;
        for (var i = 0; i < Permutations; i++)
        {
            same += first[i] == second[i] ? 1 : 0;
        }
        return (double)same / Permutations;
    }

    private static bool Unpack(string signature, Span<ushort> into) =>
        Convert.TryFromBase64String(signature, MemoryMarshal.AsBytes(into), out var bytes) && bytes == Permutations * sizeof(ushort);

    private static ulong HashOf(ReadOnlySpan<char> word)
    {
        var hash = FnvOffset;
        foreach (var letter in word)
        {
            hash = (hash ^ char.ToLowerInvariant(letter)) * FnvPrime;
        }
        return hash;
    }

    private static void Add(ulong first, ulong second, ulong third, Span<uint> least)
    {
        var shingle = Mix((Mix((first * 3) + second) * 3) + third);
        for (var i = 0; i < Permutations; i++)
        {
            var value = (uint)(Mix(shingle + ((ulong)(i + 1) * FnvPrime)) >> 32);
            if (value < least[i])
            {
                least[i] = value;
            }
        }
    }

    // SplitMix64's finaliser (Steele, Lea, Flood 2014).
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }
}
