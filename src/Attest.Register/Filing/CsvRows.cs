using System.Text;

namespace Attest.Register.Filing;

/// <summary>Rows of RFC 4180, one after another, each with the line that it begins on. Cells are parted by commas, or by what parts the headings: programs for tables write semicolons or tabs in countries whose comma is in numbers.</summary>
internal static class CsvRows
{
    /// <summary>The rows; empty lines are passed over.</summary>
    public static IEnumerable<(int Line, List<string> Cells)> Read(TextReader text)
    {
        var separator = default(char?);
        var (line, begun, cells, cell, isQuoted, wasQuoted) = (1, 1, new List<string>(), new StringBuilder(), false, false);
        while (text.Read() is >= 0 and var next)
        {
            var letter = (char)next;
            line += letter == '\n' ? 1 : 0;
            if (isQuoted)
            {
                if (letter != '"')
                {
                    cell.Append(letter);
                }
                else if (text.Peek() == '"')
                {
                    cell.Append('"');
                    text.Read();
                }
                else
                {
                    isQuoted = false;
                }
                continue;
            }
            switch (letter)
            {
                case '"' when cell.Length == 0 && !wasQuoted:
                    isQuoted = wasQuoted = true;
                    break;
                case ',' or ';' or '\t' when separator is null || letter == separator:
                    separator = letter;
                    End();
                    break;
                case '\r':
                    break;
                case '\n':
                    End();
                    if (cells.Count > 1 || cells[0].Length > 0)
                    {
                        yield return (begun, cells);
                    }
                    separator ??= ',';
                    (cells, begun) = ([], line);
                    break;
                default:
                    cell.Append(letter);
                    break;
            }
        }
        if (isQuoted)
        {
            // A quotation mark that is never closed has taken in all that follows: a row without cells is nobody's damage claim.
            yield return (begun, []);
        }
        else if (cell.Length > 0 || cells.Count > 0 || wasQuoted)
        {
            End();
            yield return (begun, cells);
        }

        void End()
        {
            cells.Add(cell.ToString());
            cell.Clear();
            wasQuoted = false;
        }
    }
}
