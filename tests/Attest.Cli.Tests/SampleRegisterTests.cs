using Attest.Archive;
using Attest.Cli.Adding;
using Attest.Cli.Tests.Running;
using Attest.Register;
using Attest.Register.DamageClaims;
using Attest.Web.Rooms;
using Snapshot = Attest.Cli.Tests.Running.Snapshot;

namespace Attest.Cli.Tests;

/// <summary>The register that the samples come with shows what a register is: every state, evidence, a tombstone, numbers.</summary>
public sealed class SampleRegisterTests : IDisposable
{
    private static readonly Actor Board = new("somebody", RegisterRole.Board), Auditor = new("somebody", RegisterRole.Auditor);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_samples_show_a_register_at_work()
    {
        await using var archive = await ReportArchive.OpenAsync(_folder.Path, TimeProvider.System, Cancel);
        var samples = Path.Combine(Snapshot.Project, "samples");
        Assert.True(SampleRegister.IsIn(samples));
        var rows = (await File.ReadAllLinesAsync(Path.Combine(samples, "register", "damage-claims.csv"), Cancel)).Length - 1;
        Assert.Equal(rows, await SampleRegister.FileAsync(samples, archive, new RegisterOptions(), Cancel));
        Assert.Equal(0, await SampleRegister.FileAsync(samples, archive, new RegisterOptions(), Cancel));

        await using var register = await DamageRegister.OpenAsync(archive.Folder, new RegisterOptions { Archive = archive }, TimeProvider.System, Cancel);
        var states = await register.QueueCountsAsync(Board, Cancel);
        DamageState[] shown = [DamageState.Submitted, DamageState.InExamination, DamageState.Returned, DamageState.Recorded, DamageState.NotRecorded, DamageState.Appealed, DamageState.Withdrawn, DamageState.Erased];
        Assert.All(shown, state => Assert.True(states.GetValueOrDefault(state) > 0, $"None is {state}."));
        Assert.Single((await register.TombstonesAsync(Auditor, null, 10, Cancel)).Items);

        var examined = (await register.QueueAsync(Board, new QueueFilter(DamageState.InExamination), null, 50, Cancel)).Items;
        Assert.Contains(examined, claim => register.Pack.Find(claim.Category)!.IsRestricted);
        var proposed = await register.DamageClaimAsync(Board, examined[0].Id, Cancel);
        Assert.Equal(DamageStep.Record, proposed.Proposal?.Proposed);
        var picture = Assert.Single(proposed.Evidence);
        Assert.Equal(EvidenceShowing.Picture, picture.Showing);
        Assert.Contains(picture.Metadata, fact => fact is { Name: "taken", Value: "2023:03:22 08:40:00" });
        Assert.Contains(picture.Metadata, fact => fact is { Name: "position", Value: "49.963, 31.043" });
        // Whoever sits at this machine can look at some as their examiner.
        Assert.NotEmpty((await register.QueueAsync(new Actor(SiteCaller.KeyOfThisMachine, RegisterRole.Examiner), new QueueFilter(DamageState.InExamination), null, 50, Cancel)).Items);

        // Published once all was done.
        var statistics = await register.StatisticsAsync(Cancel);
        Assert.Equal((rows + 2) / 5 * 5, Count());
        Assert.True(Count(region: "Kyiv Oblast") >= 5 && Count(region: "Kharkiv Oblast") >= 5 && Count(region: "Zaporizhzhia Oblast") >= 5, string.Join('\n', statistics.Rows.Where(row => row.Region is not null && row.Category is null)));
        Assert.True(Count(state: DamageState.Recorded) >= 10 && Count(category: "A3.1") >= 5);
        Assert.Contains(statistics.Rows, row => row is { Month: "2023-03", Region: null, Count: > 0 });
        Assert.Empty((await register.VerifyAsync(null, Cancel)).Faults);

        int? Count(string? category = null, string? region = null, DamageState? state = null) => statistics.Rows.Single(row => row.Category == category && row.Region == region && row.State == state && row.Month is null).Count;
    }
}
