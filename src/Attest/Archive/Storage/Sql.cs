using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Attest.Archive.Storage;

/// <summary>One open connection with its prepared statements. Not safe to share between threads.</summary>
/// <remarks>Hot: adding one report runs some two hundred statements, so they go to SQLite's own interface and not through a command and a reader each.</remarks>
public sealed class Sql : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3 _database;
    private readonly Dictionary<string, Statement> _prepared = new(StringComparer.Ordinal);

    private Sql(SqliteConnection connection)
    {
        _connection = connection;
        _database = connection.Handle!;
    }

    /// <summary>Opens the one connection that writes. Every commit is on the disk before it returns.</summary>
    public static Sql OpenWriter(string file)
    {
        var sql = Open(file, SqliteOpenMode.ReadWriteCreate);
        try
        {
            // The file's own settings first: they can't be changed once there are tables or a transaction is open.
            sql.Script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000;");
            return sql;
        }
        catch
        {
            sql.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection that only reads.</summary>
    public static Sql OpenReader(string file)
    {
        var sql = Open(file, SqliteOpenMode.ReadWrite);
        try
        {
            sql.Script("PRAGMA query_only = ON;");
            sql.Hold(UsualPages);
            return sql;
        }
        catch
        {
            sql.Dispose();
            throw;
        }
    }

    /// <summary>How many KiB of pages a connection that reads holds: for many questions one after another, and for one walk over everything, which meets no page again.</summary>
    public const int UsualPages = 32_768, FewPages = 8192;

    /// <summary>Holds no more pages than this from now on.</summary>
    /// <param name="kibibytes">The bound, in KiB.</param>
    public void Hold(int kibibytes) => Script(string.Create(CultureInfo.InvariantCulture, $"PRAGMA cache_size = -{kibibytes};"));

    /// <summary>Runs statements without parameters, once.</summary>
    public void Script(string statements)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a statement; its parameters are <c>$1</c>, <c>$2</c> and so on.</summary>
    /// <returns>Number of rows changed.</returns>
    public int Run(string statement, params ReadOnlySpan<object?> parameters)
    {
        var prepared = Bind(statement, parameters);
        try
        {
            while (Step(prepared))
            {
            }
            return raw.sqlite3_changes(_database);
        }
        finally
        {
            _ = raw.sqlite3_reset(prepared.Handle);
        }
    }

    /// <summary>The first column of the first row: a long, a double, a string or bytes; null where there is none or it is null.</summary>
    public object? Value(string query, params ReadOnlySpan<object?> parameters)
    {
        var prepared = Bind(query, parameters);
        try
        {
            return Step(prepared) ? new SqlRow(prepared.Handle).Value(0) : null;
        }
        finally
        {
            _ = raw.sqlite3_reset(prepared.Handle);
        }
    }

    /// <summary>The first column of the first row as a number; 0 where there is none.</summary>
    public long Number(string query, params ReadOnlySpan<object?> parameters)
    {
        var prepared = Bind(query, parameters);
        try
        {
            return Step(prepared) ? raw.sqlite3_column_int64(prepared.Handle, 0) : 0;
        }
        finally
        {
            _ = raw.sqlite3_reset(prepared.Handle);
        }
    }

    /// <summary>Every row, read at once. The statement must not be run again while it is read.</summary>
    public List<T> Rows<T>(string query, Func<SqlRow, T> read, params ReadOnlySpan<object?> parameters)
    {
        var rows = new List<T>();
        var prepared = Bind(query, parameters);
        try
        {
            while (Step(prepared))
            {
                rows.Add(read(new SqlRow(prepared.Handle)));
            }
        }
        finally
        {
            _ = raw.sqlite3_reset(prepared.Handle);
        }
        return rows;
    }

    /// <summary>Every row, one by one: for what does not fit into memory.</summary>
    public IEnumerable<T> Stream<T>(string query, Func<SqlRow, T> read)
    {
        var prepared = Prepare(query);
        try
        {
            while (Step(prepared))
            {
                yield return read(new SqlRow(prepared.Handle));
            }
        }
        finally
        {
            prepared.Handle.Dispose();
        }
    }

    /// <summary>Does the work in one transaction that holds the archive's only pen: all of it is durable on return, or none of it is there.</summary>
    public T Write<T>(Func<T> work)
    {
        Run("BEGIN IMMEDIATE");
        try
        {
            var result = work();
            Run("COMMIT");
            return result;
        }
        catch
        {
            // After some faults, a full disk among them, SQLite has rolled back already.
            if (raw.sqlite3_get_autocommit(_database) == 0)
            {
                Run("ROLLBACK");
            }
            throw;
        }
    }

    /// <summary>Does the work on one unchanging state of the archive, whatever is written meanwhile.</summary>
    public T Read<T>(Func<T> work)
    {
        Run("BEGIN");
        try
        {
            return work();
        }
        finally
        {
            Run("COMMIT");
        }
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        foreach (var prepared in _prepared.Values)
        {
            prepared.Handle.Dispose();
        }
        _connection.Dispose();
    }

    private static Sql Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(ConnectionString(file, mode));
        try
        {
            connection.Open();
            var sql = new Sql(connection);
            sql.Script($"PRAGMA busy_timeout = {BusyTimeoutMilliseconds};");
            return sql;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // SQLite's own waiting wakes within milliseconds; the provider's, which it falls back to, only every 150.
    private const int BusyTimeoutMilliseconds = 30_000;

    private static string ConnectionString(string file, SqliteOpenMode mode) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = mode,
        Pooling = false,
        ForeignKeys = true,
        DefaultTimeout = 30,
    }.ToString();

    private Statement Bind(string statement, ReadOnlySpan<object?> parameters)
    {
        if (!_prepared.TryGetValue(statement, out var prepared))
        {
            _prepared.Add(statement, prepared = Prepare(statement));
        }
        var places = prepared.Places;
        if (places.Length > parameters.Length)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Running {statement}: found {parameters.Length} values, expected {places.Length}."));
        }
        for (var index = 0; index < places.Length; index++)
        {
            if (places[index] > 0)
            {
                Check(Bind(prepared.Handle, places[index], parameters[index]));
            }
        }
        return prepared;
    }

    private static int Bind(sqlite3_stmt statement, int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        string text => raw.sqlite3_bind_text(statement, place, text),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        int number => raw.sqlite3_bind_int64(statement, place, number),
        double number => raw.sqlite3_bind_double(statement, place, number),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        _ => throw new InvalidOperationException($"Binding a value: found a {value.GetType().Name}, expected a text, a number or bytes."),
    };

    private Statement Prepare(string statement)
    {
        Check(raw.sqlite3_prepare_v2(_database, statement, out var handle));
        // Names are numbered by where they first stand, not by the number in them.
        var places = new List<int>();
        for (var left = raw.sqlite3_bind_parameter_count(handle); left > 0;)
        {
            places.Add(raw.sqlite3_bind_parameter_index(handle, string.Create(CultureInfo.InvariantCulture, $"${places.Count + 1}")));
            left -= places[^1] > 0 ? 1 : 0;
        }
        return new Statement(handle, [.. places]);
    }

    private bool Step(Statement statement)
    {
        var result = raw.sqlite3_step(statement.Handle);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Check(result);
        }
        return result == raw.SQLITE_ROW;
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);

    // Where each value goes, in the order of their numbers; 0 where the statement does not use it.
    private sealed record Statement(sqlite3_stmt Handle, int[] Places);
}

