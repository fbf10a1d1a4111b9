using System.Collections.Frozen;
using System.Text;
using Attest.Claims.Places;

namespace Attest.Register.Examining;

/// <summary>Folds names of people, streets and companies so that their spellings meet: in Cyrillic and Latin letters, after the Ukrainian and the Russian form.</summary>
/// <remarks>The transliterations are those that place names are folded with (<see cref="PlaceKey"/>); this adds Cyrillic letters, names that have two forms, and generic words.</remarks>
internal static class NameFolding
{
    private static readonly FrozenDictionary<char, string> Letters = Rows("Examining/cyrillic.tsv").ToFrozenDictionary(row => row[0][0], row => row[1]);
    private static readonly FrozenDictionary<string, string> Forms = Rows("Examining/name-forms.tsv").ToFrozenDictionary(row => row[0], row => row[1], StringComparer.Ordinal);
    private static readonly FrozenSet<string> Generic = Rows("Examining/generic-words.tsv").Select(row => row[0]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A text in Latin letters; what is no Cyrillic letter stays.</summary>
    public static string Latin(string text)
    {
        if (!text.Any(letter => letter is >= '\u0400' and <= '\u04FF'))
        {
            return text;
        }
        var latin = new StringBuilder(text.Length + 8);
        foreach (var letter in text)
        {
            latin.Append(Letters.TryGetValue(char.ToLowerInvariant(letter), out var letters) ? letters : letter.ToString());
        }
        return latin.ToString();
    }

    /// <summary>The words of a name, each as the sounds that stay the same from spelling to spelling; generic words left out; in ordinal order, so that the order of names does not matter.</summary>
    public static string Sounds(string name)
    {
        var words = PlaceKey.Fold(Latin(name)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !Generic.Contains(word))
            .Select(word => Consonants(Forms.GetValueOrDefault(word) ?? word)).Where(word => word.Length > 0).Order(StringComparer.Ordinal);
        return string.Join(' ', words);
    }

    /// <summary>A number of a house, flat, register or paper: letters and digits alone, in one script.</summary>
    public static string Number(string number)
    {
        var folded = new StringBuilder(number.Length);
        foreach (var letter in Latin(number))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                folded.Append(char.ToLowerInvariant(letter));
            }
            else if (letter is '/' && folded.Length > 0)
            {
                folded.Append('/');
            }
        }
        return folded.ToString().TrimEnd('/');
    }

    // Vowels are what spellings differ in most; a word of vowels alone keeps its first.
    private static string Consonants(string word)
    {
        var skeleton = PlaceKey.Skeleton(word) is { Length: > 0 } neutral ? neutral : word;
        var left = new StringBuilder(skeleton.Length);
        foreach (var letter in skeleton)
        {
            if (letter is not ('a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'j') && (left.Length == 0 || left[^1] != letter))
            {
                left.Append(letter switch { 'g' => 'h', 'w' => 'v', _ => letter });
            }
        }
        return left.Length > 0 ? left.ToString() : word[..Math.Min(1, word.Length)];
    }

    private static IReadOnlyList<string[]> Rows(string name) => Table.Rows(typeof(NameFolding).Assembly, name);
}
