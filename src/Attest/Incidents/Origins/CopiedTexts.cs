namespace Attest.Incidents.Origins;

/// <summary>The texts that reports of an incident have copied from one another, and what each rests on.</summary>
/// <remarks>
/// Paragraphs that are near-copies are one text, and so are paragraphs that the same two reports share: whoever copies three paragraphs copies one story.
/// An outlet that repeats only itself is still its own voice, and has no root here.
/// </remarks>
internal sealed class CopiedTexts
{
    private readonly CopiedPassages _passages;
    private readonly Dictionary<int, Credit> _roots = [];

    /// <summary>Finds the texts.</summary>
    /// <param name="claims">Claims with a signature; the order tells nothing.</param>
    public CopiedTexts(IReadOnlyList<LinkedClaim> claims)
    {
        _passages = new CopiedPassages(claims.Select(claim => claim.Signature!));
        foreach (var story in Stories([.. claims.GroupBy(claim => _passages.GroupOf(claim.Signature!)).OrderBy(group => group.Key).Select(group => new Text([group.Key], [.. group]))]))
        {
            if (RootOf(story.Claims) is { } root)
            {
                foreach (var passage in story.Passages)
                {
                    _roots.Add(passage, root);
                }
            }
        }
    }

    /// <summary>The number of the text that a claim's paragraph is a copy of, with the words for who says it.</summary>
    public (int Text, string Speaker) GroupOf(LinkedClaim claim) => (_passages.GroupOf(claim.Signature!), claim.Claim.Speaker ?? "");

    /// <summary>What a claim's text rests on; null where nobody else has it.</summary>
    public Credit? RootOf(LinkedClaim claim) => _roots.GetValueOrDefault(_passages.GroupOf(claim.Signature!));

    private static List<Text> Stories(List<Text> texts)
    {
        var stories = new List<Text>();
        foreach (var text in texts)
        {
            var same = stories.FindAll(story => story.Reports.Intersect(text.Reports).Take(2).Count() == 2);
            stories.RemoveAll(same.Contains);
            stories.Add(new Text([.. same.SelectMany(story => story.Passages), .. text.Passages], [.. same.SelectMany(story => story.Claims), .. text.Claims]));
        }
        return stories;
    }

    // The agency that one of the copies credits or is published by; else the text itself, by its first publisher.
    private static Credit? RootOf(IReadOnlyList<LinkedClaim> copies)
    {
        if (copies.Select(claim => claim.Claim.Report.Id).Distinct().Count() < 2)
        {
            return null;
        }
        var credited = copies.Where(claim => claim.Credit is not null).GroupBy(claim => claim.Credit!)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        if (credited is not null)
        {
            return credited;
        }
        if (copies.Select(claim => claim.Claim.Report.Publisher).Distinct(StringComparer.Ordinal).ToList() is [not null])
        {
            return null;
        }
        var first = copies.OrderBy(claim => claim.At ?? new PublicationTime(DateOnly.MaxValue)).ThenBy(claim => claim.Claim.Report.Id.Hex, StringComparer.Ordinal).First();
        return new Credit(
            $"text {copies.Select(claim => claim.Signature!).Order(StringComparer.Ordinal).First()}",
            first.Claim.Report.Publisher is { } publisher ? $"text first seen at {publisher}" : "text of no known publisher", OriginKind.Text);
    }

    private sealed record Text(IReadOnlyList<int> Passages, IReadOnlyList<LinkedClaim> Claims)
    {
        public HashSet<Sha256> Reports { get; } = [.. Claims.Select(claim => claim.Claim.Report.Id)];
    }
}
