using System.Globalization;

namespace Attest.Packs;

/// <summary>One table of a pack: rows under a line that names the columns; lines that begin with <c>#</c> are remarks. Every fault is told with file and line.</summary>
public sealed class PackTable
{
    private readonly string _path;
    private readonly string[] _columns;

    /// <summary>Reads a table with exactly these columns, in this order.</summary>
    /// <param name="path">As messages name it.</param>
    /// <param name="text">What the file holds.</param>
    /// <param name="columns">The columns that it must have.</param>
    /// <exception cref="PackException">Its columns are others, or a row has another number of cells.</exception>
    public PackTable(string path, string text, params string[] columns)
    {
        (_path, _columns) = (path, columns);
        var rows = new List<Row>();
        var isHeaded = false;
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var row = line.TrimEnd('\r').TrimStart('\uFEFF');
            if (row.Length == 0 || row[0] == '#')
            {
                continue;
            }
            var cells = row.Split('\t');
            if (!isHeaded)
            {
                isHeaded = cells.AsSpan().SequenceEqual(columns)
                    ? true
                    : throw Fault(number, $"the columns {string.Join(", ", cells)}", $"{string.Join(", ", columns)}, parted by tabs", "Make the first line that is no remark the heading, as docs/packs.md gives it.");
                continue;
            }
            if (cells.Length != columns.Length)
            {
                throw Fault(number, $"{cells.Length} cells in “{row}”", $"{columns.Length} cells, parted by tabs", "Add or remove cells; an empty cell is still a cell.");
            }
            rows.Add(new Row(this, number, cells));
        }
        Rows = rows;
    }

    /// <summary>The rows, in the table's order.</summary>
    public IReadOnlyList<Row> Rows { get; }

    private PackException Fault(int line, string found, string expected, string todo) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Reading the pack table {_path}, line {line}: found {found}, expected {expected}. {todo}"));

    /// <summary>One row.</summary>
    public sealed class Row
    {
        private readonly PackTable _table;
        private readonly int _line;
        private readonly string[] _cells;

        internal Row(PackTable table, int line, string[] cells) => (_table, _line, _cells) = (table, line, cells);

        /// <summary>The line of the file that it stands on.</summary>
        public int Line => _line;

        /// <summary>A cell; empty where it may be and is.</summary>
        public string this[string column] => _cells[Array.IndexOf(_table._columns, column)].Trim();

        /// <summary>A cell that must not be empty.</summary>
        public string Required(string column) => this[column] is { Length: > 0 } value ? value : throw Fault($"nothing in the column {column}", "a value", "Fill the cell.");

        /// <summary>A cell, null where it is empty.</summary>
        public string? Optional(string column) => this[column] is { Length: > 0 } value ? value : null;

        /// <summary>The alternatives of a cell, which stand between <c>|</c>; none for an empty one.</summary>
        public IReadOnlyList<string> Alternatives(string column) => Table.Alternatives(this[column]);

        /// <summary>A cell that holds the written name of a member of an enumeration.</summary>
        public T Choice<T>(string column)
            where T : struct, Enum =>
            WireNames<T>.TryParse(Required(column), out var value)
                ? value
                : throw Fault($"“{this[column]}” in the column {column}", string.Join(", ", Enum.GetValues<T>().Select(WireNames<T>.Of)), "Write one of these.");

        /// <summary>A day, month or year; null where the cell is empty.</summary>
        /// <param name="column">The column.</param>
        /// <param name="isLast">Whether of a month or year the last day is meant.</param>
        public DateOnly? Day(string column, bool isLast)
        {
            var given = this[column];
            if (given.Length == 0)
            {
                return null;
            }
            foreach (var format in (string[])["yyyy-MM-dd", "yyyy-MM", "yyyy"])
            {
                if (given.Length == format.Length && DateOnly.TryParseExact(given, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                {
                    return !isLast || given.Length == 10 ? day : given.Length == 7 ? day.AddMonths(1).AddDays(-1) : day.AddYears(1).AddDays(-1);
                }
            }
            throw Fault($"“{given}” in the column {column}", "a day, a month or a year such as 2022-02-24, 2022-02 or 2022", "Correct the cell, or leave it empty where it is not known.");
        }

        /// <summary>What is wrong with this row, to be thrown.</summary>
        public PackException Fault(string found, string expected, string todo) => _table.Fault(_line, found, expected, todo);
    }
}
