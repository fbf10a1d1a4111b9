using System.CommandLine;
using Attest.Archive;
using Attest.Archive.Formats;
using Attest.Cli.Terminal;

namespace Attest.Cli.Commands;

/// <summary><c>attest judgements</c>: lists what people decided.</summary>
internal static class JudgementsCommand
{
    private const int AtOnce = 500;
    private const byte EndOfLine = (byte)'\n';

    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var lost = new Option<bool>("--lost") { Description = "Only those whose words are no longer in the latest version of their report." };
        var waiting = new Option<bool>("--waiting") { Description = "Only readers' reports of errors that nobody decided yet." };
        var verdict = new Option<string[]>("--verdict") { Description = "Only of this verdict, such as corrected; may be given several times.", HelpName = "VERDICT" };
        var json = QueryArguments.Json("Write one JSON object a judgement, one a line.");
        var command = new CommandWithExamples(
            "judgements",
            "List what people decided, the newest first: who, when, why, before and after.",
            "attest judgements",
            "attest judgements --lost",
            "attest judgements --verdict corrected --verdict added --json")
        {
            lost, waiting, verdict, json,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var verdicts = (parsed.GetValue(verdict) ?? []).Select(name => WireNames<Verdict>.TryParse(name, out var known) ? known
                : throw new CouldNotRunException($"Reading --verdict: found “{name}”, expected one of {string.Join(", ", Enum.GetValues<Verdict>().Select(WireNames<Verdict>.Of))}.")).ToList();
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            var filter = new JudgementFilter(verdicts, Lost: parsed.GetValue(lost), Waiting: parsed.GetValue(waiting));
            await using var lines = parsed.GetValue(json) ? new BufferedStream(Screen.OpenBytes()) : null;
            string? cursor = null;
            do
            {
                var page = await archive.JudgementsAsync(filter, cursor, AtOnce, cancel);
                foreach (var listed in page.Items)
                {
                    if (lines is null)
                    {
                        JudgementLines.Write(screen, listed);
                    }
                    else
                    {
                        lines.Write(JudgementJson.Write(listed.Judgement));
                        lines.WriteByte(EndOfLine);
                    }
                }
                cursor = page.Next;
            }
            while (cursor is not null);
            return ExitCode.Done;
        });
        return command;
    }
}
