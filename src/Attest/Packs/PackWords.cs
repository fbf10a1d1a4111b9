using System.Collections.Frozen;
using System.Text;

namespace Attest.Packs;

/// <summary>How names are compared: without regard to case, hyphens, and the order and small words of titles.</summary>
internal static class PackWords
{
    // "governor of the Kharkiv region", "Kharkiv regional governor" and "Kharkiv governor" are one office.
    private static readonly FrozenSet<string> Small = new[] { "the", "a", "an", "of", "for", "in", "s", "region", "regional", "oblast", "province", "provincial", "state", "country", "country's", "nation", "republic", "federal", "'s" }.ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> SmallLookup = Small.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly (string Written, string Heard)[] Sounds = [("shch", "s"), ("sch", "s"), ("sh", "s"), ("sz", "s"), ("ch", "c"), ("cz", "c"), ("kh", "h"), ("zh", "z"), ("rz", "z"), ("x", "ks"), ("ii", "i"), ("ia", "a"), ("ie", "e"), ("iu", "u"), ("io", "o")];

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

    /// <summary>A name as it sounds, so that transliterations by way of other languages meet: Lukashenko, Łukaszenko and Lukaschenko.</summary>
    public static string Sound(string name)
    {
        var sound = new StringBuilder(name.Length);
        foreach (var letter in Key(name).Normalize(NormalizationForm.FormD))
        {
            var plain = letter switch { 'ł' => 'l', 'ø' => 'o', 'ı' => 'i', 'đ' => 'd', 'w' => 'v', 'y' or 'j' => 'i', 'g' => 'h', _ => letter };
            if (char.IsAsciiLetter(plain))
            {
                sound.Append(plain);
            }
        }
        foreach (var (written, heard) in Sounds)
        {
            sound.Replace(written, heard);
        }
        for (var k = sound.Length - 1; k > 0; k--)
        {
            if (sound[k] == sound[k - 1])
            {
                sound.Remove(k, 1);
            }
        }
        return sound.Length > 2 && sound[^1] == 'i' ? sound.ToString(0, sound.Length - 1) : sound.ToString();
    }

    /// <summary>The consonants of a name as it sounds, by which misspellings of one name meet: Zelensky, Zelanski and Zelnski.</summary>
    public static string Consonants(string name)
    {
        var letters = new StringBuilder(name.Length);
        foreach (var letter in Sound(name))
        {
            if (letter is not ('a' or 'e' or 'i' or 'o' or 'u') && (letters.Length == 0 || letters[^1] != letter))
            {
                letters.Append(letter == 'c' || letter == 'k' ? 'h' : letter);
            }
        }
        return letters.ToString();
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
        for (var k = words.Count - 1; k > 0; k--)
        {
            if (words[k] == words[k - 1])
            {
                words.RemoveAt(k);
            }
        }
        return string.Join(' ', words);
    }
}
