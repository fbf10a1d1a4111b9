using Attest.Incidents;

namespace Attest.Archive.Corrections;

/// <summary>Anchors the words of a claim in their sentence, and finds them again in another version of the text. Pure.</summary>
internal static class WordAnchor
{
    /// <summary>Letters and digits on each side of the words that must stand there again.</summary>
    private const int Surroundings = 24;

    /// <summary>Characters kept on each side, which hold so many letters but for the oddest spacing.</summary>
    private const int Kept = 2 * Surroundings;

    /// <summary>The pieces of a claim's words, as they are written beside it.</summary>
    public const string Between = " … ";

    /// <summary>The anchor of words.</summary>
    /// <param name="report">The report that holds them.</param>
    /// <param name="kind">What the claim is made of; null for none.</param>
    /// <param name="isDerived">Whether its number is counted from people.</param>
    /// <param name="isAdded">Whether a person added it.</param>
    /// <param name="span">Where the words stand.</param>
    /// <param name="sentence">Their sentence.</param>
    public static ClaimAnchor Of(Report report, ClaimKind? kind, bool isDerived, bool isAdded, TextSpan span, TextSpan sentence)
    {
        var before = new TextSpan(Whole(report.Text, Math.Max(sentence.Start, span.Start - Kept)), span.Start).Of(report.Text);
        var after = new TextSpan(span.End, Whole(report.Text, Math.Min(sentence.End, span.End + Kept))).Of(report.Text);
        return new ClaimAnchor(report.Id, report.Document, kind, isDerived, isAdded, new CodePointMap(report.Text).ToCodePoint(span.Start), before, after);
    }

    /// <summary>Where the words of a judged claim stand in a text: with what stood before and after them, and of several such places nearest to where they stood. Null where they stand nowhere.</summary>
    public static TextSpan? Find(Report report, JudgedClaim claim)
    {
        if (claim.Anchor is not { } anchor || claim.Words.Split(Between)[0] is not { Length: > 0 } words)
        {
            return null;
        }
        var start = new CodePointMap(report.Text) is var map && anchor.Start is { } kept && kept <= map.Length ? map.ToIndex(kept) : report.Text.Length;
        if (report.Id == anchor.Report && start + words.Length <= report.Text.Length && report.Text.AsSpan(start, words.Length).SequenceEqual(words))
        {
            return new TextSpan(start, start + words.Length);
        }
        var (before, after) = (Tail(anchor.Before), Head(anchor.After));
        TextSpan? nearest = null;
        for (var at = report.Text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = report.Text.IndexOf(words, at + 1, StringComparison.Ordinal))
        {
            var end = at + words.Length;
            if (Tail(report.Text[Math.Max(0, at - Kept)..at]).EndsWith(before, StringComparison.Ordinal) && Head(report.Text[end..Math.Min(report.Text.Length, end + Kept)]).StartsWith(after, StringComparison.Ordinal)
                && !IsInWord(report.Text, at, end) && (nearest is not { } known || Math.Abs(at - start) < Math.Abs(known.Start - start)))
            {
                nearest = new TextSpan(at, end);
            }
        }
        return nearest;
    }

    /// <summary>Whether a stretch begins or ends within a word or number: “7” of “17”, of “7,500” and of “1.7” is another number.</summary>
    public static bool IsInWord(string text, int start, int end) => Joins(text, start) || Joins(text, end);

    // Whether what stands before an index and what stands at it are of one word.
    private static bool Joins(string text, int index) => index > 0 && index < text.Length
        && (char.IsLetterOrDigit(text[index - 1]) && char.IsLetterOrDigit(text[index])
            || index > 1 && char.IsAsciiDigit(text[index - 2]) && IsOfNumber(text[index - 1]) && char.IsAsciiDigit(text[index])
            || index + 1 < text.Length && char.IsAsciiDigit(text[index - 1]) && IsOfNumber(text[index]) && char.IsAsciiDigit(text[index + 1]));

    private static bool IsOfNumber(char mark) => mark is '.' or ',';

    internal static string Tail(string words) => Neighbourhood.Fold(words) is var folded ? folded[Math.Max(0, folded.Length - Surroundings)..] : "";

    internal static string Head(string words) => Neighbourhood.Fold(words) is var folded ? folded[..Math.Min(folded.Length, Surroundings)] : "";

    // No half of a surrogate pair.
    private static int Whole(string text, int index) => index > 0 && index < text.Length && char.IsLowSurrogate(text[index]) && char.IsHighSurrogate(text[index - 1]) ? index - 1 : index;
}
