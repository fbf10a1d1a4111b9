using System.Text;
using Attest.Web.Components;
using Attest.Web.Marks;

namespace Attest.Web.Tests.Components;

public sealed class MarkTests
{
    private static readonly SideLook Side = new SidePalette(["Ukraine"]).Of("Ukraine");

    [Fact]
    public async Task Each_meaning_has_its_own_mark()
    {
        var written = new StringBuilder();
        foreach (var (name, mark) in new (string, FigureMark)[]
        {
            ("exact", new(5, 5, false, Doubt.None, false, Side)),
            ("interval", new(2, 8, false, Doubt.None, false, Side)),
            ("at least", new(4, null, false, Doubt.None, false, Side)),
            ("at most", new(null, 6, false, Doubt.None, false, Side)),
            ("approximate", new(5, 5, true, Doubt.None, false, Side)),
            ("unverified", new(5, 5, false, Doubt.Unverified, false, Side)),
            ("denied", new(5, 5, false, Doubt.Denied, false, Side)),
            ("planned", new(5, 5, false, Doubt.Unreal, false, Side)),
            ("superseded", new(5, 5, false, Doubt.None, true, Side)),
            ("no number", new(null, null, false, Doubt.None, false, Side)),
        })
        {
            var html = await Rendering.RenderAsync<RangeMark>(("Mark", mark), ("Scale", FigureScale.Over([(0, 10)])));
            written.Append("== ").AppendLine(name).AppendLine(html.Trim());
        }
        Snapshot.Check("marks.html", written.ToString());
    }

    [Fact]
    public async Task A_strip_says_in_words_what_it_draws()
    {
        FigureMark[] marks = [new(3, null, false, Doubt.None, false, Side), new(7, 7, false, Doubt.Denied, false, new SidePalette().Of(null))];
        var html = await Rendering.RenderAsync<MeasureStrip>(("Measure", Measure.PeopleKilled), ("Toll", new Toll(3, 7, 7, "")), ("Marks", marks));
        var strip = Pages.Markup.Parse(html);
        Assert.Equal("People killed: 3–7", strip.QuerySelector("svg > title")!.TextContent);
        Assert.Equal("Ukraine: at least 3; no known side: 7, denied", strip.QuerySelector("svg > desc")!.TextContent);
    }
}
