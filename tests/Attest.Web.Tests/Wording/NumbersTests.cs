using System.Globalization;
using Attest.Web.Wording;

namespace Attest.Web.Tests.Wording;

public sealed class NumbersTests
{
    [Theory]
    [InlineData("8", "8", false, "8")]
    [InlineData("0", "0", false, "none")]
    [InlineData("3", "7", false, "3–7")]
    [InlineData("8", null, false, "at least 8")]
    [InlineData(null, "12000", false, "up to 12,000")]
    [InlineData("100", "100", true, "about 100")]
    [InlineData("24", null, true, "about 24 or more")]
    [InlineData(null, null, false, "no number")]
    [InlineData("2500000", "2500000", false, "2.5 million")]
    [InlineData("2500001", "2500001", false, "2,500,001")]
    [InlineData("43188000000", null, false, "at least 43.188 billion")]
    [InlineData("2000000000", "61000000000", false, "2–61 billion")]
    [InlineData("900000", "2000000", true, "about 900,000–2 million")]
    [InlineData("-3.5", "-3.5", false, "-3.5")]
    public void An_interval_is_written_with_its_open_ends_in_words(string? low, string? high, bool approximate, string expected) =>
        Assert.Equal(expected, Numbers.Range(Read(low), Read(high), approximate));

    [Theory]
    [InlineData(1, "1 report")]
    [InlineData(1200, "1,200 reports")]
    public void A_count_agrees_with_its_noun(long count, string expected) => Assert.Equal(expected, Numbers.Count(count, "report"));

    private static decimal? Read(string? number) => number is null ? null : decimal.Parse(number, CultureInfo.InvariantCulture);
}
