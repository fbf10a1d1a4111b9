using Attest.Incidents;

namespace Attest.Archive;

/// <summary>One folder that keeps originals, the ledger and the views built from it. Nothing acknowledged is ever lost.</summary>
/// <remarks>
/// One writer at a time, in this process or another; any number of readers. Each report is one transaction: its ledger entries and its views
/// stand together or not at all, and it is acknowledged only when both it and its original are durable.
/// </remarks>
public sealed class ReportArchive : IAsyncDisposable
{
    private ReportArchive(string folder) => Folder = folder;

    /// <summary>The folder, as an absolute path.</summary>
    public string Folder { get; }

    /// <summary>Opens the archive in a folder, making it where there is none.</summary>
    /// <exception cref="ArchiveException">The folder can't be used; the message says why and what to do.</exception>
    public static Task<ReportArchive> OpenAsync(string folder, TimeProvider clock, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Records a reading with the original that it was read from, links its claims, and returns when all of it is durable.</summary>
    public Task<RecordOutcome> RecordAsync(Reading reading, ReadOnlyMemory<byte> original, IncidentLinker linker, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Incidents by their newest report, the newest first; those without a dated report last.</summary>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="take">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    public Task<IReadOnlyList<Incident>> IncidentsAsync(int skip, int take, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>One incident; null where there is none with this id or alias.</summary>
    public Task<Incident?> IncidentAsync(string id, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>One report with its reading, the other versions of its document and the other reports of its original; null where there is none.</summary>
    public Task<ArchivedReport?> ReportAsync(string id, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Reports by publication, the newest first; those without a date last.</summary>
    public Task<IReadOnlyList<ReportSummary>> ReportsAsync(int skip, int take, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Counts of what is kept.</summary>
    public Task<ArchiveStatus> StatusAsync(CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>The bytes of an original; null where there are none under this digest.</summary>
    public Task<byte[]?> OriginalAsync(Sha256 digest, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Checks every stored span against the archived bytes, and the ledger's chain.</summary>
    public Task<Verification> VerifyAsync(IProgress<(long Done, long Total)>? progress, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Throws the views away and builds them anew from originals and ledger.</summary>
    public Task RebuildAsync(IncidentLinker linker, IProgress<(long Done, long Total)>? progress, CancellationToken cancel) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
