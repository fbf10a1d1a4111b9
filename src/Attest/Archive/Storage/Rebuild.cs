using Attest.Archive.Formats;
using Attest.Incidents;

namespace Attest.Archive.Storage;

/// <summary>Builds the views anew from ledger and matter. Call it within <see cref="Sql.Write"/>.</summary>
internal sealed class Rebuild(Sql sql, string folder)
{
    public bool Run(IncidentLinker linker, IProgress<(long Done, long Total)>? progress, CancellationToken cancel)
    {
        sql.Script(Schema.DropViews);
        sql.Script(Schema.Views);
        sql.Run("INSERT INTO views_made (only, version) VALUES (1, $1)", Schema.ViewsVersion);

        var views = new ReportViews(sql, linker);
        var ledger = new Ledger(sql);
        var touchedAt = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var (done, total) = (0L, ledger.Count());
        foreach (var entry in ledger.Entries())
        {
            cancel.ThrowIfCancellationRequested();
            if (entry.Kind == Ledger.ReadingRecorded)
            {
                var (commitment, reading) = Load(entry);
                foreach (var key in views.Add(entry, commitment, reading))
                {
                    touchedAt[key] = entry.RecordedAt;
                }
            }
            progress?.Report((++done, total));
        }
        // Each incident is assembled once, from all its claims; in between nobody sees it.
        foreach (var (key, recordedAt) in touchedAt)
        {
            cancel.ThrowIfCancellationRequested();
            views.Assemble(key, recordedAt);
        }
        return true;
    }

    private (string Commitment, Reading Reading) Load(LedgerEntry entry)
    {
        var commitment = entry.Member("matter");
        var matter = commitment is null ? null : new Matter(sql).Find(commitment);
        if (commitment is null || matter is null)
        {
            throw new ArchiveException($"Rebuilding the archive {folder}: the reading of ledger entry {entry.Position} is missing. Run `attest verify`, and restore the folder from a copy.");
        }
        try
        {
            return (commitment, ReadingJson.Read(Matter.Unpack(matter)));
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException)
        {
            throw new ArchiveException(
                $"Rebuilding the archive {folder}: the reading of ledger entry {entry.Position} is damaged ({fault.Message}). Run `attest verify`, and restore the folder from a copy.", fault);
        }
    }
}
