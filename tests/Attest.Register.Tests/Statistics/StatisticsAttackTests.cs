using Attest.Register.DamageClaims;
using Attest.Register.Packs;
using Attest.Register.Statistics;
using Attest.Register.Tests.Running;
using static Attest.Register.Tests.Running.TemporaryRegister;

namespace Attest.Register.Tests.Statistics;

/// <summary>Somebody who has every table that was ever published tries to learn of single damage claims.</summary>
public sealed class StatisticsAttackTests
{
    private static readonly RegisterPack Pack = RegisterPackReader.Named(RegisterPackReader.Default);
    private static readonly string[] Categories = ["A1.1", "A3.1", "A2.1", "A2.4", "C3.3"], Regions = ["Kyiv", "Odesa", "Sumy", "Kharkiv", ""], Months = ["2022-03", "2022-04", "2023-06", "2024-01"];
    private static readonly string[] Unrestricted = [.. Categories.Where(category => !Pack.Find(category)!.IsRestricted)];
    private static readonly DamageState[] States = [DamageState.Submitted, DamageState.InExamination, DamageState.Recorded];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void No_small_count_can_be_told_from_all_tables_together(int roundedTo)
    {
        var pack = Pack with { Statistics = Pack.Statistics with { RoundedTo = roundedTo } };
        for (var seed = 0; seed < 300; seed++)
        {
            var cells = Cells(new Random(seed));
            var table = StatisticsMaker.Make(cells, pack, DateTimeOffset.UnixEpoch);
            Assert.DoesNotContain(table.Rows, row => row.Count is > 0 && row.Count < pack.Smallest);
            var bounds = Attack(table.Rows, row => row.Count is { } count ? (Math.Max(pack.Smallest, count - (roundedTo / 2)), count + (roundedTo / 2)) : (1, int.MaxValue));
            foreach (var row in table.Rows.Where(row => row.Count is null && TrueCount(cells, row) < pack.Smallest))
            {
                var (low, high) = bounds[row with { Count = null }];
                Assert.True(high > low, $"Seed {seed}: {row} can only be {low}.");
                Assert.InRange(TrueCount(cells, row), low, high);
            }
        }
    }

