using System.Collections.Frozen;

namespace Attest.Claims.Events;

/// <summary>Classes of words (<c>class-words.tsv</c>, <c>function-words.tsv</c>): what a word can be, told from the word alone.</summary>
internal static class WordClasses
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> Classes = Load();

    /// <summary>Whether a word in lower case is of a class.</summary>
    public static bool Is(string word, string name) => Classes[name].Contains(word);

    /// <summary>The words of a class, to look up in a loop.</summary>
    public static FrozenSet<string> Of(string name) => Classes[name];

    private static FrozenDictionary<string, FrozenSet<string>> Load()
    {
        var classes = new Dictionary<string, FrozenSet<string>>(StringComparer.Ordinal);
        foreach (var row in Table.Rows("Claims/Events/class-words.tsv"))
        {
            // Plurals in -s are found by themselves, so that the table stays readable.
            classes.Add(row[0], Table.Alternatives(row[1]).SelectMany(word => word.EndsWith('s') ? [word] : new[] { word, VerbForms.WithS(word) }).ToFrozenSet(StringComparer.Ordinal));
        }
        foreach (var row in Table.Rows("Claims/Events/function-words.tsv"))
        {
            classes.Add(row[0], Table.Alternatives(row[1]).ToFrozenSet(StringComparer.Ordinal));
        }
        return classes.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
