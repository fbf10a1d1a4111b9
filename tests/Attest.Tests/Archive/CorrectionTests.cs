using System.Text;
using Attest.Archive;
using Attest.Archive.Exports;
using Attest.Archive.Formats;
using Attest.Incidents.Tallies;
using Attest.Tests.Incidents;
using static Attest.Tests.Incidents.ReadingSample;

namespace Attest.Tests.Archive;

public sealed class CorrectionTests
{
    private const string Day = "2031-05-13", NextDay = "2031-05-20";

    private static readonly string[] Views =
        ["reports", "claims", "incidents", "accounts", "account_keys", "links", "identities", "aliases", "judgements", "judged", "answers", "passed_sentences", "figures", "series", "sightings", "tolls", "tallied", "tallied_places", "totals", "speakers", "publishers", "unread_sentences", "pieces", "changes", "facets"];

    private static readonly Decision Because = new("the ministry gave another number", "A. Editor");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_corrected_figure_changes_the_toll_the_tally_and_the_series_at_once()
    {
        await using var here = await StrikeAsync();
        var claim = await FigureAsync(here);

        var judgement = await CorrectAsync(here, claim.Id, (ClaimField.Figure, "6..8"));

        var incident = Assert.Single(await AllAsync(here));
        Assert.Equal((6m, 8m), (incident.Toll[Measure.PeopleKilled].Low, incident.Toll[Measure.PeopleKilled].High));
        var now = Assert.Single(incident.Claims, one => one.Id == claim.Id);
        Assert.Equal([new ClaimJudgement(Verdict.Corrected, judgement.Id)], now.Judged);
        Assert.Equal((6m, 8m), await TallyAsync(here));
        var summaries = await here.Archive.TalliesAsync(Cancel);
        Assert.Equal((6m, 8m), (summaries[0].Low, summaries[0].High));
        Assert.Equal(("4", "6..8"), (judgement.One[0].Says[ClaimField.Figure], judgement.Changes[ClaimField.Figure]));
    }

    [Fact]
    public async Task Undoing_a_correction_brings_back_every_view_as_it_was()
    {
        await using var here = await StrikeAsync();
        var before = await ShownAsync(here);
        var claim = await FigureAsync(here);

        var first = await CorrectAsync(here, claim.Id, (ClaimField.Figure, "6..8"), (ClaimField.Measure, "people-wounded"), (ClaimField.Speaker, "Ana Sample"), (ClaimField.Modality, "denied"));
        Assert.NotEqual(before, await ShownAsync(here));
        await here.Archive.UndoAsync(first.Id, "it was right", "B", TemporaryArchive.Linker, Cancel);

        Assert.Equal(before, await ShownAsync(here));
        Assert.Empty((await here.VerifyAsync()).Faults);
    }

    [Fact]
    public async Task An_event_moved_to_another_place_and_day_keeps_the_ids_of_its_incident_and_claims()
    {
        await using var here = await StrikeAsync();
        var before = await ShownAsync(here);
        var incident = Assert.Single(await AllAsync(here));
        var told = Assert.Single(incident.Claims, one => one.Kind == ClaimKind.Event);

        var judgement = await CorrectAsync(here, told.Id, (ClaimField.Place, "Kharkiv"), (ClaimField.Time, NextDay), (ClaimField.Type, "coerce"), (ClaimField.Subtype, null), (ClaimField.Status, "alleged"));

        var now = Assert.Single(await AllAsync(here));
        Assert.Equal((incident.Id, "Kharkiv", NextDay, EventType.Coerce), (now.Id, now.Place!.Name, now.Date!.Value.Iso, now.Type));
        Assert.Equal(incident.Claims.Select(one => one.Id), now.Claims.Select(one => one.Id));
        await here.Archive.UndoAsync(judgement.Id, "no", "B", TemporaryArchive.Linker, Cancel);
        Assert.Equal(before, await ShownAsync(here));
    }

