using Attest.Archive;

namespace Attest.Web.Publishing;

/// <summary>Freezes views and shows what was frozen: all of it to readers, to everybody else what the policy shows.</summary>
internal sealed class SnapshotShelf
{
    private const string Outdated = "By now it would tell what this site does not show: what editors wrote, somebody who is no public person, or where forces are.";

    private readonly ReportArchive _archive;
    private readonly Publication _whole;
    private readonly Lazy<Publication> _open;

    public SnapshotShelf(ReportArchive archive, Publications publications, SiteOptions options)
    {
        (_archive, _whole) = (archive, publications.Whole);
        // Where there is no policy, what is frozen may still be shown to everybody one day.
        _open = new(() => publications.Public.IsPublic ? publications.Public : new Publication(archive, options with { Public = new PublicationPolicy() }));
    }

    /// <summary>Freezes a view, for readers and for everybody.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="author">Who freezes it.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The snapshot, or why there is none as a sentence.</returns>
    public async Task<(Snapshot? Snapshot, string Fault)> FreezeAsync(string address, string author, CancellationToken cancel)
    {
        if (!FrozenAddress.TryRead(address, out var view, out var fault))
        {
            return (null, fault);
        }
        // One view has one address: that of the id that an incident lives on in, and of the day that is the latest now.
        if (view.Kind == SnapshotKind.Incident && await (view.IsNow ? _whole.IncidentAsync(view.Id, cancel) : _whole.IncidentAsync(view.Id, view.PublishedBy, view.RecordedBy, cancel)) is { } incident)
        {
            view = view.At(incident);
        }
        else if (view is { Kind: SnapshotKind.Situation, Day: null } && await _whole.SituationAsync(null, view.PublishedBy, view.RecordedBy, cancel) is { } latest)
        {
            view = view.On(latest.Report.Day);
        }
        var made = await FrozenViews.MakeAsync(view, _whole, cancel);
        if (made.Content is not { } whole)
        {
            return (null, made.Fault);
        }
        var open = view.IsForReaders ? null : (await FrozenViews.MakeAsync(view, _open.Value, cancel)).Content;
        return (await _archive.FreezeAsync(new Snapshot(default, view.Kind, view.Address, whole.Title, view.PublishedBy, view.RecordedBy, author, default), whole, open, cancel), "");
    }

    /// <summary>What was frozen under a digest, for somebody; null where there is nothing that they may see. Of what was withdrawn, and of a form for everybody that tells what they are not shown by now, without its content.</summary>
    /// <param name="id">The digest.</param>
    /// <param name="mayRead">Whether they may see all that is kept.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<ShownSnapshot?> FindAsync(string id, bool mayRead, CancellationToken cancel)
    {
        if (!IsDigest(id) || await _archive.SnapshotAsync(new Sha256(id), cancel) is not { } snapshot)
        {
            return null;
        }
        // Whoever has the address of the open form sees that, readers too: what stands under an address never changes.
        var isOpen = !mayRead || snapshot.Id.Hex != id;
        if (isOpen && !IsOpen(snapshot))
        {
            return null;
        }
        var (digest, withdrawal) = isOpen ? (snapshot.Open!.Id, snapshot.Open.Withdrawal) : (snapshot.Id, snapshot.Withdrawal);
        if (await _archive.OriginalAsync(digest, cancel) is not { } content || Sha256.Of(content) != digest)
        {
            return null;
        }
        var shown = new ShownSnapshot(digest, isOpen ? snapshot.Open!.Title : snapshot.Title, snapshot with { Author = mayRead ? snapshot.Author : "" }, isOpen, content);
        return withdrawal is not null
            ? shown with { Content = [], Gone = new GoneSnapshot(mayRead ? withdrawal.Reason : await _open.Value.ReasonAsync(withdrawal.Reason, withdrawal.At, content, cancel), mayRead ? withdrawal.Author : "", withdrawal.At, withdrawal.Digest) }
            : isOpen && await _open.Value.HidesAsync(content, cancel) ? shown with { Content = [], Gone = new GoneSnapshot(Outdated, "", null, null) } : shown;
    }

