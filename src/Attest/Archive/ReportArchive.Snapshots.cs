using System.Globalization;
using Attest.Archive.Formats;
using Attest.Archive.Storage;

namespace Attest.Archive;

/// <content>Views that were frozen.</content>
public sealed partial class ReportArchive
{
    /// <summary>Freezes a view: its content is kept among the originals under its digest, and the ledger says so. Content that is frozen already is the same snapshot, and nothing is recorded unless everybody may see something else of it by now.</summary>
    /// <param name="snapshot">What is known of it; its digests and when it was made are set here.</param>
    /// <param name="whole">All of its content.</param>
    /// <param name="open">What of it everybody may see; null where that is nothing.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArchiveException">It can't be kept.</exception>
    public Task<Snapshot> FreezeAsync(Snapshot snapshot, FrozenContent whole, FrozenContent? open, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(whole);
        return WriteAsync(
            "Freezing a view of",
            () =>
            {
                var made = snapshot with { Id = Sha256.Of(whole.Content), Title = whole.Title, Open = open is null ? null : new OpenForm(Sha256.Of(open.Content), open.Title), Withdrawal = null };
                if (Made(made) is { } before)
                {
                    return before;
                }
                _files.Originals.Store(made.Id.Hex, whole.Content);
                if (open is not null)
                {
                    _files.Originals.Store(made.Open!.Id.Hex, open.Content);
                }
                return _writer.Write(() =>
                {
                    // Another process may have been quicker.
                    if (Made(made) is { } there)
                    {
                        return there;
                    }
                    var at = _clock.GetUtcNow();
                    var content = SnapshotJson.Write(made with { At = at });
                    var entry = Append(Ledger.SnapshotMade, at, content, commitment => Ledger.SnapshotMadeBody(made.Id.Hex, made.Open?.Id.Hex, commitment));
                    new SnapshotTable(_writer).Add(SnapshotJson.Read(content), entry.Position);
                    return new SnapshotTable(_writer).Find(made.Id)!;
                });
            },
            cancel);
    }

    /// <summary>Withdraws a snapshot, or a form of it that everybody may see: it is no longer shown, and its address says so. Its digest and its bytes stay.</summary>
    /// <param name="digest">The digest of the whole, with which every form of it goes, or that of one form alone.</param>
    /// <param name="decision">Who withdraws it, and why.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArgumentException">There is none, it is withdrawn already, or a reason or name is missing or too long; the message says what to do.</exception>
    /// <exception cref="ArchiveException">It can't be kept.</exception>
    public Task<SnapshotDecision> WithdrawSnapshotAsync(Sha256 digest, Decision decision, CancellationToken cancel) => DecideOnSnapshotAsync(digest, isWithdrawn: true, decision, cancel);

    /// <summary>Takes the withdrawal of a snapshot back.</summary>
    /// <param name="digest">The digest that was withdrawn.</param>
    /// <param name="decision">Who takes it back, and why.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArgumentException">There is none, it is not withdrawn, or a reason or name is missing or too long; the message says what to do.</exception>
    /// <exception cref="ArchiveException">It can't be kept.</exception>
    public Task<SnapshotDecision> RestoreSnapshotAsync(Sha256 digest, Decision decision, CancellationToken cancel) => DecideOnSnapshotAsync(digest, isWithdrawn: false, decision, cancel);

    /// <summary>What was decided of a snapshot or a form of it, the oldest first.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<SnapshotDecision>> SnapshotDecisionsAsync(Sha256 digest, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<SnapshotDecision>>("Reading a snapshot of", sql => new SnapshotTable(sql).Decisions(digest), cancel);

    /// <summary>A snapshot by the digest of its content, of the whole or of what everybody may see; null where there is none.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Snapshot?> SnapshotAsync(Sha256 id, CancellationToken cancel) => ReadAsync("Reading a snapshot of", sql => new SnapshotTable(sql).Find(id), cancel);

    /// <summary>Snapshots, the newest first.</summary>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<Page<Snapshot>> SnapshotsAsync(string? cursor, int limit, CancellationToken cancel)
    {
        var before = Number(cursor);
        return ReadAsync(
            "Listing the snapshots of",
            sql => PageOf(new SnapshotTable(sql).List(before, limit + 1), limit, last => last.Position.ToString(CultureInfo.InvariantCulture), one => one.Snapshot),
            cancel);
    }

    // The same content again is the same snapshot, unless everybody may see something else of it.
    private Snapshot? Made(Snapshot made) => made.Open is { } open ? new SnapshotTable(_writer).Find(made.Id, open.Id) : new SnapshotTable(_writer).Find(made.Id) is { } there && there.Id == made.Id ? there : null;

    private Task<SnapshotDecision> DecideOnSnapshotAsync(Sha256 digest, bool isWithdrawn, Decision decision, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var doing = isWithdrawn ? "Withdrawing" : "Showing again";
        if (string.IsNullOrWhiteSpace(decision.Reason) || decision.Reason.Length > Decision.LongestReason || string.IsNullOrWhiteSpace(decision.Author) || decision.Author.Length > Decision.LongestAuthor)
        {
            throw new ArgumentException(
                $"{doing} snapshot {digest}: found a reason of {decision.Reason.Length} characters and a name of {decision.Author?.Length ?? 0}, expected 1 to {Decision.LongestReason}, and 1 to {Decision.LongestAuthor}. Say to those who cite it why.", nameof(decision));
        }
        return WriteAsync(
            "Recording a decision in",
            () => _writer.Write(() =>
            {
                var table = new SnapshotTable(_writer);
                if (table.Find(digest) is null)
                {
                    throw new ArgumentException($"{doing} snapshot {digest}: found none under this digest.", nameof(digest));
                }
                if (table.Withdrawal(digest) is not null == isWithdrawn)
                {
                    throw new ArgumentException($"{doing} snapshot {digest}: {(isWithdrawn ? "it is withdrawn already" : "it is not withdrawn by itself")}; somebody may have been quicker.", nameof(digest));
                }
                var at = _clock.GetUtcNow();
                var made = new SnapshotDecision(
                    Sha256.Of(FormattableString.Invariant($"snapshot {new Ledger(_writer).Count()} {Moment.Write(at)}")).Hex[..JudgementDigits], digest, isWithdrawn, decision.Reason.Trim(), decision.Author, at);
                var content = SnapshotJson.Write(made);
                var entry = Append(isWithdrawn ? Ledger.SnapshotWithdrawn : Ledger.SnapshotRestored, at, content, commitment => Ledger.SnapshotDecidedBody(made.Id, digest.Hex, commitment));
                table.Add(SnapshotJson.ReadDecision(content), entry.Position);
                return made;
            }),
            cancel);
    }

    // Call it within Sql.Write.
    private LedgerEntry Append(string kind, DateTimeOffset at, byte[] content, Func<string, string> body)
    {
        var matter = Matter.Seal(content);
        new Matter(_writer).Store(matter);
        var entry = new Ledger(_writer).Append(kind, at, body(matter.Commitment));
        _cache.Follow(_writer, entry.Position, entries: 1);
        return entry;
    }
}
