using Attest.Archive.Storage;
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
    [InlineData("take-back")]
    [InlineData("discard")]
    [InlineData("add-evidence")]
    [InlineData("resume")]
    [InlineData("take-original")]
    [InlineData("file-many")]
    [InlineData("give-role")]
    [InlineData("publish")]
    public async Task A_fault_before_any_write_of_a_change_leaves_all_of_it_or_nothing(string change)
    {
        await using var here = await MakeAsync();
        var work = await Changes.PreparedAsync(here, change);
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
        var upload = await Changes.UploadedAsync(here, draft.Id);
        await here.Register.DisposeAsync();
        var evidence = Path.Combine(here.Folder, "register", "evidence");
        Directory.CreateDirectory(Path.Combine(evidence, upload[..2]));
        File.Move(Path.Combine(evidence, "incoming", upload), Path.Combine(evidence, upload[..2], upload));

        await here.ReopenAsync();

        Assert.True((await here.Register.UploadStateAsync(Claimant, upload, Cancel)).IsComplete);
        Assert.Equal(Sha256.Of(SampleFiles.Jpeg()), (await here.Register.FinishUploadAsync(Claimant, upload, Cancel)).Sha256);
    }

    // Every write of every table counts down, and the one that reaches nought fails.
    private static void SetTraps(TemporaryRegister here)
    {
        using var sql = Sql.OpenWriter(here.Database);
        sql.Script("CREATE TABLE trap (remaining INTEGER NOT NULL); INSERT INTO trap VALUES (-1);");
        foreach (var table in Changes.Tables(sql))
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
        var evidence = Path.Combine(here.Folder, "register", "evidence");
        return Changes.Rows(here.Database) + string.Join('\n', Directory.GetFiles(evidence, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".copy", StringComparison.Ordinal)).Select(file => Path.GetRelativePath(evidence, file)).Order(StringComparer.Ordinal));
    }
}
