using Attest.Archive;
using Attest.Incidents.Coverage;
using Attest.Web.Wording;
using Spectre.Console;

namespace Attest.Cli.Terminal;

/// <summary>Coverage as a table, a row for each place and day; below it the sentences that were not understood.</summary>
internal static class CoverageTable
{
    private const int LongestQuote = 200;

    /// <summary>Writes it.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<DayCoverage> days, long unread, IReadOnlyList<(ReportSummary Report, string Word, string Quote)> sentences)
    {
        console.Profile.Width = Math.Min(console.Profile.Width, ReadingPage.WidestPage);
        if (days.Count > 0)
        {
            var table = new Spectre.Console.Table().Border(TableBorder.None).AddColumn("Day").AddColumn("Place").AddColumn(new TableColumn("Tell of it").RightAligned())
                .AddColumn(new TableColumn("Known origins").RightAligned()).AddColumn(new TableColumn("Only name it").RightAligned());
            foreach (var day in days)
            {
                table.AddRow(
                    new Text(Moments.Of(day.Day)), new Text(day.Region is { } region && region != day.Name ? $"{day.Name}, {region}" : day.Name),
                    new Text(day.IsSilent ? "no report" : Numbers.Of((long)day.Telling), day.IsSilent ? Styles.Strong : Style.Plain), new Text(Numbers.Of((long)day.Origins)), new Text(Numbers.Of((long)day.Naming)));
            }
            console.Write(table);
        }
        var silent = days.Count(day => day.IsSilent);
        console.Write(new Text($"{Numbers.Count(days.Count, "place and day", "places and days")}{(silent == 0 ? "" : $", {Numbers.Of((long)silent)} of them without a report: that is silence, not peace")}.\n\n"));
        console.Write(new Text($"{Numbers.Count(unread, "sentence")} with a word of attack or casualties from which nothing was read{(sentences.Count == 0 ? "" : sentences.Count < unread ? ", the newest:" : ":")}\n", Styles.Strong));
        foreach (var (report, word, quote) in sentences)
        {
            console.Write(new Paragraph($"{word}: “{Excerpt.Of(quote, LongestQuote)}”\n").Append($"{report.Publisher ?? report.Title}{(report.Published is { } published ? $", {Moments.Of(published)}" : "")}\n", Styles.Quiet));
        }
    }
}
