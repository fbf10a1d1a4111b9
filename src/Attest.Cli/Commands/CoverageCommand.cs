using System.CommandLine;
using Attest.Archive;
using Attest.Archive.Formats;
using Attest.Cli.Terminal;

namespace Attest.Cli.Commands;

/// <summary><c>attest coverage</c>: how well places were covered on which days, and which sentences were not understood.</summary>
internal static class CoverageCommand
{
    private const byte EndOfLine = (byte)'\n';
    private const int MostSentences = 20;

    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var place = new Option<string?>("--place") { Description = "Only this place or region; with both days, silent days are listed too.", HelpName = "NAME" };
        var (from, to) = (QueryArguments.From(), QueryArguments.To());
        var json = QueryArguments.Json("Write one JSON object a place and day, one a line.");
        var command = new CommandWithExamples(
            "coverage",
            "List how many reports and known origins cover each place on each day, so that silence is not taken for peace; and sentences with words of attack from which nothing was read.",
            "attest coverage --place Kharkiv --from 2023-05-01 --to 2023-05-31",
            "attest coverage --json > coverage.jsonl")
        {
            place, from, to, json,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var (first, last) = QueryArguments.Days(parsed.GetValue(from), parsed.GetValue(to));
            var named = parsed.GetValue(place);
            if (named is not null && last?.DayNumber - first?.DayNumber >= ReportArchive.MostSilentDays)
            {
                throw new CouldNotRunException($"Listing the days of {named}: found {last?.DayNumber - first?.DayNumber + 1} days, expected at most {ReportArchive.MostSilentDays}, as silent days are listed too. Choose days nearer to each other.");
            }
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            if (named is not null && !await archive.IsPlaceAsync(named, cancel))
            {
                throw new CouldNotRunException($"Listing the days of {named}: found no place of that name, neither in a report of this archive nor in the gazetteer. That nothing is told of it says nothing.");
            }
            var days = await archive.CoverageAsync(named, first, last, cancel);
            if (parsed.GetValue(json))
            {
                await using var lines = new BufferedStream(Screen.OpenBytes());
                foreach (var day in days)
                {
                    lines.Write(OverviewJson.Write(day));
                    lines.WriteByte(EndOfLine);
                }
                await lines.FlushAsync(cancel);
            }
            else
            {
                var (unread, sentences) = await archive.UnreadSentencesAsync(MostSentences, cancel);
                CoverageTable.Write(screen.Page, days, unread, sentences);
            }
            return ExitCode.Done;
        });
        return command;
    }
}
