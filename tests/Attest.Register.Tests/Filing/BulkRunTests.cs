using System.Text;
using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Tests.Running;
using static Attest.Register.Tests.Running.TemporaryRegister;

namespace Attest.Register.Tests.Filing;

/// <summary>CSV files that stop on the way, are given again, or are too long.</summary>
public sealed class BulkRunTests
{
    private const string Headings = "category,family_name,given_name,account,from,settlement,region\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_was_stopped_on_the_way_goes_on_where_it_stopped_after_a_restart()
    {
        await using var here = await MakeAsync();
        var csv = Csv(430, wrong: 210);
        var run = await BeginAsync(here, Claimant, csv);
        Assert.Equal((430, 0, 0, false), (run.Rows, run.Filed, run.Refused, run.IsEnded));
        await foreach (var line in here.Register.FileManyAsync(Claimant, run, new MemoryStream(csv), Cancel))
        {
            if (line.Line > 100)
            {
                // Stopped while a report is told: two hundred lines are durable.
                break;
            }
        }
        await here.ReopenAsync();
        Assert.Equal((200, 0, false), (await here.Register.BulkRunAsync(Claimant, run.Id, Cancel)) is { } stopped ? (stopped.Filed, stopped.Refused, stopped.IsEnded) : default);

        var again = await BeginAsync(here, Claimant, csv);
        Assert.Equal(run.Id, again.Id);
        var rest = await here.Register.FileManyAsync(Claimant, again, new MemoryStream(csv), Cancel).ToListAsync(Cancel);
        Assert.Equal(Enumerable.Range(202, 230), rest.Select(line => line.Line));
        Assert.Equal((429, 1, true), (await here.Register.BulkRunAsync(Claimant, run.Id, Cancel)) is { } ended ? (ended.Filed, ended.Refused, ended.IsEnded) : default);
        Assert.Equal(429L, Count(here, "damage_claims"));
        Assert.Empty(await here.Register.FileManyAsync(Claimant, await BeginAsync(here, Claimant, csv), new MemoryStream(csv), Cancel).ToListAsync(Cancel));

        await here.ReopenAsync();
        var told = await here.Register.BulkLinesAsync(Claimant, run.Id, onlyRefused: false, 0, 1000, Cancel);
        Assert.Equal(Enumerable.Range(2, 430), told.Select(line => line.Line));
        Assert.Equal("Rzhyshchiv, Kyiv Oblast", told[0].Place);
        Assert.Contains("found no day", Assert.Single(await here.Register.BulkLinesAsync(Claimant, run.Id, onlyRefused: true, 0, 1000, Cancel)).Mistakes[0], StringComparison.Ordinal);
        Assert.Null(await here.Register.BulkRunAsync(Board, run.Id, Cancel));
        Assert.Empty(await here.Register.BulkLinesAsync(Stranger, run.Id, onlyRefused: false, 0, 10, Cancel));
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
        // Two at the same file at once file each line once.
        var other = Csv(60, wrong: 0, family: "Druha");
        var both = await BeginAsync(here, Claimant, other);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ => await here.Register.FileManyAsync(Claimant, both, new MemoryStream(other), Cancel).ToListAsync(Cancel)));
        Assert.Equal(489L, Count(here, "damage_claims"));
    }

    [Fact]
    public async Task A_file_that_is_too_long_files_nothing_and_a_day_has_its_bound()
    {
        await using var here = await MakeAsync();
        await here.ReopenAsync(new RegisterOptions { MostRows = 20, MostRowsADay = 30, MostADay = 1 });
        var told = await Assert.ThrowsAsync<RegisterException>(() => BeginAsync(here, Claimant, Csv(21, wrong: 0)));
        Assert.Contains("found 21 rows, expected at most 20", told.Message, StringComparison.Ordinal);
        await FileAsync(here, Csv(20, wrong: 0));
        Assert.Contains("found 20 rows of yours since yesterday", (await Assert.ThrowsAsync<RegisterException>(() => BeginAsync(here, Claimant, Csv(11, wrong: 0)))).Message, StringComparison.Ordinal);
        // What was filed by a table takes no room of what is filed by form.
        await here.FileAsync(Statements.Displaced());
        Assert.Equal(21L, Count(here, "damage_claims"));
        Assert.Equal(RegisterRefusal.NotPossible, (await Assert.ThrowsAsync<RegisterException>(() => here.FileAsync(Statements.Displaced()))).Kind);

        here.Clock.Advance(DamageRegister.BulkKept + TimeSpan.FromDays(1));
        await here.Register.SweepAsync(Cancel);
        Assert.Empty(await here.Register.BulkRunsAsync(Claimant, Cancel));
        Assert.Equal((0L, 0L), (Count(here, "bulk_runs"), Count(here, "bulk_lines")));
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
    }

    [Fact]
    public async Task What_is_erased_is_tied_to_nobody_by_the_file_that_it_came_in()
    {
        await using var here = await MakeAsync();
        var csv = Csv(3, wrong: 2);
        await FileAsync(here, csv);
        var run = Assert.Single(await here.Register.BulkRunsAsync(Claimant, Cancel));
        var filed = (await here.Register.OwnAsync(Claimant, null, 10, Cancel)).Items;
        await here.Register.EraseAsync(Claimant, filed[1].Id, "asked for", Cancel);

        Assert.Empty(OwnersOf(here, filed[1].Id));
        Assert.NotEmpty(OwnersOf(here, filed[0].Id));
        Assert.Equal(0L, Count(here, "traces"));
        var lines = await here.Register.BulkLinesAsync(Claimant, run.Id, onlyRefused: false, 0, 10, Cancel);
        Assert.Equal(new (string?, bool)[] { (null, true), (null, false), (filed[0].Number, false) }, lines.Select(line => (line.Number, line.IsErased)));
        Assert.Equal(3, Assert.Single(await here.Register.BulkLinesAsync(Claimant, run.Id, onlyRefused: true, 0, 10, Cancel)).Line);
        run = (await here.Register.BulkRunAsync(Claimant, run.Id, Cancel))!;
        Assert.Equal((2, 1, true), (run.Filed, run.Refused, run.IsEnded));
        Assert.Empty(await here.Register.FileManyAsync(Claimant, run, new MemoryStream(csv), Cancel).ToListAsync(Cancel));
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);

        // With the last of it goes all that is known of the file: who gave it, when, and what was wrong with its rows.
        await here.Register.EraseAsync(Claimant, filed[0].Id, "asked for", Cancel);
        Assert.Equal((0L, 0L), (Count(here, "bulk_runs"), Count(here, "bulk_lines")));
        Assert.Empty(OwnersOf(here, filed[0].Id));
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
    }

    [Fact]
    public async Task A_report_that_is_removed_leaves_what_was_filed_and_files_nothing_twice()
    {
        await using var here = await MakeAsync();
        await here.ReopenAsync(new RegisterOptions { MostRowsADay = 5, MostADay = 1 });
        var csv = Csv(3, wrong: 2);
        var begun = await BeginAsync(here, Claimant, csv);
        await FileAsync(here, csv);
        Assert.Equal(RegisterRefusal.NotFound, (await Assert.ThrowsAsync<RegisterException>(() => here.Register.RemoveBulkReportAsync(Stranger, begun.Id, Cancel))).Kind);
        await here.Register.RemoveBulkReportAsync(Claimant, begun.Id, Cancel);

        Assert.Empty(await here.Register.BulkRunsAsync(Claimant, Cancel));
        Assert.Null(await here.Register.BulkRunAsync(Claimant, begun.Id, Cancel));
        Assert.Empty(await here.Register.BulkLinesAsync(Claimant, begun.Id, onlyRefused: false, 0, 10, Cancel));
        Assert.Equal((0L, 0L), (Count(here, "bulk_runs WHERE length(sealed) > 0"), Count(here, "bulk_lines WHERE length(sealed) > 0 OR id IS NULL")));
        Assert.Equal(0L, Count(here, "traces"));
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
        // What was on its way goes no further.
        Assert.Equal(RegisterRefusal.NotFound, (await Assert.ThrowsAsync<RegisterException>(async () => await here.Register.FileManyAsync(Claimant, begun, new MemoryStream(csv), Cancel).ToListAsync(Cancel))).Kind);
        // It counts among the rows of the day, and its rows are none of a form.
        Assert.Contains("found 3 rows of yours", (await Assert.ThrowsAsync<RegisterException>(() => BeginAsync(here, Claimant, Csv(3, wrong: 0, family: "Druha")))).Message, StringComparison.Ordinal);
        await here.FileAsync(Statements.Displaced());

        var again = await BeginAsync(here, Claimant, csv);
        Assert.Equal((begun.Id, 2, 0, false), (again.Id, again.Filed, again.Refused, again.IsEnded));
        Assert.Equal(3, Assert.Single(await here.Register.FileManyAsync(Claimant, again, new MemoryStream(csv), Cancel).ToListAsync(Cancel)).Line);
        Assert.Equal(["", "found no day", ""], (await here.Register.BulkLinesAsync(Claimant, begun.Id, onlyRefused: false, 0, 10, Cancel)).Select(line => line.Mistakes.Count == 0 ? "" : "found no day"));
        Assert.Equal(3L, Count(here, "damage_claims"));
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
    }

    // Tables with a row that tells an owner and names a damage claim, or the file that it came in.
    private static List<string> OwnersOf(TemporaryRegister here, string id)
    {
        using var sql = Sql.OpenReader(here.Database);
        var owners = new List<string>();
        foreach (var table in sql.Rows("SELECT name FROM sqlite_master WHERE type = 'table'", row => row.GetString(0)))
        {
            var columns = sql.Rows($"PRAGMA table_info({table})", row => row.GetString(1));
            var keys = columns.Where(column => column is "id" or "run").ToList();
            if (columns.Contains("owner") && keys.Count > 0
                && sql.Number($"SELECT count(*) FROM {table} WHERE owner IS NOT NULL AND ({string.Join(" OR ", keys.Select(key => $"{key} = $1 OR {key} IN (SELECT run FROM bulk_lines WHERE id = $1)"))})", id) > 0)
            {
                owners.Add(table);
            }
        }
        return owners;
    }

    [Theory]
    [InlineData("", "found an empty file")]
    [InlineData("PK\u0003\u0004abc", "found a spreadsheet")]
    [InlineData("category,account\nA1.1,caf\u00e9\n", "not UTF-8")]
    [InlineData("category\u0000", "not UTF-8")]
    [InlineData("category,colour\nA1.1,red\n", "the column 2, which is unknown")]
    public async Task What_can_t_be_read_to_its_end_is_told_before_a_row_is_filed(string letters, string told)
    {
        await using var here = await MakeAsync();
        var fault = await Assert.ThrowsAsync<RegisterException>(() => here.Register.LookThroughAsync(new MemoryStream(Encoding.Latin1.GetBytes(letters)), Cancel));
        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
        Assert.NotEqual(fault.In("uk"), fault.In("en"));
    }

    private static async Task<BulkRun> BeginAsync(TemporaryRegister here, Actor actor, byte[] csv) =>
        await here.Register.BeginBulkAsync(actor, await here.Register.LookThroughAsync(new MemoryStream(csv), Cancel), "many.csv", "en", Cancel);

    private static async Task FileAsync(TemporaryRegister here, byte[] csv) => await here.Register.FileManyAsync(Claimant, await BeginAsync(here, Claimant, csv), new MemoryStream(csv), Cancel).ToListAsync(Cancel);

    private static long Count(TemporaryRegister here, string table)
    {
        using var sql = Sql.OpenReader(here.Database);
        return sql.Number($"SELECT count(*) FROM {table}");
    }

    // Rows from line 2 on; one of them, counted from 1, has no day.
    private static byte[] Csv(int rows, int wrong, string family = "Vydumanenko") => Encoding.UTF8.GetBytes(
        Headings + string.Concat(Enumerable.Range(1, rows).Select(row => $"A1.1,{family}{row},Olena,We had to leave the town when the shelling came nearer.,{(row == wrong ? "yesterday" : "2023-03-22")},Rzhyshchiv,Kyiv\n")));
}
