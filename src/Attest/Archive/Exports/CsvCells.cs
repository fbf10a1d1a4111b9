using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Attest.Archive.Exports;

/// <summary>Cells of RFC 4180 in UTF-8 without a mark before them. A text that a spreadsheet would take for a formula has an apostrophe before it; numbers are numbers.</summary>
/// <param name="output">Where they are written to.</param>
public sealed partial class CsvCells(IBufferWriter<byte> output)
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",;\"\r\n\t '");

    private bool _isFirst = true;

    /// <summary>A text; empty for null.</summary>
    public void Text(string? text)
    {
        Next();
        if (string.IsNullOrEmpty(text))
        {
            return;
        }
        text = Harmless(text);
        if (text.AsSpan().IndexOfAny(Special) < 0)
        {
            Encoding.UTF8.GetBytes(text, output);
            return;
        }
        output.Write("\""u8);
        Encoding.UTF8.GetBytes(text.Replace("\"", "\"\"", StringComparison.Ordinal), output);
        output.Write("\""u8);
    }

    /// <summary>A number in plain digits; empty for null.</summary>
    public void Number(decimal? number) => Plain(number is { } known ? (known / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) : "");

    /// <summary>A number in plain digits; empty for null.</summary>
    public void Number(double? number) => Plain(number?.ToString("0.#####", CultureInfo.InvariantCulture) ?? "");

    /// <summary>A whole number; empty for null.</summary>
    public void Number(long? number) => Plain(number?.ToString(CultureInfo.InvariantCulture) ?? "");

    /// <summary>Yes or no.</summary>
    public void Flag(bool flag) => Plain(flag ? "true" : "false");

    /// <summary>The end of the row.</summary>
    public void End()
    {
        output.Write("\r\n"u8);
        _isFirst = true;
    }

    /// <summary>The text with an apostrophe before it where a spreadsheet would take it for a formula, or where taking one away again would change it.</summary>
    public static string Harmless(string text) => text.Length > 0 && !char.IsAsciiLetterOrDigit(text[0]) && Formula().IsMatch(text) ? "'" + text : text;

    /// <summary>What <see cref="Harmless"/> was given.</summary>
    public static string Unguarded(string cell) => cell.StartsWith('\'') && Formula().IsMatch(cell) ? cell[1..] : cell;

    private void Plain(string text)
    {
        Next();
        Encoding.UTF8.GetBytes(text, output);
    }

    private void Next()
    {
        if (!_isFirst)
        {
            output.Write(","u8);
        }
        _isFirst = false;
    }

    // Also in full width, and after what a spreadsheet trims.
    [GeneratedRegex(@"\A'*[\s\p{C}]*[=+\-@\t\r\n＝＋－＠]")]
    private static partial Regex Formula();
}

/// <summary>A column of an export.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Write">Writes its cell.</param>
/// <param name="Tag">HXL's tag; null in other forms.</param>
internal sealed record Column<T>(string Name, Action<CsvCells, T> Write, string? Tag = null);

/// <summary>A table with a row of headings and the columns in which every row says what export it is of.</summary>
internal abstract class TableWriter<T> : ExportWriter
{
    private readonly IReadOnlyList<Column<T>> _columns;

    /// <summary>Takes the form's own columns.</summary>
    protected TableWriter(ExportHeader header, IReadOnlyList<Column<T>> columns)
    {
        var (stamp, published, recorded) = (header.Stamp, ExportHeader.Moment(header.PublishedBy), ExportHeader.Moment(header.RecordedBy));
        _columns =
        [
            .. columns,
            new("attest_export", (cells, _) => cells.Text(stamp), "#meta+export"),
            new("attest_published_by", (cells, _) => cells.Text(published), "#meta+asof+published"),
            new("attest_recorded_by", (cells, _) => cells.Text(recorded), "#meta+asof+recorded"),
        ];
    }

    public override void Begin(IBufferWriter<byte> output)
    {
        var cells = new CsvCells(output);
        foreach (var column in _columns)
        {
            cells.Text(column.Name);
        }
        cells.End();
        if (_columns[0].Tag is null)
        {
            return;
        }
        foreach (var column in _columns)
        {
            cells.Text(column.Tag);
        }
        cells.End();
    }

    /// <summary>Writes one row.</summary>
    protected void Row(T row, IBufferWriter<byte> output)
    {
        var cells = new CsvCells(output);
        foreach (var column in _columns)
        {
            column.Write(cells, row);
        }
        cells.End();
    }
}
