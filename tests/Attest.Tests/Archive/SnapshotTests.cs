using System.Text;
using Attest.Archive;

namespace Attest.Tests.Archive;

/// <summary>Views that were frozen: kept under the digest of their content, provable, the same after a rebuild.</summary>
public sealed class SnapshotTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Snapshot Given => new(default, SnapshotKind.Incident, "/incidents/one", "", null, null, "A. Editor", default);

    [Fact]
    public async Task The_same_content_is_the_same_snapshot_and_its_digest_is_its_name()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var first = await FreezeAsync(here, "{\"a\":1}", "{\"a\":0}");
        var again = await FreezeAsync(here, "{\"a\":1}", "{\"a\":2}");
        var other = await FreezeAsync(here, "{\"a\":2}", null);

        Assert.Equal(Sha256.Of("{\"a\":1}"), first.Id);
        Assert.Equal(first, again);
        Assert.Null(other.Open);
        Assert.Equal(2, here.Rows("ledger").Count);
        Assert.Equal([other.Id, first.Id], (await here.Archive.SnapshotsAsync(null, 10, Cancel)).Items.Select(snapshot => snapshot.Id));
        Assert.Equal(first, await here.Archive.SnapshotAsync(first.Open!.Id, Cancel));
        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString((await here.Archive.OriginalAsync(first.Id, Cancel))!));
        Assert.Equal(("A. Editor", "Whole", "Open"), (first.Author, first.Title, first.Open.Title));

        var before = here.Rows("snapshots");
        await here.Archive.RebuildAsync(TemporaryArchive.Linker, null, Cancel);
        Assert.Equal(before, here.Rows("snapshots"));
        Assert.Empty((await here.VerifyAsync()).Faults);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_flipped_byte_of_a_snapshot_is_found(bool ofOpen)
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var snapshot = await FreezeAsync(here, "{\"a\":1}", "{\"a\":0}");
        var id = ofOpen ? snapshot.Open!.Id : snapshot.Id;
        var path = Path.Combine(here.Folder, "originals", id.Hex[..2], id.Hex);
        var bytes = await File.ReadAllBytesAsync(path, Cancel);
        bytes[3] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Cancel);
        Assert.StartsWith($"The original {id} of snapshot {snapshot.Id} was changed", Assert.Single((await here.VerifyAsync()).Faults), StringComparison.Ordinal);
        File.Delete(path);
        Assert.Contains("is missing", Assert.Single((await here.VerifyAsync()).Faults), StringComparison.Ordinal);
    }

    private static Task<Snapshot> FreezeAsync(TemporaryArchive here, string whole, string? open) => here.Archive.FreezeAsync(
        Given, new FrozenContent("Whole", Encoding.UTF8.GetBytes(whole)), open is null ? null : new FrozenContent("Open", Encoding.UTF8.GetBytes(open)), Cancel);
}
