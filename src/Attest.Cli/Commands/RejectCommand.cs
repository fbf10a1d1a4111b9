using System.CommandLine;
using Attest.Cli.Terminal;
using Attest.Incidents;

namespace Attest.Cli.Commands;

/// <summary><c>attest reject</c>: records that a claim does not hold.</summary>
internal static class RejectCommand
{
    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var claim = new Argument<string>("CLAIM") { Description = "A claim of an incident, as attest incidents --json lists it." };
        var (reason, author, answers, seen) = (JudgementArguments.Reason(), JudgementArguments.Author(), JudgementArguments.Answers(), JudgementArguments.Seen());
        var command = new CommandWithExamples(
            "reject",
            "Record that a claim does not hold: it stays on view and counts for nothing, and what disagrees with it is resolved. It can be undone.",
            "attest reject 07d5e4b6a8c1d0e2f3f2a91c --reason \"the ministry withdrew the number\"")
        {
            claim, reason, author, answers, seen,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            return await JudgementArguments.RecordAsync(
                screen,
                () => archive.RejectAsync(parsed.GetRequiredValue(claim), JudgementArguments.Decision(parsed, reason, author, answers, seen), new IncidentLinker(), cancel),
                judgement => Task.FromResult($"claim {judgement.One[0].Claim} counts for nothing now."));
        });
        return command;
    }
}
