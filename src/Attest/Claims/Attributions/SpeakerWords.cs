using System.Collections.Frozen;

namespace Attest.Claims.Attributions;

/// <summary>Words that tell what sort of thing speaks (<c>speaker-words.tsv</c>), and the media it speaks on (<c>media.tsv</c>).</summary>
internal sealed class SpeakerWords
{
    private readonly FrozenSet<string> _titles;
    private readonly FrozenSet<string> _roles;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _rolesBySpan;
    private readonly FrozenSet<string> _bodies;
    private readonly FrozenSet<string> _outlets;
    private readonly FrozenSet<string> _groups;
    private readonly FrozenSet<string> _documents;
    private readonly FrozenSet<string> _happenings;
    private readonly FrozenSet<string> _portfolios;
    private readonly FrozenDictionary<string, string> _media;
    private readonly int _longestMedium;

    private SpeakerWords()
    {
        var kinds = Table.Rows("Claims/Attributions/speaker-words.tsv").ToDictionary(row => row[0], row => Table.Alternatives(row[1]).ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);
        _titles = kinds["title"];
        _roles = kinds["role"];
        _rolesBySpan = _roles.GetAlternateLookup<ReadOnlySpan<char>>();
        _bodies = kinds["body"];
        _outlets = kinds["outlet"];
        _groups = kinds["group"];
        _documents = kinds["document"];
        _happenings = kinds["happening"];
        _portfolios = kinds["portfolio"];
        _media = Table.Rows("Claims/Attributions/media.tsv").SelectMany(row => Table.Alternatives(row[1]).Select(word => (word, row[0]))).ToFrozenDictionary(pair => pair.word, pair => pair.Item2, StringComparer.Ordinal);
        _longestMedium = _media.Keys.Max(word => word.Count(letter => letter == ' ') + 1);
    }

    /// <summary>The tables that ship.</summary>
    public static SpeakerWords Default { get; } = new();

    /// <summary>Whether lower-case words stand before a name and go with it: president, gen.</summary>
    public bool IsTitle(string words) => _titles.Contains(words);

    /// <summary>Whether a lower-case word names a person by office or occupation.</summary>
    public bool IsRole(string word) => _roles.Contains(word);

    /// <summary>Whether a lower-case word names an organisation.</summary>
    public bool IsBody(string word) => _bodies.Contains(word);

    /// <summary>Whether lower-case words are the name of a newspaper, agency or broadcaster.</summary>
    public bool IsOutlet(string words) => _outlets.Contains(words);

    /// <summary>Whether a lower-case word names people together.</summary>
    public bool IsGroup(string word) => _groups.Contains(word) || (word.Length > 4 && word[^1] == 's' && _rolesBySpan.Contains(word.AsSpan(0, word.Length - 1)));

    /// <summary>Whether a lower-case word names a text, data or pictures.</summary>
    public bool IsDocument(string word) => _documents.Contains(word);

    /// <summary>Whether a lower-case word names something that happens, which says nothing by itself.</summary>
    public bool IsHappening(string word) => _happenings.Contains(word);

    /// <summary>Whether a lower-case word names what an office or a body is for.</summary>
    public bool IsPortfolio(string word) => _portfolios.Contains(word);

    /// <summary>The medium that the tokens from here name, the longest first, and their number; null where they name none.</summary>
    public (string Via, int Tokens)? MediumAt(Words words, int token, int last)
    {
        for (var length = Math.Min(_longestMedium, last - token); length > 0; length--)
        {
            var phrase = length == 1 ? words[token] : words.Phrase(token, token + length).ToLowerInvariant();
            if (_media.TryGetValue(phrase, out var via) && (phrase != "x" || words.IsCapital(token)))
            {
                return (via, length);
            }
        }
        return null;
    }

    /// <summary>The name of the outlet that the tokens from here are, the longest first, and their number; null where they are none.</summary>
    public (string Name, int Tokens)? OutletAt(Words words, int token, int last)
    {
        for (var length = Math.Min(5, last - token); length > 0; length--)
        {
            if (words.IsCapital(token) || words[token] == "the")
            {
                var phrase = words.Phrase(token, token + length);
                if (_outlets.Contains(phrase.ToLowerInvariant()) && words.IsCapital(token + length - 1))
                {
                    return (phrase.StartsWith("the ", StringComparison.Ordinal) ? phrase[4..] : phrase, length);
                }
            }
        }
        return null;
    }
}
