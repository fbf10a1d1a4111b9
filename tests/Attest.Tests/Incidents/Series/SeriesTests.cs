using Attest.Incidents;
using Attest.Incidents.Series;
using FsCheck;
using FsCheck.Fluent;

namespace Attest.Tests.Incidents.Series;

public sealed class SeriesTests
{
    private static LinkedClaim Point(
        string day, decimal low, FigureScope scope = FigureScope.Cumulative, Measure measure = Measure.TanksLost, string? speaker = "War Office", string? period = null,
        EventStatus status = EventStatus.Happened, Modality modality = Modality.Asserted, bool isPart = false)
    {
        Assert.True(PublicationTime.TryParse(day, out var published));
        var report = Sha256.Of(day + low + speaker);
        return new LinkedClaim(
            new Claim(
                Sha256.Of($"{report}{measure}").Hex[..24], new ClaimReport(report, null, null, "Sample Wire", published, $"{low} tanks since the start.", 0), ClaimKind.Figure, measure, low, low, false, "Southland",
                status, modality, speaker, [], null, isPart, [new TextSpan(0, 2)]),
            new LocalId('f', 1), null, null, "Northland", speaker?.ToLowerInvariant(), scope, "tanks", Period: period is null ? null : new TimeValue(period));
    }

    private static CountSeries Only(params LinkedClaim[] claims) => SeriesReader.Build(Assert.Single(claims.Select(SeriesReader.IdOf).Distinct())!, claims);

    [Fact]
    public void Totals_of_one_claimant_are_one_series_in_order_of_their_days()
    {
        var series = Only(Point("2031-05-03", 120), Point("2031-05-01", 100), Point("2031-05-02", 110));
        Assert.Equal([100m, 110m, 120m], series.Points.Select(point => point.Low!.Value));
        Assert.Empty(series.Alarms);
        Assert.Equal(("War Office", "Northland", 3), (series.Claimant, series.ClaimantSide, series.Days));
    }

    [Fact]
    public void A_total_that_falls_raises_an_alarm()
    {
        var alarm = Assert.Single(Only(Point("2031-05-01", 100), Point("2031-05-02", 130), Point("2031-05-03", 110)).Alarms);
        Assert.Equal((1, 2), (alarm.Earlier, alarm.Later));
    }

    [Fact]
    public void What_is_new_each_day_may_fall() =>
        Assert.Empty(Only(Point("2031-05-02", 30, FigureScope.New, period: "2031-05-01"), Point("2031-05-03", 10, FigureScope.New, period: "2031-05-02")).Alarms);

    [Fact]
    public void A_value_that_several_reports_carry_is_one_point_with_all_their_claims()
    {
        var same = Point("2031-05-01", 100);
        var other = same with { Claim = same.Claim with { Id = "other", Report = same.Claim.Report with { Id = Sha256.Of("other") } } };
        Assert.Equal(2, Assert.Single(Only(same, other).Points).Claims.Count);
    }

    [Fact]
    public void Two_claimants_two_scopes_and_two_starts_are_series_of_their_own() => Assert.Equal(4, new[]
    {
        Point("2031-05-01", 100), Point("2031-05-01", 100, speaker: "Staff College"), Point("2031-05-01", 100, FigureScope.New, period: "2031-05-01"), Point("2031-05-01", 100, period: "2031-02-01/"),
    }.Select(SeriesReader.IdOf).Distinct().Count());

    [Fact]
    public void Losses_on_one_front_are_no_point_among_those_of_the_army()
    {
        var army = Point("2031-05-01", 100);
        var front = army with { Event = new EventFacts(EventType.Assault, [], null, null, null, new IncidentPlace("Alba", "x:1", "AA", null, new GeoPoint(1, 2), PlaceKind.Region, 2, 40), null, null) };
        Assert.NotEqual(SeriesReader.IdOf(army), SeriesReader.IdOf(front));
        Assert.Equal("Alba", SeriesReader.Build("s", [front]).Place?.Name);
    }

    [Fact]
    public void A_figure_of_no_known_day_is_no_point()
    {
        var dated = Point("2031-05-01", 100);
        Assert.Null(SeriesReader.IdOf(dated with { Claim = dated.Claim with { Report = dated.Claim.Report with { Published = null } } }));
    }

    [Theory]
    [InlineData(EventStatus.Denied, Modality.Asserted, "War Office", false)]
    [InlineData(EventStatus.Planned, Modality.Asserted, "War Office", false)]
    [InlineData(EventStatus.Happened, Modality.Possible, "War Office", false)]
    [InlineData(EventStatus.Happened, Modality.Asserted, null, false)]
    [InlineData(EventStatus.Happened, Modality.Asserted, "War Office", true)]
    public void What_is_denied_planned_possible_unsigned_or_a_part_is_no_point(EventStatus status, Modality modality, string? speaker, bool isPart) =>
        Assert.Null(SeriesReader.IdOf(Point("2031-05-01", 100, speaker: speaker, status: status, modality: modality, isPart: isPart)));

    [Fact]
    public void A_single_strikes_dead_are_no_series() => Assert.Null(SeriesReader.IdOf(Point("2031-05-01", 3, FigureScope.New, Measure.PeopleKilled)));

    [Fact]
    public void The_order_of_arrival_does_not_matter()
    {
        var claims = Enumerable.Range(1, 12).Select(i => Point($"2031-05-{(i % 5) + 1:00}", i % 4 == 0 ? 90 : 100 + i)).ToArray();
        var expected = Describe(Only(claims));
        Prop.ForAll(Gen.Shuffle(claims).ToArbitrary(), shuffled => Describe(Only(shuffled)) == expected).QuickCheckThrowOnFailure();
    }

    private static string Describe(CountSeries series) =>
        string.Join("; ", series.Points.Select(point => $"{point.Day}{point.Low}{string.Join(",", point.Claims.Select(claim => claim.Id))}")) + string.Join("; ", series.Alarms);
}
