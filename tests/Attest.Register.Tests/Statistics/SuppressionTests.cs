using Attest.Register.DamageClaims;
using Attest.Register.Packs;
using Attest.Register.Statistics;

namespace Attest.Register.Tests.Statistics;

public sealed class SuppressionTests
{
    private static readonly RegisterPack Pack = RegisterPackReader.Named(RegisterPackReader.Default);

    [Theory]
    // Rounding leaves it anywhere from 1 to 6, so that nothing else need be withheld.
    [InlineData(5, 10)]
    [InlineData(1, null)]
    public void A_small_count_is_withheld_and_where_counts_are_exact_a_second_one_that_would_tell_it(int roundedTo, int? sumy)
    {
        var table = Make(roundedTo, ("A1.1", "Kyiv", 3), ("A1.1", "Odesa", 40), ("A1.1", "Sumy", 9));
        Assert.Null(Of(table, null, "Kyiv"));
        Assert.Equal(sumy, Of(table, null, "Sumy"));
        Assert.Equal(40, Of(table, null, "Odesa"));
        Assert.NotNull(Of(table, null, null));
    }

    [Fact]
    public void What_protects_a_small_count_is_withheld_inside_tables_before_their_margins()
    {
        var table = Make(1, ("A1.1", "Kyiv", 3), ("A1.1", "Odesa", 20), ("A1.1", "Sumy", 30), ("A3.1", "Kyiv", 21), ("A3.1", "Odesa", 22), ("A3.1", "Sumy", 23));
        Assert.All(table.Rows.Where(row => row.Count is null), row => Assert.True(row is { Region: not null } and ({ Category: not null } or { Month: not null }), row.ToString()));
        Assert.InRange(table.Withheld, 4, 8);
    }

    // Most of a new register is of a few towns, a few months and what happens in every town.
    [Theory]
    [InlineData(5)]
    [InlineData(1)]
    public void Of_a_few_hundred_damage_claims_every_region_and_category_of_twenty_and_the_total_are_published(int roundedTo)
    {
        string[] regions = ["Kharkiv", "Donetsk", "Kyiv", "Kherson", "Zaporizhzhia", "Sumy", "Chernihiv", "Mykolaiv", "Odesa", "Dnipro"], categories = ["A1.1", "A2.3", "A3.1", "A3.3", "C3.3"];
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            int Few(int most) => (int)(most * Math.Pow(random.NextDouble(), 2));
            var cells = Enumerable.Range(0, 200 + (20 * seed)).Select(_ => (Category: categories[Few(5)], Region: regions[Few(10)], Month: $"2022-{2 + Few(11):00}", State: (DamageState)(1 + Few(4))))
                .GroupBy(one => one).Select(group => new CountedCell(group.Key.Category, group.Key.Region, group.Key.Month, group.Key.State, group.Count())).ToList();
            var table = StatisticsMaker.Make(cells, Pack with { Statistics = Pack.Statistics with { RoundedTo = roundedTo } }, DateTimeOffset.UnixEpoch);
            var margins = cells.GroupBy(cell => (cell.Region, Category: (string?)null)).Concat(cells.GroupBy(cell => (Region: (string?)null!, Category: (string?)cell.Category)))
                .Where(margin => margin.Sum(cell => cell.Count) >= 20).ToList();
            Assert.True(margins.Count > 6, $"Seed {seed} has few regions of twenty.");
            Assert.All(margins, margin => Assert.True(Of(table, margin.Key.Category, margin.Key.Region) is not null, $"Seed {seed}: {margin.Key} has {margin.Sum(cell => cell.Count)} and is withheld."));
            Assert.NotNull(Of(table, null, null));
        }
    }

    [Fact]
    public void Of_many_thousand_every_table_of_one_dimension_is_whole()
    {
        var random = new Random(7);
        int Few(int most) => (int)(most * Math.Pow(random.NextDouble(), 2));
        var categories = Pack.Categories.Where(category => !category.IsRestricted).Take(18).ToList();
        var cells = Enumerable.Range(0, 15_000).Select(_ => (Category: categories[Few(18)].Code, Region: $"Region {Few(25)}", Month: $"{2022 + Few(3)}-{1 + random.Next(12):00}", State: (DamageState)(1 + Few(7))))
            .GroupBy(one => one).Select(group => new CountedCell(group.Key.Category, group.Key.Region, group.Key.Month, group.Key.State, group.Count())).ToList();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var table = StatisticsMaker.Make(cells, Pack, DateTimeOffset.UnixEpoch);
        // Every transaction waits for it, once a month.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
        Assert.All(table.Rows.Where(row => new object?[] { row.Category, row.Region, row.Month, row.State }.Count(fixedTo => fixedTo is not null) < 2), row => Assert.NotNull(row.Count));
        Assert.InRange(table.Withheld, 1, table.Rows.Count / 2);
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
    public void The_formats_say_of_a_withheld_count_that_it_is()
    {
        var table = Make(("A1.1", "Kyiv", 3), ("A1.1", "Odesa", 40));
        var csv = System.Text.Encoding.UTF8.GetString(StatisticsFormats.Csv(table));
        Assert.StartsWith("category,region,month,state,count,withheld\r\n*,*,*,*,45,false\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("*,Kyiv,*,*,,true\r\n", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("\"count\":3}", System.Text.Encoding.UTF8.GetString(StatisticsFormats.Json(table)), StringComparison.Ordinal);
    }

    private static StatisticsTable Make(params (string Category, string Region, int Count)[] cells) => Make(Pack.Statistics.RoundedTo, cells);

    private static StatisticsTable Make(int roundedTo, params (string Category, string Region, int Count)[] cells) => StatisticsMaker.Make(
        cells.Select(cell => new CountedCell(cell.Category, cell.Region, "2023-03", DamageState.Submitted, cell.Count)), Pack with { Statistics = Pack.Statistics with { RoundedTo = roundedTo } }, DateTimeOffset.UnixEpoch);

    private static int? Of(StatisticsTable table, string? category, string? region) =>
        table.Rows.Single(row => row.Category == category && row.Region == region && row.Month is null && row.State is null).Count;
}
