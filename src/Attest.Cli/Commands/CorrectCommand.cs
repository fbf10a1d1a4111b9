using System.CommandLine;
using Attest.Cli.Terminal;
using Attest.Incidents;

namespace Attest.Cli.Commands;

/// <summary><c>attest correct</c>: puts a claim right.</summary>
internal static class CorrectCommand
{
    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var claim = new Argument<string>("CLAIM") { Description = "A claim, as attest incidents --json lists it." };
        var fields = new ClaimArguments();
        var (reason, author, answers, seen) = (JudgementArguments.Reason(), JudgementArguments.Author(), JudgementArguments.Answers(), JudgementArguments.Seen());
        var command = new CommandWithExamples(
            "correct",
            "Put a claim right: it says from now on what is given, and tallies, incidents and all else follow at once. The reading stays in the ledger as it was; it can be undone. An empty value means that nothing is known.",
            "attest correct 07d5e4b6a8c1d0e2f3f2a91c --figure 6..8 --measure people-wounded --reason \"the text says wounded\"",
            "attest correct 07d5e4b6a8c1d0e2f3f2a91c --place \"Alba, Coast\" --time 2031-05-04 --reason \"the town on the coast\"")
        {
            claim, reason, author, answers, seen,
        };
        fields.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            return await JudgementArguments.RecordAsync(
                screen,
                () => archive.CorrectAsync(parsed.GetRequiredValue(claim), fields.Read(parsed), JudgementArguments.Decision(parsed, reason, author, answers, seen), new IncidentLinker(), cancel),
                judgement => Task.FromResult($"claim {judgement.One[0].Claim}, {JudgementLines.Changes(judgement)}."));
        });
        return command;
    }
}
