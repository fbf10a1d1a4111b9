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
        await FileEnoughToPublishAsync(here);
        await here.Register.DisposeAsync();
        var untouched = await File.ReadAllBytesAsync(here.Database, Cancel);
        List<(string Table, List<string> Columns)> tables;
        using (var sql = Sql.OpenReader(here.Database))
        {
            tables = Changes.Tables(sql).ConvertAll(table => (table, sql.Rows($"PRAGMA table_info({table})", row => row.GetString(1))));
            // Every table has a row to change; what is to be removed, and traces, are noted for as long as that takes, and gone at the next opening; of uploads whose bytes were there already it is known for two days as what.
            Assert.Equal(["removals", "same_uploads", "traces"], tables.Where(table => sql.Number($"SELECT count(*) FROM {table.Table}") == 0).Select(table => table.Table));
        }
        foreach (var (table, columns) in tables.Where(table => table.Table is not ("removals" or "same_uploads" or "traces" or "views_made")))
        {
            // When a draft was saved, or an upload or a CSV file begun and how long it will be, is no record yet; that there is only one row, the table holds itself.
            foreach (var column in columns.Where(column => column is not ("saved_at" or "started_at" or "bytes" or "begun_at" or "digest" or "rows" or "ended_at" or "only")))
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
                var found = await FaultsAsync(async () =>
                {
                    await here.ReopenAsync();
                    return (await here.Register.VerifyAsync(null, Cancel)).Faults;
                });
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
        Assert.DoesNotContain((await here.Register.OverlapsAsync(Board, (await here.Register.OwnAsync(Stranger, null, 10, Cancel)).Items[0].Id, Cancel)).Known, overlap => overlap.Other.Id == mine.Id);
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
        Assert.Contains("found no key file", (await Assert.ThrowsAsync<ArchiveException>(() => here.ReopenAsync())).Message, StringComparison.Ordinal);
        File.Move(key + ".away", key);
        await here.ReopenAsync();
    }

    [Theory]
    [InlineData("key")]
    [InlineData("matter")]
    [InlineData("file")]
    public async Task What_is_put_back_after_an_erasure_is_found(string what)
    {
        await using var here = await FilledAsync();
        var id = (await here.Register.OwnAsync(Claimant, null, 10, Cancel)).Items.Single(item => item.Category == "A3.1").Id;
        var (file, wrapped, matter) = ("", await KeyAsync(here, id), new List<(string Commitment, byte[] Sealed)>());
        using (var sql = Sql.OpenReader(here.Database))
        {
            matter = sql.Rows("SELECT commitment, sealed FROM matter WHERE lock = $1", row => (row.GetString(0), row.GetBytes(1)), id);
            file = (string)sql.Value("SELECT evidence FROM evidence WHERE id = $1", id)!;
        }
        file = Path.Combine(here.Folder, "register", "evidence", file[..2], file);
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        await here.Register.EraseAsync(Claimant, id, "asked for by its claimant", Cancel);
        Assert.Empty(await FaultsAsync(here));
        using (var sql = Sql.OpenWriter(here.Database))
        {
            switch (what)
            {
                case "key":
                    sql.Run("INSERT INTO keys (lock, wrapped) VALUES ($1, $2)", id, wrapped);
                    break;
                case "matter":
                    sql.Run("INSERT INTO matter (commitment, lock, sealed) VALUES ($1, $2, $3)", matter[0].Commitment, id, matter[0].Sealed);
                    break;
                default:
                    await File.WriteAllBytesAsync(file, bytes, Cancel);
                    break;
            }
        }
        Assert.Contains("the ledger has it destroyed", Assert.Single(await FaultsAsync(here)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_changed_in_an_index_is_found()
    {
        await using var here = await FilledAsync();
        await here.Register.DisposeAsync();
        long page;
        using (var sql = Sql.OpenWriter(here.Database))
        {
            sql.Script("PRAGMA wal_checkpoint(TRUNCATE)");
            page = sql.Number("SELECT rootpage FROM sqlite_schema WHERE name = 'damage_claims_by_state'");
        }
        var bytes = await File.ReadAllBytesAsync(here.Database, Cancel);
        var at = (int)((page - 1) * 4096) + bytes.AsSpan((int)((page - 1) * 4096), 4096).IndexOf("submitted"u8);
        bytes[at] ^= 1;
        await File.WriteAllBytesAsync(here.Database, bytes, Cancel);
        await here.ReopenAsync();
        Assert.NotEmpty(await FaultsAsync(here));
    }

    [Fact]
    public async Task Traces_of_what_was_erased_go_when_the_last_reader_of_an_older_state_ends()
    {
        await using var here = await FilledAsync();
        var id = (await here.Register.OwnAsync(Claimant, null, 10, Cancel)).Items.Single(item => item.Category == "A3.1").Id;
        var key = await KeyAsync(here, id);
        using (var reader = Sql.OpenReader(here.Database))
        {
            reader.Script("BEGIN");
            Assert.NotEqual(0, reader.Number("SELECT count(*) FROM keys"));
            Assert.True((await here.Register.EraseAsync(Claimant, id, "asked for by its claimant", Cancel)).LeavesTraces);
            Assert.True(IsInFiles());
            await here.Register.SweepAsync(Cancel);
            Assert.True(IsInFiles());
            reader.Script("COMMIT");
        }
        await here.Register.SweepAsync(Cancel);
        Assert.False(IsInFiles());

        bool IsInFiles() => Directory.GetFiles(Path.Combine(here.Folder, "register"), "register.db*").Any(path =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes.AsSpan().IndexOf(key) >= 0;
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_kill_between_destroying_evidence_and_removing_its_file_is_no_fault_and_leaves_no_file(bool isErased)
    {
        await using var here = await MakeAsync();
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        var piece = await here.Register.ReceiveAsync(Claimant, draft.Id, "photo.png", new MemoryStream(SampleFiles.Png()), "", Cancel);
        var files = Directory.GetFiles(Path.Combine(here.Folder, "register", "evidence"), $"{piece.Id}*", SearchOption.AllDirectories).ToDictionary(path => path, File.ReadAllBytes);
        Assert.Equal(2, files.Count);
        if (isErased)
        {
            await here.Register.SubmitAsync(Claimant, draft.Id, Cancel);
            await here.Register.EraseAsync(Claimant, draft.Id, "asked for", Cancel);
        }
        else
        {
            await here.Register.WithdrawEvidenceAsync(Claimant, draft.Id, piece.Id, Cancel);
        }
        await here.Register.DisposeAsync();
        Assert.All(files.Keys, path => Assert.False(File.Exists(path)));

        // As it is found after a kill: the row says that they go, and they are there.
        foreach (var (path, bytes) in files)
        {
            await File.WriteAllBytesAsync(path, bytes, Cancel);
        }
        await here.ReopenAsync();
        Assert.NotEmpty(await FaultsAsync(here));
        using (var sql = Sql.OpenWriter(here.Database))
        {
            sql.Run("INSERT INTO removals (name) VALUES ($1)", piece.Id);
        }
        Assert.Empty(await FaultsAsync(here));
        await here.ReopenAsync();
        Assert.All(files.Keys, path => Assert.False(File.Exists(path)));
        Assert.Empty(await FaultsAsync(here));
    }

    [Fact]
    public async Task Verifying_beside_people_who_give_and_take_back_finds_nothing_wrong()
    {
        await using var here = await FilledAsync();
        using var isDone = new CancellationTokenSource();
        var work = Task.Run(async () =>
        {
            for (var round = 0; !isDone.IsCancellationRequested; round++)
            {
                var draft = await here.Register.NewDraftAsync(Stranger, Statements.Flat(), Cancel);
                var piece = await here.Register.ReceiveAsync(Stranger, draft.Id, "photo.png", new MemoryStream(SampleFiles.Png()), "", Cancel);
                if (round % 3 == 0)
                {
                    await here.Register.WithdrawEvidenceAsync(Stranger, draft.Id, piece.Id, Cancel);
                    await here.Register.DiscardDraftAsync(Stranger, draft.Id, Cancel);
                }
                else
                {
                    await here.Register.SubmitAsync(Stranger, draft.Id, Cancel);
                    await here.Register.EraseAsync(Stranger, draft.Id, "asked for", Cancel);
                }
            }
        }, Cancel);
        for (var round = 0; round < 12; round++)
        {
            Assert.Empty(await FaultsAsync(here));
        }
        await isDone.CancelAsync();
        await work;
    }

    [Fact]
    public async Task What_a_killed_verifying_left_is_removed()
    {
        await using var here = await FilledAsync();
        await here.Register.DisposeAsync();
        var left = Path.Combine(here.Folder, "register", "verifying-0123.db-wal");
        await File.WriteAllTextAsync(left, "digests", Cancel);
        File.SetLastWriteTimeUtc(left, here.Clock.GetUtcNow().UtcDateTime - TimeSpan.FromHours(2));
        await here.ReopenAsync();
        Assert.False(File.Exists(left));
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
        Assert.Contains("found another key", (await Assert.ThrowsAsync<ArchiveException>(() => here.ReopenAsync())).Message, StringComparison.Ordinal);
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
        var open = await here.Register.NewDraftAsync(Claimant, Statements.Displaced(), Cancel);
        await here.Register.BeginUploadAsync(Claimant, open.Id, "film.mp4", 1000, "", Cancel);
        var csv = "category,family_name,given_name,account,from,settlement,region\nA1.1,Vydumana,Maria,We had to leave the town on that day.,2023-03-22,Rzhyshchiv,Kyiv\n"u8.ToArray();
        var run = await here.Register.BeginBulkAsync(Stranger, await here.Register.LookThroughAsync(new MemoryStream(csv), Cancel), "one.csv", "en", Cancel);
        Assert.Single(await here.Register.FileManyAsync(Stranger, run, new MemoryStream(csv), Cancel).ToListAsync(Cancel));
        return here;
    }

    // Statistics are published, an evidence pack taken out under a head, a role is given to somebody whose name is known.
    private static async Task FileEnoughToPublishAsync(TemporaryRegister here)
    {
        await here.Register.GiveRoleAsync(Administrator, "auditor-2", "Nova Osoba", RegisterRole.Auditor, "for a test", Cancel);
        for (var number = 0; number < here.Register.Pack.Statistics.LeastChanged; number++)
        {
            await here.FileAsync(Statements.Displaced($"Vyhadka{number}"), Stranger);
        }
        await here.Register.StatisticsAsync(Cancel);
        await here.Register.WriteEvidencePackAsync(Board, (await here.Register.OwnAsync(Stranger, null, 1, Cancel)).Items[0].Id, Stream.Null, "to keep it", Cancel);
        var discarded = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        await here.Register.ReceiveAsync(Claimant, discarded.Id, "photo.jpg", new MemoryStream(SampleFiles.Jpeg()), "", Cancel);
        await here.Register.DiscardDraftAsync(Claimant, discarded.Id, Cancel);
    }

    private static Task<IReadOnlyList<string>> FaultsAsync(TemporaryRegister here) => FaultsAsync(async () => (await here.Register.VerifyAsync(null, Cancel)).Faults);

    private static async Task<IReadOnlyList<string>> FaultsAsync(Func<Task<IReadOnlyList<string>>> verify)
    {
        try
        {
            return await verify();
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
