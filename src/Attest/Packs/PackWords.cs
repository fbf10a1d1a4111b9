using System.Collections.Frozen;

namespace Attest.Packs;

/// <summary>How names are compared: without regard to case, hyphens, and the order and small words of titles.</summary>
internal static class PackWords
{
    // "governor of the Kharkiv region", "Kharkiv regional governor" and "Kharkiv governor" are one office.
    private static readonly FrozenSet<string> Small = new[] { "the", "a", "an", "of", "for", "in", "s", "region", "regional", "oblast", "province", "provincial", "state", "country", "country's", "nation", "republic", "federal", "'s" }.ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> SmallLookup = Small.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The name in lower case with single spaces for hyphens and blanks, without a genitive's ending.</summary>
    public static string Key(ReadOnlySpan<char> name)
    {
        Span<char> key = name.Length <= 256 ? stackalloc char[name.Length] : new char[name.Length];
        return key[..Fold(name, key)].ToString();
    }

    /// <summary>Writes what <see cref="Key"/> gives.</summary>
    /// <returns>Number of characters written.</returns>
    public static int Fold(ReadOnlySpan<char> name, Span<char> key)
    {
        var length = 0;
        foreach (var letter in name)
        {
            if (letter is '-' or '–' or '‑' || char.IsWhiteSpace(letter))
            {
                if (length > 0 && key[length - 1] != ' ')
                {
                    key[length++] = ' ';
                }
            }
            else
            {
                key[length++] = letter is '’' or '‘' or 'ʼ' ? '\'' : char.ToLowerInvariant(letter);
            }
        }
        while (length > 0 && key[length - 1] == ' ')
        {
            length--;
        }
        return length > 2 && key[length - 1] == 's' && key[length - 2] == '\'' ? length - 2 : length;
    }

    /// <summary>The telling words of a title or a body's name, sorted: "Minister of Defence" and "defense minister" give the same. Empty where there are none.</summary>
    public static string Telling(string name)
    {
        var words = new List<string>();
        foreach (var part in Key(name).Split([' ', ',', '(', ')', '"', '“', '”', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            var word = part.EndsWith("'s", StringComparison.Ordinal) ? part[..^2] : part.TrimEnd('\'', '.');
            if (word.Length > 0 && !SmallLookup.Contains(word))
            {
                words.Add(word switch
                {
                    "defense" => "defence",
                    "armed" => "army",
                    "forces" or "military" => "army",
                    "spokeswoman" or "spokesman" => "spokesperson",
                    "centre" => "center",
                    "organisation" => "organization",
                    _ => word,
                });
            }
        }
        words.Sort(StringComparer.Ordinal);
        return string.Join(' ', words.Distinct(StringComparer.Ordinal));
    }
}
