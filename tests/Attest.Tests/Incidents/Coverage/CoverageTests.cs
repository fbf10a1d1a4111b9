using Attest.Incidents;
using Attest.Incidents.Coverage;
using static Attest.Tests.Incidents.ReadingSample;

namespace Attest.Tests.Incidents.Coverage;

public sealed class CoverageTests
{
    private const string Day = "2031-05-13";

    private static readonly IncidentLinker Linker = new();

    private static IReadOnlyList<Sighting> Sightings(Reading reading) => CoverageReader.Sightings(reading, Linker.Claims(reading));

    [Fact]
    public void A_report_covers_the_place_and_day_that_it_tells_of_with_its_origin()
    {
        var sighting = Assert.Single(Sightings(new ReadingSample("a", "2031-05-14").Tell("strike", Alba, Day, speaker: "Ada Reyes").Read()));
        Assert.Equal(("Alba", new DateOnly(2031, 5, 13), true, "ada reyes"), (sighting.Name, sighting.Day, sighting.IsTold, sighting.Origin));
    }

    [Fact]
    public void A_place_that_is_only_named_is_covered_on_the_day_of_publication_and_told_of_on_none()
    {
        var sighting = Assert.Single(Sightings(new ReadingSample("a", "2031-05-14").Tell("strike", Alba, null).Read()));
        Assert.Equal((new DateOnly(2031, 5, 14), false), (sighting.Day, sighting.IsTold));
    }

    [Fact]
    public void What_is_planned_covers_nothing_and_a_whole_country_is_no_place() =>
        Assert.DoesNotContain(Sightings(new ReadingSample("a", Day).Tell("strike", Alba, Day, EventStatus.Planned).Tell("raid", Land, Day).Read()), sighting => sighting.IsTold);

    [Fact]
    public void A_sentence_of_violence_that_was_not_understood_is_listed_with_its_word()
    {
        var reading = new ReadingSample("a", Day).Open("Many were wounded when the roof came down. The weather was fair. ").Tell("strike", Alba, Day).Read();
        var unread = Assert.Single(CoverageReader.Unread(reading));
        Assert.Equal(("wounded", "Many were wounded when the roof came down."), (unread.Word, unread.Quote));
    }
}
