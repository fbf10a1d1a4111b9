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
        Assert.Equal(50, Of(table, null, null));
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
        Assert.DoesNotContain(":3,", System.Text.Encoding.UTF8.GetString(StatisticsFormats.Json(table)), StringComparison.Ordinal);
    }

    private static StatisticsTable Make(params (string Category, string Region, int Count)[] cells) =>
        StatisticsMaker.Make(cells.Select(cell => new CountedCell(cell.Category, cell.Region, "2023-03", DamageState.Submitted, cell.Count)), Pack, DateTimeOffset.UnixEpoch);

    private static int? Of(StatisticsTable table, string? category, string? region) =>
        table.Rows.Single(row => row.Category == category && row.Region == region && row.Month is null && row.State is null).Count;
}
