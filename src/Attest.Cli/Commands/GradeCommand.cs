using System.CommandLine;
using Attest.Cli.Terminal;
using Attest.Incidents;
using Attest.Web.Wording;

namespace Attest.Cli.Commands;

/// <summary><c>attest grade</c>: records how reliable a source is.</summary>
internal static class GradeCommand
{
    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var source = new Argument<string>("SOURCE") { Description = "A publisher's name, or with --speaker that of somebody who is quoted." };
        var grade = new Argument<string>("GRADE") { Description = "A letter for the source (A completely reliable … E unreliable, F cannot be judged) and a number for what it says (1 confirmed … 5 improbable, 6 cannot be judged), such as B2." };
        var speaker = new Option<bool>("--speaker") { Description = "The source is somebody who is quoted." };
        var (reason, author) = (JudgementArguments.Reason(), JudgementArguments.Author());
        var command = new CommandWithExamples(
            "grade",
            "Record how reliable a source is and how credible what it says, by the two scales of the Admiralty system. It is shown beside the source and its claims and changes no number; it can be undone.",
            "attest grade \"Sample Daily\" B2 --reason \"its corrections are prompt\"",
            "attest grade \"Ana Sample\" C3 --speaker --reason \"speaks of what she is told\"")
        {
            source, grade, speaker, reason, author,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetRequiredValue(grade).Trim().ToUpperInvariant() is not [var letter, >= '0' and <= '9' and var digit])
            {
                throw new CouldNotRunException($"Reading the grade: found “{parsed.GetRequiredValue(grade)}”, expected a letter from A to F and a number from 1 to 6, such as B2.");
            }
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            return await JudgementArguments.RecordAsync(
                screen,
                () => archive.GradeAsync(
                    parsed.GetValue(speaker) ? GradedKind.Speaker : GradedKind.Publisher, parsed.GetRequiredValue(source), letter, digit - '0', JudgementArguments.Decision(parsed, reason, author, null), new IncidentLinker(), cancel),
                judgement => Task.FromResult($"{judgement.Grade!.Name} is graded {JudgementWords.Of(judgement.Grade)}."));
        });
        return command;
    }
}
