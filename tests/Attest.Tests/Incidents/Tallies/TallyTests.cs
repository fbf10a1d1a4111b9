using Attest.Incidents;
using Attest.Incidents.Tallies;
using FsCheck;
using FsCheck.Fluent;

namespace Attest.Tests.Incidents.Tallies;

public sealed class TallyTests
{
    private static readonly IncidentPlace Alba = new("Alba", "gn:1", "NL", "Coast", new GeoPoint(48, 30), PlaceKind.City, 1, 5);
    private static readonly IncidentPlace Coast = new("Coast", "gn:9", "NL", "Coast", new GeoPoint(48.2, 30), PlaceKind.Region, 3, 80);

    private static readonly IncidentLinker Linker = new();

    private static LinkedClaim Killed(
        string incident, decimal low, IncidentPlace place, string date, string? speaker = null, EventStatus status = EventStatus.Happened, Modality modality = Modality.Asserted,
        FigureScope scope = FigureScope.New, bool isPart = false, string of = "people", string published = "2031-05-20")
    {
        Assert.True(PublicationTime.TryParse(published, out var at));
        var report = Sha256.Of($"{incident}{low}{speaker}{status}{modality}{scope}{isPart}{of}{published}");
        return new LinkedClaim(
            new Claim(
                report.Hex[..24], new ClaimReport(report, null, null, "Sample Wire", at, $"{low} killed ({report}).", 0), ClaimKind.Figure, Measure.PeopleKilled, low, low, false, "Northland", status, modality,
                speaker, [], null, isPart, [new TextSpan(0, 2)]),
            new LocalId('f', 1), incident, new EventFacts(EventType.Assault, ["drone"], "Air/drone strike", null, null, place, new TimeValue(date), 1), null, speaker?.ToLowerInvariant(), scope, of);
    }

    private static Tally Count(TallyQuery query, params LinkedClaim[] claims) => TallyCounter.Count(query, claims.GroupBy(claim => claim.Account!)
        .Select(group => (Linker.Assemble(group.Key, [.. group]), (IReadOnlyList<LinkedClaim>)[.. group])));

    private static Tally Count(params LinkedClaim[] claims) => Count(new TallyQuery(Measure.PeopleKilled), claims);

    [Fact]
    public void Each_incident_adds_its_range_once_however_many_report_it()
    {
        var tally = Count(
            Killed("a", 3, Alba, "2031-05-13", "Ada Reyes"), Killed("a", 5, Alba, "2031-05-13", "Bo Lind"), Killed("a", 3, Alba, "2031-05-13"), Killed("b", 2, Alba, "2031-05-15"));
        Assert.Equal((5m, 7m, 2), (tally.Low, tally.High, tally.Lines.Count));
        Assert.Equal(4, tally.Lines.Sum(line => line.Claims.Count));
    }

    [Theory]
    [InlineData(EventStatus.Denied, Modality.Asserted, FigureScope.New, false)]
    [InlineData(EventStatus.Planned, Modality.Asserted, FigureScope.New, false)]
    [InlineData(EventStatus.Hypothetical, Modality.Asserted, FigureScope.New, false)]
    [InlineData(EventStatus.Historical, Modality.Asserted, FigureScope.New, false)]
    [InlineData(EventStatus.Happened, Modality.Denied, FigureScope.New, false)]
    [InlineData(EventStatus.Happened, Modality.Possible, FigureScope.New, false)]
    [InlineData(EventStatus.Happened, Modality.Asserted, FigureScope.Cumulative, false)]
    [InlineData(EventStatus.Happened, Modality.Asserted, FigureScope.Stock, false)]
    [InlineData(EventStatus.Happened, Modality.Asserted, FigureScope.New, true)]
    public void Nothing_denied_planned_imagined_long_past_cumulative_or_a_part_is_ever_counted(EventStatus status, Modality modality, FigureScope scope, bool isPart)
    {
        var tally = Count(Killed("a", 900, Alba, "2031-05-13", status: status, modality: modality, scope: scope, isPart: isPart));
        Assert.Equal((0m, null, 0), (tally.Low, tally.Shown, tally.Lines.Count));
        Assert.Equal(1, tally.LeftOut.Values.Sum());
    }

