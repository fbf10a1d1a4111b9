using Attest.Register.DamageClaims;
using Attest.Register.Packs;
using Attest.Register.Statistics;

namespace Attest.Register.Tests.Statistics;

public sealed class SuppressionTests
{
    private static readonly RegisterPack Pack = RegisterPackReader.Named(RegisterPackReader.Default);

    [Fact]
    public void A_small_count_is_withheld_and_a_second_one_that_would_tell_it()
    {
        var table = Make(("A1.1", "Kyiv", 3), ("A1.1", "Odesa", 40), ("A1.1", "Sumy", 9));
        Assert.Null(Of(table, null, "Kyiv"));
        Assert.Null(Of(table, null, "Sumy"));
        Assert.Equal(40, Of(table, null, "Odesa"));
        Assert.Equal(52, Of(table, null, null));
    }

    [Fact]
    public void Nothing_is_told_of_the_regions_of_restricted_categories()
    {
        var table = Make(("A2.4", "Kyiv", 30), ("A1.1", "Kyiv", 30));
        Assert.Equal(30, Of(table, null, "Kyiv"));
        Assert.Equal(30, Of(table, "A2.4", ""));
        Assert.DoesNotContain(table.Rows, row => row is { Category: "A2.4", Region.Length: > 0 });
    }

    [Fact]
    public void No_withheld_count_can_be_told_by_subtraction_whatever_the_counts_are()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var cells = Enumerable.Range(0, 30).Select(_ => new CountedCell(
                Pick(random, "A1.1", "A3.1", "A2.4", "C3.3"), Pick(random, "Kyiv", "Odesa", "Sumy", ""), Pick(random, "2022-03", "2023-06", "2024-01"), Pick(random, DamageState.Submitted, DamageState.Recorded),
                random.Next(4) == 0 ? random.Next(1, 60) : random.Next(1, 6))).DistinctBy(cell => (cell.Category, cell.Region, cell.Month, cell.State)).ToList();
            var table = StatisticsMaker.Make(cells, Pack, DateTimeOffset.UnixEpoch);
            Assert.DoesNotContain(table.Rows, row => row.Count is > 0 && row.Count < Pack.Smallest);
            foreach (var sum in table.Rows.Where(row => row.Count is not null))
            {
                foreach (var parts in PartsOf(sum, table))
                {
                    var hidden = parts.Where(part => part.Count is null).ToList();
                    Assert.True(hidden.Count != 1, $"Seed {seed}: {sum} tells {hidden.FirstOrDefault()}.");
                    Assert.True(hidden.Count == 0 || sum.Count - parts.Sum(part => part.Count ?? 0) >= Pack.Smallest, $"Seed {seed}: {sum} tells that few are withheld.");
                }
            }
        }
    }

    [Fact]
    public void The_formats_say_of_a_withheld_count_that_it_is()
    {
        var table = Make(("A1.1", "Kyiv", 3), ("A1.1", "Odesa", 40));
        var csv = System.Text.Encoding.UTF8.GetString(StatisticsFormats.Csv(table));
        Assert.StartsWith("category,region,month,state,count,withheld\r\n*,*,*,*,43,false\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("*,Kyiv,*,*,,true\r\n", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(":3,", System.Text.Encoding.UTF8.GetString(StatisticsFormats.Json(table)), StringComparison.Ordinal);
    }

    private static IEnumerable<List<StatisticsRow>> PartsOf(StatisticsRow sum, StatisticsTable table)
    {
        var all = table.Rows;
        if (sum.Category is null)
        {
            yield return all.Where(row => row.Category is not null && row with { Category = null, Count = sum.Count } == sum).ToList();
        }
        if (sum.Region is null)
        {
            yield return all.Where(row => row.Region is not null && row with { Region = null, Count = sum.Count } == sum).ToList();
        }
        if (sum.Month is null)
        {
            yield return all.Where(row => row.Month is not null && row with { Month = null, Count = sum.Count } == sum).ToList();
        }
        if (sum.State is null)
        {
            yield return all.Where(row => row.State is not null && row with { State = null, Count = sum.Count } == sum).ToList();
        }
    }

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];

    private static StatisticsTable Make(params (string Category, string Region, int Count)[] cells) =>
        StatisticsMaker.Make(cells.Select(cell => new CountedCell(cell.Category, cell.Region, "2023-03", DamageState.Submitted, cell.Count)), Pack, DateTimeOffset.UnixEpoch);

    private static int? Of(StatisticsTable table, string? category, string? region) =>
        table.Rows.Single(row => row.Category == category && row.Region == region && row.Month is null && row.State is null).Count;
}
