using System.Text;
using Attest.Archive.Formats;

namespace Attest.Archive.Storage;

/// <summary>Views that were frozen, and what was decided of them. One content may stand there several times: once for each form that everybody may see of it, for what is shown of it grows with time.</summary>
internal sealed class SnapshotTable(Sql sql)
{
    /// <summary>Takes a snapshot into the views.</summary>
    public void Add(Snapshot snapshot, long position) => sql.Run(
        "INSERT INTO snapshots (position, snapshot, open, content) VALUES ($1, $2, $3, $4)", position, snapshot.Id.Hex, snapshot.Open?.Id.Hex, Encoding.UTF8.GetString(SnapshotJson.Write(snapshot)));

    /// <summary>Takes a decision into the views.</summary>
    public void Add(SnapshotDecision decision, long position) => sql.Run(
        "INSERT INTO snapshot_decisions (position, digest, content) VALUES ($1, $2, $3)", position, decision.Digest.Hex, Encoding.UTF8.GetString(SnapshotJson.Write(decision)));

    /// <summary>The snapshot with a content: of several forms for everybody the newest. By the digest of such a form the one that it was made of, of several the first. Null where there is none.</summary>
    public Snapshot? Find(Sha256 digest) =>
        First("WHERE snapshot = $1 ORDER BY position DESC LIMIT 1", digest.Hex) ?? First("WHERE open = $1 ORDER BY position LIMIT 1", digest.Hex);

    /// <summary>The snapshot with a content and a form for everybody.</summary>
    public Snapshot? Find(Sha256 whole, Sha256 open) => First("WHERE snapshot = $1 AND open = $2 ORDER BY position DESC LIMIT 1", whole.Hex, open.Hex);

    /// <summary>Snapshots before a position, the newest first, each content once, with where they stand.</summary>
    public List<(Snapshot Snapshot, long Position)> List(long before, int limit) => [.. sql.Rows(
        "SELECT content, position FROM snapshots AS s WHERE position < $1 AND position = (SELECT max(position) FROM snapshots WHERE snapshot = s.snapshot) ORDER BY position DESC LIMIT $2",
        row => (Content: row.GetString(0), Position: row.GetInt64(1)), before, limit).Select(row => (Read(row.Content), row.Position))];

    /// <summary>What was decided of a digest, the oldest first.</summary>
    public List<SnapshotDecision> Decisions(Sha256 digest) => sql.Rows(
        "SELECT content FROM snapshot_decisions WHERE digest = $1 ORDER BY position", row => SnapshotJson.ReadDecision(Encoding.UTF8.GetBytes(row.GetString(0))), digest.Hex);

    /// <summary>The withdrawal that stands; null where it is shown.</summary>
    public SnapshotDecision? Withdrawal(Sha256 digest) => Decisions(digest) is [.., { IsWithdrawn: true } last] ? last : null;

    private Snapshot? First(string condition, params object?[] values) => sql.Rows($"SELECT content FROM snapshots {condition}", row => row.GetString(0), values) is [var content] ? Read(content) : null;

    private Snapshot Read(string content)
    {
        var snapshot = SnapshotJson.Read(Encoding.UTF8.GetBytes(content));
        var withdrawal = Withdrawal(snapshot.Id);
        return snapshot with { Withdrawal = withdrawal, Open = snapshot.Open is { } open ? open with { Withdrawal = withdrawal ?? Withdrawal(open.Id) } : null };
    }
}
