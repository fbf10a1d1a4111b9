using Attest.Incidents.Series;
using Attest.Web.Wording;
using Spectre.Console;

namespace Attest.Cli.Terminal;

/// <summary>Series as a table: who counts what on the left, its values on the right; one series in full with its sentences.</summary>
internal static class SeriesTable
{
    private const int LongestQuote = 160;

    /// <summary>Writes a list of series.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<CountSeries> series)
    {
        console.Profile.Width = Math.Min(console.Profile.Width, ReadingPage.WidestPage);
        foreach (var one in series)
        {
            console.Write(new Paragraph(OverviewWords.Title(one), Styles.Strong).Append($"\n{OverviewWords.Values(one)}", Styles.Figure));
            foreach (var alarm in one.Alarms)
            {
                console.Write(new Paragraph($"\n! {OverviewWords.Fall(one, alarm)}", Styles.Strong));
            }
            console.Write(new Paragraph($"\n{one.Id}\n\n", Styles.Quiet));
        }
        console.Write(new Text($"{Numbers.Count(series.Count, "series", "series")} with values for two days or more. Nothing in them is added to incidents.\n"));
    }

    /// <summary>Writes one series in full.</summary>
    public static void WriteOne(IAnsiConsole console, CountSeries series)
    {
        console.Profile.Width = Math.Min(console.Profile.Width, ReadingPage.WidestPage);
        console.Write(new Text($"{OverviewWords.Title(series)}\n\n", Styles.Strong));
        var grid = new Grid().AddColumn(new GridColumn { Width = 16, Padding = new Padding(0, 0, 2, 0) }).AddColumn(new GridColumn { Padding = new Padding(0) });
        foreach (var point in series.Points)
        {
            var first = point.Claims[0];
            var said = new Paragraph(Numbers.Range(point.Low, point.High, point.Approximate), Styles.Figure)
                .Append(point.IsDayOfPublication ? " (day of publication)" : "", Styles.Quiet)
                .Append($"\n“{Excerpt.Of(first.Report.Quote, LongestQuote)}”\n")
                .Append($"{first.Report.Publisher ?? "publisher not known"}{(point.Claims.Count > 1 ? $" and {Numbers.Of((long)(point.Claims.Count - 1))} more" : "")}\n", Styles.Quiet);
            grid.AddRow(new Text(Moments.Of(point.Day)), said);
        }
        console.Write(grid);
        foreach (var alarm in series.Alarms)
        {
            console.Write(new Text($"! {OverviewWords.Fall(series, alarm)}\n", Styles.Strong));
        }
    }
}
