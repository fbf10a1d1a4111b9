using System.Collections.Frozen;
using Attest.Language;

namespace Attest.Claims;

/// <summary>The tokens of a text as the readers of claims look at them: lower-cased forms, and the closed class that a form belongs to.</summary>
/// <remarks>Made once a report and kind; indexes are those of <see cref="ParsedText.Tokens"/>. Not hot: it is made before the loops that are.</remarks>
internal sealed class Words
{
    private static readonly FrozenDictionary<string, WordClass> Classes = LoadClasses();

    private readonly ParsedText _parsed;
    private readonly string[] _forms;
    private readonly WordClass[] _classes;

    /// <summary>Lower-cases and classes every token of a text.</summary>
    public Words(ParsedText parsed)
    {
        _parsed = parsed;
        var tokens = parsed.Tokens;
        _forms = new string[tokens.Length];
        _classes = new WordClass[tokens.Length];
        var pool = new Dictionary<string, string>(StringComparer.Ordinal);
        var lookup = pool.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> lower = stackalloc char[64];
        for (var i = 0; i < tokens.Length; i++)
        {
            var raw = parsed.Text.AsSpan(tokens[i].Start, tokens[i].End - tokens[i].Start);
            if (raw.Length <= lower.Length)
            {
                var length = raw.ToLowerInvariant(lower);
                if (!lookup.TryGetValue(lower[..length], out var form))
                {
                    form = new string(lower[..length]);
                    pool.Add(form, form);
                }
                _forms[i] = form;
            }
            else
            {
                _forms[i] = raw.ToString().ToLowerInvariant();
            }
            Classes.TryGetValue(_forms[i], out _classes[i]);
        }
    }

    /// <summary>The text that all positions count in.</summary>
    public string Text => _parsed.Text;

    /// <summary>The text with its sentences.</summary>
    public ParsedText Parsed => _parsed;

    /// <summary>Number of tokens.</summary>
    public int Count => _forms.Length;

    /// <summary>The lower-cased form; empty outside the text, so that a neighbour can be asked for without a check.</summary>
    public string this[int token] => (uint)token < (uint)_forms.Length ? _forms[token] : "";

    /// <summary>Index of the token's first character.</summary>
    public int Start(int token) => _parsed.Tokens[token].Start;

    /// <summary>Index after its last character.</summary>
    public int End(int token) => _parsed.Tokens[token].End;

    /// <summary>Whether the form belongs to a closed class; a form can belong to several.</summary>
    public bool Is(int token, WordClass wordClass) => (uint)token < (uint)_classes.Length && (_classes[token] & wordClass) != 0;

    /// <summary>Whether it begins with a capital letter.</summary>
    public bool IsCapital(int token) => (uint)token < (uint)_forms.Length && char.IsUpper(Text[Start(token)]);

    /// <summary>Whether it begins with a letter.</summary>
    public bool IsWord(int token) => (uint)token < (uint)_forms.Length && char.IsLetter(Text[Start(token)]);

    /// <summary>Whether it begins with a digit.</summary>
    public bool IsDigits(int token) => (uint)token < (uint)_forms.Length && char.IsAsciiDigit(Text[Start(token)]);

    /// <summary>Whether there is no space between this token and the next.</summary>
    public bool IsJoined(int token) => token >= 0 && token + 1 < Count && End(token) == Start(token + 1);

    /// <summary>Whether it is one of the marks that open or close a quotation.</summary>
    public bool IsQuote(int token) => this[token] is "\"" or "“" or "”" or "''" or "``" or "«" or "»" or "„" or "‘" or "’" or "'";

    /// <summary>Whether it is an adverb by list or by its ending.</summary>
    public bool IsAdverb(int token) =>
        Is(token, WordClass.Adverb) || (this[token].Length > 4 && this[token].EndsWith("ly", StringComparison.Ordinal) && !IsCapital(token) && this[token] is not ("family" or "only" or "early" or "assembly" or "reply" or "supply" or "daily" or "weekly" or "ally" or "italy" or "july"));

    /// <summary>The words of a stretch of tokens, as they stand in the text.</summary>
    public string Phrase(int first, int last) => last > first ? Text[Start(first)..End(last - 1)] : "";

    /// <summary>Where a stretch of tokens stands.</summary>
    public TextSpan Span(int first, int last) => new(Start(first), End(last - 1));

    /// <summary>The first token that starts at or after a position.</summary>
    public int TokenAt(int position)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Start(middle) < position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    private static FrozenDictionary<string, WordClass> LoadClasses()
    {
        var classes = new Dictionary<string, WordClass>(StringComparer.Ordinal);
        foreach (var row in Table.Rows("Claims/function-words.tsv"))
        {
            var wordClass = Enum.Parse<WordClass>(row[0], ignoreCase: true);
            foreach (var word in Table.Alternatives(row[1]))
            {
                classes[word] = classes.GetValueOrDefault(word) | wordClass;
            }
        }
        return classes.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <summary>Closed classes of words by which phrases and clauses are bounded where a text is not parsed (<c>function-words.tsv</c>).</summary>
[Flags]
internal enum WordClass : ushort
{
    None = 0,
    Determiner = 1,
    Pronoun = 2,
    Preposition = 4,
    Auxiliary = 8,
    Negation = 16,
    Subordinator = 32,
    Coordinator = 64,
    Adverb = 128,
    Weekday = 256,
    Month = 512,
    Period = 1024,
    Verb = 2048,
}
