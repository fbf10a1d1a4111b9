using System.Text;

namespace Attest.Claims;

/// <summary>A table that ships with the program: tab-separated, one row a line, columns named by its first line, comments after <c>#</c>.</summary>
internal static class Table
{
    /// <summary>The rows of a table in its order, each with as many cells as the table has columns.</summary>
    /// <param name="name">Its path under src/Attest, such as <c>Claims/Nations/nations.tsv</c>.</param>
    /// <exception cref="InvalidOperationException">The table does not ship, or a row has another number of cells than its header: the build is broken.</exception>
    public static IEnumerable<string[]> Rows(string name)
    {
        using var stream = typeof(Table).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Loading the table {name}: no resource of that name ships with the program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
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
                continue;
            }
            if (cells.Length != columns)
            {
                throw new InvalidOperationException($"Loading the table {name}: found {cells.Length} cells, expected {columns}, in the row “{line}”.");
            }
            yield return cells;
        }
    }

    /// <summary>The alternatives of one cell, which stand between <c>|</c>; none for an empty cell.</summary>
    public static string[] Alternatives(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
