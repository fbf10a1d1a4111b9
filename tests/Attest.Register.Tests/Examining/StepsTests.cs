using Attest.Register.DamageClaims;
using Attest.Register.Tests.Running;
using static Attest.Register.Tests.Running.TemporaryRegister;

namespace Attest.Register.Tests.Examining;

public sealed class StepsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_draft_to_the_decision_each_step_has_its_author_and_reason()
    {
        await using var here = await MakeAsync();
        var id = (await here.FileAsync(Statements.Displaced())).Id;
        await here.Register.AssignAsync(Board, id, Examiner.Account, Cancel);
        await here.Register.ReturnAsync(Examiner, id, ["unclear-time"], "Which week was it?", Cancel);
        await here.Register.SaveDraftAsync(Claimant, id, Statements.Displaced() with { Account = "It was in the last week of March, when the shelling came nearer." }, Cancel);
        var again = await here.Register.SubmitAsync(Claimant, id, Cancel);
        Assert.Empty(await here.Register.CheckReceiptAsync(again, Cancel));
        await here.Register.ProposeAsync(Examiner, id, DamageStep.Refuse, ["not-damage"], "Nothing is described.", Cancel);
        Assert.Equal("Nothing is described.", (await here.Register.DamageClaimAsync(Board, id, Cancel)).Proposal?.Words);
        await here.Register.DecideAsync(Board, id, DamageStep.Refuse, ["not-damage"], "No damage is described.", Cancel);
        await here.Register.AppealAsync(Claimant, id, "The home was lost.", Cancel);
        await here.Register.DecideAsync(Board, id, DamageStep.Record, [], "", Cancel);

        var claim = await here.Register.DamageClaimAsync(Claimant, id, Cancel);

        Assert.Equal(DamageState.Recorded, claim.State);
        var seen = await here.Register.DamageClaimAsync(Board, id, Cancel);
        Assert.Equal(
            [DamageStep.Submit, DamageStep.Assign, DamageStep.Return, DamageStep.Complete, DamageStep.Propose, DamageStep.Refuse, DamageStep.Appeal, DamageStep.Record],
            seen.Changes.Select(change => change.Step));
        Assert.Equal("Which week was it?", claim.Changes[2].Words);
        Assert.Equal((Examiner.Account, RegisterRole.Examiner), (seen.Changes[2].By, seen.Changes[2].Role));
        Assert.StartsWith("It was in the last week", claim.Statement.Account, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_decides_on_words_that_they_have_not_seen()
    {
        await using var here = await MakeAsync();
        var id = (await here.FileAsync(Statements.Displaced())).Id;
        await here.Register.AssignAsync(Board, id, Examiner.Account, Cancel);
        var seen = (await here.Register.DamageClaimAsync(Board, id, Cancel)).Changes[^1].Entry;
        await here.Register.ReturnAsync(Examiner, id, ["unclear-time"], "Which week was it?", seen, Cancel);
        await here.Register.SaveDraftAsync(Claimant, id, Statements.Displaced() with { Account = "It was in the last week of March, and in another town." }, Cancel);
        await here.Register.SubmitAsync(Claimant, id, Cancel);

        await Refused(RegisterRefusal.NotPossible, () => here.Register.DecideAsync(Board, id, DamageStep.Record, [], "", seen, Cancel));
        await Refused(RegisterRefusal.NotPossible, () => here.Register.ProposeAsync(Examiner, id, DamageStep.Record, [], "Clear.", seen, Cancel));
        Assert.Equal(DamageState.InExamination, (await here.Register.DamageClaimAsync(Board, id, Cancel)).State);
        await here.Register.DecideAsync(Board, id, DamageStep.Record, [], "", (await here.Register.DamageClaimAsync(Board, id, Cancel)).Changes[^1].Entry, Cancel);
    }

    [Fact]
    public async Task A_claimant_learns_neither_what_was_proposed_nor_who_of_the_staff_did_what()
    {
        await using var here = await MakeAsync();
        var id = (await here.FileAsync(Statements.Displaced())).Id;
        await here.Register.AssignAsync(Board, id, Examiner.Account, Cancel);
        await here.Register.DamageClaimAsync(Examiner, id, Cancel);
        await here.Register.ProposeAsync(Examiner, id, DamageStep.Refuse, ["not-damage"], "The photographs look older to me.", Cancel);

        var claim = await here.Register.DamageClaimAsync(Claimant, id, Cancel);
        var trail = await here.Register.TrailAsync(Claimant, id, Cancel);
        using var pack = new MemoryStream();
        await here.Register.WriteEvidencePackAsync(Claimant, id, pack, "", Cancel);

        Assert.Null(claim.Proposal);
        Assert.Null(claim.AssignedTo);
        Assert.Equal([DamageStep.Submit, DamageStep.Assign], claim.Changes.Select(change => change.Step));
        Assert.Equal("board", claim.Changes[1].By);
        Assert.Equal([DamageStep.Submit, DamageStep.Assign], trail.Changes.Select(change => change.Step));
        Assert.Contains(trail.Custody, entry => entry is { Act: CustodyAct.DamageClaimViewed, By: "examiner", Why: "" });
        using var zip = new System.IO.Compression.ZipArchive(pack);
        foreach (var name in new[] { "record.json", "custody.json", "proofs.json" })
        {
            using var reader = new StreamReader(zip.GetEntry(name)!.Open());
            var text = await reader.ReadToEndAsync(Cancel);
            Assert.DoesNotContain("photographs look older", text, StringComparison.Ordinal);
            Assert.True(name == "proofs.json" || !text.Contains(Examiner.Account, StringComparison.Ordinal), name);
        }
        Assert.Empty((await here.Register.VerifyPackAsync(pack, Cancel)).Faults);
        Assert.Equal("The photographs look older to me.", (await here.Register.DamageClaimAsync(Board, id, Cancel)).Proposal?.Words);
    }

    [Fact]
    public async Task What_its_claimant_has_not_submitted_yet_is_seen_by_nobody_else()
    {
        await using var here = await MakeAsync();
        var id = (await here.FileAsync(Statements.Flat())).Id;
        await here.Register.AssignAsync(Board, id, Examiner.Account, Cancel);
        await here.Register.ReturnAsync(Examiner, id, ["unclear-time"], "When?", Cancel);
        await here.Register.SaveDraftAsync(Claimant, id, Statements.Flat() with { Account = "Words that are not meant for anybody yet, and may be changed." }, Cancel);
        var piece = await here.Register.ReceiveAsync(Claimant, id, "photo.png", new MemoryStream(SampleFiles.Png()), "", Cancel);

        foreach (var actor in new[] { Examiner, Board })
        {
            var seen = await here.Register.DamageClaimAsync(actor, id, Cancel);
            Assert.Null(seen.Completion);
            Assert.DoesNotContain(seen.Evidence, one => one.Id == piece.Id);
            Assert.Equal(RegisterRefusal.NotFound, (await Assert.ThrowsAsync<RegisterException>(() => here.Register.OpenOriginalAsync(actor, id, piece.Id, "", Cancel))).Kind);
            Assert.Equal(RegisterRefusal.NotFound, (await Assert.ThrowsAsync<RegisterException>(() => here.Register.OpenWorkingCopyAsync(actor, id, piece.Id, "", Cancel))).Kind);
        }
        var own = await here.Register.DamageClaimAsync(Claimant, id, Cancel);
        Assert.NotNull(own.Completion);
        Assert.Equal((2, 1), (own.Evidence.Count, own.SubmittedEvidence.Count));
        using var pack = new MemoryStream();
        await here.Register.WriteEvidencePackAsync(Board, id, pack, "", Cancel);
        using var zip = new System.IO.Compression.ZipArchive(pack, System.IO.Compression.ZipArchiveMode.Read, leaveOpen: true);
        Assert.DoesNotContain(zip.Entries, entry => entry.FullName.Contains(piece.Id, StringComparison.Ordinal));
        Assert.Empty((await here.Register.VerifyPackAsync(pack, Cancel)).Faults);

        await here.Register.SubmitAsync(Claimant, id, Cancel);

        Assert.Contains((await here.Register.DamageClaimAsync(Examiner, id, Cancel)).Evidence, one => one.Id == piece.Id);
    }

    [Theory]
    [InlineData("receipt")]
    [InlineData("matches")]
    [InlineData("overlaps")]
    [InlineData("groups")]
    [InlineData("trail")]
    [InlineData("queue")]
    public async Task Whatever_somebody_looks_at_is_in_the_custody(string what)
    {
        await using var here = await MakeAsync();
        var id = (await here.FileAsync(Statements.Displaced())).Id;
        await (what switch
        {
            "receipt" => (Task)here.Register.ReceiptAsync(Board, id, Cancel),
            "matches" => here.Register.MatchesAsync(Board, id, Cancel),
            "overlaps" => here.Register.OverlapsAsync(Board, id, Cancel),
            "groups" => here.Register.GroupsAsync(Board, id, Cancel),
            "trail" => here.Register.TrailAsync(Board, id, Cancel),
            _ => here.Register.QueueAsync(Board, new QueueFilter(DamageState.Submitted), null, 50, Cancel),
        });
        await here.Register.QueueAsync(Auditor, new QueueFilter(DamageState.Submitted), null, 50, Cancel);
        var line = Assert.Single((await here.Register.TrailAsync(Auditor, id, Cancel)).Custody);
        Assert.Equal((Board.Account, what == "queue" ? CustodyAct.Listed : CustodyAct.DamageClaimViewed), (line.By, line.Act));
    }

    [Fact]
    public async Task Nobody_does_what_the_table_gives_to_others()
    {
        await using var here = await MakeAsync();
        var id = (await here.FileAsync(Statements.Displaced())).Id;
        await Refused(RegisterRefusal.NotAllowed, () => here.Register.AssignAsync(Claimant, id, Examiner.Account, Cancel));
        await Refused(RegisterRefusal.NotFound, () => here.Register.AssignAsync(Stranger, id, Examiner.Account, Cancel));
        await Refused(RegisterRefusal.NotPossible, () => here.Register.DecideAsync(Board, id, DamageStep.Record, [], "", Cancel));
        await Refused(RegisterRefusal.NotPossible, () => here.Register.AssignAsync(Board, id, Claimant.Account, Cancel));
        await here.Register.AssignAsync(Board, id, Examiner.Account, Cancel);
        await Refused(RegisterRefusal.NotFound, () => here.Register.ReturnAsync(OtherExaminer, id, ["unclear-time"], "When?", Cancel));
        await Refused(RegisterRefusal.NotPossible, () => here.Register.ReturnAsync(Examiner, id, ["unclear-time"], " ", Cancel));
        await Refused(RegisterRefusal.NotPossible, () => here.Register.ReturnAsync(Examiner, id, [], "When?", Cancel));
        await Refused(RegisterRefusal.NotPossible, () => here.Register.ReturnAsync(Examiner, id, ["not-damage"], "When?", Cancel));
        await Refused(RegisterRefusal.NotAllowed, () => here.Register.DecideAsync(Examiner, id, DamageStep.Record, [], "", Cancel));
        await Refused(RegisterRefusal.NotFound, () => here.Register.DecideAsync(Auditor, id, DamageStep.Record, [], "", Cancel));
        await Refused(RegisterRefusal.NotPossible, () => here.Register.SaveDraftAsync(Claimant, id, Statements.Displaced(), Cancel));
        await Refused(RegisterRefusal.NotPossible, () => here.Register.AppealAsync(Claimant, id, "No.", Cancel));
    }

    [Fact]
    public async Task Nobody_examines_or_decides_what_they_filed_themselves()
    {
        await using var here = await MakeAsync();
        var id = (await here.FileAsync(Statements.Displaced(), Board)).Id;
        await Refused(RegisterRefusal.NotAllowed, () => here.Register.AssignAsync(Board, id, Examiner.Account, Cancel));
        var other = (await here.FileAsync(Statements.Displaced(), Examiner)).Id;
        await Refused(RegisterRefusal.NotAllowed, () => here.Register.AssignAsync(Board, other, Examiner.Account, Cancel));
    }

    [Fact]
    public async Task An_appeal_comes_once_and_in_time()
    {
        await using var here = await MakeAsync();
        async Task<string> RefusedClaimAsync()
        {
            var id = (await here.FileAsync(Statements.Displaced())).Id;
            await here.Register.AssignAsync(Board, id, Examiner.Account, Cancel);
            await here.Register.DecideAsync(Board, id, DamageStep.Refuse, ["not-damage"], "No damage.", Cancel);
            return id;
        }
        var (once, late) = (await RefusedClaimAsync(), await RefusedClaimAsync());
        await here.Register.AppealAsync(Claimant, once, "It was.", Cancel);
        await here.Register.DecideAsync(Board, once, DamageStep.Refuse, ["not-damage"], "Still none.", Cancel);
        await Refused(RegisterRefusal.NotPossible, () => here.Register.AppealAsync(Claimant, once, "It was!", Cancel));
        here.Clock.Advance(TimeSpan.FromDays(here.Register.Pack.AppealDays + 1));
        await Refused(RegisterRefusal.NotPossible, () => here.Register.AppealAsync(Claimant, late, "It was.", Cancel));
    }

    [Fact]
    public async Task A_claimant_is_told_that_an_appeal_was_decided_by_whoever_had_refused()
    {
        await using var here = await MakeAsync();
        await here.Register.GiveRoleAsync(Administrator, "board-2", RegisterRole.Board, "for the tests", Cancel);
        foreach (var (decider, isSame) in new[] { (Board, true), (new Actor("board-2", RegisterRole.Board), false) })
        {
            var id = (await here.FileAsync(Statements.Flat())).Id;
            await here.Register.AssignAsync(Board, id, Examiner.Account, Cancel);
            await here.Register.DecideAsync(Board, id, DamageStep.Refuse, ["other-cause"], "No.", Cancel);
            await here.Register.AppealAsync(Claimant, id, "Look again.", Cancel);
            await here.Register.DecideAsync(decider, id, DamageStep.Record, [], "Yes.", Cancel);
            var changes = (await here.Register.DamageClaimAsync(Claimant, id, Cancel)).Changes;
            Assert.Equal(isSame ? true : null, changes[^1].IsByWhoRefused);
            Assert.All(changes.SkipLast(1), change => Assert.Null(change.IsByWhoRefused));
            Assert.Equal("board", changes[^1].By);
        }
    }

    [Fact]
    public async Task The_queue_shows_each_what_is_theirs()
    {
        await using var here = await MakeAsync();
        for (var number = 0; number < 5; number++)
        {
            var id = (await here.FileAsync(Statements.Displaced($"Vydumanenko{number}"))).Id;
            await here.Register.AssignAsync(Board, id, number < 2 ? Examiner.Account : OtherExaminer.Account, Cancel);
        }
        var filter = new QueueFilter(DamageState.InExamination);
        Assert.Equal(2, (await here.Register.QueueAsync(Examiner, filter, null, 50, Cancel)).Items.Count);
        var page = await here.Register.QueueAsync(Board, filter, null, 3, Cancel);
        Assert.Equal(3, page.Items.Count);
        Assert.Equal(2, (await here.Register.QueueAsync(Board, filter, page.Next, 3, Cancel)).Items.Count);
        Assert.All((await here.Register.QueueAsync(Auditor, filter, null, 50, Cancel)).Items, item => Assert.Null(item.Title));
        Assert.Equal(5, (await here.Register.QueueCountsAsync(Board, Cancel))[DamageState.InExamination]);
        await Refused(RegisterRefusal.NotAllowed, () => here.Register.QueueAsync(Claimant, filter, null, 50, Cancel));
        Assert.Equal(5, (await here.Register.OwnAsync(Claimant, null, 50, Cancel)).Items.Count);
        Assert.Empty((await here.Register.OwnAsync(Stranger, null, 50, Cancel)).Items);
        Assert.Equal(10, (await here.Register.TrailLinesAsync(Auditor, new TrailFilter(), null, 50, Cancel)).Items.Count(line => line.Change is not null));
    }

    [Fact]
    public async Task An_auditor_is_told_what_one_account_did_with_all_damage_claims_and_who_had_which_role()
    {
        await using var here = await MakeAsync();
        var first = (await here.FileAsync(Statements.Flat("Vydumanenko"))).Id;
        var second = (await here.FileAsync(Statements.Flat("Vyhadka"))).Id;
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        await here.Register.ReceiveAsync(Claimant, draft.Id, "paper.pdf", new MemoryStream(SampleFiles.Pdf()), "", Cancel);
        await here.Register.GiveRoleAsync(Administrator, "visitor", RegisterRole.Board, "for a day", Cancel);
        var visitor = new Actor("visitor", RegisterRole.Board);
        await here.Register.DamageClaimAsync(visitor, first, Cancel);
        await here.Register.AssignAsync(visitor, second, Examiner.Account, Cancel);
        await here.Register.GiveRoleAsync(Administrator, "visitor", RegisterRole.Claimant, "the day is over", Cancel);
        await here.Register.DamageClaimAsync(Examiner, second, Cancel);

        var lines = await LinesAsync(new TrailFilter("visitor"));
        Assert.Equal([(second, DamageStep.Assign, null), (first, (DamageStep?)null, (CustodyAct?)CustodyAct.DamageClaimViewed)], lines.Select(line => (line.Id, line.Change?.Step, line.Custody?.Act)));
        Assert.Equal(Examiner.Account, lines[0].Change!.AssignedTo);
        Assert.Equal([second, first], (await LinesAsync(new TrailFilter(Act: CustodyAct.DamageClaimViewed))).Select(line => line.Id));
        Assert.Equal([second, first], (await LinesAsync(new TrailFilter(TrailLine.ClaimantWord, Step: DamageStep.Submit))).Select(line => line.Id));
        Assert.Empty(await LinesAsync(new TrailFilter(Examiner.Account, Step: DamageStep.Assign)));
        Assert.DoesNotContain(await LinesAsync(new TrailFilter()), line => line.Id == draft.Id);
        Assert.Contains("visitor", await here.Register.StaffAsync(Auditor, Cancel));

        // Every page goes on where the one before ended, and none is left out.
        var (paged, cursor) = (new List<long>(), (string?)null);
        do
        {
            var page = await here.Register.TrailLinesAsync(Auditor, new TrailFilter(), cursor, 2, Cancel);
            paged.AddRange(page.Items.Select(line => line.Entry));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal((await LinesAsync(new TrailFilter())).Select(line => line.Entry), paged);

        // What its claimant has not submitted, or took back, is in no list; nor is one's own, which names the staff by their roles elsewhere.
        await here.Register.ReturnAsync(Examiner, second, ["missing-evidence"], "Please add a photograph.", Cancel);
        var added = await here.Register.ReceiveAsync(Claimant, second, "late.jpg", new MemoryStream(SampleFiles.Jpeg()), "", Cancel);
        Assert.DoesNotContain(await LinesAsync(new TrailFilter()), line => line.Custody?.Evidence == added.Id);
        await here.Register.SubmitAsync(Claimant, second, Cancel);
        Assert.Contains(await LinesAsync(new TrailFilter()), line => line.Custody?.Evidence == added.Id);
        Assert.DoesNotContain((await here.Register.TrailLinesAsync(Claimant with { Role = RegisterRole.Board }, new TrailFilter(), null, 50, Cancel)).Items, line => line.Id == first || line.Id == second);

        var roles = (await here.Register.RoleChangesAsync(Auditor, null, 50, Cancel)).Items.Where(change => change.Account == "visitor").Select(change => (change.Role, change.By, change.Why));
        Assert.Equal([(RegisterRole.Claimant, Administrator.Account, "the day is over"), (RegisterRole.Board, Administrator.Account, "for a day")], roles);
        Assert.DoesNotContain(await here.Register.RolesAsync(Auditor, Cancel), holder => holder.Account == "visitor");
        await Refused(RegisterRefusal.NotAllowed, () => here.Register.RoleChangesAsync(Examiner, null, 50, Cancel));
        await Refused(RegisterRefusal.NotAllowed, () => here.Register.TrailLinesAsync(Examiner, new TrailFilter(), null, 50, Cancel));

        async Task<IReadOnlyList<TrailLine>> LinesAsync(TrailFilter filter) => (await here.Register.TrailLinesAsync(Auditor, filter, null, 50, Cancel)).Items;
    }

    private static async Task Refused(RegisterRefusal kind, Func<Task> work) => Assert.Equal(kind, (await Assert.ThrowsAsync<RegisterException>(work)).Kind);
}
