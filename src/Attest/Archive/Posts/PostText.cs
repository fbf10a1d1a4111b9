using System.Globalization;
using System.Text.RegularExpressions;

namespace Attest.Archive.Posts;

/// <summary>The text of a post and the claims that it names by number. Pure.</summary>
public static partial class PostText
{
    /// <summary>The longest headline, in characters.</summary>
    public const int LongestHeadline = 200;

    /// <summary>The longest text.</summary>
    public const int LongestText = 20_000;

    /// <summary>The longest key point.</summary>
    public const int LongestPoint = 400;

    /// <summary>Key points at most.</summary>
    public const int MostPoints = 12;

    /// <summary>Claims of one post at most.</summary>
    public const int MostClaims = 40;

    /// <summary>A paragraph in pieces: words, and the numbers of the claims that it leads to.</summary>
    /// <param name="paragraph">The paragraph.</param>
    /// <param name="claims">How many claims the post has; another number is no claim's and stands as it was written.</param>
    public static IReadOnlyList<(string Words, int? Claim)> Pieces(string paragraph, int claims)
    {
        ArgumentNullException.ThrowIfNull(paragraph);
        var pieces = new List<(string, int?)>();
        var from = 0;
        foreach (Match mark in Mark().Matches(paragraph))
        {
            if (NumberOf(mark) is var number && number >= 1 && number <= claims)
            {
                // A number stands close to the word before it.
                pieces.Add((paragraph[from..mark.Index].TrimEnd(' '), null));
                pieces.Add(("", number));
                from = mark.Index + mark.Length;
            }
        }
        pieces.Add((paragraph[from..], null));
        return [.. pieces.Where(piece => piece.Item2 is not null || piece.Item1.Length > 0)];
    }

    /// <summary>A paragraph without the numbers of its claims.</summary>
    /// <inheritdoc cref="Pieces"/>
    public static string Plain(string paragraph, int claims) => string.Concat(Pieces(paragraph, claims).Select(piece => piece.Words));

    /// <summary>The text of a content as its form shows it.</summary>
    public static string Of(PostContent content, PostKind kind)
    {
        ArgumentNullException.ThrowIfNull(content);
        return string.Join(kind == PostKind.KeyPoints ? "\n" : "\n\n", content.Paragraphs);
    }

    /// <summary>Puts a draft in order: its paragraphs, with the claims numbered as the text first names them; those that it names nowhere come last.</summary>
    /// <param name="draft">What was written.</param>
    /// <returns>The paragraphs, and the claims in the order of their new numbers.</returns>
    /// <exception cref="ArgumentException">Something is missing or too long, or a number is no claim's; the message says what to do.</exception>
    public static (string? Headline, IReadOnlyList<string> Paragraphs, IReadOnlyList<string> Claims) Compose(PostDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var headline = Tidy(draft.Headline);
        var paragraphs = (draft.Kind == PostKind.KeyPoints ? Line() : EmptyLine()).Split(draft.Text.ReplaceLineEndings("\n")).Select(Tidy).Where(paragraph => paragraph.Length > 0).ToList();
        var chosen = draft.Claims.DistinctBy(claim => claim.Number).ToDictionary(claim => claim.Number, claim => claim.Claim);
        var named = paragraphs.SelectMany(paragraph => Mark().Matches(paragraph)).Select(NumberOf).Distinct().ToList();
        string? fault = paragraphs.Count == 0 ? "found no words of yours; write at least a sentence."
            : headline.Length > LongestHeadline ? Invariant($"found a headline of {headline.Length} characters, expected at most {LongestHeadline}.")
            : draft.Text.Length > LongestText ? Invariant($"found a text of {draft.Text.Length} characters, expected at most {LongestText}.")
            : chosen.Count > MostClaims ? Invariant($"found {chosen.Count} claims, expected at most {MostClaims}.")
            : named.Find(number => !chosen.ContainsKey(number)) is var missing && missing != 0 ? Invariant($"the text names [{missing}], but no claim of that number is chosen. Choose it, or take the number out.")
            : draft.Kind == PostKind.KeyPoints ? FaultOfPoints(paragraphs)
            : draft.Kind == PostKind.Post && chosen.Count == 0 ? "found no claim in it. Put one in, or mark it as a note of the desk."
            : null;
        if (fault is not null)
        {
            throw new ArgumentException($"Writing {(draft.Kind == PostKind.KeyPoints ? "key points" : "a post")}: {fault}", nameof(draft));
        }
        var order = named.Concat(chosen.Keys.Order().Except(named)).ToList();
        // One claim under two numbers is one.
        var claims = order.Select(number => chosen[number]).Distinct(StringComparer.Ordinal).ToList();
        return (headline.Length == 0 ? null : headline, [.. paragraphs.Select(paragraph => Mark().Replace(paragraph, mark => Invariant($"[{claims.IndexOf(chosen[NumberOf(mark)]) + 1}]")))], claims);
    }

    private static string? FaultOfPoints(List<string> points) =>
        points.Count > MostPoints ? Invariant($"found {points.Count} key points, expected at most {MostPoints}.")
        : points.Find(point => point.Length > LongestPoint) is { } longest ? Invariant($"found a key point of {longest.Length} characters, expected at most {LongestPoint}: “{longest[..60]}…”.")
        : points.Find(point => !Mark().IsMatch(point)) is { } bare ? $"“{(bare.Length > 60 ? bare[..60] + "…" : bare)}” names no claim. Choose one, and write its number behind the words, as in [1]."
        : null;

    // One line without what nobody sees.
    private static string Tidy(string text) => Spaces().Replace(new string([.. text.Select(letter => char.IsControl(letter) ? ' ' : letter)]), " ").Trim();

    private static int NumberOf(Match mark) => int.Parse(mark.Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\[([1-9]\d{0,2})\]", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    [GeneratedRegex(@"\n", RegexOptions.CultureInvariant)]
    private static partial Regex Line();

    [GeneratedRegex(@"\n[ \t]*\n", RegexOptions.CultureInvariant)]
    private static partial Regex EmptyLine();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
