using System.Reflection;
using System.Text;

namespace Attest;

/// <summary>Reads the tables that the program's rules are kept in: tab-separated rows under a line that names the columns; lines that begin with <c>#</c> are remarks.</summary>
public static class Table
{
    /// <summary>The rows of a table of this assembly, in its order, each with as many cells as the table has columns.</summary>
    /// <param name="name">Its path under src/Attest, such as <c>Claims/Nations/nations.tsv</c>.</param>
    /// <exception cref="InvalidOperationException">The table does not ship, or a row has another number of cells than its heading: the build is broken.</exception>
    public static IReadOnlyList<string[]> Rows(string name) => Rows(typeof(Table).Assembly, name);

    /// <summary>The rows of a table that ships in another assembly.</summary>
    /// <param name="assembly">The assembly that it is embedded in.</param>
    /// <param name="name">Its name among the assembly's resources.</param>
    /// <exception cref="InvalidOperationException">The table does not ship, or a row has another number of cells than its heading: the build is broken.</exception>
    public static IReadOnlyList<string[]> Rows(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Reading the table {name}: found no resource of that name in {assembly.GetName().Name}; was the file added to its project's folder?");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var rows = new List<string[]>();
        var columns = 0;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }
            var cells = line.Split('\t');
            if (columns == 0)
            {
                columns = cells.Length;
            }
            else if (cells.Length != columns)
            {
                throw new InvalidOperationException($"Reading the table {name}: found {cells.Length} cells, expected {columns}, in the row “{line}”.");
            }
            else
            {
                rows.Add(cells);
            }
        }
        return rows;
    }

    /// <summary>The first column of a table of this assembly as a set that spans can be looked up in.</summary>
    /// <param name="name">Its path under src/Attest.</param>
    /// <param name="comparer">How words are compared; one that spans can be compared by, as the ordinal ones are.</param>
    internal static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Words(string name, StringComparer comparer) =>
        Rows(name).Select(row => row[0]).ToHashSet(comparer).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The alternatives of one cell, which stand between <c>|</c>; none for an empty cell.</summary>
    internal static string[] Alternatives(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
