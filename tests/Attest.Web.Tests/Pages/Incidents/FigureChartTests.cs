using Attest.Web.Marks;
using Attest.Web.Pages.Incidents;

namespace Attest.Web.Tests.Pages.Incidents;

public sealed class FigureChartTests
{
    private readonly FigureChart _killed = FigureChart.Of(Examples.Incident(), new SidePalette(["Ukraine", "Russia"]))[0];

    [Fact]
    public void Figures_are_grouped_by_origin_and_the_unsourced_come_last()
    {
        Assert.Equal(Measure.PeopleKilled, _killed.Measure);
        Assert.Equal(["Olena Tarasenko", "City hospital", null], _killed.Groups.Select(group => group.Origin?.Speaker));
        Assert.Equal(["at least 3, superseded", "4", "7", "up to 12, unverified"], _killed.Groups.SelectMany(group => group.Rows).Select(row => row.Mark.Words));
    }

    [Fact]
    public void Brackets_join_the_rows_that_contradict_each_other_and_do_not_overlap_in_a_lane()
    {
        // Lines: 0 governor, 1 at least 3, 2 four, 3 hospital, 4 seven, 5 no source, 6 up to 12.
        Assert.Equal(
            [new Bracket(1, 2, ContradictionState.Superseded), new Bracket(2, 4, ContradictionState.Open)],
            _killed.Lanes.SelectMany(lane => lane).OrderBy(bracket => bracket.First));
        Assert.Equal(2, _killed.Lanes.Count);
    }

    [Fact]
    public void One_figure_of_one_origin_in_three_reports_is_one_row()
    {
        var incident = Examples.Incident();
        var copied = incident with { Claims = [.. incident.Claims, incident.Claims[3] with { Id = "copy" }, incident.Claims[3] with { Id = "another" }] };
        var row = FigureChart.Of(copied, new SidePalette())[0].Groups[1].Rows.Single();
        Assert.Equal(["c4", "copy", "another"], row.Claims.Select(claim => claim.Id));
    }
}
