using Attest.Sources;

namespace Attest.Tests.Sources;

public sealed class LookScheduleTests
{
    [Fact]
    public void A_feed_is_looked_at_every_ten_minutes_or_a_little_later() =>
        Assert.Equal((TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(12)), (LookSchedule.AfterSuccess(SourceKind.Web, 0, null, 0), LookSchedule.AfterSuccess(SourceKind.Web, 0, null, 1)));

    [Fact]
    public void What_a_feed_asks_is_heeded_within_an_hour() =>
        Assert.Equal((TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)), (LookSchedule.AfterSuccess(SourceKind.Web, 0, TimeSpan.FromMinutes(30), 0), LookSchedule.AfterSuccess(SourceKind.Web, 0, TimeSpan.FromDays(1), 0)));

    [Fact]
    public void What_was_left_is_taken_a_minute_later() => Assert.Equal(TimeSpan.FromMinutes(1), LookSchedule.AfterSuccess(SourceKind.Web, 5, TimeSpan.FromHours(1), 0));

    [Fact]
    public void Each_failure_doubles_the_wait_up_to_half_a_day()
    {
        var waits = Enumerable.Range(1, 40).Select(failures => LookSchedule.AfterFailure(SourceKind.Web, failures, null, 0)).ToList();
        Assert.Equal([TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(40), TimeSpan.FromMinutes(80)], waits.Take(3));
        Assert.Equal(LookSchedule.Longest, waits.Max());
        Assert.Equal(waits.Order(), waits);
    }

    [Fact]
    public void A_host_is_never_asked_sooner_than_it_says_nor_later_than_a_day()
    {
        Assert.Equal(TimeSpan.FromHours(2), LookSchedule.AfterFailure(SourceKind.Web, 1, TimeSpan.FromHours(2), 1));
        Assert.Equal(TimeSpan.FromDays(1), LookSchedule.AfterFailure(SourceKind.Web, 1, TimeSpan.FromDays(400), 1));
    }
}
