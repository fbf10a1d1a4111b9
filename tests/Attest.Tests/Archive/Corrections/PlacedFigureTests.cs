using Attest.Archive;
using Attest.Incidents.Tallies;
using Attest.Tests.Incidents;
using static Attest.Tests.Incidents.ReadingSample;

namespace Attest.Tests.Archive.Corrections;

/// <summary>Where and when a figure is put right, incidents and tallies follow.</summary>
public sealed class PlacedFigureTests
{
    private const string Day = "2031-05-13";

    private static readonly Decision Because = new("they died elsewhere", "A. Editor");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_figure_that_is_put_in_another_place_is_tallied_there_and_an_incident_of_its_own_until_that_is_taken_back()
    {
        await using var here = await StrikeAsync();
        Assert.Equal((4m, 0m), (await TallyAsync(here, "Alba"), await TallyAsync(here, "Brega")));
        var judgement = await CorrectAsync(here, (ClaimField.Place, Brega.Gazetteer));

        Assert.Equal((0m, 4m), (await TallyAsync(here, "Alba"), await TallyAsync(here, "Brega")));
        var incidents = await here.Archive.IncidentsAsync(0, 10, Cancel);
        Assert.Equal(["Alba", "Brega"], incidents.Select(incident => incident.Place!.Name).Distinct().Order());
        var moved = incidents.First(incident => incident.Toll.ContainsKey(Measure.PeopleKilled));
        Assert.Equal(("Brega", EventType.Assault), (moved.Place!.Name, moved.Type));
        Assert.All(moved.Claims.Where(claim => claim.Kind is ClaimKind.Figure), claim => Assert.Equal(judgement.Id, Assert.Single(claim.Judged).Judgement));

        await here.Archive.UndoAsync(judgement.Id, "as read", "A. Editor", TemporaryArchive.Linker, Cancel);
        Assert.Equal((4m, 0m), (await TallyAsync(here, "Alba"), await TallyAsync(here, "Brega")));
        Assert.DoesNotContain(await here.Archive.IncidentsAsync(0, 10, Cancel), incident => incident.Place!.Name == "Brega" && incident.Toll.ContainsKey(Measure.PeopleKilled));
        Assert.Empty((await here.VerifyAsync()).Faults);
    }

    [Fact]
    public async Task A_figure_that_is_put_on_another_day_is_tallied_on_that_day()
    {
        await using var here = await StrikeAsync();
        await CorrectAsync(here, (ClaimField.Time, "2031-04-02"));
        Assert.Equal((0m, 4m), (await TallyAsync(here, "Alba", from: Day), await TallyAsync(here, "Alba", to: "2031-04-30")));
    }

    [Fact]
    public async Task A_figure_that_is_put_in_an_area_around_its_place_or_within_its_days_stays_where_it_is()
    {
        await using var here = await StrikeAsync();
        var before = (await here.Archive.IncidentsAsync(0, 10, Cancel)).Count;
        await CorrectAsync(here, (ClaimField.Time, "2031-05"));
        Assert.Equal((4m, before), (await TallyAsync(here, "Alba", from: Day), (await here.Archive.IncidentsAsync(0, 10, Cancel)).Count));
    }

    private static async Task<TemporaryArchive> StrikeAsync()
    {
        var here = await TemporaryArchive.MakeAsync();
        await here.RecordAsync(SampleReadings.Kept(new ReadingSample("a", Day + "T08:00:00Z")
            .Tell("strike", Alba, Day, figures: [(Measure.PeopleKilled, 4, 4, false, false)]).Tell("talks", Brega, Day, type: EventType.Consult).Read()));
        return here;
    }

    private static async Task<Judgement> CorrectAsync(TemporaryArchive here, params (ClaimField Field, string? Value)[] given)
    {
        var figure = (await here.Archive.IncidentsAsync(0, 10, Cancel)).SelectMany(incident => incident.Claims).Single(claim => claim.Kind == ClaimKind.Figure);
        return await here.Archive.CorrectAsync(figure.Id, [.. given.Select(one => new FieldValue(one.Field, one.Value))], Because, TemporaryArchive.Linker, Cancel);
    }

    private static async Task<decimal> TallyAsync(TemporaryArchive here, string place, string? from = null, string? to = null) => (await here.Archive.TallyAsync(
        new TallyQuery(Measure.PeopleKilled, Place: place, From: from is null ? null : DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), To: to is null ? null : DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture)), null, null, Cancel)).Low;
}
