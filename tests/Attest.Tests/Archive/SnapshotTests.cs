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
        var again = await FreezeAsync(here, "{\"a\":1}", "{\"a\":0}");
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

    [Fact]
    public async Task What_everybody_may_see_of_the_same_content_later_is_kept_beside_what_they_saw_before()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var hidden = await FreezeAsync(here, "{\"a\":1}", null);
        var shown = await FreezeAsync(here, "{\"a\":1}", "{\"a\":0}");
        var later = await FreezeAsync(here, "{\"a\":1}", "{\"a\":1}");
        Assert.Null(hidden.Open);
        Assert.Equal([hidden.Id, hidden.Id], [shown.Id, later.Id]);
        Assert.Equal(later, Assert.Single((await here.Archive.SnapshotsAsync(null, 10, Cancel)).Items));
        Assert.Equal(later, await here.Archive.SnapshotAsync(hidden.Id, Cancel));
        Assert.Equal(shown, await here.Archive.SnapshotAsync(shown.Open!.Id, Cancel));
        Assert.Equal(later, await FreezeAsync(here, "{\"a\":1}", null));
        Assert.Equal(shown, await FreezeAsync(here, "{\"a\":1}", "{\"a\":0}"));
        Assert.Equal(3, here.Rows("ledger").Count);
        await here.Archive.RebuildAsync(TemporaryArchive.Linker, null, Cancel);
        Assert.Equal(later, await here.Archive.SnapshotAsync(hidden.Id, Cancel));
        Assert.Empty((await here.VerifyAsync()).Faults);
    }

    [Fact]
    public async Task A_withdrawal_is_an_entry_of_the_ledger_with_who_when_and_why_and_can_be_taken_back()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var snapshot = await FreezeAsync(here, "{\"a\":1}", "{\"a\":0}");
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.WithdrawSnapshotAsync(snapshot.Id, new Decision(" ", "B. Editor"), Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.WithdrawSnapshotAsync(Sha256.Of("nothing"), new Decision("no", "B. Editor"), Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.RestoreSnapshotAsync(snapshot.Id, new Decision("no", "B. Editor"), Cancel));

        var ofOpen = await here.Archive.WithdrawSnapshotAsync(snapshot.Open!.Id, new Decision("it names somebody", "B. Editor"), Cancel);
        var found = (await here.Archive.SnapshotAsync(snapshot.Id, Cancel))!;
        Assert.Equal((null, ofOpen, "it names somebody", "B. Editor"), (found.Withdrawal, found.Open!.Withdrawal, ofOpen.Reason, ofOpen.Author));
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.WithdrawSnapshotAsync(snapshot.Open.Id, new Decision("again", "B. Editor"), Cancel));

        var ofWhole = await here.Archive.WithdrawSnapshotAsync(snapshot.Id, new Decision("all of it", "B. Editor"), Cancel);
        found = Assert.Single((await here.Archive.SnapshotsAsync(null, 10, Cancel)).Items);
        Assert.Equal((ofWhole, ofWhole), (found.Withdrawal, found.Open!.Withdrawal));
        await here.Archive.RestoreSnapshotAsync(snapshot.Id, new Decision("a mistake", "A. Editor"), Cancel);
        await here.Archive.RebuildAsync(TemporaryArchive.Linker, null, Cancel);
        found = (await here.Archive.SnapshotAsync(snapshot.Id, Cancel))!;
        Assert.Equal((null, ofOpen), (found.Withdrawal, found.Open!.Withdrawal));
        Assert.Equal([true, false], (await here.Archive.SnapshotDecisionsAsync(snapshot.Id, Cancel)).Select(decision => decision.IsWithdrawn));
        Assert.Equal(4, here.Rows("ledger").Count);
        Assert.Empty((await here.VerifyAsync()).Faults);
        Assert.NotNull(await here.Archive.OriginalAsync(snapshot.Id, Cancel));
    }

    private static Task<Snapshot> FreezeAsync(TemporaryArchive here, string whole, string? open) => here.Archive.FreezeAsync(
        Given, new FrozenContent("Whole", Encoding.UTF8.GetBytes(whole)), open is null ? null : new FrozenContent("Open", Encoding.UTF8.GetBytes(open)), Cancel);
}
