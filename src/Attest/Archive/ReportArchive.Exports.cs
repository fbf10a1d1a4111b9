using Attest.Archive.Storage;

namespace Attest.Archive;

/// <content>All incidents at once, for other programs.</content>
public sealed partial class ReportArchive
{
    /// <summary>Opens all incidents that a filter asks for, in one unchanging state whatever is written meanwhile: by their newest report, the newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="publishedBy">Only what had been published by this moment; null for all.</param>
    /// <param name="recordedBy">Only what had been recorded here by this moment; null for all.</param>
    /// <param name="cancel">Ends the opening.</param>
    /// <remarks>As of a moment incidents are made anew from the versions that counted then, as a tally's are: what belongs to which is told as it had been recorded by then, and the filter is held against what they were then.</remarks>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IncidentReader> OpenIncidentsAsync(IncidentFilter filter, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ObjectDisposedException.ThrowIf(_closed, this);
        return Task.Run(
            () => ArchiveFaults.Explain(IncidentReader.Doing, Folder, () =>
            {
                var sql = _readers.Lend();
                try
                {
                    _files.RequireViews(sql);
                    return new IncidentReader(sql, _readers, Folder, filter, publishedBy, recordedBy);
                }
                catch
                {
                    sql.Dispose();
                    throw;
                }
            }),
            cancel);
    }
}