    // What no sum tells by itself, some sums less others do: of the second category one is in the third region, and two categories less two regions say so.
    [Theory]
    [InlineData(5, "3,4,0|2,4,1|0,0,40")]
    [InlineData(1, "2,3,0,0|3,2,1,0|0,0,2,3|0,0,3,2")]
    public void No_small_count_can_be_told_from_some_sums_less_others(int roundedTo, string table) => CheckSubsets(
        [.. table.Split('|').SelectMany((row, category) => row.Split(',').Select((count, region) => new CountedCell(Unrestricted[category], $"Region {region}", "2023-03", DamageState.Submitted, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture))))
            .Where(cell => cell.Count > 0)], roundedTo, "The example");

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void No_small_count_can_be_told_from_any_sums_less_any_others(int roundedTo)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            CheckSubsets([.. Cells(new Random(seed)).Where(cell => !Pack.Find(cell.Category)!.IsRestricted)], roundedTo, $"Seed {seed}");
        }
    }

    // Of a table of two dimensions all that can be told follows from some rows less some columns: every choice of both is tried for each cell.
    private static void CheckSubsets(List<CountedCell> cells, int roundedTo, string which)
    {
        var rows = StatisticsMaker.Make(cells, Pack with { Statistics = Pack.Statistics with { RoundedTo = roundedTo } }, DateTimeOffset.UnixEpoch).Rows.Where(row => row is { Month: null, State: null }).ToList();
        var (categories, regions) = (rows.Select(row => row.Category).OfType<string>().Distinct().ToList(), rows.Select(row => row.Region).OfType<string>().Distinct().ToList());
        var known = rows.ToDictionary(row => (row.Category, row.Region), row => row.Count is { } count ? (Low: (long)Math.Max(Pack.Smallest, count - (roundedTo / 2)), High: (long)count + ((roundedTo - 1) / 2)) : (1, 1_000_000));
        (long Low, long High) Known(string? category, string? region) => known.GetValueOrDefault((category, region), (0, 0));
        foreach (var small in rows.Where(row => row is { Category: not null, Region: not null, Count: null } && TrueCount(cells, row) < Pack.Smallest))
        {
            var (low, high) = Known(small.Category, small.Region);
            for (var chosen = 0; chosen < 1 << (categories.Count + regions.Count); chosen++)
            {
                bool Has(int index) => (chosen >> index & 1) == 1;
                bool Takes(string category) => Has(categories.IndexOf(category));
                bool Less(string region) => Has(categories.Count + regions.IndexOf(region));
                // The rows taken, less the columns, are the cells of those rows in other columns less the cells of other rows in those columns.
                long most = 0, least = 0;
                foreach (var category in categories.Where(Takes))
                {
                    (most, least) = (most + Known(category, null).High, least + Known(category, null).Low);
                }
                foreach (var region in regions.Where(Less))
                {
                    (most, least) = (most - Known(null, region).Low, least - Known(null, region).High);
                }
                foreach (var (cell, bounds) in known.Where(one => one.Key is { Category: not null, Region: not null } && one.Key != (small.Category, small.Region) && Takes(one.Key.Category!) != Less(one.Key.Region!)))
                {
                    (most, least) = Takes(cell.Category!) ? (most - bounds.Low, least - bounds.High) : (most + bounds.High, least + bounds.Low);
                }
                if (Takes(small.Category!) && !Less(small.Region!))
                {
                    (low, high) = (Math.Max(low, least), Math.Min(high, most));
                }
                else if (!Takes(small.Category!) && Less(small.Region!))
                {
                    (low, high) = (Math.Max(low, -most), Math.Min(high, -least));
                }
            }
            Assert.InRange(TrueCount(cells, small), low, high);
            Assert.True(high - low >= 2, $"{which}, rounded to {roundedTo}: {small} can only be {low} to {high}.");
        }
    }

    // Ten are filed anew, some of a category, region, month or state that there was none of, or went on to another state.
    [Theory]
    [InlineData(1.0)]
    [InlineData(0.5)]
    [InlineData(0.0)]
    public void No_single_damage_claim_can_be_told_from_two_publications(double filed)
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var cells = Cells(random);
            var later = cells.ToList();
            for (var change = 0; change < Pack.Statistics.LeastChanged; change++)
            {
                var one = later[random.Next(later.Count)];
                if (random.NextDouble() < filed)
                {
                    Change(later, random.Next(2) == 0 ? one : new CountedCell(Pick(random, Categories), Pick(random, Regions), Pick(random, Months), Pick(random, States), 0), 1);
                }
                else
                {
                    Change(later, one, -1);
                    Change(later, one with { State = Pick(random, [.. States.Where(state => state != one.State)]) }, 1);
                }
            }
            var (first, second) = (Known(cells), Known(later));
            var rows = first.Keys.Union(second.Keys).ToList();
            // A row that is not there counts nobody.
            var differences = Attack(rows, row => (At(second, row).Low - At(first, row).High, At(second, row).High - At(first, row).Low));
            foreach (var (row, (low, high)) in differences.Where(one => one.Key is { Category: not null } or { Region: not null } or { Month: not null } or { State: not null }))
            {
                Assert.InRange(TrueCount(later, row) - TrueCount(cells, row), low, high);
                Assert.False(low == high && low != 0 && Math.Abs(low) < Pack.Smallest, $"Seed {seed}: {row} has {low} more.");
            }
        }

        static Dictionary<StatisticsRow, (long Low, long High)> Known(List<CountedCell> cells) => Attack(
            StatisticsMaker.Make(cells, Pack, DateTimeOffset.UnixEpoch).Rows, row => row.Count is { } count ? (Math.Max(Pack.Smallest, count - 2), count + 2) : (1, 1_000_000));

        static (long Low, long High) At(Dictionary<StatisticsRow, (long Low, long High)> known, StatisticsRow row) => known.GetValueOrDefault(row, (0, 0));

        static void Change(List<CountedCell> cells, CountedCell like, int by)
        {
            var at = cells.FindIndex(cell => cell with { Count = 0 } == like with { Count = 0 });
            cells.Add(like with { Count = by + (at < 0 ? 0 : cells[at].Count) });
            if (at >= 0)
            {
                cells.RemoveAt(at);
            }
            cells.RemoveAll(cell => cell.Count == 0);
        }
    }

    [Fact]
    public async Task What_changes_no_count_publishes_nothing()
    {
        await using var here = await MakeAsync();
        var filed = new List<string>();
        for (var number = 0; number < Pack.Statistics.LeastChanged; number++)
        {
            filed.Add((await here.FileAsync(Statements.Displaced($"Vyhadka{number}"))).Id);
        }
        foreach (var id in filed)
        {
            await here.Register.AssignAsync(Board, id, Examiner.Account, Cancel);
        }
        here.Clock.Advance(TimeSpan.FromDays(Pack.Statistics.EveryDays));
        var first = await here.Register.StatisticsAsync(Cancel);
        Assert.Equal(here.Clock.GetUtcNow(), first.At);
        here.Clock.Advance(TimeSpan.FromDays(Pack.Statistics.EveryDays));

        // Assigned anew and proposed, nine of ten; and one that is counted.
        foreach (var id in filed)
        {
            await here.Register.AssignAsync(Board, id, OtherExaminer.Account, Cancel);
            await here.Register.ProposeAsync(OtherExaminer, id, DamageStep.Record, [], "It fits.", Cancel);
        }
        await here.FileAsync(Statements.Displaced("Samotnia"));
        Assert.Equal(first.At, (await here.Register.StatisticsAsync(Cancel)).At);
        foreach (var id in filed.Skip(1))
        {
            await here.Register.DecideAsync(Board, id, DamageStep.Record, [], "", Cancel);
        }
        Assert.Equal(here.Clock.GetUtcNow(), (await here.Register.StatisticsAsync(Cancel)).At);
        await here.Register.EraseAsync(Administrator, filed[0], "asked for it", Cancel);
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
    }

    [Fact]
    public async Task The_same_is_published_every_day_until_enough_has_changed_and_enough_time_has_passed()
    {
        await using var here = await MakeAsync();
        for (var number = 0; number < Pack.Statistics.LeastChanged - 1; number++)
        {
            await here.FileAsync(Statements.Displaced($"Vyhadka{number}"));
        }
        Assert.False((await here.Register.StatisticsAsync(Cancel)).IsPublished);
        await here.FileAsync(Statements.Displaced("Vyhadka-last"));
        var first = await here.Register.StatisticsAsync(Cancel);
        Assert.Equal((10, here.Clock.GetUtcNow()), (first.Rows[0].Count, first.At));

        // Many on the next day: the month is not over.
        here.Clock.Advance(TimeSpan.FromDays(1));
        for (var number = 0; number < 30; number++)
        {
            await here.FileAsync(Statements.Displaced($"Nebuvala{number}"));
        }
        Assert.Equal(first.At, (await here.Register.StatisticsAsync(Cancel)).At);
        here.Clock.Advance(TimeSpan.FromDays(Pack.Statistics.EveryDays));

        // What is published then does not hold the change by which it was noticed that it is time.
        var due = here.Clock.GetUtcNow();
        await here.FileAsync(Statements.Displaced("Zapizniuk"));
        here.Clock.Advance(TimeSpan.FromDays(3));
        var second = await here.Register.StatisticsAsync(Cancel);
        Assert.Equal((due, 40), (second.At, second.Rows[0].Count));

        // One a month is never enough.
        here.Clock.Advance(TimeSpan.FromDays(3 * Pack.Statistics.EveryDays));
        await here.FileAsync(Statements.Displaced("Samotnia"));
        Assert.Equal(due, (await here.Register.StatisticsAsync(Cancel)).At);
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
        await here.ReopenAsync();
        Assert.Equal(second.Rows, (await here.Register.StatisticsAsync(Cancel)).Rows);
    }

    // From sum to sum, until nothing more follows.
    private static Dictionary<StatisticsRow, (long Low, long High)> Attack(IReadOnlyList<StatisticsRow> rows, Func<StatisticsRow, (long Low, long High)> known)
    {
        var bounds = rows.ToDictionary(row => row with { Count = null }, known);
        var sums = bounds.Keys.SelectMany(sum => PartsOf(sum, bounds.Keys).Where(parts => parts.Count > 0).Select(parts => (Sum: sum, Parts: parts))).ToList();
        for (var isChanged = true; isChanged;)
        {
            isChanged = false;
            foreach (var (sum, parts) in sums)
            {
                isChanged |= Set(sum, parts.Sum(part => bounds[part].Low), parts.Sum(part => bounds[part].High));
                foreach (var part in parts)
                {
                    isChanged |= Set(part, bounds[sum].Low - parts.Where(other => other != part).Sum(other => bounds[other].High), bounds[sum].High - parts.Where(other => other != part).Sum(other => bounds[other].Low));
                }
            }
        }
        return bounds;

        bool Set(StatisticsRow row, long low, long high)
        {
            var (least, most) = bounds[row];
            bounds[row] = (Math.Max(least, low), Math.Min(most, high));
            return bounds[row] != (least, most);
        }
    }

    private static IEnumerable<List<StatisticsRow>> PartsOf(StatisticsRow sum, IReadOnlyCollection<StatisticsRow> all)
    {
        if (sum.Category is null)
        {
            yield return [.. all.Where(row => row.Category is not null && row with { Category = null } == sum)];
        }
        if (sum.Region is null)
        {
            yield return [.. all.Where(row => row.Region is not null && row with { Region = null } == sum)];
        }
        if (sum.Month is null)
        {
            yield return [.. all.Where(row => row.Month is not null && row with { Month = null } == sum)];
        }
        if (sum.State is null)
        {
            yield return [.. all.Where(row => row.State is not null && row with { State = null } == sum)];
        }
    }

    private static int TrueCount(List<CountedCell> cells, StatisticsRow row) => cells.Where(cell =>
        (row.Category is null || cell.Category == row.Category) && (row.Region is null || (Pack.Find(cell.Category)!.IsRestricted ? "" : cell.Region) == row.Region)
        && (row.Month is null || cell.Month == row.Month) && (row.State is null || cell.State == row.State)).Sum(cell => cell.Count);

    private static List<CountedCell> Cells(Random random) =>
        [.. Enumerable.Range(0, 8 + random.Next(40)).Select(_ => new CountedCell(
            Pick(random, Categories), Pick(random, Regions), Pick(random, Months), Pick(random, States), random.Next(4) == 0 ? random.Next(1, 60) : random.Next(1, 6)))
            .DistinctBy(cell => (cell.Category, cell.Region, cell.Month, cell.State))];

    private static T Pick<T>(Random random, T[] values) => values[random.Next(values.Length)];
}
