using Attest.Register.DamageClaims;
using Attest.Register.Tests.Running;
using static Attest.Register.Tests.Running.TemporaryRegister;

namespace Attest.Register.Tests.Evidence;

/// <summary>Uploads that cross each other, that nobody finishes, and that would fill the disk.</summary>
public sealed class UploadTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upload_that_is_cancelled_while_it_is_finished_is_a_whole_piece_or_none()
    {
        await using var here = await MakeAsync();
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        byte[] film = [.. SampleFiles.Film(), .. SampleFiles.Box("free", new byte[1_500_000])];
        for (var round = 0; round < 24; round++)
        {
            film[^1] = (byte)round;
            var upload = await here.Register.BeginUploadAsync(Claimant, draft.Id, "film.mp4", film.Length, "", Cancel);
            await here.Register.AppendUploadAsync(Claimant, upload.Id, 0, new MemoryStream(film), Cancel);
            var finishing = Task.Run(() => here.Register.FinishUploadAsync(Claimant, upload.Id, Cancel), Cancel);
            await Task.Delay(round * 2, Cancel);
            var others = new[]
            {
                Record.ExceptionAsync(() => here.Register.CancelUploadAsync(Claimant, upload.Id, Cancel)).AsTask(),
                Record.ExceptionAsync(() => here.Register.AppendUploadAsync(Claimant, upload.Id, 0, new MemoryStream(film), Cancel)).AsTask(),
            };
            var finished = await Record.ExceptionAsync(() => finishing);
            Assert.All(await Task.WhenAll(others), fault => Assert.True(fault is null or RegisterException, fault?.ToString()));
            Assert.True(finished is null or RegisterException, finished?.ToString());
        }
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
        var kept = (await here.Register.DraftAsync(Claimant, draft.Id, Cancel)).Evidence.Count;
        var files = Directory.GetFiles(Path.Combine(here.Folder, "register", "evidence"), "*", SearchOption.AllDirectories);
        Assert.Equal((2 * kept, 0), (files.Length, files.Count(file => file.Contains("incoming", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Whatever_is_asked_twice_because_the_answer_was_lost_gives_the_same()
    {
        await using var here = await MakeAsync();
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        var scan = SampleFiles.Pdf();
        var upload = await here.Register.BeginUploadAsync(Claimant, draft.Id, "scan.pdf", scan.Length, "a paper", "try-1", Cancel);
        Assert.Equal(upload.Id, (await here.Register.BeginUploadAsync(Claimant, draft.Id, "scan.pdf", scan.Length, "a paper", "try-1", Cancel)).Id);
        var other = await here.Register.BeginUploadAsync(Claimant, draft.Id, "scan.pdf", scan.Length, "a paper", "try-2", Cancel);
        Assert.NotEqual(upload.Id, other.Id);
        await here.Register.AppendUploadAsync(Claimant, upload.Id, 0, new MemoryStream(scan), Cancel);
        Assert.Equal(scan.Length, (await here.Register.BeginUploadAsync(Claimant, draft.Id, "scan.pdf", scan.Length, "a paper", "try-1", Cancel)).Received);

        var pieces = await Task.WhenAll(here.Register.FinishUploadAsync(Claimant, upload.Id, Cancel), here.Register.FinishUploadAsync(Claimant, upload.Id, Cancel));
        Assert.Equal([upload.Id, upload.Id], pieces.Select(piece => piece.Id));
        Assert.Equal(upload.Id, (await here.Register.FinishUploadAsync(Claimant, upload.Id, Cancel)).Id);
        var state = await here.Register.UploadStateAsync(Claimant, upload.Id, Cancel);
        Assert.Equal((upload.Id, state.Bytes), (state.Piece!.Id, state.Received));
        Assert.Equal(RegisterRefusal.NotFound, (await Assert.ThrowsAsync<RegisterException>(() => here.Register.FinishUploadAsync(Stranger, upload.Id, Cancel))).Kind);
        Assert.Equal(RegisterRefusal.NotFound, (await Assert.ThrowsAsync<RegisterException>(() => here.Register.UploadStateAsync(Board, upload.Id, Cancel))).Kind);

        // The same bytes under another name are not kept twice.
        await here.Register.AppendUploadAsync(Claimant, other.Id, 0, new MemoryStream(scan), Cancel);
        Assert.Equal(upload.Id, (await here.Register.FinishUploadAsync(Claimant, other.Id, Cancel)).Id);
        Assert.Single((await here.Register.DraftAsync(Claimant, draft.Id, Cancel)).Evidence);
        Assert.Empty(await here.Register.UploadsAsync(Claimant, draft.Id, Cancel));
        Assert.Single(Directory.GetFiles(Path.Combine(here.Folder, "register", "evidence"), "*", SearchOption.AllDirectories));
        await here.Register.WithdrawEvidenceAsync(Claimant, draft.Id, upload.Id, Cancel);
        Assert.Equal(RegisterRefusal.NotFound, (await Assert.ThrowsAsync<RegisterException>(() => here.Register.FinishUploadAsync(Claimant, upload.Id, Cancel))).Kind);
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
    }

    [Fact]
    public async Task What_was_left_over_from_a_completion_that_ended_is_handed_in_by_asking_for_it_or_by_giving_it_once_more()
    {
        await using var here = await MakeAsync();
        var id = (await here.FileAsync(Statements.Displaced())).Id;
        await here.Register.AssignAsync(Board, id, Examiner.Account, Cancel);
        await here.Register.ReturnAsync(Board, id, ["missing-evidence"], "A paper?", Cancel);
        var piece = await here.Register.ReceiveAsync(Claimant, id, "paper.pdf", new MemoryStream(SampleFiles.Pdf()), "", Cancel);
        var picture = await here.Register.ReceiveAsync(Claimant, id, "wall.png", new MemoryStream(SampleFiles.Png()), "", Cancel);
        Assert.Equal(RegisterRefusal.NotPossible, (await Assert.ThrowsAsync<RegisterException>(() => here.Register.HandInAsync(Claimant, id, picture.Id, Cancel))).Kind);
        await here.Register.ResumeAsync(Board, id, "No answer.", Cancel);
        Assert.Empty((await here.Register.DamageClaimAsync(Board, id, Cancel)).Evidence);
        Assert.Equal(piece.Id, (await here.Register.ReceiveAsync(Claimant, id, "again.pdf", new MemoryStream(SampleFiles.Pdf()), "", Cancel)).Id);
        Assert.Equal([piece.Id], (await here.Register.DamageClaimAsync(Board, id, Cancel)).SubmittedEvidence);

        Assert.Equal(RegisterRefusal.NotFound, (await Assert.ThrowsAsync<RegisterException>(() => here.Register.HandInAsync(Stranger, id, picture.Id, Cancel))).Kind);
        Assert.Equal(RegisterRefusal.NotFound, (await Assert.ThrowsAsync<RegisterException>(() => here.Register.HandInAsync(Claimant, id, "none", Cancel))).Kind);
        await here.Register.HandInAsync(Claimant, id, picture.Id, Cancel);
        await here.Register.HandInAsync(Claimant, id, picture.Id, Cancel);
        var seen = await here.Register.DamageClaimAsync(Board, id, Cancel);
        Assert.Equal([piece.Id, picture.Id], seen.SubmittedEvidence);
        Assert.Equal(2, seen.Changes.Count(change => change.Step == DamageStep.AddEvidence));
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
    }

    [Fact]
    public async Task What_is_on_its_way_when_a_damage_claim_is_returned_or_examined_on_ends_with_what_it_was_begun_for()
    {
        await using var here = await MakeAsync();
        var id = (await here.FileAsync(Statements.Displaced())).Id;
        await here.Register.AssignAsync(Board, id, Examiner.Account, Cancel);
        foreach (var (step, bytes) in new (Func<Task>, byte[])[]
        {
            (() => here.Register.ReturnAsync(Board, id, ["missing-evidence"], "A paper?", Cancel), SampleFiles.Pdf()),
            (() => here.Register.ResumeAsync(Board, id, "No answer.", Cancel), SampleFiles.Png()),
        })
        {
            var upload = await here.Register.BeginUploadAsync(Claimant, id, "paper", bytes.Length, "", Cancel);
            await here.Register.AppendUploadAsync(Claimant, upload.Id, 0, new MemoryStream(bytes), Cancel);
            await step();
            Assert.Equal(RegisterRefusal.NotFound, (await Assert.ThrowsAsync<RegisterException>(() => here.Register.FinishUploadAsync(Claimant, upload.Id, Cancel))).Kind);
            Assert.Empty(await here.Register.UploadsAsync(Claimant, id, Cancel));
        }
        Assert.Empty((await here.Register.DamageClaimAsync(Claimant, id, Cancel)).Evidence);
        await here.Register.SweepAsync(Cancel);
        Assert.Empty(Directory.GetFiles(Path.Combine(here.Folder, "register", "evidence"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Bytes_that_are_there_already_are_told_as_the_same_piece_however_often_it_is_asked()
    {
        await using var here = await MakeAsync();
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        var piece = await here.Register.ReceiveAsync(Claimant, draft.Id, "wall.png", new MemoryStream(SampleFiles.Png()), "", Cancel);
        var twice = await UploadedAsync(here, draft.Id, SampleFiles.Png());
        // Its answer is lost, and it is asked again: at once, and after a restart.
        Assert.Equal(piece.Id, (await here.Register.FinishUploadAsync(Claimant, twice, Cancel)).Id);
        Assert.Equal(piece.Id, (await here.Register.FinishUploadAsync(Claimant, twice, Cancel)).Id);
        await here.ReopenAsync();
        Assert.Equal((piece.Id, piece.Bytes), (await here.Register.UploadStateAsync(Claimant, twice, Cancel)) is { Piece: { } there } state ? (there.Id, state.Received) : default);
        Assert.Equal(RegisterRefusal.NotFound, (await Assert.ThrowsAsync<RegisterException>(() => here.Register.FinishUploadAsync(Stranger, twice, Cancel))).Kind);
        // Finished at once, the same bytes are one piece, too.
        var others = await Task.WhenAll((await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => UploadedAsync(here, draft.Id, SampleFiles.Pdf())))).Select(upload => here.Register.FinishUploadAsync(Claimant, upload, Cancel)));
        Assert.Single(others.Select(one => one.Id).Distinct());
        Assert.Equal(2, (await here.Register.DraftAsync(Claimant, draft.Id, Cancel)).Evidence.Count);
        // What was taken back is there no more, whatever it was finished by.
        await here.Register.WithdrawEvidenceAsync(Claimant, draft.Id, piece.Id, Cancel);
        Assert.Equal(RegisterRefusal.NotFound, (await Assert.ThrowsAsync<RegisterException>(() => here.Register.FinishUploadAsync(Claimant, twice, Cancel))).Kind);
        Assert.NotEqual(piece.Id, (await here.Register.ReceiveAsync(Claimant, draft.Id, "wall.png", new MemoryStream(SampleFiles.Png()), "", Cancel)).Id);
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
    }

    private static async Task<string> UploadedAsync(TemporaryRegister here, string id, byte[] bytes)
    {
        var upload = await here.Register.BeginUploadAsync(Claimant, id, "file", bytes.Length, "", Cancel);
        await here.Register.AppendUploadAsync(Claimant, upload.Id, 0, new MemoryStream(bytes), Cancel);
        return upload.Id;
    }

    [Fact]
    public async Task What_nobody_finishes_is_removed_while_the_register_is_open()
    {
        await using var here = await MakeAsync();
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        var upload = await here.Register.BeginUploadAsync(Claimant, draft.Id, "scan.pdf", 1000, "", Cancel);
        await here.Register.AppendUploadAsync(Claimant, upload.Id, 0, new MemoryStream(SampleFiles.Pdf()), Cancel);
        await here.Register.SweepAsync(Cancel);
        Assert.Single(await here.Register.UploadsAsync(Claimant, draft.Id, Cancel));
        here.Clock.Advance(DateTimeOffset.UtcNow - here.Clock.GetUtcNow() + TimeSpan.FromDays(3));
        await here.Register.SweepAsync(Cancel);
        Assert.Empty(await here.Register.UploadsAsync(Claimant, draft.Id, Cancel));
        Assert.Empty(Directory.GetFiles(Path.Combine(here.Folder, "register", "evidence"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task One_account_gives_only_so_much_within_a_day()
    {
        await using var here = await MakeAsync();
        await here.ReopenAsync(new RegisterOptions { MostBytesADay = 400_000, MostADay = 2 });
        byte[] scan = [.. SampleFiles.Pdf(), .. new byte[200_000]];
        var first = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        await here.Register.ReceiveAsync(Claimant, first.Id, "scan.pdf", new MemoryStream(scan), "", Cancel);
        var second = await here.Register.NewDraftAsync(Claimant, Statements.Flat("Inshyi"), Cancel);
        Task Again() => here.Register.ReceiveAsync(Claimant, second.Id, "scan.pdf", new MemoryStream(scan), "", Cancel);
        Assert.Contains("at most", (await Assert.ThrowsAsync<RegisterException>(Again)).Message, StringComparison.Ordinal);
        await here.Register.SubmitAsync(Claimant, first.Id, Cancel);
        await Assert.ThrowsAsync<RegisterException>(Again);
        await here.Register.ReceiveAsync(Stranger, (await here.Register.NewDraftAsync(Stranger, Statements.Flat(), Cancel)).Id, "scan.pdf", new MemoryStream(scan), "", Cancel);
        await here.FileAsync(Statements.Displaced());
        await Assert.ThrowsAsync<RegisterException>(() => here.FileAsync(Statements.Displaced()));
        here.Clock.Advance(TimeSpan.FromDays(1.1));
        await Again();
        await here.FileAsync(Statements.Displaced());
    }

    [Fact]
    public async Task Nothing_is_submitted_while_a_file_is_on_its_way()
    {
        await using var here = await MakeAsync();
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Displaced(), Cancel);
        var upload = await here.Register.BeginUploadAsync(Claimant, draft.Id, "scan.pdf", 1000, "", Cancel);
        Assert.Contains(await here.Register.CheckAsync(Claimant, draft.Id, "en", Cancel), mistake => mistake is { Code: "uploads-unfinished", Stops: true });
        await Assert.ThrowsAsync<RegisterException>(() => here.Register.SubmitAsync(Claimant, draft.Id, Cancel));
        await here.Register.CancelUploadAsync(Claimant, upload.Id, Cancel);
        await here.Register.SubmitAsync(Claimant, draft.Id, Cancel);
    }
}
