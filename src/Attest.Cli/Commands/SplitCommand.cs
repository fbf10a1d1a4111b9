using System.CommandLine;
using Attest.Cli.Terminal;
using Attest.Incidents;

namespace Attest.Cli.Commands;

/// <summary><c>attest split</c>: records that claims don't belong to an incident.</summary>
internal static class SplitCommand
{
    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var incident = new Argument<string>("ID") { Description = "The incident." };
        var claims = new Argument<string[]>("CLAIM") { Description = "Claims of it that speak of something else; they stay together.", Arity = ArgumentArity.OneOrMore };
        var (reason, author) = (JudgementArguments.Reason(), JudgementArguments.Author());
        var command = new CommandWithExamples(
            "split",
            "Record that claims don't belong to an incident: they leave it together, each with all that its report says of that occurrence. It outweighs the scores and can be undone; the larger part keeps the id.",
            "attest split 3f2a91c07d5e4b6a8c1d0e2f 07d5e4b6a8c1d0e2f3f2a91c --reason \"the second strike, two hours later\"")
        {
            incident, claims, reason, author,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            return await JudgementArguments.RecordAsync(
                screen,
                () => archive.SplitAsync(
                    parsed.GetRequiredValue(incident), parsed.GetRequiredValue(claims), parsed.GetRequiredValue(reason), parsed.GetRequiredValue(author), new IncidentLinker(), cancel),
                async judgement => $"what left is incident {(await archive.IncidentAsync(judgement.One[0].Claim, cancel))!.Id}, "
                    + $"the rest is incident {(await archive.IncidentAsync(judgement.Other[0].Claim, cancel))!.Id}.");
        });
        return command;
    }
}
