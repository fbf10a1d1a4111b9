using System.Collections.Frozen;
using System.Globalization;

namespace Attest.Intake.Languages;

/// <summary>Tells the language of a text: its script first, then its commonest words and groups of letters. A declared language only tips the balance.</summary>
public static class LanguageDetector
{
    /// <summary>The code where the language can't be told.</summary>
    public const string Unknown = Report.UnknownLanguage;

    // As much of a text as is looked at; a language shows in far less.
    private const int LookedAt = 24_000;

    private const double WordWeight = 1.0;
    private const double GroupWeight = 0.25;

    // A declared language counts like this many of its words: it decides short texts and never overrules a paragraph.
    private const double DeclaredWeight = 3.0;

    // Less evidence than this tells nothing.
    private const double LeastEvidence = 1.0;

    // In Japanese, Chinese characters stand beside kana; one sign in twenty decides.
    private const double KanaShare = 0.05;

    private static readonly Profile[] Profiles = [.. Table.Rows("Intake/Languages/languages.tsv").Select(row => new Profile(row[0], row[1], Enum.Parse<Script>(row[2], true)))];
    private static readonly FrozenDictionary<string, Evidence[]> Words;
    private static readonly FrozenDictionary<string, Evidence[]> Groups;
    private static readonly (char First, char Last, string Code, string Name)[] Scripts =
    [
        .. Table.Rows("Intake/Languages/scripts.tsv").Select(row =>
            ((char)int.Parse(row[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), (char)int.Parse(row[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture), row[2], row[3])),
    ];

    private static readonly int LongestGroup;

    static LanguageDetector()
    {
        var rows = Table.Rows("Intake/Languages/languages.tsv");
        Words = Index(rows, 3, WordWeight);
        Groups = Index(rows, 4, GroupWeight);
        LongestGroup = Groups.Keys.Max(group => group.Length);
    }

    private enum Script
    {
        Latin,
        Cyrillic,
        Arabic,
    }

    /// <summary>ISO 639-1 code of the language; <see cref="Unknown"/> where it can't be told.</summary>
    /// <param name="text">To look at.</param>
    /// <param name="declared">The language that the report says it is in, such as <c>en-GB</c>; null where it does not say.</param>
    public static string Detect(string text, string? declared)
    {
        var part = text.AsSpan(0, Math.Min(text.Length, LookedAt));
        var counts = ScriptCounts(part, out var single);
        if (single is not null)
        {
            return single;
        }
        var script = counts.IndexOf(counts.Max());
        if (counts[script] == 0)
        {
            return Unknown;
        }
        var scores = new double[Profiles.Length];
        Score(part, scores);
        var hint = Primary(declared);
        var best = -1;
        for (var i = 0; i < scores.Length; i++)
        {
            if ((int)Profiles[i].Script != script)
            {
                continue;
            }
            scores[i] += Profiles[i].Code == hint ? DeclaredWeight : 0;
            best = best < 0 || scores[i] > scores[best] ? i : best;
        }
        return scores[best] >= LeastEvidence ? Profiles[best].Code : Unknown;
    }

    /// <summary>The English name of a language that <see cref="Detect"/> gave; the code itself for another.</summary>
    public static string NameOf(string code)
    {
        foreach (var profile in Profiles)
        {
            if (profile.Code == code)
            {
                return profile.Name;
            }
        }
        foreach (var script in Scripts)
        {
            if (script.Code == code)
            {
                return script.Name;
            }
        }
        return code;
    }

    // Letters by script, in the order of the enumeration; or the one language whose script prevails.
    private static List<int> ScriptCounts(ReadOnlySpan<char> text, out string? single)
    {
        int latin = 0, cyrillic = 0, arabic = 0;
        var others = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var sign in text)
        {
            if (sign < 0x0250)
            {
                latin += char.IsLetter(sign) ? 1 : 0;
            }
            else if (sign is >= '\u0400' and <= '\u052F')
            {
                cyrillic++;
            }
            else if (sign is (>= '\u0600' and <= '\u06FF') or (>= '\u0750' and <= '\u077F') or (>= '\uFB50' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFE'))
            {
                arabic++;
            }
            else if (CodeOf(sign) is { } code)
            {
                others[code] = others.GetValueOrDefault(code) + 1;
            }
        }
        var other = others.Values.Sum();
        single = null;
        if (other > Math.Max(latin, Math.Max(cyrillic, arabic)))
        {
            single = others.GetValueOrDefault("ja") > other * KanaShare ? "ja" : others.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).First().Key;
        }
        return [latin, cyrillic, arabic];
    }

    private static string? CodeOf(char sign)
    {
        foreach (var (first, last, code, _) in Scripts)
        {
            if (sign >= first && sign <= last)
            {
                return code;
            }
        }
        return null;
    }

    private static void Score(ReadOnlySpan<char> text, double[] scores)
    {
        var words = Words.GetAlternateLookup<ReadOnlySpan<char>>();
        var groups = Groups.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> word = stackalloc char[34];
        word[0] = '^';
        var at = 0;
        while (at < text.Length)
        {
            var length = 0;
            while (at < text.Length && (char.IsLetter(text[at]) || (length > 0 && text[at] is '\'' or '’' && at + 1 < text.Length && char.IsLetter(text[at + 1]))))
            {
                if (length < word.Length - 2)
                {
                    word[++length] = text[at] == '’' ? '\'' : char.ToLowerInvariant(text[at]);
                }
                at++;
            }
            at++;
            if (length == 0)
            {
                continue;
            }
            if (words.TryGetValue(word.Slice(1, length), out var found))
            {
                Add(found, scores);
            }
            word[length + 1] = '$';
            var framed = word[..(length + 2)];
            for (var start = 0; start < framed.Length; start++)
            {
                for (var size = 1; size <= LongestGroup && start + size <= framed.Length; size++)
                {
                    if (groups.TryGetValue(framed.Slice(start, size), out found))
                    {
                        Add(found, scores);
                    }
                }
            }
        }
    }

    private static void Add(Evidence[] found, double[] scores)
    {
        foreach (var evidence in found)
        {
            scores[evidence.Profile] += evidence.Weight;
        }
    }

    // What many languages share tells little of each.
    private static FrozenDictionary<string, Evidence[]> Index(IReadOnlyList<string[]> rows, int column, double weight) => rows
        .SelectMany((row, profile) => row[column].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => (Word: word, Profile: profile)))
        .GroupBy(pair => pair.Word, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Select(pair => new Evidence(pair.Profile, weight / group.Count())).ToArray(), StringComparer.Ordinal);

    private static string? Primary(string? declared) => declared?.Trim().Split('-', '_')[0].ToLowerInvariant();

    private sealed record Profile(string Code, string Name, Script Script);

    private readonly record struct Evidence(int Profile, double Weight);
}
