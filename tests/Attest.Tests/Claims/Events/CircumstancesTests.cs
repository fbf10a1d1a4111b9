namespace Attest.Tests.Claims.Events;

public sealed class CircumstancesTests
{
    private static readonly (string, PlaceKind, string)[] TwoTowns = [("Alba", PlaceKind.City, "UA"), ("Brega", PlaceKind.City, "UA")];

    [Theory]
    [InlineData("Missiles struck Alba in Brega on Monday.", "Alba")]
    [InlineData("Drones struck Alba while the minister was in Brega.", "Alba")]
    [InlineData("In Alba, shells hit a school, and the mayor spoke in Brega.", "Alba")]
    public void An_event_is_where_its_own_clause_says(string text, string place) => Assert.Equal(place, PlaceOf(text, TwoTowns));

    [Fact]
    public void Where_somebody_writes_is_not_where_it_happened() =>
        Assert.Null(PlaceOf("Sudan has suspended passports, a reporter writes from Alba.", [("Alba", PlaceKind.City, "UA")]));

    [Fact]
    public void A_time_that_is_another_events_dates_nothing_else()
    {
        var events = EventSample.Read("Sudan condemned Chad, which invaded Kenya in May.", times: [("May", "2031-05")]);
        Assert.Null(events.Single(one => one.Type == EventType.Accuse).Date);
    }

    [Fact]
    public void How_rare_something_is_does_not_date_it()
    {
        var events = EventSample.Read("Alba saw the heaviest shelling since 2014.", [("Alba", PlaceKind.City, "UA")], [("2014", "2014/")]);
        Assert.All(events, one => Assert.Null(one.Date));
    }

    [Fact]
    public void The_night_of_the_sentence_before_dates_the_strikes_that_follow()
    {
        var events = EventSample.Read("Sirens sounded on Monday night. Russian drones struck a school in Alba. Air defences shot down nine missiles.", [("Alba", PlaceKind.City, "UA")], [("Monday night", "2031-05-12")]);
        Assert.Equal(2, events.Count);
        Assert.All(events, one => Assert.Equal("2031-05-12", one.Date?.Iso));
    }

    [Fact]
    public void News_of_the_day_of_publication_dates_what_it_tells()
    {
        var events = EventSample.Read("Rebels stormed the port. The governor said at noon today that the town was calm. Sudan accused Chad of a plot.", times: [("noon today", "2031-05-14")]);
        Assert.Equal("2031-05-14", events.Single(one => one.Type == EventType.Accuse).Date?.Iso);
    }

    [Fact]
    public void A_report_of_several_days_dates_nothing_by_the_way()
    {
        var events = EventSample.Read("Rebels stormed the port. It rained on Monday and it rains today.", times: [("Monday", "2031-05-12"), ("today", "2031-05-14")]);
        Assert.All(events, one => Assert.Null(one.Date));
    }

    private static string? PlaceOf(string text, (string, PlaceKind, string)[] places)
    {
        var place = Assert.Single(EventSample.Read(text, places)).Place;
        return place is { } id ? places[id.Number - 1].Item1 : null;
    }
}
