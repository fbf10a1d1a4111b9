using Attest.Archive.Formats;
using Attest.Incidents;

namespace Attest.Archive.Storage;

/// <summary>Builds the views anew from ledger and matter: entry by entry, as they were first made, so that they come to the same rows. Call it within <see cref="Sql.Write"/>.</summary>
internal sealed class Rebuild(Sql sql, string folder)
{
    public bool Run(IncidentLinker linker, IProgress<(long Done, long Total)>? progress, CancellationToken cancel)
    {
        sql.Script(Schema.DropViews);
        sql.Script(Schema.Views);
        sql.Run("INSERT INTO views_made (only, version) VALUES (1, $1)", Schema.ViewsVersion);

        var views = new ReportViews(sql, linker, new ViewCache());
        var ledger = new Ledger(sql);
        var (done, total) = (0L, ledger.Count());
        foreach (var entry in ledger.Entries())
        {
            cancel.ThrowIfCancellationRequested();
            if (entry.Kind == Ledger.ReadingRecorded)
            {
                var (commitment, reading) = (entry.Member("matter")!, Load(entry, content => ReadingJson.Read(content)));
                views.Add(entry, commitment, reading);
            }
            else if (entry.Kind == Ledger.JudgementMade)
            {
                views.Judge(entry, Load(entry, content => JudgementJson.Read(content)));
            }
            else if (entry.Kind == Ledger.PostRecorded)
            {
                new PostTable(sql).Add(Load(entry, content => PostJson.Read(content, new TextMaps(sql).Of)), entry);
            }
            else if (entry.Kind == Ledger.SnapshotMade)
            {
                new SnapshotTable(sql).Add(Load(entry, content => SnapshotJson.Read(content)), entry.Position);
            }
            else if (entry.Kind is Ledger.SnapshotWithdrawn or Ledger.SnapshotRestored)
            {
                new SnapshotTable(sql).Add(Load(entry, content => SnapshotJson.ReadDecision(content)), entry.Position);
            }
            progress?.Report((++done, total));
        }
        return true;
    }

    private T Load<T>(LedgerEntry entry, Func<byte[], T> read)
    {
        var commitment = entry.Member("matter");
        var matter = commitment is null ? null : new Matter(sql).Find(commitment);
        if (matter is null)
        {
            throw new ArchiveException($"Rebuilding the archive {folder}: what ledger entry {entry.Position} recorded is missing. Run `attest verify`, and restore the folder from a copy.");
        }
        try
        {
            return read(Matter.Unpack(matter));
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException)
        {
            throw new ArchiveException(
                $"Rebuilding the archive {folder}: what ledger entry {entry.Position} recorded is damaged ({fault.Message}). Run `attest verify`, and restore the folder from a copy.", fault);
        }
    }
}
