using Attest.Archive.Storage;

namespace Attest.Register.Storage;

/// <summary>The views filled anew from the ledger in a file beside the register's, which is gone afterwards, to be compared with those that are kept.</summary>
internal sealed class ViewReplay : IDisposable
{
    /// <summary>How the names of such files begin.</summary>
    public const string Prefix = "verifying-";

    private readonly string _file;
    private readonly Sql _sql;
    private readonly RegisterViews _views;

    public ViewReplay(RegisterKeys keys, string folder)
    {
        _file = Path.Combine(folder, $"{Prefix}{Guid.NewGuid():N}.db");
        _sql = Sql.OpenWriter(_file);
        _sql.Script("PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;");
        _sql.Script(RegisterSchema.Views);
        _sql.Run("BEGIN");
        _views = new RegisterViews(_sql, keys);
    }

    public string? Apply(LedgerEntry entry, byte[]? trail, byte[]? matter)
    {
        try
        {
            _views.Apply(entry, trail, matter);
            return null;
        }
        catch (Exception fault) when (fault is FormatException or Microsoft.Data.Sqlite.SqliteException)
        {
            return fault.Message;
        }
    }

    public void Compare(Sql kept, Action<string> fault, Func<string, string?> numberOf)
    {
        foreach (var table in RegisterSchema.ViewTables)
        {
            var columns = kept.Rows($"PRAGMA table_info({table})", row => row.GetString(1));
            var query = $"SELECT {string.Join(" || '|' || ", columns.Select(column => $"quote({column})"))} FROM {table} ORDER BY 1";
            using var expected = _sql.Stream(query, row => row.GetString(0)).GetEnumerator();
            using var found = kept.Stream(query, row => row.GetString(0)).GetEnumerator();
            var (hasExpected, hasFound) = (expected.MoveNext(), found.MoveNext());
            while (hasExpected || hasFound)
            {
                var order = !hasExpected ? 1 : !hasFound ? -1 : string.CompareOrdinal(expected.Current, found.Current);
                if (order != 0)
                {
                    var row = order < 0 ? expected.Current : found.Current;
                    fault($"The view {table} {(order < 0 ? "lacks" : "has")} a row that the ledger {(order < 0 ? "gives" : "does not give")}: {Shown(row, numberOf)}.");
                }
                hasExpected = order <= 0 ? expected.MoveNext() : hasExpected;
                hasFound = order >= 0 ? found.MoveNext() : hasFound;
            }
        }
    }

    public void Dispose()
    {
        _sql.Dispose();
        foreach (var suffix in new[] { "", "-wal", "-shm" })
        {
            File.Delete(_file + suffix);
        }
    }

    private static string Shown(string row, Func<string, string?> numberOf) =>
        row.Split('|').Select(cell => cell.Trim('\'')).Select(numberOf).FirstOrDefault(number => number is not null) is { } known ? $"{known}, {Cut(row)}" : Cut(row);

    private static string Cut(string row) => row.Length <= 160 ? row : row[..159] + "…";
}
