using Attest.Register.DamageClaims;

namespace Attest.Register.Evidence;

/// <summary>What a file says of itself, as far as a record can hold it: a file can be made of nothing else.</summary>
internal sealed class FactList
{
    /// <summary>The most facts of one file.</summary>
    public const int Most = 50;

    private const int LongestName = 79;
    private const int LongestValue = 200;

    private readonly List<EvidenceFact> _facts = [];

    /// <summary>The facts, in the order in which they were met.</summary>
    public IReadOnlyList<EvidenceFact> All => _facts;

    /// <summary>A text as it may be shown: one line, no controls, not too long.</summary>
    public static string Shown(string text) => Shown(text, LongestValue);

    /// <summary>Takes a fact, where there is room and something is said.</summary>
    public void Add(string name, string value)
    {
        if (_facts.Count < Most && Shown(value) is { Length: > 0 } said)
        {
            var fact = new EvidenceFact(Shown(name, LongestName), said);
            if (!_facts.Contains(fact))
            {
                _facts.Add(fact);
            }
        }
    }

    private static string Shown(string text, int longest)
    {
        var line = new string([.. text.Take(longest).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) || letter is >= '\u200B' and <= '\u202E' or >= '\u2066' and <= '\u2069' ? ' ' : letter)]).Trim();
        return text.Length > longest ? line + "…" : line;
    }
}
