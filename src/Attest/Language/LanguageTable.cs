using System.Reflection;

namespace Attest.Language;

/// <summary>Reads the tables that this stage's rules are kept in: tab-separated rows, <c>#</c> before remarks.</summary>
internal static class LanguageTable
{
    /// <summary>The rows of an embedded table, each split at its tabs.</summary>
    /// <param name="name">Such as <c>Segmentation/abbreviations.tsv</c>, below <c>Language/</c>.</param>
    /// <exception cref="InvalidOperationException">No such table was built in.</exception>
    public static List<string[]> Rows(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Language/" + name)
            ?? throw new InvalidOperationException($"Reading the table Language/{name}: it is not among the resources of this assembly. Was it added to the project folder?");
        using var reader = new StreamReader(stream);
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                rows.Add(line.Split('\t'));
            }
        }
        return rows;
    }

    /// <summary>The first column of a table as a set that spans can be looked up in.</summary>
    public static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Words(string name, StringComparer comparer)
    {
        var words = new HashSet<string>(comparer);
        foreach (var row in Rows(name))
        {
            words.Add(row[0]);
        }
        return words.GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
