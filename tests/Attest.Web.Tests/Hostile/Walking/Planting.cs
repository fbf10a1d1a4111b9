using System.Globalization;
using System.Text.RegularExpressions;

namespace Attest.Web.Tests.Hostile.Walking;

/// <summary>Which hostile value was put into which field, each under a key of its own by which it is known wherever it comes out.</summary>
internal sealed partial class Planting
{
    /// <summary>The longest value where a field names no limit.</summary>
    public const int Longest = 1500;

    private readonly Dictionary<string, Planted> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _turns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);

    /// <summary>The next value for a field: another beginning and other words each time, until all were there.</summary>
    /// <param name="field">The field.</param>
    /// <param name="longest">The most characters.</param>
    public Planted Next(string field, int longest = Longest)
    {
        var (had, turn) = (Had(field), _turns[field] = _turns.GetValueOrDefault(field, -1) + 1);
        // What the field did not take yet comes first.
        var beginning = HostileWords.Beginnings.FirstOrDefault(one => !had.Contains(one)) ?? HostileWords.Beginnings[turn % HostileWords.Beginnings.Length];
        var value = $"{beginning}{NewKey()}";
        var words = new List<string>();
        foreach (var word in HostileWords.Words.Where(word => !had.Contains(word)).Concat(HostileWords.Words).Distinct(StringComparer.Ordinal))
        {
            if (value.Length + 1 + word.Length <= longest)
            {
                value += $" {word}";
                words.Add(word);
            }
        }
        return Keep(new Planted(field, value[beginning.Length..(beginning.Length + KeyLength)], [beginning, .. words]) { Value = value });
    }

    /// <summary>A value with a sign that no line of text has.</summary>
    public Planted Control(string field, string control)
    {
        var key = NewKey();
        return Keep(new Planted(field, key, [control]) { Value = $"{control} {key}", IsControl = true });
    }

    /// <summary>What a field was sent and took, of beginnings and words.</summary>
    public HashSet<string> Had(string field) => _byKey.Values.Where(planted => planted.Field == field && planted.IsTaken).SelectMany(planted => planted.Words).ToHashSet(StringComparer.Ordinal);

    /// <summary>Notes the fields whose values a text shows.</summary>
    /// <returns>How many values it shows.</returns>
    public int Find(string text)
    {
        var found = Key().EnumerateMatches(text);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var match in found)
        {
            if (_byKey.TryGetValue(text.Substring(match.Index, match.Length), out var planted) && keys.Add(planted.Key))
            {
                _shown.Add(planted.Field);
            }
        }
        return keys.Count;
    }

    /// <summary>Whether a value of a field was seen anywhere.</summary>
    public bool IsShown(string field) => _shown.Contains(field);

    /// <summary>Forgets what was seen: from now on only what is shown counts, and not the echo of what was sent.</summary>
    public void ForgetShown() => _shown.Clear();

    private const int KeyLength = 8;

    private string NewKey() => $"hq{(_byKey.Count + 1).ToString("00000", CultureInfo.InvariantCulture)}x";

    private Planted Keep(Planted planted) => _byKey[planted.Key] = planted;

    [GeneratedRegex("hq[0-9]{5}x")]
    private static partial Regex Key();
}

/// <summary>A hostile value.</summary>
/// <param name="Field">The field that it is for.</param>
/// <param name="Key">The key in it.</param>
/// <param name="Words">The beginning and the words that are in it.</param>
internal sealed record Planted(string Field, string Key, IReadOnlyList<string> Words)
{
    /// <summary>The whole of it.</summary>
    public required string Value { get; set; }

    /// <summary>Whether it has a sign that no line of text has, which a field may refuse.</summary>
    public bool IsControl { get; init; }

    /// <summary>Whether a form or body with it was taken.</summary>
    public bool IsTaken { get; set; }
}
