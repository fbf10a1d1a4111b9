using System.CommandLine;
using Attest.Cli.Terminal;
using Attest.Incidents;

namespace Attest.Cli.Commands;

/// <summary><c>attest merge</c>: records that two incidents are one occurrence.</summary>
internal static class MergeCommand
{
    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var one = new Argument<string>("ID") { Description = "An incident, or a claim of one." };
        var other = new Argument<string>("OTHER") { Description = "Another." };
        var unsure = new Option<bool>("--unsure") { Description = "Record only that it can't be told whether they are one; nothing is merged." };
        var (reason, author) = (JudgementArguments.Reason(), JudgementArguments.Author());
        var command = new CommandWithExamples(
            "merge",
            "Record that two incidents are one occurrence. It outweighs the scores and can be undone; the younger id becomes an alias.",
            "attest merge 3f2a91c07d5e4b6a8c1d0e2f 91c07d5e3f2a4b6a8c1d0e2f --reason \"same market, same hour\"",
            "attest merge ID OTHER --unsure --reason \"one of them may be the day before\"")
        {
            one, other, reason, author, unsure,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            var verdict = parsed.GetValue(unsure) ? Verdict.Unsure : Verdict.Same;
            return await JudgementArguments.RecordAsync(
                screen,
                () => archive.JudgeAsync(verdict, parsed.GetRequiredValue(one), parsed.GetRequiredValue(other), parsed.GetRequiredValue(reason), parsed.GetRequiredValue(author), new IncidentLinker(), cancel),
                async judgement => verdict == Verdict.Unsure
                    ? "it can't be told whether they are one; both stay."
                    : $"they are one incident, {(await archive.IncidentAsync(judgement.One[0].Claim, cancel))!.Id}.");
        });
        return command;
    }
}
