using Attest.Web.Wording;

namespace Attest.Web.Tests.Wording;

public sealed class MomentsTests
{
    [Theory]
    [InlineData("2023-03-22", "Wed 22 Mar 2023")]
    [InlineData("2023-03-22T04:10", "Wed 22 Mar 2023, 04:10")]
    [InlineData("2023-03", "March 2023")]
    [InlineData("2023", "2023")]
    [InlineData("2023-07-18/", "from Tue 18 Jul 2023 on")]
    [InlineData("/2023-07-18", "until Tue 18 Jul 2023")]
    [InlineData("2023-07-18/2023-09", "Tue 18 Jul 2023 to September 2023")]
    [InlineData("P3M", "3 months")]
    [InlineData("P1DT12H", "1 day 12 hours")]
    [InlineData("PX", "PX")]
    public void A_time_is_written_for_people(string iso, string expected) => Assert.Equal(expected, Moments.Of(new TimeValue(iso)));

    [Fact]
    public void An_instant_is_given_in_UTC_and_a_day_as_a_day()
    {
        Assert.True(PublicationTime.TryParse("2023-03-22T04:10:00+02:00", out var instant));
        Assert.True(PublicationTime.TryParse("2023-03-22", out var day));
        Assert.Equal("Wed 22 Mar 2023, 02:10 UTC", Moments.Of(instant));
        Assert.Equal("Wed 22 Mar 2023", Moments.Of(day));
    }

    [Theory]
    [InlineData("2023-03-22T09:59:40Z", "just now")]
    [InlineData("2023-03-22T09:18:00Z", "42 minutes ago")]
    [InlineData("2023-03-22T08:00:00Z", "2 hours ago")]
    [InlineData("2023-03-20T08:00:00Z", null)]
    [InlineData("2023-03-22T11:00:00Z", null)]
    [InlineData("2023-03-22", null)]
    public void Only_what_is_near_and_known_to_the_minute_has_an_age(string published, string? expected)
    {
        Assert.True(PublicationTime.TryParse(published, out var time));
        Assert.Equal(expected, Moments.Ago(time, new StoppedClock(new DateTimeOffset(2023, 3, 22, 10, 0, 0, TimeSpan.Zero))));
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
