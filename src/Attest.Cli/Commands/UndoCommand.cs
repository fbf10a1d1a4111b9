using System.CommandLine;
using Attest.Cli.Terminal;
using Attest.Incidents;

namespace Attest.Cli.Commands;

/// <summary><c>attest undo</c>: takes a judgement back.</summary>
internal static class UndoCommand
{
    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var judgement = new Argument<string>("JUDGEMENT") { Description = "The judgement, as attest incidents ID lists it." };
        var (reason, author) = (JudgementArguments.Reason(), JudgementArguments.Author());
        var command = new CommandWithExamples(
            "undo",
            "Take a judgement back. Both stay in the ledger; the incidents become what they would be without it.",
            "attest undo 3f2a91c07d5e --reason \"the mayor spoke of two markets\"")
        {
            judgement, reason, author,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            var undone = parsed.GetRequiredValue(judgement);
            Judgement made;
            try
            {
                made = await archive.UndoAsync(undone, parsed.GetRequiredValue(reason), parsed.GetRequiredValue(author), new IncidentLinker(), cancel);
            }
            catch (ArgumentException fault)
            {
                throw JudgementArguments.CouldNot(fault);
            }
            screen.Say($"Recorded judgement {made.Id}: {undone} no longer holds.");
            return ExitCode.Done;
        });
        return command;
    }
}
