using System.Numerics;
using System.Text;

namespace Attest.Language.Network;

/// <summary>The words that a model knows, looked up where they lie: by hash, then by their letters.</summary>
internal sealed unsafe class Vocabulary(ModelFile file)
{
    private readonly byte* _text = file.Section<byte>("vocabulary-text");
    private readonly int* _ends = file.Section<int>("vocabulary-ends");
    private readonly int* _rows = file.Section<int>("vocabulary-rows");
    private readonly int* _slots = file.Section<int>("vocabulary-slots");
    private readonly uint _mask = (uint)file.Count<int>("vocabulary-slots") - 1;
    private readonly int _vectors = file.Count<float>("vector-scales");

    /// <summary>Number of words that have a vector.</summary>
    public int VectorCount => _vectors;

    /// <summary>The features of a word.</summary>
    public WordFeatures Features(ReadOnlySpan<char> form)
    {
        Span<char> folded = stackalloc char[WordFeatures.LongestWord];
        var key = folded[..WordFeatures.Fold(form, folded)];
        Span<byte> bytes = stackalloc byte[WordFeatures.LongestWord * 3];
        var number = Find(bytes[..Encoding.UTF8.GetBytes(key, bytes)]);
        return WordFeatures.Of(form, key, number >= 0 && number < _vectors ? number : -1, number >= 0 ? _rows[number] : 0);
    }

    /// <summary>Slots for so many words: a power of two, at most half of them taken.</summary>
    public static int SlotCount(int words) => (int)BitOperations.RoundUpToPowerOf2((uint)words * 2);

    /// <summary>FNV-1a, mixed once more.</summary>
    public static uint Hash(ReadOnlySpan<byte> word)
    {
        var hash = 2166136261u;
        foreach (var letter in word)
        {
            hash = (hash ^ letter) * 16777619u;
        }
        hash ^= hash >> 16;
        return hash * 2246822519u;
    }

    private int Find(ReadOnlySpan<byte> word)
    {
        for (var slot = Hash(word) & _mask; ; slot = (slot + 1) & _mask)
        {
            var number = _slots[slot] - 1;
            if (number < 0)
            {
                return -1;
            }
            var start = number == 0 ? 0 : _ends[number - 1];
            if (word.SequenceEqual(new ReadOnlySpan<byte>(_text + start, _ends[number] - start)))
            {
                return number;
            }
        }
    }
}
