using System.CommandLine;
using Attest.Cli.Terminal;
using Attest.Web.Pages.Situation;

namespace Attest.Cli.Commands;

/// <summary><c>attest sitrep</c>: one day as a situation report in Markdown, every sentence with its source's words.</summary>
internal static class SitrepCommand
{
    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var date = QueryArguments.Day("--date", "The day of publication (UTC); the latest day that was read without it.");
        var published = QueryArguments.Moment("--published-by", "As it stood by what had been published by then.");
        var recorded = QueryArguments.Moment("--recorded-by", "As it stood by what had been recorded in this archive by then.");
        var command = new CommandWithExamples(
            "sitrep",
            "Write a day's situation report as Markdown: territory, strikes, people, diplomacy, aid, casualties, disputes, each sentence with its source's words.",
            "attest sitrep",
            "attest sitrep --date 2023-05-13 > 2023-05-13.md",
            "attest sitrep --date 2023-05-13 --recorded-by 2023-06-01")
        {
            date, published, recorded,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            var (publishedBy, recordedBy) = (parsed.GetValue(published), parsed.GetValue(recorded));
            if (await archive.SituationAsync(parsed.GetValue(date), publishedBy, recordedBy, cancel) is not { } situation)
            {
                throw new CouldNotRunException(publishedBy is null && recordedBy is null
                    ? "Writing a situation report: found no report with a day of publication, expected at least one. Add reports, or give their day with attest add --published."
                    : "Writing a situation report as of a moment: found no report with a day of publication that had been published and recorded by then, expected at least one. Ask as of a later moment.");
            }
            foreach (var line in SituationMarkdown.Write(situation.Report, publishedBy, recordedBy).TrimEnd().Split('\n'))
            {
                screen.Say(line);
            }
            return ExitCode.Done;
        });
        return command;
    }
}