    [Fact]
    public async Task An_added_claim_counts_and_one_taken_back_is_gone()
    {
        await using var here = await StrikeAsync();
        var before = await ShownAsync(here);
        var report = (await here.Archive.ReportsAsync(0, 1, Cancel))[0];

        var judgement = await here.Archive.AddClaimAsync(
            report.Id.Hex, ClaimKind.Figure, new ChosenWords("three more died", Start: null), [new(ClaimField.Figure, "9"), new(ClaimField.Measure, "people-wounded"), new(ClaimField.Speaker, "Ana Sample")], Because, TemporaryArchive.Linker, Cancel);

        var incident = Assert.Single(await AllAsync(here));
        Assert.Equal(9m, incident.Toll[Measure.PeopleWounded].Shown);
        var added = Assert.Single(incident.Claims, one => one.Judged is [{ Verdict: Verdict.Added }]);
        Assert.Equal((judgement.One[0].Claim, "Ana Sample"), (added.Id, added.Speaker));
        await CorrectAsync(here, added.Id, (ClaimField.Figure, "10"));
        Assert.Equal(10m, Assert.Single(await AllAsync(here)).Toll[Measure.PeopleWounded].Shown);
        Assert.Empty((await here.VerifyAsync()).Faults);

        await here.Archive.UndoAsync(judgement.Id, "no", "B", TemporaryArchive.Linker, Cancel);
        Assert.Equal(before, await ShownAsync(here));
        Assert.Equal(Verdict.Corrected, Assert.Single((await here.Archive.JudgementsAsync(JudgementFilter.All with { Lost = true }, null, 10, Cancel)).Items).Judgement.Verdict);
    }

    [Fact]
    public async Task An_added_event_is_an_incident_and_a_statement_stands_in_the_reading()
    {
        await using var here = await StrikeAsync();
        var report = (await here.Archive.ReportsAsync(0, 1, Cancel))[0].Id.Hex;
        await here.Archive.AddClaimAsync(
            report, ClaimKind.Event, new ChosenWords("talks"), [new(ClaimField.Type, "CONSULT"), new(ClaimField.Time, NextDay), new(ClaimField.Actor, "Sampland")], Because, TemporaryArchive.Linker, Cancel);
        Assert.Contains(await AllAsync(here), one => one.Type == EventType.Consult && one.Date!.Value.Iso == NextDay);
        await here.Archive.AddClaimAsync(report, ClaimKind.Statement, new ChosenWords("the market was closed"), [new(ClaimField.Speaker, "Olek Sample")], Because, TemporaryArchive.Linker, Cancel);
        var reading = (await here.Archive.ReportAsync(report, Cancel))!.Reading;
        Assert.Equal("Olek Sample", reading.SpeakerOf(reading.Attributions[^1].Speaker)!.Name);
        Assert.Null((await here.Archive.ReportAsync(report, Cancel))!.Reading.AsRead!.AsRead);
    }

    [Fact]
    public async Task As_of_before_a_correction_or_a_rejection_the_tally_shows_how_it_stood()
    {
        await using var here = await StrikeAsync();
        var claim = await FigureAsync(here);
        var first = await CorrectAsync(here, claim.Id, (ClaimField.Figure, "6..8"));
        var second = await here.Archive.RejectAsync(claim.Id, Because, TemporaryArchive.Linker, Cancel);

        Assert.Equal((4m, 4m), await TallyAsync(here, first.At.AddSeconds(-1)));
        Assert.Equal((6m, 8m), await TallyAsync(here, second.At.AddSeconds(-1)));
        Assert.Equal((0m, (decimal?)0m), await TallyAsync(here));
    }

    [Fact]
    public async Task A_judgement_holds_for_a_later_version_whose_words_still_stand_and_is_listed_where_they_do_not()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await RecordAsync(here, Strike("a", Day + "T08:00:00Z"));
        var claim = await FigureAsync(here);
        await CorrectAsync(here, claim.Id, (ClaimField.Figure, "6..8"));

