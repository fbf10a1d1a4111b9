using System.Text;

namespace Attest.Intake;

/// <summary>The tables of this stage: tab-separated lines with a heading, kept as embedded resources. Lines that begin with # are remarks.</summary>
internal static class IntakeTable
{
    /// <summary>The rows under the heading, each as its cells.</summary>
    /// <param name="name">Path under this stage's folder, such as <c>Items/furniture.tsv</c>.</param>
    /// <exception cref="InvalidOperationException">The program was built without this table, or a row has not as many cells as the heading.</exception>
    public static List<string[]> Rows(string name)
    {
        using var stream = typeof(IntakeTable).Assembly.GetManifestResourceStream("Intake/" + name)
            ?? throw new InvalidOperationException($"Opening the table Intake/{name}: this program was built without it.");
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
                throw new InvalidOperationException($"Reading the table Intake/{name}: found {cells.Length} cells in “{line}”, expected {columns}.");
            }
            else
            {
                rows.Add(cells);
            }
        }
        return rows;
    }
}
