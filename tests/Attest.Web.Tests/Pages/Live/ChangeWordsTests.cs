using Attest.Archive;
using Attest.Web.Pages.Live;

namespace Attest.Web.Tests.Pages.Live;

public sealed class ChangeWordsTests
{
    private static long _sequence;

    private static IncidentChange Change(IncidentChangeKind kind, decimal? before = null, decimal? after = null, string incident = "one") => new(
        ++_sequence, kind, incident, DateTimeOffset.UnixEpoch, null, before is null && after is null ? null : Measure.PeopleKilled, before, after, null);

    [Fact]
    public void A_number_that_rose_in_steps_is_told_from_its_first_to_its_last() => Assert.Equal(
        ["people killed raised from 3 to 9", "2 more reports"],
        ChangeWords.Of([
            Change(IncidentChangeKind.Joined), Change(IncidentChangeKind.FigureRaised, 3, 7), Change(IncidentChangeKind.Joined), Change(IncidentChangeKind.FigureLowered, 7, 5), Change(IncidentChangeKind.FigureRaised, 5, 9)]));

    [Fact]
    public void A_number_that_came_back_to_where_it_was_is_no_change() =>
        Assert.Empty(ChangeWords.Of([Change(IncidentChangeKind.FigureRaised, 3, 7), Change(IncidentChangeKind.FigureLowered, 7, 3)]));

    [Theory]
    [InlineData(IncidentChangeKind.Disputed, "now disputed")]
    [InlineData(IncidentChangeKind.Denied, "now denied by somebody")]
    [InlineData(IncidentChangeKind.Corrected, "a source corrected its own number")]
    public void Each_kind_is_told_once_in_words(IncidentChangeKind kind, string words) => Assert.Equal([words], ChangeWords.Of([Change(kind), Change(kind)]));

    [Fact]
    public void A_handover_tells_the_new_from_the_changed_and_counts_what_is_gone()
    {
        IncidentPin Pin(string id, long sequence) => new(id, $"Alba: {id}", EventType.Assault, EventStatus.Happened, null, null, null, null, null, 1, 1, false, sequence);
        var handover = Handover.Of(
            [
                Change(IncidentChangeKind.Created, incident: "new"), Change(IncidentChangeKind.FigureRaised, 1, 2, "old"), Change(IncidentChangeKind.Removed, incident: "gone"),
                Change(IncidentChangeKind.Updated, incident: "reworded"), Change(IncidentChangeKind.Joined, incident: "new"),
            ],
            [Pin("old", 2), Pin("new", 5), Pin("reworded", 4)]);
        Assert.Equal(["new"], handover.New.Select(incident => incident.Id));
        Assert.Equal(["reworded", "old"], handover.Changed.Select(one => one.Incident.Id));
        Assert.Equal(["its wording, place or time"], handover.Changed[0].Words);
        Assert.Equal(1, handover.Removed);
    }
}
