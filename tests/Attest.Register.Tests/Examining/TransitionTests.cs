using Attest.Register.DamageClaims;
using Attest.Register.Tests.Running;
using static Attest.Register.Tests.Running.TemporaryRegister;

namespace Attest.Register.Tests.Examining;

/// <summary>The table of transitions, walked from end to end.</summary>
public sealed class TransitionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Every row of the table is taken once, from where it can be taken to where it leads, and no step from where it has no row.</summary>
    [Fact]
    public async Task Every_row_of_the_table_is_open_to_its_roles_and_leads_where_it_says()
    {
        await using var here = await MakeAsync();
        foreach (var state in Enum.GetValues<DamageState>().Where(state => state is not (DamageState.Draft or DamageState.Erased)))
        {
            var id = await InAsync(here, state);
            var open = new HashSet<DamageStep>();
            foreach (var actor in new[] { Claimant, Examiner, Board })
            {
                open.UnionWith(await OpenAsync(here, actor, id));
            }
            Assert.Equal(Transitions.All.Where(row => row.From == state).Select(row => row.Step).Order(), open.Order());
            foreach (var row in Transitions.All.Where(row => row.From == state))
            {
                id = await InAsync(here, state);
                await TakeAsync(here, id, row.Step);
                Assert.Equal(row.To, (await here.Register.TrailAsync(Board, id, Cancel)).State);
            }
        }
        // Whoever has no row for a step is refused, in every state.
        foreach (var state in Enum.GetValues<DamageState>().Where(state => state is not (DamageState.Draft or DamageState.Erased)))
        {
            var id = await InAsync(here, state);
            foreach (var step in Enum.GetValues<DamageStep>().Where(step => step is not DamageStep.Submit && Transitions.Find(state, step) is null && !(step == DamageStep.AddEvidence && Transitions.IsReturned(state))))
            {
                await Assert.ThrowsAsync<RegisterException>(() => TakeAsync(here, id, step));
            }
            Assert.Equal(state, (await here.Register.TrailAsync(Board, id, Cancel)).State);
        }
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
    }

    [Fact]
    public void Every_state_has_a_way_out_that_is_not_its_end()
    {
        foreach (var state in Enum.GetValues<DamageState>().Where(state => state is not (DamageState.Recorded or DamageState.Withdrawn or DamageState.Erased)))
        {
            Assert.Contains(Transitions.All, row => row.From == state && row.To != state && row.To != DamageState.Erased);
            // What waits for its claimant does not wait for them alone.
            Assert.True(!Transitions.IsReturned(state) || Transitions.All.Any(row => row.From == state && row.To != DamageState.Erased && row.Roles.Contains(RegisterRole.Board) && row.Condition == TransitionCondition.None), state.ToString());
        }
    }

    [Fact]
    public async Task What_is_returned_and_never_completed_is_examined_on_and_in_an_appeal_papers_can_be_asked_for()
    {
        await using var here = await MakeAsync();
        var id = await InAsync(here, DamageState.Returned);
        await here.Register.SaveDraftAsync(Claimant, id, Statements.Displaced() with { Account = "Half of a sentence that nobody" }, Cancel);
        await Refused(RegisterRefusal.NotAllowed, () => here.Register.ResumeAsync(Examiner, id, "No answer.", Cancel));
        await Refused(RegisterRefusal.NotPossible, () => here.Register.ResumeAsync(Board, id, " ", Cancel));
        await here.Register.ResumeAsync(Board, id, "No answer for a year.", Cancel);
        var claim = await here.Register.DamageClaimAsync(Claimant, id, Cancel);
        Assert.Equal((DamageState.InExamination, Statements.Displaced().Account, null), (claim.State, claim.Statement.Account, claim.Completion));

        await here.Register.DecideAsync(Board, id, DamageStep.Refuse, ["nationality"], "No other passport was shown.", Cancel);
        await here.Register.AppealAsync(Claimant, id, "I have another passport.", Cancel);
        await here.Register.ReturnAsync(Board, id, ["missing-evidence"], "Send the passport.", Cancel);
        await here.Register.ReceiveAsync(Claimant, id, "passport.png", new MemoryStream(SampleFiles.Png()), "", Cancel);
        await here.Register.SubmitAsync(Claimant, id, Cancel);
        claim = await here.Register.DamageClaimAsync(Board, id, Cancel);
        Assert.Equal((DamageState.Appealed, 1), (claim.State, claim.SubmittedEvidence.Count));
        await here.Register.DecideAsync(Board, id, DamageStep.Record, [], "", Cancel);
        using var pack = new MemoryStream();
        await here.Register.WriteEvidencePackAsync(Claimant, id, pack, "", Cancel);
        Assert.Empty((await here.Register.VerifyPackAsync(pack, Cancel)).Faults);
    }

    [Fact]
    public async Task Evidence_is_added_until_it_is_decided_and_nobody_decides_without_having_seen_that_it_came()
    {
        await using var here = await MakeAsync();
        var receipt = await here.FileAsync(Statements.Flat());
        var piece = await here.Register.ReceiveAsync(Claimant, receipt.Id, "wall.png", new MemoryStream(SampleFiles.Png()), "the wall", Cancel);
        var claim = await here.Register.DamageClaimAsync(Board, receipt.Id, Cancel);
        Assert.Equal((DamageState.Submitted, 2), (claim.State, claim.SubmittedEvidence.Count));
        Assert.Equal(DamageStep.AddEvidence, claim.Changes[^1].Step);
        Assert.Contains((await here.Register.TrailAsync(Board, receipt.Id, Cancel)).Custody, line => line is { Act: CustodyAct.Received } && line.Evidence == piece.Id);
        var later = await here.Register.ReceiptAsync(Claimant, receipt.Id, Cancel);
        Assert.True(later.Entry > receipt.Entry && later.Content.Contains(piece.Id, StringComparison.Ordinal));
        Assert.Empty(await here.Register.CheckReceiptAsync(later, Cancel));
        Assert.Empty(await here.Register.CheckReceiptAsync(receipt, Cancel));
        await Refused(RegisterRefusal.NotPossible, () => here.Register.WithdrawEvidenceAsync(Claimant, receipt.Id, piece.Id, Cancel));
        await Refused(RegisterRefusal.NotFound, () => here.Register.ReceiveAsync(Stranger, receipt.Id, "no.png", new MemoryStream(SampleFiles.Png()), "", Cancel));

        await here.Register.AssignAsync(Board, receipt.Id, Examiner.Account, Cancel);
        var seen = (await here.Register.DamageClaimAsync(Board, receipt.Id, Cancel)).Changes[^1].Entry;
        await here.Register.ReceiveAsync(Claimant, receipt.Id, "roof.jpg", new MemoryStream(SampleFiles.Jpeg()), "the roof", Cancel);
        await Refused(RegisterRefusal.NotPossible, () => here.Register.DecideAsync(Board, receipt.Id, DamageStep.Record, [], "", seen, Cancel));
        await here.Register.DecideAsync(Board, receipt.Id, DamageStep.Record, [], "", Cancel);
        await Refused(RegisterRefusal.NotPossible, () => here.Register.ReceiveAsync(Claimant, receipt.Id, "late.pdf", new MemoryStream(SampleFiles.Pdf()), "", Cancel));

        using var pack = new MemoryStream();
        await here.Register.WriteEvidencePackAsync(Board, receipt.Id, pack, "", Cancel);
        Assert.Empty((await here.Register.VerifyPackAsync(pack, Cancel)).Faults);
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
    }

    [Fact]
    public async Task Ones_own_list_tells_what_lacks_evidence_and_how_much_waits()
    {
        await using var here = await MakeAsync();
        const string Csv = "category,family_name,given_name,account,from,settlement,region,street,house,flat,property\nA3.1,Vydumanenko,Olena,The blast broke the windows of the flat.,2023-03-22,Rzhyshchiv,Kyiv,vul. Sadova,12,7,a flat\n";
        var lacking = (await here.Register.FileManyAsync(Claimant, new StringReader(Csv), "en", Cancel).ToListAsync(Cancel))[0].Id!;
        await here.FileAsync(Statements.Displaced());
        await here.FileAsync(Statements.Flat("Vydumana"));
        Assert.Equal([false, false, true], (await here.Register.OwnAsync(Claimant, null, 50, Cancel)).Items.Select(item => item.LacksEvidence));
        Assert.Equal([lacking], (await here.Register.OwnAsync(Claimant, onlyLacking: true, null, 50, Cancel)).Items.Select(item => item.Id));
        await here.Register.AssignAsync(Board, lacking, Examiner.Account, Cancel);
        Assert.Equal((new WaitingCounts(0, 0), new WaitingCounts(0, 1)), (await here.Register.WaitingAsync(Claimant, Cancel), await here.Register.WaitingAsync(Examiner, Cancel)));
        await here.Register.ReturnAsync(Examiner, lacking, ["missing-evidence"], "A photograph, please.", Cancel);
        Assert.Equal((new WaitingCounts(1, 0), new WaitingCounts(0, 0)), (await here.Register.WaitingAsync(Claimant, Cancel), await here.Register.WaitingAsync(Examiner, Cancel)));
        var given = await here.Register.ReceiveAsync(Claimant, lacking, "wall.png", new MemoryStream(SampleFiles.Png()), "", Cancel);
        // What nobody else sees is no evidence yet.
        await here.Register.ResumeAsync(Board, lacking, "No answer.", Cancel);
        Assert.Equal([lacking], (await here.Register.OwnAsync(Claimant, onlyLacking: true, null, 50, Cancel)).Items.Select(item => item.Id));
        await here.Register.HandInAsync(Claimant, lacking, given.Id, Cancel);
        Assert.Empty((await here.Register.OwnAsync(Claimant, onlyLacking: true, null, 50, Cancel)).Items);
    }

    // Who examines something else knows nothing of it.
    private static async Task<IEnumerable<DamageStep>> OpenAsync(TemporaryRegister here, Actor actor, string id)
    {
        try
        {
            return (await here.Register.StepsAsync(actor, id, Cancel)).Select(row => row.Step);
        }
        catch (RegisterException unknown) when (unknown.Kind == RegisterRefusal.NotFound && actor == Examiner)
        {
            return [];
        }
    }

    // A damage claim that stands somewhere, by the shortest way there.
    private static async Task<string> InAsync(TemporaryRegister here, DamageState state)
    {
        var id = (await here.FileAsync(Statements.Displaced())).Id;
        foreach (var step in state switch
        {
            DamageState.Submitted => (DamageStep[])[],
            DamageState.InExamination => [DamageStep.Assign],
            DamageState.Returned => [DamageStep.Assign, DamageStep.Return],
            DamageState.Recorded => [DamageStep.Assign, DamageStep.Record],
            DamageState.NotRecorded => [DamageStep.Assign, DamageStep.Refuse],
            DamageState.Appealed => [DamageStep.Assign, DamageStep.Refuse, DamageStep.Appeal],
            DamageState.ReturnedAppeal => [DamageStep.Assign, DamageStep.Refuse, DamageStep.Appeal, DamageStep.Return],
            _ => [DamageStep.Withdraw],
        })
        {
            await TakeAsync(here, id, step);
        }
        return id;
    }

    private static async Task TakeAsync(TemporaryRegister here, string id, DamageStep step)
    {
        switch (step)
        {
            case DamageStep.Assign:
                await here.Register.AssignAsync(Board, id, Examiner.Account, Cancel);
                break;
            case DamageStep.Return:
                await here.Register.ReturnAsync(Board, id, ["unclear-time"], "When was it?", Cancel);
                break;
            case DamageStep.Complete:
                await here.Register.SaveDraftAsync(Claimant, id, Statements.Displaced(), Cancel);
                await here.Register.SubmitAsync(Claimant, id, Cancel);
                break;
            case DamageStep.Resume:
                await here.Register.ResumeAsync(Board, id, "No answer.", Cancel);
                break;
            case DamageStep.AddEvidence:
                await here.Register.BeginUploadAsync(Claimant, id, "nothing.pdf", 1, "", Cancel);
                await here.Register.CancelUploadAsync(Claimant, (await here.Register.UploadsAsync(Claimant, id, Cancel))[0].Id, Cancel);
                await here.Register.ReceiveAsync(Claimant, id, "paper.pdf", new MemoryStream(SampleFiles.Pdf()), "", Cancel);
                break;
            case DamageStep.Propose:
                await here.Register.ProposeAsync(Examiner, id, DamageStep.Record, [], "It fits.", Cancel);
                break;
            case DamageStep.Record:
                await here.Register.DecideAsync(Board, id, DamageStep.Record, [], "", Cancel);
                break;
            case DamageStep.Refuse:
                await here.Register.DecideAsync(Board, id, DamageStep.Refuse, ["not-damage"], "None.", Cancel);
                break;
            case DamageStep.Appeal:
                await here.Register.AppealAsync(Claimant, id, "It was damage.", Cancel);
                break;
            case DamageStep.Withdraw:
                await here.Register.WithdrawAsync(Claimant, id, "", Cancel);
                break;
            case DamageStep.Erase:
                await here.Register.EraseAsync(Claimant, id, "asked for", Cancel);
                break;
        }
    }

    private static async Task Refused(RegisterRefusal kind, Func<Task> work) => Assert.Equal(kind, (await Assert.ThrowsAsync<RegisterException>(work)).Kind);
}
