using Attest.Archive;

namespace Attest.Web.Publishing;

/// <summary>Freezes views and shows what was frozen: all of it to readers, to everybody else what the policy shows.</summary>
internal sealed class SnapshotShelf
{
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
        if (view.Kind == SnapshotKind.Incident && await _whole.IncidentAsync(view.Id, cancel) is { } incident)
        {
            view = view.At(incident);
        }
        if (await FrozenViews.MakeAsync(view, _whole, cancel) is not { } whole)
        {
            return (null, "There is nothing to freeze: the page under this address is empty, or there is none.");
        }
        var open = view.IsForReaders ? null : await FrozenViews.MakeAsync(view, _open.Value, cancel);
        return (await _archive.FreezeAsync(new Snapshot(default, view.Kind, view.Address, whole.Title, view.PublishedBy, view.RecordedBy, author, default), whole, open, cancel), "");
    }

    /// <summary>What was frozen under a digest, for somebody; null where there is nothing that they may see.</summary>
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
        if (isOpen && snapshot.Open is null)
        {
            return null;
        }
        var digest = isOpen ? snapshot.Open!.Id : snapshot.Id;
        return await _archive.OriginalAsync(digest, cancel) is { } content && Sha256.Of(content) == digest
            ? new ShownSnapshot(digest, isOpen ? snapshot.Open!.Title : snapshot.Title, snapshot with { Author = mayRead ? snapshot.Author : "" }, isOpen, content) : null;
    }

    /// <summary>Snapshots, the newest first, as somebody may see them.</summary>
    public async Task<Page<ShownSnapshot>> ListAsync(string? cursor, int limit, bool mayRead, CancellationToken cancel)
    {
        var page = await _archive.SnapshotsAsync(cursor, limit, cancel);
        return new Page<ShownSnapshot>(
            [.. page.Items.Where(snapshot => mayRead || snapshot.Open is not null).Select(snapshot => mayRead
                ? new ShownSnapshot(snapshot.Id, snapshot.Title, snapshot, IsOpen: false, []) : new ShownSnapshot(snapshot.Open!.Id, snapshot.Open.Title, snapshot with { Author = "" }, IsOpen: true, []))],
            page.Next);
    }

    /// <summary>The content that the same view has now; null where it shows nothing any more.</summary>
    public async Task<byte[]?> NowAsync(ShownSnapshot shown, CancellationToken cancel) =>
        FrozenAddress.TryRead(shown.Snapshot.Address, out var view, out _) ? (await FrozenViews.MakeAsync(view, shown.IsOpen ? _open.Value : _whole, cancel))?.Content : null;

    private static bool IsDigest(string id) => id.Length == 64 && id.All(letter => char.IsAsciiHexDigitLower(letter));
}

/// <summary>A snapshot as somebody sees it.</summary>
/// <param name="Id">The digest of its content, in its address.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Snapshot">What is known of it.</param>
/// <param name="IsOpen">Whether it is the form that everybody may see.</param>
/// <param name="Content">Its content; empty in lists.</param>
public sealed record ShownSnapshot(Sha256 Id, string Title, Snapshot Snapshot, bool IsOpen, byte[] Content);
