namespace Attest.Claims;

/// <summary>Words and phrases with a value each, looked up in a text from a token on; the longest wins. Hyphens count as spaces.</summary>
/// <typeparam name="T">What a phrase stands for.</typeparam>
internal sealed class PhraseTable<T>
{
    private readonly Dictionary<string, T> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly Dictionary<string, int> _longestByFirst = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _firstLookup;

    /// <summary>Takes the phrases in; of two alike the first stays, unless <paramref name="merge"/> joins them.</summary>
    public PhraseTable(IEnumerable<(string Phrase, T Value)> phrases, Func<T, T, T>? merge = null)
    {
        foreach (var (phrase, value) in phrases)
        {
            var key = phrase.ToLowerInvariant().Replace('-', ' ');
            _values[key] = _values.TryGetValue(key, out var known) ? merge is null ? known : merge(known, value) : value;
            var words = key.Split(' ');
            _longestByFirst[words[0]] = Math.Max(_longestByFirst.GetValueOrDefault(words[0]), words.Length);
        }
        _lookup = _values.GetAlternateLookup<ReadOnlySpan<char>>();
        _firstLookup = _longestByFirst.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The longest phrase from a token on that ends before <paramref name="last"/>, and the number of tokens it takes; null where none does.</summary>
    public (T Value, int Tokens)? At(Words words, int token, int last)
    {
        var first = words[token].AsSpan();
        var hyphen = first.IndexOf('-');
        if (!_firstLookup.TryGetValue(hyphen > 0 ? first[..hyphen] : first, out var longest))
        {
            return null;
        }
        Span<char> key = stackalloc char[96];
        var length = 0;
        (T, int)? best = null;
        for (var k = token; k < last && k - token < 2 * longest; k++)
        {
            var form = words[k];
            if (form == "-")
            {
                continue;
            }
            if (length + form.Length + 1 > key.Length)
            {
                break;
            }
            if (length > 0)
            {
                key[length++] = ' ';
            }
            form.CopyTo(key[length..]);
            key[length..(length + form.Length)].Replace('-', ' ');
            length += form.Length;
            if (_lookup.TryGetValue(key[..length], out var value))
            {
                best = (value, k - token + 1);
            }
        }
        return best;
    }
}
