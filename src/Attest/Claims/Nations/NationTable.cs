using System.Collections.Frozen;
using Attest.Language;

namespace Attest.Claims.Nations;

/// <summary>The world's nations by the words that name them (<c>nations.tsv</c>). Capitals count: "Polish" is a people, "polish" is not.</summary>
public sealed class NationTable
{
    private const string TableName = "Claims/Nations/nations.tsv";

    private readonly FrozenDictionary<string, (Nation Nation, NationWord Word)> _entries;
    private readonly FrozenDictionary<string, (Nation Nation, NationWord Word)>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly FrozenDictionary<string, Nation> _byIso;
    private readonly int _longest;

    private NationTable()
    {
        var entries = new Dictionary<string, (Nation, NationWord)>(StringComparer.Ordinal);
        var all = new List<Nation>();
        foreach (var row in Table.Rows(TableName))
        {
            var nation = new Nation(row[0], row[1]);
            all.Add(nation);
            Add(entries, nation, NationWord.Name, [row[0], .. Table.Alternatives(row[2])]);
            Add(entries, nation, NationWord.Adjective, Table.Alternatives(row[3]));
            Add(entries, nation, NationWord.People, Table.Alternatives(row[4]));
            Add(entries, nation, NationWord.Capital, Table.Alternatives(row[5]));
            Add(entries, nation, NationWord.Seat, Table.Alternatives(row[6]));
        }
        All = all;
        _entries = entries.ToFrozenDictionary(StringComparer.Ordinal);
        _lookup = _entries.GetAlternateLookup<ReadOnlySpan<char>>();
        _byIso = all.Where(nation => nation.Iso.Length == 2).ToFrozenDictionary(nation => nation.Iso, StringComparer.Ordinal);
        _longest = _entries.Keys.Max(key => key.Length);
    }

    /// <summary>The table that ships.</summary>
    public static NationTable World { get; } = new();

    /// <summary>Every nation, in the table's order.</summary>
    public IReadOnlyList<Nation> All { get; }

    /// <summary>The state with this ISO 3166-1 alpha-2 code; null where there is none.</summary>
    public Nation? ByIso(string code) => code.Length == 2 && _byIso.TryGetValue(code, out var nation) ? nation : null;

    /// <summary>The name of the state that a place lies in; null where that is not known.</summary>
    public string? NameOf(Place? place) => place?.Country is { } code ? ByIso(code)?.Name : null;

    /// <summary>The nation that exactly these words name; null where none does. A trailing 's does not hinder.</summary>
    public (Nation Nation, NationWord Word)? Find(ReadOnlySpan<char> words)
    {
        words = WithoutPossessive(words);
        if (words.IsEmpty || words.Length > _longest || !char.IsLetter(words[0]))
        {
            return null;
        }
        Span<char> plain = stackalloc char[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            plain[i] = words[i] == '’' ? '\'' : words[i];
        }
        return _lookup.TryGetValue(plain, out var found) ? found : null;
    }

    /// <summary>The longest name of a nation that begins with this token and ends within its sentence; null where none does.</summary>
    /// <param name="parsed">The text.</param>
    /// <param name="token">Index in <see cref="ParsedText.Tokens"/>.</param>
    /// <returns>The match, positions counting in the report's text, and the number of tokens it covers.</returns>
    public (NationMatch Match, int Tokens)? At(ParsedText parsed, int token)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        var tokens = parsed.Tokens;
        var start = tokens[token].Start;
        if (!char.IsUpper(parsed.Text[start]) && parsed.Text[start] != 't' && parsed.Text[start] != 'a')
        {
            return null;
        }
        (NationMatch, int)? best = null;
        for (var last = token; last < tokens.Length && tokens[last].End - start <= _longest; last++)
        {
            if (Find(parsed.Text.AsSpan(start, tokens[last].End - start)) is { } found && !EndsPossessive(parsed, last, token))
            {
                best = (new NationMatch(found.Nation, found.Word, start, tokens[last].End), last - token + 1);
            }
        }
        return best;
    }

    /// <summary>Every nation named in a phrase, from left to right, the longest names first, without overlap.</summary>
    public IReadOnlyList<NationMatch> AllIn(ReadOnlySpan<char> phrase)
    {
        List<NationMatch>? found = null;
        for (var start = 0; start < phrase.Length;)
        {
            if (FirstFrom(phrase, start) is not { } match)
            {
                break;
            }
            (found ??= []).Add(match);
            start = match.End;
        }
        return found ?? (IReadOnlyList<NationMatch>)[];
    }

    /// <summary>The first nation named in a phrase; null where none is.</summary>
    public NationMatch? FirstIn(ReadOnlySpan<char> phrase) => FirstFrom(phrase, 0);

    private NationMatch? FirstFrom(ReadOnlySpan<char> phrase, int from)
    {
        for (var start = from; start < phrase.Length; start++)
        {
            if (!IsWordStart(phrase, start) || (!char.IsUpper(phrase[start]) && phrase[start] != 't' && phrase[start] != 'a'))
            {
                continue;
            }
            for (var end = Math.Min(phrase.Length, start + _longest); end > start + 1; end--)
            {
                if (IsWordEnd(phrase, end) && Find(phrase[start..end]) is { } found)
                {
                    return new NationMatch(found.Nation, found.Word, start, end);
                }
            }
        }
        return null;
    }

    private static void Add(Dictionary<string, (Nation, NationWord)> entries, Nation nation, NationWord word, string[] names)
    {
        foreach (var name in names)
        {
            // An adjective that is also the people's name keeps its first reading; of two nations with one capital's name, the first in the table.
            entries.TryAdd(name.Replace('’', '\''), (nation, word));
        }
    }

    private static ReadOnlySpan<char> WithoutPossessive(ReadOnlySpan<char> words) =>
        words.Length > 2 && words[^1] == 's' && words[^2] is '\'' or '’' ? words[..^2] : words;

    // "Russia" + "'s": the longer match would swallow the possessive as a token of its own.
    private static bool EndsPossessive(ParsedText parsed, int last, int first) =>
        last > first && parsed.Text[parsed.Tokens[last].Start] is '\'' or '’' && parsed.Tokens[last].End - parsed.Tokens[last].Start <= 2;

    private static bool IsWordStart(ReadOnlySpan<char> text, int index) => index == 0 || !char.IsLetterOrDigit(text[index - 1]);

    private static bool IsWordEnd(ReadOnlySpan<char> text, int index) =>
        index == text.Length || !char.IsLetterOrDigit(text[index]) || (text[index - 1] == '.' && !char.IsLetter(text[index]));
}
