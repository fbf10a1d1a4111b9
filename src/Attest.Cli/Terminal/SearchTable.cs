using Attest.Archive;
using Attest.Web.Wording;
using Spectre.Console;

namespace Attest.Cli.Terminal;

/// <summary>What a search found: incidents by their titles, then reports with the words that were looked for.</summary>
internal static class SearchTable
{
    /// <summary>Writes it.</summary>
    public static void Write(IAnsiConsole console, SearchResult found)
    {
        console.Profile.Width = Math.Min(console.Profile.Width, ReadingPage.WidestPage);
        if (found.Terms.Count == 0)
        {
            console.Write(new Text("Nothing to look for: give a word of letters or digits.\n"));
            return;
        }
        if (found.Incidents.Count == 0 && found.Reports.Count == 0)
        {
            console.Write(new Text($"Nothing found for {string.Join(", ", found.Terms)}.\n"));
            return;
        }
        foreach (var incident in found.Incidents)
        {
            console.Write(new Paragraph($"{incident.Title}\n", Styles.Strong)
                .Append($"{(incident.Date is { } date ? $"{Moments.Of(date)} · " : "")}{Numbers.Count(incident.Reports, "report")} · {incident.Id}\n\n", Styles.Quiet));
        }
        foreach (var hit in found.Reports)
        {
            var words = new Paragraph();
            var at = 0;
            foreach (var match in hit.Matches)
            {
                words.Append(Line(hit.Words[at..match.Start])).Append(Line(match.Of(hit.Words)), Styles.Strong);
                at = match.End;
            }
            console.Write(words.Append($"{Line(hit.Words[at..])}\n")
                .Append($"{hit.Report.Publisher ?? hit.Report.Title}{(hit.Report.Published is { } published ? $", {Moments.Of(published)}" : "")} · {hit.Report.Id.Hex[..12]}\n\n", Styles.Quiet));
        }
        if (found.Next is not null)
        {
            console.Write(new Text("There are more: narrow the search, or raise --limit.\n"));
        }
    }

    private static string Line(string words) => words.Replace('\n', ' ').Replace('\r', ' ');
}
