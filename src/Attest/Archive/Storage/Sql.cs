using Microsoft.Data.Sqlite;

namespace Attest.Archive.Storage;

/// <summary>One open connection with its prepared statements. Not safe to share between threads.</summary>
internal sealed class Sql : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    private Sql(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the one connection that writes. Every commit is on the disk before it returns.</summary>
    public static Sql OpenWriter(string file)
    {
        var sql = Open(file, SqliteOpenMode.ReadWriteCreate, pooling: false);
        try
        {
            // The file's own settings first: they can't be changed once there are tables or a transaction is open.
            sql.Script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            return sql;
        }
        catch
        {
            sql.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection that only reads, from the pool.</summary>
    public static Sql OpenReader(string file)
    {
        var sql = Open(file, SqliteOpenMode.ReadWrite, pooling: true);
        try
        {
            sql.Script("PRAGMA query_only = ON;");
            return sql;
        }
        catch
        {
            sql.Dispose();
            throw;
        }
    }

    /// <summary>Closes the pooled connections of a file.</summary>
    public static void ClosePool(string file)
    {
        using var connection = new SqliteConnection(ConnectionString(file, SqliteOpenMode.ReadWrite, pooling: true));
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Runs statements without parameters, once.</summary>
    public void Script(string statements)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a statement; its parameters are <c>$1</c>, <c>$2</c> and so on.</summary>
    /// <returns>Number of rows changed.</returns>
    public int Run(string statement, params ReadOnlySpan<object?> parameters) => Prepare(statement, parameters).ExecuteNonQuery();

    /// <summary>The first column of the first row; null where there is none or it is null.</summary>
    public object? Value(string query, params ReadOnlySpan<object?> parameters) => Prepare(query, parameters).ExecuteScalar() is { } value and not DBNull ? value : null;

    /// <summary>The first column of the first row as a number; 0 where there is none.</summary>
    public long Number(string query, params ReadOnlySpan<object?> parameters) => Value(query, parameters) as long? ?? 0;

    /// <summary>Every row, read at once.</summary>
    public List<T> Rows<T>(string query, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> parameters)
    {
        var rows = new List<T>();
        using var reader = Prepare(query, parameters).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }
        return rows;
    }

    /// <summary>Every row, one by one: for what does not fit into memory. The statement must not be run again meanwhile.</summary>
    public IEnumerable<T> Stream<T>(string query, Func<SqliteDataReader, T> read)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return read(reader);
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
            if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
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

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }
        _connection.Dispose();
    }

    private static Sql Open(string file, SqliteOpenMode mode, bool pooling)
    {
        var connection = new SqliteConnection(ConnectionString(file, mode, pooling));
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

    private static string ConnectionString(string file, SqliteOpenMode mode, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = mode,
        Pooling = pooling,
        ForeignKeys = true,
        DefaultTimeout = 30,
    }.ToString();

    private SqliteCommand Prepare(string statement, ReadOnlySpan<object?> parameters)
    {
        if (!_prepared.TryGetValue(statement, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = statement;
            for (var number = 1; number <= parameters.Length; number++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${number}" });
            }
            _prepared.Add(statement, command);
        }
        for (var index = 0; index < parameters.Length; index++)
        {
            command.Parameters[index].Value = parameters[index] ?? DBNull.Value;
        }
        return command;
    }
}
