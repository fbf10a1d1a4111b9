using Attest.Archive;
using Attest.Web.Pages.Live;

namespace Attest.Web.Tests.Pages.Live;

public sealed class ChangeWordsTests
{
    private static long _sequence;

    private static IncidentChange Change(IncidentChangeKind kind, decimal? before = null, decimal? after = null, string incident = "one") => new(
        ++_sequence, kind, incident, DateTimeOffset.UnixEpoch, null, before is null && after is null ? null : Measure.PeopleKilled, before, after, null);

    [Fact]
    public void A_number_that_changed_in_steps_is_told_from_its_first_to_its_last() => Assert.Equal(
        ["people killed: number shown now 9, before 3", "2 more reports"],
        ChangeWords.Of([
            Change(IncidentChangeKind.Joined), Change(IncidentChangeKind.FigureRaised, 3, 7), Change(IncidentChangeKind.Joined), Change(IncidentChangeKind.FigureLowered, 7, 5), Change(IncidentChangeKind.FigureRaised, 5, 9)]));

    [Fact]
    public void A_number_that_came_back_to_where_it_was_is_no_change() =>
        Assert.Empty(ChangeWords.Of([Change(IncidentChangeKind.FigureRaised, 3, 7), Change(IncidentChangeKind.FigureLowered, 7, 3)]));

    [Fact]
    public void Raised_and_lowered_is_only_what_one_source_said_of_its_own_number()
    {
        var incident = Examples.Incident();
        var evening = incident.Claims.First(claim => claim.Id == "c7").Report.Id;
        IncidentChange[] changes =
        [
            Change(IncidentChangeKind.FigureLowered, 9, 7), Change(IncidentChangeKind.Corrected) with { Report = evening },
            Change(IncidentChangeKind.FigureRaised) with { Measure = Measure.PeopleWounded, Before = 20, After = 24 },
        ];
        Assert.Equal(
            ["people killed raised from at least 3 to 4 by Olena Tarasenko (range of all now 4–7)", "people wounded: range now 24–33, number shown now 24, before 20"],
            ChangeWords.Of(changes, incident));
        Assert.Equal(["figure raised", "new figure"], ChangeWords.Marks(changes, incident));
        // Of another report's number nobody knows who gave it anew.
        Assert.Equal(["new figure", "corrected"], ChangeWords.Marks([changes[0], changes[1] with { Report = Sha256.Of("another") }], incident));
    }

    [Fact]
    public void A_number_given_anew_takes_the_place_of_the_last_one_before_it()
    {
        var incident = Examples.Incident();
        var later = incident.Claims.First(claim => claim.Id == "c7");
        var revised = incident.Contradictions.First(dispute => dispute.State == ContradictionState.Superseded && dispute.Second == later.Id);
        var first = incident.Claims.First(claim => claim.Id == revised.First);
        var oldest = first with { Id = "oldest", Low = 9, High = 9, Report = first.Report with { Published = new PublicationTime(new DateOnly(1990, 1, 1)) } };
        var longer = incident with { Claims = [oldest, .. incident.Claims], Contradictions = [revised with { First = oldest.Id }, .. incident.Contradictions] };
        IncidentChange[] changes = [Change(IncidentChangeKind.Corrected) with { Report = later.Report.Id }];
        Assert.Equal(ChangeWords.Of(changes, incident), ChangeWords.Of(changes, longer));
    }

    [Theory]
    [InlineData(IncidentChangeKind.Disputed, "now disputed")]
    [InlineData(IncidentChangeKind.Denied, "now denied by somebody")]
    [InlineData(IncidentChangeKind.Corrected, "a source corrected its own number")]
    public void Each_kind_is_told_once_in_words(IncidentChangeKind kind, string words) => Assert.Equal([words], ChangeWords.Of([Change(kind), Change(kind)]));

    [Fact]
    public void A_handover_tells_the_new_from_the_changed_the_weightiest_first_and_counts_what_is_gone()
    {
        IncidentPin Pin(string id, long sequence, double weight) => new(id, $"Alba: {id}", EventType.Assault, EventStatus.Happened, null, null, null, null, null, 1, 1, false, sequence) { Weight = weight };
        var handover = Handover.Of(
            [
                Change(IncidentChangeKind.Created, incident: "new"), Change(IncidentChangeKind.FigureRaised, 1, 2, "old"), Change(IncidentChangeKind.Removed, incident: "gone"),
                Change(IncidentChangeKind.Updated, incident: "reworded"), Change(IncidentChangeKind.Joined, incident: "new"),
            ],
            [Pin("old", 5, 1), Pin("new", 2, 1), Pin("reworded", 4, 3)]);
        Assert.Equal(["new"], handover.New.Select(incident => incident.Id));
        Assert.Equal(["reworded", "old"], handover.Changed.Select(one => one.Incident.Id));
        Assert.Equal(["its wording, place or time"], ChangeWords.Of(handover.Changed[0].Changes));
        Assert.Equal(1, handover.Removed);
    }
}
