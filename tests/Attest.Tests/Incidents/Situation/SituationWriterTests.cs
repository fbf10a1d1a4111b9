using Attest.Incidents.Situation;

namespace Attest.Tests.Incidents.Situation;

public sealed class SituationWriterTests
{
    private static readonly DateOnly Day = new(2031, 5, 3);

    private static readonly IncidentPlace Alba = new("Alba", "gn:1", "UA", null, new GeoPoint(48, 30), PlaceKind.City, 1, 5);

    private static Claim Claim(string id, string? speaker, string publisher, decimal? killed = null, EventStatus status = EventStatus.Happened, string? origin = null) => new(
        id, new ClaimReport(Sha256.Of(publisher), null, null, publisher, new PublicationTime(Day), $"{id} is said."), killed is null ? ClaimKind.Event : ClaimKind.Figure,
        killed is null ? null : Measure.PeopleKilled, killed, killed, false, null, status, Modality.Asserted, speaker, [], origin, false, [new TextSpan(0, 1)]);

    private static Incident Incident(
        string id, IReadOnlyList<Claim> claims, EventType type = EventType.Assault, string? subtype = "Air/drone strike", EventStatus status = EventStatus.Happened, TimeValue? date = null,
        IReadOnlyList<Contradiction>? contradictions = null, bool isPlaced = true) => new(
        id, null, $"Alba: {id}", type, [], subtype, [], [], status, isPlaced ? Alba : null, date, null, 1, [new Origin("o1", "War Office", "Northland", 1)], 0, claims,
        claims.Where(claim => claim.Measure is not null).GroupBy(claim => claim.Measure!.Value)
            .ToDictionary(measure => measure.Key, measure => new Toll(measure.Min(claim => claim.Low), measure.Max(claim => claim.High), null, "newest")),
        contradictions ?? [], new PublicationTime(Day));

    [Fact]
    public void Incidents_stand_under_their_headings_in_the_order_of_the_headings()
    {
        var report = SituationWriter.Of(Day,
        [
            Incident("aid", [Claim("a", null, "Sample Wire")], EventType.Aid, null), Incident("strike", [Claim("b", null, "Sample Wire")]),
            Incident("fighting", [Claim("c", null, "Sample Wire")], EventType.Assault, "Armed clash"), Incident("march", [Claim("d", null, "Sample Wire")], EventType.Protest, "Peaceful protest"),
        ]);
        Assert.Equal([SituationTopic.Territory, SituationTopic.Strikes, SituationTopic.Aid, SituationTopic.Other], report.Sections.Select(section => section.Topic));
    }

    [Theory]
    [InlineData(EventStatus.Historical, "2031-05-03", false)]
    [InlineData(EventStatus.Hypothetical, "2031-05-03", false)]
    [InlineData(EventStatus.Happened, "2031-03-01", false)]
    [InlineData(EventStatus.Happened, "2031-05-02", true)]
    [InlineData(EventStatus.Planned, "2031-06-01", true)]
    [InlineData(EventStatus.Happened, null, true)]
    public void What_is_long_past_or_only_imagined_is_no_news(EventStatus status, string? date, bool isNews) => Assert.Equal(
        isNews, !SituationWriter.Of(Day, [Incident("strike", [Claim("a", null, "Sample Wire")], status: status, date: date is null ? null : new TimeValue(date))]).IsEmpty);

    [Fact]
    public void What_has_no_toll_no_place_below_a_country_and_no_parties_tells_nothing_and_is_left_out()
    {
        Assert.True(SituationWriter.Of(Day, [Incident("fighting", [Claim("a", null, "Sample Wire")], isPlaced: false)]).IsEmpty);
        Assert.False(SituationWriter.Of(Day, [Incident("fighting", [Claim("a", null, "Sample Wire", 3)], isPlaced: false)]).IsEmpty);
        Assert.False(SituationWriter.Of(Day, [Incident("talks", [Claim("a", null, "Sample Wire")], EventType.Consult, null, isPlaced: false) with { Actors = [new Participant("Northland", "Northland", false)] }]).IsEmpty);
    }

    [Fact]
    public void A_voice_is_one_speaker_or_one_publisher_with_its_newest_figures()
    {
        var entry = Assert.Single(SituationWriter.Of(Day,
        [
            Incident("strike", [Claim("a", "War Office", "Sample Wire", origin: "o1"), Claim("b", "War Office", "Sample Daily", 3), Claim("c", null, "Sample Daily"), Claim("d", null, "Sample Wire"), Claim("e", "Mayor", "Sample Wire", status: EventStatus.Denied)]),
        ]).Sections[0].Entries);
        Assert.Equal(["War Office", null, null, "Mayor"], entry.Voices.Select(voice => voice.Speaker));
        Assert.Equal("Northland", entry.Voices[0].Side);
        Assert.Equal(3, Assert.Single(entry.Voices[0].Figures).Low);
        Assert.True(entry.Voices[3].Denies);
        Assert.Equal(["Sample Daily", "Sample Wire"], entry.Voices.Skip(1).Take(2).Select(voice => voice.Publisher));
    }

    [Fact]
    public void Tolls_come_the_greatest_first_and_superseded_or_rejected_figures_are_not_quoted()
    {
        var old = Claim("old", "Mayor", "Sample Wire", 2);
        var report = SituationWriter.Of(Day,
        [
            Incident("small", [Claim("a", "Mayor", "Sample Wire", 1)]),
            Incident("great", [old, Claim("new", "Mayor", "Sample Wire", 9), Claim("no", "Baker", "Sample Wire", 90) with { IsRejected = true }],
                contradictions: [new Contradiction(ContradictionKind.Count, Measure.PeopleKilled, "old", "new", ContradictionState.Superseded, null)]),
        ]);
        Assert.Equal(["great", "small"], report.Tolls.Select(entry => entry.Incident.Id));
        Assert.Equal([9m], report.Tolls[0].Voices.SelectMany(voice => voice.Figures).Select(figure => figure.Low!.Value));
        Assert.Empty(report.Disputes);
    }

    [Fact]
    public void An_open_contradiction_is_listed_with_both_claims()
    {
        var report = SituationWriter.Of(Day,
        [
            Incident("strike", [Claim("a", "Mayor", "Sample Wire", 3), Claim("b", "War Office", "Sample Daily", 7)],
                contradictions: [new Contradiction(ContradictionKind.Count, Measure.PeopleKilled, "a", "b", ContradictionState.Open, null)]),
        ]);
        var dispute = Assert.Single(report.Disputes);
        Assert.Equal(("a", "b"), (dispute.First.Id, dispute.Second.Id));
    }

    [Fact]
    public void The_order_of_what_is_given_does_not_matter()
    {
        var incidents = Enumerable.Range(0, 40).Select(number => Incident($"n{number:00}", [Claim($"c{number}", null, "Sample Wire", number % 5)])).ToList();
        var expected = SituationWriter.Of(Day, incidents);
        var shuffled = SituationWriter.Of(Day, incidents.AsEnumerable().Reverse());
        Assert.Equal(expected.Sections.SelectMany(section => section.Entries).Select(entry => entry.Incident.Id), shuffled.Sections.SelectMany(section => section.Entries).Select(entry => entry.Incident.Id));
        Assert.Equal(25, expected.Sections.Sum(section => section.LeftOut));
    }
}
