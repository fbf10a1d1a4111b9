using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Tests.Running;
using static Attest.Register.Tests.Running.TemporaryRegister;

namespace Attest.Register.Tests.Storage;

/// <summary>A fault before each of the writes of each change, one after another: all of the change is there, or nothing of it.</summary>
public sealed class FaultTests
{
    private const int MostWrites = 200;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("save-draft")]
    [InlineData("submit")]
    [InlineData("assign")]
    [InlineData("return")]
    [InlineData("complete")]
    [InlineData("propose")]
    [InlineData("record")]
    [InlineData("refuse")]
    [InlineData("appeal")]
    [InlineData("withdraw")]
    [InlineData("erase")]
    [InlineData("finish-upload")]
    [InlineData("take-original")]
    [InlineData("file-many")]
    [InlineData("give-role")]
    [InlineData("publish")]
    public async Task A_fault_before_any_write_of_a_change_leaves_all_of_it_or_nothing(string change)
    {
        await using var here = await MakeAsync();
        var work = await PreparedAsync(here, change);
        var before = State(here);
        SetTraps(here);
        var failed = 0;
        for (var write = 1; write <= MostWrites; write++)
        {
            Trap(here, write);
            try
            {
                await work();
                break;
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
            {
                failed++;
                Assert.Equal(before, State(here));
                Trap(here, -1);
                Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
            }
        }
        Assert.True(failed is >= 2 and < MostWrites, $"{change}: {failed} faults.");
        Assert.NotEqual(before, State(here));
        Trap(here, -1);
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
        await here.ReopenAsync();
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
    }

    [Fact]
    public async Task A_file_that_was_shelved_and_never_named_can_be_finished_after_opening_again()
    {
        await using var here = await MakeAsync();
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        var upload = await UploadedAsync(here, draft.Id);
        await here.Register.DisposeAsync();
        var evidence = Path.Combine(here.Folder, "register", "evidence");
        Directory.CreateDirectory(Path.Combine(evidence, upload[..2]));
        File.Move(Path.Combine(evidence, "incoming", upload), Path.Combine(evidence, upload[..2], upload));

        await here.ReopenAsync();

        Assert.True((await here.Register.UploadStateAsync(Claimant, upload, Cancel)).IsComplete);
        Assert.Equal(Sha256.Of(SampleFiles.Jpeg()), (await here.Register.FinishUploadAsync(Claimant, upload, Cancel)).Sha256);
    }

    private static async Task<Func<Task>> PreparedAsync(TemporaryRegister here, string change)
    {
        var register = here.Register;
        if (change == "publish")
        {
            for (var number = 0; number < register.Pack.Statistics.LeastChanged; number++)
            {
                await here.FileAsync(Statements.Displaced($"Vyhadka{number}"));
            }
            return () => register.StatisticsAsync(Cancel);
        }
        if (change == "give-role")
        {
            return () => register.GiveRoleAsync(Administrator, "somebody", RegisterRole.Auditor, "for a test", Cancel);
        }
        if (change == "file-many")
        {
            return async () =>
            {
                await foreach (var line in register.FileManyAsync(Claimant, new StringReader("category,family_name,given_name,account,from,settlement,region\nA1.1,Vydumanenko,Olena,I left and took nothing with me,2023-03-22,Rzhyshchiv,Kyiv\nA1.1,Vydumanenko,Petro,I left and took nothing with me,2023-03-22,Rzhyshchiv,Kyiv\n"), "en", Cancel))
                {
                    Assert.Empty(line.Mistakes);
                }
            };
        }
        var draft = await register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        var piece = await register.ReceiveAsync(Claimant, draft.Id, "photo.png", new MemoryStream(SampleFiles.Png()), "", Cancel);
        switch (change)
        {
            case "save-draft":
                return () => register.NewDraftAsync(Claimant, Statements.Displaced(), Cancel);
            case "submit":
                return () => register.SubmitAsync(Claimant, draft.Id, Cancel);
            case "finish-upload":
                var upload = await UploadedAsync(here, draft.Id);
                return () => register.FinishUploadAsync(Claimant, upload, Cancel);
        }
        await register.SubmitAsync(Claimant, draft.Id, Cancel);
        switch (change)
        {
            case "assign":
                return () => register.AssignAsync(Board, draft.Id, Examiner.Account, Cancel);
            case "withdraw":
                return () => register.WithdrawAsync(Claimant, draft.Id, "filed by mistake", Cancel);
            case "erase":
                return () => register.EraseAsync(Claimant, draft.Id, "asked for", Cancel);
        }
        await register.AssignAsync(Board, draft.Id, Examiner.Account, Cancel);
        switch (change)
        {
            case "return":
                return () => register.ReturnAsync(Examiner, draft.Id, ["unclear-time"], "When?", Cancel);
            case "propose":
                return () => register.ProposeAsync(Examiner, draft.Id, DamageStep.Record, [], "It fits.", Cancel);
            case "record":
                return () => register.DecideAsync(Board, draft.Id, DamageStep.Record, [], "It fits.", Cancel);
            case "refuse":
                return () => register.DecideAsync(Board, draft.Id, DamageStep.Refuse, ["not-damage"], "It is none.", Cancel);
            case "take-original":
                return async () => await (await register.OpenOriginalAsync(Examiner, draft.Id, piece.Id, "to compare", Cancel)).DisposeAsync();
            case "complete":
                await register.ReturnAsync(Examiner, draft.Id, ["unclear-time"], "When?", Cancel);
                return () => register.SubmitAsync(Claimant, draft.Id, Cancel);
        }
        await register.DecideAsync(Board, draft.Id, DamageStep.Refuse, ["not-damage"], "It is none.", Cancel);
        return () => register.AppealAsync(Claimant, draft.Id, "It was a house.", Cancel);
    }

    private static async Task<string> UploadedAsync(TemporaryRegister here, string draft)
    {
        var file = SampleFiles.Jpeg();
        var upload = await here.Register.BeginUploadAsync(Claimant, draft, "photo.jpg", file.Length, "", Cancel);
        await here.Register.AppendUploadAsync(Claimant, upload.Id, 0, new MemoryStream(file), Cancel);
        return upload.Id;
    }

    // Every write of every table counts down, and the one that reaches nought fails.
    private static void SetTraps(TemporaryRegister here)
    {
        using var sql = Sql.OpenWriter(here.Database);
        sql.Script("CREATE TABLE trap (remaining INTEGER NOT NULL); INSERT INTO trap VALUES (-1);");
        foreach (var table in Tables(sql))
        {
            foreach (var write in new[] { "INSERT", "UPDATE", "DELETE" })
            {
                sql.Script($"CREATE TRIGGER trap_{table}_{write} BEFORE {write} ON {table} BEGIN UPDATE trap SET remaining = remaining - 1; SELECT RAISE(ABORT, 'a fault of the test') FROM trap WHERE remaining = 0; END");
            }
        }
    }

    private static void Trap(TemporaryRegister here, int write)
    {
        using var sql = Sql.OpenWriter(here.Database);
        sql.Run("UPDATE trap SET remaining = $1", write);
    }

    // All rows of all tables, and which files there are.
    private static string State(TemporaryRegister here)
    {
        using var sql = Sql.OpenReader(here.Database);
        var rows = Tables(sql).SelectMany(table => sql.Rows($"PRAGMA table_info({table})", row => row.GetString(1)) is var columns
            ? sql.Rows($"SELECT {string.Join(" || '|' || ", columns.Select(column => $"quote({column})"))} FROM {table} ORDER BY 1", row => $"{table}: {row.GetString(0)}") : []);
        var evidence = Path.Combine(here.Folder, "register", "evidence");
        return string.Join('\n', rows.Concat(Directory.GetFiles(evidence, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".copy", StringComparison.Ordinal)).Select(file => Path.GetRelativePath(evidence, file)).Order(StringComparer.Ordinal)));
    }

    private static List<string> Tables(Sql sql) => sql.Rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'trap' ORDER BY name", row => row.GetString(0));
}