        await RecordAsync(here, new ReadingSample("a", Day + "T12:00:00Z").Open("An update came first. ").Tell("strike", Alba, Day, figures: [(Measure.PeopleKilled, 4, 4, false, false)]));
        Assert.Equal(8m, Assert.Single(await AllAsync(here)).Toll[Measure.PeopleKilled].High);
        Assert.Empty((await here.Archive.JudgementsAsync(JudgementFilter.All with { Lost = true }, null, 10, Cancel)).Items);

        await RecordAsync(here, new ReadingSample("a", Day + "T14:00:00Z").Tell("strike", Alba, Day, figures: [(Measure.PeopleKilled, 5, 5, false, false)]));
        Assert.Equal(5m, Assert.Single(await AllAsync(here)).Toll[Measure.PeopleKilled].High);
        Assert.Equal(claim.Id, Assert.Single((await here.Archive.JudgementsAsync(JudgementFilter.All with { Lost = true }, null, 10, Cancel)).Items).Judgement.One[0].Claim);
    }

    [Fact]
    public async Task Accepting_takes_a_rejection_back_and_the_later_of_two_editors_stands_and_names_the_first()
    {
        await using var here = await StrikeAsync();
        var claim = await FigureAsync(here);
        var first = await here.Archive.RejectAsync(claim.Id, Because with { Seen = 0 }, TemporaryArchive.Linker, Cancel);
        Assert.Null(first.Over);
        Assert.Empty(Assert.Single(await AllAsync(here)).Toll);

        var second = await here.Archive.AcceptAsync(claim.Id, new Decision("it holds", "B. Editor") { Seen = 0 }, TemporaryArchive.Linker, Cancel);

        Assert.Equal(first.Id, second.Over);
        Assert.Equal(4m, Assert.Single(await AllAsync(here)).Toll[Measure.PeopleKilled].Shown);
        var record = await here.Archive.ClaimAsync(claim.Id, Cancel);
        Assert.Equal([Verdict.Rejected, Verdict.Accepted], record!.Judgements.Select(one => one.Verdict));
        Assert.Equal("4", record.Says[ClaimField.Figure]);
    }

    [Fact]
    public async Task A_resolved_contradiction_is_open_no_longer_and_both_claims_count()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await RecordAsync(here, new ReadingSample("a", Day).Tell("strike", Alba, Day, speaker: "Ana Cole", figures: [(Measure.PeopleKilled, 4, 4, false, false)]));
        await RecordAsync(here, new ReadingSample("b", Day, "Second Wire").Tell("strike", Alba, Day, speaker: "Bo Lind", figures: [(Measure.PeopleKilled, 9, 9, false, false)]));
        var before = await ShownAsync(here);
        var open = Assert.Single(Assert.Single(await AllAsync(here)).Contradictions);
        Assert.Equal(ContradictionState.Open, open.State);

        var judgement = await here.Archive.ResolveAsync(open.Second, open.First, new Decision("one counts soldiers too", "A"), TemporaryArchive.Linker, Cancel);

        var incident = Assert.Single(await AllAsync(here));
        Assert.Equal((ContradictionState.Resolved, judgement.Id), Assert.Single(incident.Contradictions) is var resolved ? (resolved.State, resolved.ResolvedBy) : default);
        Assert.Equal((4m, 9m), (incident.Toll[Measure.PeopleKilled].Low, incident.Toll[Measure.PeopleKilled].High));
        await RecordAsync(here, new ReadingSample("c", Day, "Third Wire").Tell("strike", Alba, Day, speaker: "Bo Lind", figures: [(Measure.PeopleKilled, 9, 9, false, false)]));
        Assert.All(Assert.Single(await AllAsync(here)).Contradictions, one => Assert.Equal(ContradictionState.Resolved, one.State));
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.ResolveAsync(open.First, open.Second, Because, TemporaryArchive.Linker, Cancel));
        await here.Archive.UndoAsync(judgement.Id, "no", "B", TemporaryArchive.Linker, Cancel);
        Assert.Contains(Assert.Single(await AllAsync(here)).Contradictions, one => one.State == ContradictionState.Open);
        Assert.NotEmpty(before);
    }

    [Fact]
    public async Task A_contradiction_that_was_resolved_stood_open_before_and_is_open_as_of_then()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await RecordAsync(here, new ReadingSample("a", Day).Tell("strike", Alba, Day, speaker: "Ana Cole", figures: [(Measure.PeopleKilled, 4, 4, false, false)]));
        await RecordAsync(here, new ReadingSample("b", Day, "Second Wire").Tell("strike", Alba, Day, speaker: "Bo Lind", figures: [(Measure.PeopleKilled, 9, 9, false, false)]));
        var open = Assert.Single(Assert.Single(await AllAsync(here)).Contradictions);
        var judgement = await here.Archive.ResolveAsync(open.Second, open.First, new Decision("one counts soldiers too", "A"), TemporaryArchive.Linker, Cancel);
        var undone = await here.Archive.UndoAsync(judgement.Id, "no", "B", TemporaryArchive.Linker, Cancel);

        Assert.Equal(ContradictionState.Open, await StateAsync(judgement.At.AddTicks(-1)));
        Assert.Equal(ContradictionState.Resolved, await StateAsync(judgement.At));
        Assert.Equal(ContradictionState.Open, await StateAsync(undone.At));

        async Task<ContradictionState> StateAsync(DateTimeOffset recordedBy)
        {
            await using var reader = await here.Archive.OpenIncidentsAsync(IncidentFilter.All, null, recordedBy, Cancel);
            var incidents = new List<ExportedIncident>();
            await foreach (var incident in reader.ReadAsync(Cancel))
            {
                incidents.Add(incident);
            }
            return Assert.Single(Assert.Single(incidents).Incident.Contradictions).State;
        }
    }

    [Fact]
    public async Task A_readers_report_waits_changes_nothing_and_is_decided_by_a_judgement()
    {
        await using var here = await StrikeAsync();
        var before = await ShownAsync(here);
        var claim = await FigureAsync(here);
        var reported = await here.Archive.ReportErrorAsync(claim.Report.Id.Hex, claim.Id, new ChosenWords("strike Alba"), new Decision("it was five", "a reader"), TemporaryArchive.Linker, Cancel);
        Assert.Equal(before, await ShownAsync(here));
        Assert.Equal(reported.Id, Assert.Single((await WaitingAsync(here)).Items).Judgement.Id);

        var judgement = await here.Archive.CorrectAsync(claim.Id, [new(ClaimField.Figure, "5")], Because with { Answers = [reported.Id] }, TemporaryArchive.Linker, Cancel);
        Assert.Empty((await WaitingAsync(here)).Items);
        await here.Archive.UndoAsync(judgement.Id, "no", "B", TemporaryArchive.Linker, Cancel);
        Assert.Single((await WaitingAsync(here)).Items);
        await here.Archive.DismissAsync(reported.Id, Because, TemporaryArchive.Linker, Cancel);
        Assert.Empty((await WaitingAsync(here)).Items);
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.DismissAsync(reported.Id, Because, TemporaryArchive.Linker, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.DismissAsync("nothing", Because, TemporaryArchive.Linker, Cancel));

        static Task<Page<ListedJudgement>> WaitingAsync(TemporaryArchive here) => here.Archive.JudgementsAsync(JudgementFilter.All with { Waiting = true }, null, 10, Cancel);
    }

    [Fact]
    public async Task A_graded_source_keeps_the_latest_grade_that_stands()
    {
        await using var here = await StrikeAsync();
        await here.Archive.GradeAsync(GradedKind.Publisher, "Sample Wire", 'B', 2, Because, TemporaryArchive.Linker, Cancel);
        var second = await here.Archive.GradeAsync(GradedKind.Publisher, "Sample Wire", 'D', 4, Because, TemporaryArchive.Linker, Cancel);
        Assert.Equal("D4", Assert.Single(await here.Archive.GradesAsync(Cancel)).Value.Grade!.Code);
        await here.Archive.UndoAsync(second.Id, "no", "B", TemporaryArchive.Linker, Cancel);
        Assert.Equal("B2", (await here.Archive.GradesAsync(Cancel))[(GradedKind.Publisher, "Sample Wire")].Grade!.Code);
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.GradeAsync(GradedKind.Publisher, "Nobody", 'B', 2, Because, TemporaryArchive.Linker, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.GradeAsync(GradedKind.Publisher, "Sample Wire", 'G', 2, Because, TemporaryArchive.Linker, Cancel));
    }

    [Fact]
    public async Task A_rebuild_after_corrections_gives_the_same_rows_and_verifies()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await RecordAsync(here, Strike("a", Day + "T08:00:00Z"));
        await RecordAsync(here, Strike("b", Day + "T09:00:00Z"));
        var claims = (await AllAsync(here))[0].Claims;
        var figure = claims.First(one => one.Kind == ClaimKind.Figure);
        await CorrectAsync(here, figure.Id, (ClaimField.Figure, "6..8"), (ClaimField.Place, "Kharkiv"));
        await here.Archive.AcceptAsync(claims.First(one => one.Kind == ClaimKind.Event).Id, Because, TemporaryArchive.Linker, Cancel);
        var added = await here.Archive.AddClaimAsync(figure.Report.Id.Hex, ClaimKind.Figure, new ChosenWords("three more died"), [new(ClaimField.Figure, "3"), new(ClaimField.Measure, "people-killed")], Because, TemporaryArchive.Linker, Cancel);
        await here.Archive.GradeAsync(GradedKind.Publisher, "Sample Wire", 'B', 2, Because, TemporaryArchive.Linker, Cancel);
        await here.Archive.ReportErrorAsync(figure.Report.Id.Hex, null, new ChosenWords("the market was closed"), Because, TemporaryArchive.Linker, Cancel);
        await RecordAsync(here, new ReadingSample("a", Day + "T12:00:00Z").Open("An update came first. ").Tell("strike", Alba, Day, figures: [(Measure.PeopleKilled, 4, 4, false, false)]));
        await here.Archive.UndoAsync(added.Id, "no", "B", TemporaryArchive.Linker, Cancel);
        var before = here.Rows(Views);
        Assert.Empty((await here.VerifyAsync()).Faults);

        await here.Archive.RebuildAsync(TemporaryArchive.Linker, null, Cancel);

        Assert.Equal(before, here.Rows(Views));
        Assert.Empty((await here.VerifyAsync()).Faults);
    }

    [Fact]
    public async Task What_is_corrected_does_not_depend_on_the_order_in_which_reports_arrive()
    {
        var shown = new List<string>();
        foreach (var order in new[] { new[] { 0, 1, 2 }, [2, 1, 0], [1, 2, 0] })
        {
            await using var here = await TemporaryArchive.MakeAsync();
            ReadingSample[] samples = [Strike("a", Day + "T08:00:00Z"), Strike("b", Day + "T09:00:00Z"), Strike("c", Day + "T10:00:00Z")];
            var corrected = false;
            foreach (var number in order)
            {
                await RecordAsync(here, samples[number]);
                if (number == 1)
                {
                    var claim = Assert.Single((await AllAsync(here)).SelectMany(one => one.Claims), one => one.Kind == ClaimKind.Figure && one.Report.Title == "b");
                    await CorrectAsync(here, claim.Id, (ClaimField.Figure, "6..8"), (ClaimField.Side, "Sampland"));
                    corrected = true;
                }
            }
            Assert.True(corrected);
            var incident = Assert.Single(await AllAsync(here));
            shown.Add(System.Text.RegularExpressions.Regex.Replace(Encoding.UTF8.GetString(IncidentJson.Write(incident, _ => new CodePointMap(""))), "\"(id|judgement)\":\"[0-9a-f]{12,24}\"", ""));
            Assert.Equal((4m, 8m), await TallyAsync(here));
        }
        Assert.Equal(shown[0], shown[1]);
        Assert.Equal(shown[0], shown[2]);
    }

    [Fact]
    public async Task What_cannot_be_corrected_is_refused_and_nothing_is_recorded()
    {
        await using var here = await StrikeAsync();
        var claim = await FigureAsync(here);
        var entries = here.Rows("ledger").Count;
        await Assert.ThrowsAsync<ArgumentException>(() => CorrectAsync(here, claim.Id, (ClaimField.Figure, "4")));
        await Assert.ThrowsAsync<ArgumentException>(() => CorrectAsync(here, claim.Id, (ClaimField.Type, "ASSAULT")));
        await Assert.ThrowsAsync<ArgumentException>(() => CorrectAsync(here, "nothing", (ClaimField.Figure, "5")));
        await Assert.ThrowsAsync<ArgumentException>(() => CorrectAsync(here, claim.Id, (ClaimField.Figure, "many")));
        await Assert.ThrowsAsync<ArgumentException>(() => CorrectAsync(here, claim.Id, (ClaimField.Figure, "8..6")));
        await Assert.ThrowsAsync<ArgumentException>(() => CorrectAsync(here, claim.Id, (ClaimField.Place, "Nowhereatall")));
        var happened = Assert.Single(await AllAsync(here)).Claims.First(one => one.Kind == ClaimKind.Event);
        await Assert.ThrowsAsync<ArgumentException>(() => CorrectAsync(here, happened.Id, (ClaimField.Mode, "banana")));
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.SplitAsync(happened.Id, [], "why not", "A", TemporaryArchive.Linker, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.AcceptAsync(claim.Id, new Decision(" ", "A"), TemporaryArchive.Linker, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.AddClaimAsync(claim.Report.Id.Hex, ClaimKind.Figure, new ChosenWords("not there"), [new(ClaimField.Figure, "5")], Because, TemporaryArchive.Linker, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.AddClaimAsync(claim.Report.Id.Hex, ClaimKind.Event, new ChosenWords("strike"), [new(ClaimField.Type, "ASSAULT")], Because, TemporaryArchive.Linker, Cancel));
        Assert.Equal(entries, here.Rows("ledger").Count);
    }

    [Fact]
    public void A_judgement_comes_back_from_its_json_with_every_member()
    {
        var place = new IncidentPlace("Kharkiv", "geonames:706483", "UA", null, new GeoPoint(50, 36.25), PlaceKind.City, 1, 9);
        var claim = new JudgedClaim("c", "a", "seven people") { Anchor = new ClaimAnchor(Sha256.Of("r"), Sha256.Of("d"), ClaimKind.Figure, false, true, 12, "before “", " after"), Says = new ClaimValues([new(ClaimField.Side, null), new(ClaimField.Figure, "7")]) };
        var full = new Judgement("j", Verdict.Corrected, [claim], [claim with { Anchor = null }], "u", "why <b>", "who", new DateTimeOffset(2031, 5, 4, 3, 2, 1, TimeSpan.Zero))
        {
            UndoneBy = "k", Changes = new ClaimValues([new(ClaimField.Figure, "~6..8")]), Places = [place], Over = "o", Answers = ["x", "y"], Dispute = new ResolvedDispute(ContradictionKind.Count, Measure.PeopleKilled),
            Grade = new SourceGrade(GradedKind.Speaker, "ana sample", "Ana Sample", 'C', 3),
        };
        Assert.Equivalent(full, JudgementJson.Read(JudgementJson.Write(full)), strict: true);
        var early = JudgementJson.Read("""{"id":"j","verdict":"rejected","one":[{"claim":"c","account":"a","words":"w"}],"other":[],"undoes":null,"reason":"r","author":"b","at":"2031-05-04T03:02:01+00:00","undoneBy":null}"""u8);
        Assert.Equal(("w", null, 0), (early.One[0].Words, early.One[0].Anchor, early.Changes.Count));
    }

    [Theory]
    [InlineData("8", "8")]
    [InlineData("~1,200", "~1200")]
    [InlineData("6..8", "6..8")]
    [InlineData("6 – 8", "6..8")]
    [InlineData("6..", "6..")]
    [InlineData("..2.50", "..2.5")]
    public void A_figure_is_written_one_way(string given, string expected)
    {
        var (low, high, approximate) = FigureText.Read(given);
        Assert.Equal(expected, FigureText.Write(low, high, approximate));
    }

    private static ReadingSample Strike(string name, string published) =>
        new ReadingSample(name, published).Open("Before it the market was closed. ").Tell("strike", Alba, Day, figures: [(Measure.PeopleKilled, 4, 4, false, false)]).Open("Then talks began and three more died. ");

    private static async Task<TemporaryArchive> StrikeAsync()
    {
        var here = await TemporaryArchive.MakeAsync();
        await RecordAsync(here, Strike("a", Day + "T08:00:00Z"));
        return here;
    }

    private static async Task<Claim> FigureAsync(TemporaryArchive here) => Assert.Single(Assert.Single(await AllAsync(here)).Claims, one => one.Kind == ClaimKind.Figure);

    private static Task<Judgement> CorrectAsync(TemporaryArchive here, string claim, params (ClaimField Field, string? Value)[] given) =>
        here.Archive.CorrectAsync(claim, [.. given.Select(one => new FieldValue(one.Field, one.Value))], Because, TemporaryArchive.Linker, Cancel);

    private static async Task<(decimal Low, decimal? High)> TallyAsync(TemporaryArchive here, DateTimeOffset? recordedBy = null)
    {
        var tally = await here.Archive.TallyAsync(new TallyQuery(Measure.PeopleKilled), null, recordedBy, Cancel);
        return (tally.Low, tally.High);
    }

    // All that pages show: incidents, tallies, the day's situation and what a search finds.
    private static async Task<string> ShownAsync(TemporaryArchive here)
    {
        var shown = new StringBuilder();
        await foreach (var line in here.Archive.IncidentLinesAsync(Cancel))
        {
            shown.AppendLine(Encoding.UTF8.GetString(line.Span));
        }
        foreach (var measure in new[] { Measure.PeopleKilled, Measure.PeopleWounded })
        {
            var tally = await here.Archive.TallyAsync(new TallyQuery(measure), null, null, Cancel);
            shown.AppendLine(string.Join(' ', tally.Low, tally.High, tally.Shown, string.Join(',', tally.Lines.Select(line => line.Incident))));
        }
        var found = await here.Archive.SearchAsync("strike", IncidentFilter.All, null, 10, Cancel);
        shown.AppendLine(string.Join('\n', found.Incidents.Select(SearchJson.Write).Concat(found.Reports.Select(SearchJson.Write)).Select(Encoding.UTF8.GetString)));
        var situation = await here.Archive.SituationAsync(DateOnly.Parse(Day, System.Globalization.CultureInfo.InvariantCulture), null, null, Cancel);
        shown.AppendLine(string.Join('\n', here.Rows("facets", "totals", "speakers", "unread_sentences", "identities", "aliases").Where(row => !row.StartsWith("unread_sentences | ", StringComparison.Ordinal))));
        return shown.Append(situation!.Report.ToString()).ToString();
    }

    private static Task<RecordOutcome> RecordAsync(TemporaryArchive here, ReadingSample sample) => here.RecordAsync(SampleReadings.Kept(sample.Read()));

    private static Task<IReadOnlyList<Incident>> AllAsync(TemporaryArchive here) => here.Archive.IncidentsAsync(0, 100, Cancel);
}
