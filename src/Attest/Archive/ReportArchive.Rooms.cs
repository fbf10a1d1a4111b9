using Attest.Archive.Storage;

namespace Attest.Archive;

/// <content>Room in the database for what a later stage keeps beside ledger and views. Neither a rebuild nor <c>verify</c> looks at it.</content>
public sealed partial class ReportArchive
{
    /// <summary>Does the work in one transaction.</summary>
    /// <exception cref="ArchiveException">The archive can't be written.</exception>
    internal Task<T> WriteRoomAsync<T>(string doing, Func<Sql, T> work, CancellationToken cancel) => WriteAsync(doing, () => _writer.Write(() => work(_writer)), cancel, needsViews: false);

    /// <summary>Asks one unchanging state.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    internal Task<T> ReadRoomAsync<T>(string doing, Func<Sql, T> query, CancellationToken cancel) => ReadAsync(doing, query, cancel, needsViews: false);
}
