namespace Attest.Claims.Events.Choices;

/// <summary>Signs that speak for an option or against it, each as a row of the table of weights.</summary>
/// <remarks>Hot: reused for every option. Signs that fall into one row share a weight.</remarks>
internal sealed class SignBag
{
    /// <summary>Rows of the table for one choice; a power of two.</summary>
    public const int Rows = 1 << 15;

    private readonly List<int> _rows = new(64);

    /// <summary>The rows of the signs, in the order in which they were added.</summary>
    public IReadOnlyList<int> All => _rows;

    /// <summary>Forgets all signs.</summary>
    public void Clear() => _rows.Clear();

    /// <summary>Adds a sign with what it was seen with.</summary>
    public void Add(Sign sign, int one = 0, int other = 0, int third = 0)
    {
        // FNV-1a over the numbers, mixed once more.
        var hash = 2166136261u;
        hash = (hash ^ (uint)sign) * 16777619u;
        hash = (hash ^ (uint)one) * 16777619u;
        hash = (hash ^ (uint)(one >> 8)) * 16777619u;
        hash = (hash ^ (uint)other) * 16777619u;
        hash = (hash ^ (uint)third) * 16777619u;
        hash ^= hash >> 15;
        hash *= 2246822519u;
        hash ^= hash >> 13;
        _rows.Add((int)(hash & (Rows - 1)));
    }

    /// <summary>A number for a word, the same in every run.</summary>
    public static int Of(string word)
    {
        var hash = 2166136261u;
        foreach (var letter in word)
        {
            hash = (hash ^ letter) * 16777619u;
        }
        return (int)(hash >> 1);
    }
}
