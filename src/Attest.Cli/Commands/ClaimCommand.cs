using System.CommandLine;
using Attest.Archive;
using Attest.Cli.Terminal;
using Attest.Incidents;

namespace Attest.Cli.Commands;

/// <summary><c>attest claim</c>: makes a claim of words from which none was read.</summary>
internal static class ClaimCommand
{
    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var report = new Argument<string>("REPORT") { Description = "The report, by its id." };
        var words = new Option<string>("--words") { Description = "The words as they stand: the number with its unit, the words that name the event, or what is said.", HelpName = "TEXT", Required = true };
        var within = new Option<string?>("--within") { Description = "A stretch of the report that holds them, where they stand more than once.", HelpName = "TEXT" };
        var start = new Option<int?>("--start") { Description = "Where they start in the report's text, in code points, where no stretch tells which place is meant.", HelpName = "NUMBER" };
        var kind = new Option<string>("--kind") { Description = "figure, event or statement.", HelpName = "KIND", DefaultValueFactory = _ => "figure" };
        var fields = new ClaimArguments();
        var (reason, author, answers) = (JudgementArguments.Reason(), JudgementArguments.Author(), JudgementArguments.Answers());
        kind.AcceptOnlyFromAmong([.. Enum.GetValues<ClaimKind>().Select(WireNames<ClaimKind>.Of)]);
        var command = new CommandWithExamples(
            "claim",
            "Make a claim of words of a report from which none was read: a figure (--figure, --measure), an event (--type) or a statement (--speaker). It counts like any other; it can be undone.",
            "attest claim 3f2a… --words \"seven people\" --figure 7 --measure people-wounded --speaker \"the mayor\" --reason \"it was not read\"")
        {
            report, words, within, start, kind, reason, author, answers,
        };
        fields.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            return await JudgementArguments.RecordAsync(
                screen,
                () => archive.AddClaimAsync(
                    parsed.GetRequiredValue(report), WireNames<ClaimKind>.Parse(parsed.GetRequiredValue(kind)), new ChosenWords(parsed.GetRequiredValue(words), parsed.GetValue(within), parsed.GetValue(start)), fields.Read(parsed),
                    JudgementArguments.Decision(parsed, reason, author, answers), new IncidentLinker(), cancel),
                async judgement => $"“{Excerpt.Of(judgement.One[0].Words, 60)}” is claim {judgement.One[0].Claim}{(await archive.IncidentAsync(judgement.One[0].Claim, cancel) is { } incident ? $" of incident {incident.Id}" : "")}.");
        });
        return command;
    }
}