    [Fact]
    public void No_mixture_of_figures_makes_a_tally_count_what_it_must_not() => Prop.ForAll(
        ArbMap.Default.ArbFor<(EventStatus Status, Modality Modality, FigureScope Scope, bool IsPart, byte Number)[]>(), drawn =>
        {
            var claims = drawn.Select((one, i) => Killed($"i{i % 3}", one.Number, Alba, "2031-05-13", null, one.Status, one.Modality, one.Scope, one.IsPart)).ToArray();
            return Count(claims).Lines.SelectMany(line => line.Claims).All(claim => !claim.IsPart
                && claim.Status is EventStatus.Happened or EventStatus.Ongoing or EventStatus.Alleged && claim.Modality is Modality.Asserted or Modality.Unverified
                && claims.Single(known => known.Claim.Id == claim.Id).Scope == FigureScope.New);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_regions_figure_beside_its_towns_of_one_night_raises_an_alarm()
    {
        var alarm = Assert.Single(Count(Killed("region", 6, Coast, "2031-05-13"), Killed("town", 2, Alba, "2031-05-13")).Alarms);
        Assert.Equal((TallyAlarmKind.RegionAndTown, "region", "town"), (alarm.Kind, alarm.First, alarm.Second));
    }

    [Fact]
    public void A_weeks_figure_beside_a_days_raises_an_alarm() => Assert.Equal(TallyAlarmKind.PeriodAndDay, Assert.Single(
        Count(Killed("week", 9, Alba, "2031-05-10/2031-05-16"), Killed("day", 2, Alba, "2031-05-13")).Alarms).Kind);

    [Fact]
    public void Another_day_raises_no_alarm() => Assert.Empty(Count(Killed("one", 6, Coast, "2031-05-13"), Killed("other", 2, Alba, "2031-05-15")).Alarms);

    [Fact]
    public void The_children_among_the_people_are_not_a_lower_count_of_them_and_raise_an_alarm()
    {
        var tally = Count(Killed("a", 9, Alba, "2031-05-13"), Killed("a", 3, Alba, "2031-05-13", of: "children"));
        Assert.Equal((9m, 9m), (tally.Low, tally.High));
        Assert.Equal(TallyAlarmKind.WholeAndPart, Assert.Single(tally.Alarms).Kind);
    }

    [Fact]
    public void Place_period_side_and_claimant_narrow_it()
    {
        LinkedClaim[] claims = [Killed("a", 3, Alba, "2031-05-13", "Ada Reyes"), Killed("b", 5, Coast, "2031-05-20", "Bo Lind")];
        Assert.Equal(3, Count(new TallyQuery(Measure.PeopleKilled, Place: "alba"), claims).Shown);
        Assert.Equal(8, Count(new TallyQuery(Measure.PeopleKilled, Place: "Coast"), claims).Shown);
        Assert.Equal(5, Count(new TallyQuery(Measure.PeopleKilled, From: new DateOnly(2031, 5, 14)), claims).Shown);
        Assert.Equal(3, Count(new TallyQuery(Measure.PeopleKilled, To: new DateOnly(2031, 5, 14)), claims).Shown);
        Assert.Equal(5, Count(new TallyQuery(Measure.PeopleKilled, Claimant: "Bo Lind"), claims).Shown);
        Assert.Null(Count(new TallyQuery(Measure.PeopleKilled, Side: "Southland"), claims).Shown);
    }

    [Fact]
    public void What_a_side_or_claimant_leaves_out_is_counted_by_reason()
    {
        LinkedClaim Of(LinkedClaim claim, string? side) => claim with { Claim = claim.Claim with { Side = side } };
        LinkedClaim[] claims = [Killed("a", 3, Alba, "2031-05-13", "Ada Reyes"), Of(Killed("b", 5, Alba, "2031-05-14", "Bo Lind"), null), Of(Killed("c", 7, Alba, "2031-05-15"), "Southland")];
        Assert.Equal("[OtherSide, 1][UnknownSide, 1]", string.Concat(Count(new TallyQuery(Measure.PeopleKilled, Side: "northland"), claims).LeftOut.OrderBy(left => left.Key.ToString(), StringComparer.Ordinal)));
        Assert.Equal("[OtherClaimant, 1][Unsourced, 1]", string.Concat(Count(new TallyQuery(Measure.PeopleKilled, Claimant: "ADA REYES"), claims).LeftOut.OrderBy(left => left.Key.ToString(), StringComparer.Ordinal)));
    }

    [Fact]
    public void An_incident_that_reaches_over_the_days_asked_for_raises_an_alarm() => Assert.Equal(
        (TallyAlarmKind.PartlyWithin, "week"),
        Assert.Single(Count(new TallyQuery(Measure.PeopleKilled, From: new DateOnly(2031, 6, 1)), Killed("week", 9, Alba, "2031-05-30/2031-06-03"), Killed("day", 2, Coast, "2031-06-09")).Alarms.Select(alarm => (alarm.Kind, alarm.First))));

    [Fact]
    public void Many_incidents_of_one_town_and_day_raise_one_alarm_each_and_not_one_a_pair() => Assert.Equal(
        39, Count([.. Enumerable.Range(0, 40).Select(i => Killed($"i{i}", 1, Alba, "2031-05-13"))]).Alarms.Count);

    [Fact]
    public void What_is_left_out_for_want_of_a_date_is_listed()
    {
        var tally = Count(Killed("some", 9, Alba, "2031-05/2031-08"), Killed("day", 2, Alba, "2031-05-13"));
        Assert.Equal((1, "some"), (tally.Undated, Assert.Single(tally.UndatedIncidents).Id));
    }

    [Fact]
    public void An_incident_of_a_thousand_figures_is_made_and_counted_in_a_moment()
    {
        var claims = Enumerable.Range(0, 1000).Select(i => Killed("a", 1 + (i % 7), Alba, "2031-05-13", $"Speaker {i % 40}", published: $"2031-05-{14 + (i % 9)}T{i % 24:D2}:00:00Z", of: i % 5 == 0 ? "children" : "people")).ToArray();
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        Assert.Equal(1, Count(claims).Incidents);
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void The_order_of_arrival_does_not_matter()
    {
        var claims = Enumerable.Range(0, 14).Select(i => Killed($"i{i % 4}", i, i % 3 == 0 ? Coast : Alba, i % 5 == 0 ? "2031-05-10/2031-05-16" : "2031-05-13", i % 2 == 0 ? "Ada Reyes" : null)).ToArray();
        var expected = Describe(Count(claims));
        Prop.ForAll(Gen.Shuffle(claims).ToArbitrary(), shuffled => Describe(Count(shuffled)) == expected).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_history_of_a_toll_has_a_step_for_each_publication_that_changed_it()
    {
        var history = TollHistory.Of([
            Killed("a", 3, Alba, "2031-05-13", "Ada Reyes", published: "2031-05-13T06:00:00Z"), Killed("a", 3, Alba, "2031-05-13", "Ada Reyes", published: "2031-05-13T08:00:00Z"),
            Killed("a", 7, Alba, "2031-05-13", "Bo Lind", published: "2031-05-13T09:00:00Z"), Killed("a", 5, Alba, "2031-05-13", "Ada Reyes", published: "2031-05-14T09:00:00Z")]);
        Assert.Equal([(3m, 3m), (3m, 7m), (5m, 7m)], history[Measure.PeopleKilled].Select(step => (step.Toll.Low!.Value, step.Toll.High!.Value)));
    }

    private static string Describe(Tally tally) =>
        $"{tally.Low} {tally.High} {tally.Shown} {string.Join("; ", tally.Lines.Select(line => $"{line.Incident}{line.Toll}{string.Join(",", line.Claims.Select(claim => claim.Id))}"))} {string.Join("; ", tally.Alarms)}";
}
