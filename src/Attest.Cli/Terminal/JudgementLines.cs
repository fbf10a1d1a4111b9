using Attest.Archive;
using Attest.Web.Wording;

namespace Attest.Cli.Terminal;

/// <summary>A judgement as a few lines.</summary>
internal static class JudgementLines
{
    private const int LongestWords = 100, LongestReason = 200;

    /// <summary>Writes it.</summary>
    public static void Write(Screen screen, ListedJudgement listed)
    {
        var judgement = listed.Judgement;
        var of = judgement.Grade is { } grade ? $"{grade.Name} {JudgementWords.Of(grade)}" : judgement.One is [var one, ..] ? $"“{Excerpt.Of(one.Words, LongestWords)}”{(one.Claim.Length > 0 ? $" (claim {one.Claim})" : "")}" : "";
        screen.Say($"{judgement.Id}  {JudgementWords.Of(judgement.Verdict)}  {of}");
        if (judgement.Changes.Count > 0)
        {
            screen.Say($"              {Changes(judgement)}");
        }
        screen.Say($"              {Excerpt.Of(judgement.Reason, LongestReason)}");
        screen.Say($"              {judgement.Author}, {Moments.Of(judgement.At)}{(judgement.UndoneBy is { } by ? $"; undone by {by}" : "")}{(listed.AnsweredBy is { } answer ? $"; decided by {answer}" : "")}"
            + $"{(judgement.Over is { } over ? $"; replaced {over}, which its author had not seen" : "")}{(listed.IsLost ? "; its words are no longer in the latest version" : "")}");
    }

    /// <summary>What it changes: <c>how many: 4 → 6–8; where: Alba → Brega</c>.</summary>
    public static string Changes(Judgement judgement) =>
        string.Join("; ", JudgementWords.Changes(judgement).Select(change => change.Before.Length == 0 ? $"{change.Field}: {change.After}" : $"{change.Field}: {change.Before} → {change.After}"));
}
