using System.CommandLine;
using Attest.Archive;
using Attest.Archive.Formats;
using Attest.Cli.Terminal;

namespace Attest.Cli.Commands;

/// <summary><c>attest search</c>: finds incidents and reports by their words.</summary>
internal static class SearchCommand
{
    private const int Default = 20, Most = 500;
    private const byte EndOfLine = (byte)'\n';

    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var words = new Argument<string[]>("WORDS") { Description = "Words that must all be there; “a phrase” in quotation marks, shell* for a beginning.", Arity = ArgumentArity.OneOrMore };
        var place = new Option<string?>("--place") { Description = "Only what is told of this place, region or country.", HelpName = "NAME" };
        var (from, to) = (QueryArguments.From(), QueryArguments.To());
        var side = new Option<string?>("--side") { Description = "Only what is told of this party or state.", HelpName = "NAME" };
        var publisher = new Option<string?>("--publisher") { Description = "Only what this publisher published.", HelpName = "NAME" };
        var limit = new Option<int>("--limit") { Description = "How many incidents and how many reports to show at most.", DefaultValueFactory = _ => Default };
        var json = QueryArguments.Json("Write one JSON object for each thing found, one a line.");
        var command = new CommandWithExamples(
            "search",
            "Find incidents and reports by their words, speakers and places, the best first.",
            "attest search market strike",
            "attest search '\"air defence\" drone*' --place Odesa --from 2023-05-01 --to 2023-05-31")
        {
            words, place, from, to, side, publisher, limit, json,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var filter = new IncidentFilter(
                Place: parsed.GetValue(place), From: parsed.GetValue(from), To: parsed.GetValue(to), Side: parsed.GetValue(side), Publisher: parsed.GetValue(publisher));
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            var found = await archive.SearchAsync(string.Join(' ', parsed.GetRequiredValue(words)), filter, null, Math.Clamp(parsed.GetValue(limit), 1, Most), cancel);
            if (parsed.GetValue(json))
            {
                await using var lines = new BufferedStream(Screen.OpenBytes());
                foreach (var line in found.Incidents.Select(SearchJson.Write).Concat(found.Reports.Select(SearchJson.Write)))
                {
                    lines.Write(line);
                    lines.WriteByte(EndOfLine);
                }
                await lines.FlushAsync(cancel);
            }
            else
            {
                SearchTable.Write(screen.Page, found);
            }
            return ExitCode.Done;
        });
        return command;
    }
}
