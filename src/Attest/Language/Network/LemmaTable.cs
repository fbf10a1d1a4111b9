using System.Globalization;

namespace Attest.Language.Network;

/// <summary>Dictionary forms: for a Penn tag the longest ending that a rule is known for says what to cut and what to put.</summary>
internal sealed class LemmaTable
{
    private readonly Dictionary<string, Dictionary<string, Rule>.AlternateLookup<ReadOnlySpan<char>>> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _past = new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _participles = new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly int _longest;

    /// <summary>Reads lines of tag, ending (with ^ before a whole word) and rule, parted by tabs.</summary>
    public LemmaTable(string[] lines)
    {
        foreach (var row in Table.Rows("Language/Network/irregular-verbs.tsv"))
        {
            _past.Dictionary[row[1]] = row[0];
            _participles.Dictionary[row[2]] = row[0];
        }
        foreach (var line in lines)
        {
            if (line.Split('\t') is not [var tag, var ending, var script])
            {
                continue;
            }
            if (!_tags.TryGetValue(tag, out var rules))
            {
                rules = new Dictionary<string, Rule>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
                _tags[tag] = rules;
            }
            var bar = script.IndexOf('|', StringComparison.Ordinal);
            rules.Dictionary[ending] = new Rule(int.Parse(script.AsSpan(0, bar), CultureInfo.InvariantCulture), script[(bar + 1)..]);
            _longest = Math.Max(_longest, ending.Length);
        }
    }

    /// <summary>The dictionary form of a word with this tag. Names keep their capitals.</summary>
    public string Of(ReadOnlySpan<char> form, string tag)
    {
        const int Longest = 64;
        if (form.Length > Longest)
        {
            return new string(form);
        }
        Span<char> marked = stackalloc char[Longest + 1];
        marked[0] = '^';
        for (var i = 0; i < form.Length; i++)
        {
            marked[i + 1] = form[i] is '’' or '‘' ? '\'' : char.ToLowerInvariant(form[i]);
        }
        var word = marked[..(form.Length + 1)];
        if ((tag == "VBD" && _past.TryGetValue(word[1..], out var verb)) || (tag == "VBN" && _participles.TryGetValue(word[1..], out verb)))
        {
            return verb;
        }
        var rule = new Rule(0, "");
        if (_tags.TryGetValue(tag, out var rules))
        {
            for (var length = Math.Min(word.Length, _longest); length >= 0; length--)
            {
                if (rules.TryGetValue(word[^length..], out rule))
                {
                    break;
                }
            }
        }
        if (rule.Put is null || rule.Cut > form.Length)
        {
            rule = new Rule(0, "");
        }
        var isName = tag is "NNP" or "NNPS" || (tag == "JJ" && char.IsUpper(form[0]) && Names.NameLists.IsDemonym(form));
        var stem = isName ? form[..^rule.Cut] : word[1..^rule.Cut];
        return string.Concat(stem, isName && stem.Length > 0 && char.IsUpper(form[^1]) ? rule.Put.ToUpperInvariant() : rule.Put);
    }

    private readonly record struct Rule(int Cut, string Put);
}
