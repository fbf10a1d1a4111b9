using System.Text;

namespace Attest.Tests.Archive.Exports;

/// <summary>Reads RFC 4180 as another program would: rows by their headings.</summary>
internal static class CsvText
{
    /// <summary>All rows, the headings first.</summary>
    public static List<string[]> Rows(string text)
    {
        var rows = new List<string[]>();
        var (row, cell, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            if (isQuoted)
            {
                if (text[i] != '"')
                {
                    cell.Append(text[i]);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append(text[i++]);
                }
                else
                {
                    isQuoted = false;
                }
            }
            else if (text[i] == '"')
            {
                Assert.Equal(0, cell.Length);
                isQuoted = true;
            }
            else if (text[i] is ',' or '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (text[i] == '\n')
                {
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
            else if (text[i] != '\r')
            {
                cell.Append(text[i]);
            }
        }
        Assert.False(isQuoted);
        Assert.Empty(row);
        Assert.All(rows, one => Assert.Equal(rows[0].Length, one.Length));
        return rows;
    }

    /// <summary>The rows after the first few as values by their headings.</summary>
    public static List<Dictionary<string, string>> Values(string text, int headings = 1) => Rows(text) is var rows
        ? [.. rows.Skip(headings).Select(row => rows[0].Zip(row).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal))] : [];
}