    /// <summary>Snapshots, the newest first, as somebody may see them; to those who do not read all, what was withdrawn is not listed.</summary>
    public async Task<Page<ShownSnapshot>> ListAsync(string? cursor, int limit, bool mayRead, CancellationToken cancel)
    {
        var page = await _archive.SnapshotsAsync(cursor, limit, cancel);
        return new Page<ShownSnapshot>(
            [.. page.Items.Where(snapshot => mayRead || (IsOpen(snapshot) && snapshot.Open!.Withdrawal is null)).Select(snapshot => mayRead
                ? new ShownSnapshot(snapshot.Id, snapshot.Title, snapshot, IsOpen: false, []) : new ShownSnapshot(snapshot.Open!.Id, snapshot.Open.Title, snapshot with { Author = "" }, IsOpen: true, []))],
            page.Next);
    }

    /// <summary>Withdraws what stands under a digest; returns why it could not, as a sentence, or null.</summary>
    public Task<string?> WithdrawAsync(string id, Decision decision, CancellationToken cancel) => DecideAsync(id, digest => _archive.WithdrawSnapshotAsync(digest, decision, cancel));

    /// <summary>Takes a withdrawal back; returns why it could not, as a sentence, or null.</summary>
    public Task<string?> RestoreAsync(string id, Decision decision, CancellationToken cancel) => DecideAsync(id, digest => _archive.RestoreSnapshotAsync(digest, decision, cancel));

    private static async Task<string?> DecideAsync(string id, Func<Sha256, Task<SnapshotDecision>> decide)
    {
        if (!IsDigest(id))
        {
            return "A snapshot is named by the 64 hexadecimal digits of the SHA-256 of its content.";
        }
        try
        {
            await decide(new Sha256(id));
            return null;
        }
        catch (ArgumentException fault)
        {
            return fault.ParamName is { } name ? fault.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : fault.Message;
        }
    }

    // An earlier state holds what was taken back since, whenever it was frozen.
    private static bool IsOpen(Snapshot snapshot) => snapshot.Open is not null && snapshot.RecordedBy is null;

    /// <summary>Whether a digest is that of a snapshot, or of a form of one that everybody may see: its bytes are given as a snapshot and in no other way.</summary>
    public async Task<bool> HasAsync(string digest, CancellationToken cancel) => IsDigest(digest) && await _archive.SnapshotAsync(new Sha256(digest), cancel) is not null;

    /// <summary>The content that the same view has now, or why it has none.</summary>
    public async Task<MadeView> NowAsync(ShownSnapshot shown, CancellationToken cancel) =>
        FrozenAddress.TryRead(shown.Snapshot.Address, out var view, out _) ? await FrozenViews.MakeAsync(view, shown.IsOpen ? _open.Value : _whole, cancel) : MadeView.Nothing;

    private static bool IsDigest(string id) => id.Length == 64 && id.All(letter => char.IsAsciiHexDigitLower(letter));
}

/// <summary>A snapshot as somebody sees it.</summary>
/// <param name="Id">The digest of its content, in its address.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Snapshot">What is known of it.</param>
/// <param name="IsOpen">Whether it is the form that everybody may see.</param>
/// <param name="Content">Its content; empty in lists.</param>
public sealed record ShownSnapshot(Sha256 Id, string Title, Snapshot Snapshot, bool IsOpen, byte[] Content)
{
    /// <summary>Why its content is no longer shown; null while it is.</summary>
    public GoneSnapshot? Gone { get; init; }
}

/// <summary>Why the content of a snapshot is no longer shown.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Author">Who withdrew it; empty for the public, and where nobody did.</param>
/// <param name="At">When; null where nobody withdrew it and it tells too much by now.</param>
/// <param name="Digest">What was withdrawn: its own digest or that of the whole; null where nobody did.</param>
public sealed record GoneSnapshot(string Reason, string Author, DateTimeOffset? At, Sha256? Digest);
