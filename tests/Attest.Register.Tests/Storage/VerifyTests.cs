using Attest.Archive;
using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Tests.Running;
using static Attest.Register.Tests.Running.TemporaryRegister;

namespace Attest.Register.Tests.Storage;

/// <summary>Whatever is changed is found and named; what is erased is gone and everything still holds.</summary>
public sealed class VerifyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_register_that_nobody_touched_verifies()
    {
        await using var here = await FilledAsync();
        var verification = await here.Register.VerifyAsync(null, Cancel);
        Assert.Empty(verification.Faults);
        Assert.Equal(3, verification.Evidence);
    }

    [Fact]
    public async Task One_byte_changed_in_any_column_of_any_table_is_found()
    {
        await using var here = await FilledAsync();
        await here.Register.DisposeAsync();
        var untouched = await File.ReadAllBytesAsync(here.Database, Cancel);
        foreach (var table in new[] { "ledger", "matter", "keys", "damage_claims", "steps", "evidence", "custody", "overlap_keys", "roles", "counts", "drafts" })
        {
            string[] columns;
            using (var sql = Sql.OpenWriter(here.Database))
            {
                columns = [.. sql.Rows($"PRAGMA table_info({table})", row => row.GetString(1))];
            }
            // When a draft was saved, whose it is and whether it completes something is no record yet.
            foreach (var column in columns.Where(column => table != "drafts" || column == "sealed"))
            {
                using (var sql = Sql.OpenWriter(here.Database))
                {
                    sql.Script("DROP TRIGGER ledger_is_not_changed");
                    sql.Script(
                        $"""
                        UPDATE {table} SET {column} = CASE typeof({column}) WHEN 'integer' THEN {column} + 1000000 WHEN 'text' THEN 'x' || substr({column}, 2) WHEN 'null' THEN 'x'
                            ELSE unhex(substr(hex({column}), 1, 40) || CASE substr(hex({column}), 41, 1) WHEN '0' THEN '1' WHEN '' THEN '00' ELSE '0' END || CASE WHEN length({column}) > 20 THEN substr(hex({column}), 42) ELSE '' END) END
                        WHERE {columns[0]} = (SELECT max({columns[0]}) FROM {table})
                        """);
                }
                await here.ReopenAsync();
                var found = await FaultsAsync(here);
                Assert.True(found.Count > 0, $"{table}.{column} was changed and nothing found.");
                await here.Register.DisposeAsync();
                File.Delete(here.Database + "-wal");
                await File.WriteAllBytesAsync(here.Database, untouched, Cancel);
            }
        }
    }

    [Fact]
    public async Task One_byte_changed_anywhere_in_a_file_of_evidence_is_found_and_named()
    {
        await using var here = await FilledAsync();
        foreach (var path in Directory.GetFiles(Path.Combine(here.Folder, "register", "evidence"), "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(path, Cancel);
            for (var at = 0; at < bytes.Length; at += Math.Max(1, bytes.Length / 40))
            {
                bytes[at] ^= 1;
                await File.WriteAllBytesAsync(path, bytes, Cancel);
                Assert.Contains(Path.GetFileName(path), Assert.Single((await here.Register.VerifyAsync(null, Cancel)).Faults), StringComparison.Ordinal);
                bytes[at] ^= 1;
            }
            await File.WriteAllBytesAsync(path, bytes[..^1], Cancel);
            Assert.Contains("RD-2024-", Assert.Single((await here.Register.VerifyAsync(null, Cancel)).Faults), StringComparison.Ordinal);
            await File.WriteAllBytesAsync(path, bytes, Cancel);
        }
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
    }

    [Fact]
    public async Task An_end_cut_off_the_ledger_is_found()
    {
        await using var here = await FilledAsync();
        await here.Register.DisposeAsync();
        using (var sql = Sql.OpenWriter(here.Database))
        {
            sql.Script("DROP TRIGGER ledger_is_not_shortened; DELETE FROM ledger WHERE position = (SELECT max(position) FROM ledger);");
        }
        await here.ReopenAsync();
        Assert.NotEmpty(await FaultsAsync(here));
    }

    [Fact]
    public async Task What_is_erased_can_be_read_by_nobody_and_the_chain_still_holds()
    {
        await using var here = await FilledAsync();
        var mine = (await here.Register.OwnAsync(Claimant, null, 10, Cancel)).Items.Single(item => item.Category == "A3.1");
        var key = await KeyAsync(here, mine.Id);
        await Assert.ThrowsAsync<RegisterException>(() => here.Register.EraseAsync(Stranger, mine.Id, "no reason", Cancel));
        await Assert.ThrowsAsync<RegisterException>(() => here.Register.EraseAsync(Claimant, mine.Id, " ", Cancel));

        await here.Register.EraseAsync(Claimant, mine.Id, "asked for by its claimant", Cancel);

        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
        await Assert.ThrowsAsync<RegisterException>(() => here.Register.DamageClaimAsync(Claimant, mine.Id, Cancel));
        await Assert.ThrowsAsync<RegisterException>(() => here.Register.DamageClaimAsync(Board, mine.Id, Cancel));
        var trail = await here.Register.TrailAsync(Auditor, mine.Id, Cancel);
        Assert.Equal((DamageState.Erased, "asked for by its claimant"), (trail.State, trail.Changes[^1].Words));
        Assert.Contains(trail.Custody, entry => entry.Act == CustodyAct.Destroyed);
        Assert.DoesNotContain((await here.Register.OwnAsync(Claimant, null, 10, Cancel)).Items, item => item.Id == mine.Id);
        Assert.DoesNotContain(await here.Register.OverlapsAsync(Board, (await here.Register.OwnAsync(Stranger, null, 10, Cancel)).Items[0].Id, Cancel), overlap => overlap.Other.Id == mine.Id);
        await here.ReopenAsync();
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
        await here.Register.DisposeAsync();
        // Not even the wrapped key is left in the free pages of the database.
        foreach (var path in Directory.GetFiles(Path.Combine(here.Folder, "register"), "register.db*"))
        {
            Assert.Equal(-1, (await File.ReadAllBytesAsync(path, Cancel)).AsSpan().IndexOf(key));
        }
    }

    [Fact]
    public async Task Views_thrown_away_come_back_as_they_were()
    {
        await using var here = await FilledAsync();
        await here.Register.DisposeAsync();
        using (var sql = Sql.OpenWriter(here.Database))
        {
            sql.Script("UPDATE views_made SET version = 0; DELETE FROM damage_claims; DELETE FROM overlap_keys; DELETE FROM roles;");
        }
        await here.ReopenAsync();
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
        Assert.Equal(2, (await here.Register.OwnAsync(Claimant, null, 10, Cancel)).Items.Count);
    }

    [Fact]
    public async Task Without_its_key_file_a_register_says_what_is_missing()
    {
        await using var here = await FilledAsync();
        await here.Register.DisposeAsync();
        var key = Path.Combine(here.Folder, "register", "master.key");
        File.Move(key, key + ".away");
        Assert.Contains("found no key file", (await Assert.ThrowsAsync<ArchiveException>(here.ReopenAsync)).Message, StringComparison.Ordinal);
        File.Move(key + ".away", key);
        await here.ReopenAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_key_file_is_refused_before_anything_is_sealed_under_it(bool isMadeBeforeThereWasACheck)
    {
        await using var here = await FilledAsync();
        await here.Register.DisposeAsync();
        if (isMadeBeforeThereWasACheck)
        {
            using var sql = Sql.OpenWriter(here.Database);
            sql.Script("DROP TABLE key_check");
        }
        var key = Path.Combine(here.Folder, "register", "master.key");
        var right = await File.ReadAllBytesAsync(key, Cancel);
        await File.WriteAllBytesAsync(key, new byte[32], Cancel);
        Assert.Contains("found another key", (await Assert.ThrowsAsync<ArchiveException>(here.ReopenAsync)).Message, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(key, right, Cancel);
        await here.ReopenAsync();
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
    }

    private static async Task<TemporaryRegister> FilledAsync()
    {
        var here = await MakeAsync();
        await here.FileAsync(Statements.Displaced());
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        await here.Register.ReceiveAsync(Claimant, draft.Id, "photo.jpg", new MemoryStream(SampleFiles.Jpeg()), "", Cancel);
        await here.Register.ReceiveAsync(Claimant, draft.Id, "film.mp4", new MemoryStream(SampleFiles.Film()), "", Cancel);
        await here.Register.SubmitAsync(Claimant, draft.Id, Cancel);
        await here.FileAsync(Statements.Flat(), Stranger);
        await here.Register.AssignAsync(Board, draft.Id, Examiner.Account, Cancel);
        await here.Register.ReturnAsync(Examiner, draft.Id, ["unclear-time"], "When?", Cancel);
        await here.Register.SubmitAsync(Claimant, draft.Id, Cancel);
        await here.Register.DamageClaimAsync(Board, draft.Id, Cancel);
        await here.Register.NewDraftAsync(Claimant, Statements.Displaced(), Cancel);
        return here;
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(TemporaryRegister here)
    {
        try
        {
            return (await here.Register.VerifyAsync(null, Cancel)).Faults;
        }
        catch (ArchiveException fault)
        {
            return [fault.Message];
        }
    }

    private static async Task<byte[]> KeyAsync(TemporaryRegister here, string id)
    {
        await Task.Yield();
        using var sql = Sql.OpenReader(here.Database);
        return (byte[])sql.Value("SELECT wrapped FROM keys WHERE lock = $1", id)!;
    }
}
