using System.CommandLine;
using Attest.Cli.Terminal;
using Attest.Incidents;

namespace Attest.Cli.Commands;

/// <summary><c>attest resolve</c>: records that two claims no longer contradict each other.</summary>
internal static class ResolveCommand
{
    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var claim = new Argument<string>("CLAIM") { Description = "A claim." };
        var other = new Argument<string>("OTHER") { Description = "One that contradicts it." };
        var (reason, author, answers) = (JudgementArguments.Reason(), JudgementArguments.Author(), JudgementArguments.Answers());
        var command = new CommandWithExamples(
            "resolve",
            "Record that two claims of an incident that can't both hold no longer disagree, and why: both count as before, and the contradiction is resolved. It can be undone.",
            "attest resolve 07d5e4b6a8c1d0e2f3f2a91c 4b6a8c1d0e2f07d5e3f2a91c --reason \"one counts soldiers, the other all\"")
        {
            claim, other, reason, author, answers,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            return await JudgementArguments.RecordAsync(
                screen,
                () => archive.ResolveAsync(parsed.GetRequiredValue(claim), parsed.GetRequiredValue(other), JudgementArguments.Decision(parsed, reason, author, answers), new IncidentLinker(), cancel),
                _ => Task.FromResult("the contradiction is resolved."));
        });
        return command;
    }
}
