using System.CommandLine;
using Attest.Cli.Terminal;
using Attest.Incidents;

namespace Attest.Cli.Commands;

/// <summary><c>attest accept</c>: records that a claim was read rightly.</summary>
internal static class AcceptCommand
{
    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var claim = new Argument<string>("CLAIM") { Description = "A claim, as attest incidents --json lists it." };
        var (reason, author, answers, seen) = (JudgementArguments.Reason("read rightly"), JudgementArguments.Author(), JudgementArguments.Answers(), JudgementArguments.Seen());
        var command = new CommandWithExamples(
            "accept",
            "Record that a claim was read rightly, or holds as it was put right. A rejection of it before no longer holds. It can be undone.",
            "attest accept 07d5e4b6a8c1d0e2f3f2a91c --reason \"checked against the page\"")
        {
            claim, reason, author, answers, seen,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            return await JudgementArguments.RecordAsync(
                screen,
                () => archive.AcceptAsync(parsed.GetRequiredValue(claim), JudgementArguments.Decision(parsed, reason, author, answers, seen), new IncidentLinker(), cancel),
                judgement => Task.FromResult($"claim {judgement.One[0].Claim} holds."));
        });
        return command;
    }
}