/// <summary>One row of what a query gives; it holds while the query is at it.</summary>
public readonly struct SqlRow
{
    private readonly sqlite3_stmt _statement;

    internal SqlRow(sqlite3_stmt statement) => _statement = statement;

    /// <summary>Whether a column holds nothing.</summary>
    public bool IsDBNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>A text; empty for null.</summary>
    public string GetString(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string() ?? "";

    /// <summary>A whole number; 0 for null.</summary>
    public long GetInt64(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>A whole number; 0 for null.</summary>
    public int GetInt32(int column) => checked((int)raw.sqlite3_column_int64(_statement, column));

    /// <summary>A number; 0 for null.</summary>
    public double GetDouble(int column) => raw.sqlite3_column_double(_statement, column);

    /// <summary>Bytes, copied; empty for null.</summary>
    public byte[] GetBytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    /// <summary>The bytes where SQLite has them: they hold as long as the row does.</summary>
    public ReadOnlySpan<byte> GetBlob(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <summary>A long, a double, a string, bytes or null.</summary>
    public object? Value(int column) => raw.sqlite3_column_type(_statement, column) switch
    {
        raw.SQLITE_NULL => null,
        raw.SQLITE_INTEGER => GetInt64(column),
        raw.SQLITE_FLOAT => GetDouble(column),
        raw.SQLITE_BLOB => GetBytes(column),
        _ => GetString(column),
    };
}
