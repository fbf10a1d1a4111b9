using Attest.Incidents.Tallies;
using Attest.Web.Wording;
using Spectre.Console;

namespace Attest.Cli.Terminal;

/// <summary>A tally: the range first, then every incident that it is made of with its sentences, then what may be counted twice and what was left out.</summary>
internal static class TallyTable
{
    private const int WhenColumns = 15, LongestQuote = 160, MostQuotes = 4;

    /// <summary>Writes it.</summary>
    public static void Write(IAnsiConsole console, Tally tally, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy)
    {
        console.Profile.Width = Math.Min(console.Profile.Width, ReadingPage.WidestPage);
        console.Write(new Text($"{OverviewWords.Title(tally.Query)}\n", Styles.Strong));
        if (publishedBy is { } published)
        {
            console.Write(new Text($"as published by {Moments.Of(published)}\n", Styles.Quiet));
        }
        if (recordedBy is { } recorded)
        {
            console.Write(new Text($"as recorded here by {Moments.Of(recorded)}\n", Styles.Quiet));
        }
        var shown = tally.Shown is { } one ? $", shown {Numbers.Of(one)}" : "";
        console.Write(new Text($"{(tally.Lines.Count == 0 ? "no figure that counts" : Numbers.Range(tally.Low, tally.High))}{shown}, in {Numbers.Count(tally.Lines.Count, "incident")}\n", Styles.Figure));
        console.Write(new Text($"Rule: {Tally.Rule}.\n\n", Styles.Quiet));
        WriteLines(console, tally);
        var titles = tally.Lines.ToDictionary(line => line.Incident, line => line.Title, StringComparer.Ordinal);
        foreach (var alarm in tally.Alarms)
        {
            var other = alarm.First == alarm.Second ? "" : $" / {Excerpt.Of(titles[alarm.Second], LongestQuote)} ({alarm.Second})";
            console.Write(new Text($"! {Names.Capital(OverviewWords.Of(alarm.Kind))}: {Excerpt.Of(titles[alarm.First], LongestQuote)} ({alarm.First}){other}\n", Styles.Strong));
        }
        if (tally.LeftOut.Count > 0)
        {
            console.Write(new Text($"Not counted: {string.Join(", ", tally.LeftOut.Select(pair => $"{Numbers.Of((long)pair.Value)} {OverviewWords.Of(pair.Key)}"))}.\n"));
        }
        if (tally.Undated > 0)
        {
            console.Write(new Text($"{Numbers.Count(tally.Undated, "incident")} not dated to within a month left out: they may be among those above.\n"));
        }
    }

    private static void WriteLines(IAnsiConsole console, Tally tally)
    {
        var grid = new Grid().AddColumn(new GridColumn { Width = WhenColumns, Padding = new Padding(0, 0, 2, 0) }).AddColumn(new GridColumn { Padding = new Padding(0) });
        foreach (var line in tally.Lines)
        {
            var what = new Paragraph($"{Numbers.Range(line.Toll.Low, line.Toll.High)}", Styles.Figure).Append($"  {Excerpt.Of(line.Title, LongestQuote)}\n", Styles.Strong);
            foreach (var claim in line.Claims.DistinctBy(claim => claim.Report.Quote).Take(MostQuotes))
            {
                what.Append($"{Numbers.Range(claim.Low, claim.High, claim.Approximate)}, {claim.Speaker ?? "no source named"}: “{Excerpt.Of(claim.Report.Quote, LongestQuote)}”\n");
            }
            what.Append($"{line.Incident}\n", Styles.Quiet);
            grid.AddRow(new Text(line.Date is { } date ? Moments.Of(date) : "no date"), what);
        }
        if (tally.Lines.Count > 0)
        {
            console.Write(grid);
        }
    }
}
