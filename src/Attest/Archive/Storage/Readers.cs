using System.Collections.Concurrent;

namespace Attest.Archive.Storage;

/// <summary>Connections that only read, each lent to one query at a time and kept with its prepared statements: preparing costs more than most queries.</summary>
/// <param name="file">The database.</param>
public sealed class Readers(string file) : IDisposable
{
    private const int MostKept = 8;

    private readonly ConcurrentBag<Sql> _idle = [];
    private volatile bool _closed;

    /// <summary>Lends a connection until it is given back (<see cref="Return"/>) or, where something went wrong with it, disposed of.</summary>
    public Sql Lend() => _idle.TryTake(out var idle) ? idle : Sql.OpenReader(file);

    /// <summary>Takes a connection back, outside of any transaction.</summary>
    public void Return(Sql sql)
    {
        if (_closed || _idle.Count >= MostKept)
        {
            sql.Dispose();
        }
        else
        {
            _idle.Add(sql);
        }
    }

    /// <summary>Lends a connection to a query.</summary>
    public T Use<T>(Func<Sql, T> query)
    {
        var sql = Lend();
        try
        {
            var result = query(sql);
            Return(sql);
            return result;
        }
        catch
        {
            // What went wrong may be the connection itself.
            sql.Dispose();
            throw;
        }
    }

    /// <summary>Closes the connections that wait; those that are lent are closed when they come back.</summary>
    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var sql))
        {
            sql.Dispose();
        }
    }
}
