namespace Attest.Intake.Items;

/// <summary>Lines that are furniture by their words: adverts, appeals, teasers, credits. The words stand in furniture.tsv.</summary>
internal static class Furniture
{
    private static readonly Pattern[] Patterns =
        [.. Table.Rows("Intake/Items/furniture.tsv").Select(row => new Pattern(new Glob(row[0]), int.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture), Enum.Parse<Follow>(row[2], true)))];

    private static readonly Glob[] LiveTitles = [.. Table.Rows("Intake/Items/live-titles.tsv").Select(row => new Glob(row[0]))];

    private static readonly int Longest = Patterns.Max(pattern => pattern.Longest);

    /// <summary>What else is furniture after a line that is.</summary>
    public enum Follow
    {
        /// <summary>Nothing.</summary>
        Nothing,

        /// <summary>A headline after it, and the paragraph under that headline.</summary>
        Deck,

        /// <summary>Lines without a final stop after it; without at least one the line is no furniture at all.</summary>
        List,
    }

    /// <summary>What follows a furniture line; null where the line is none.</summary>
    public static Follow? Find(TextLine line)
    {
        if (line.Span.Length > Longest)
        {
            return null;
        }
        var words = line.Plain.AsSpan().Trim(" *_#[]()<>-=|•·");
        var bare = words.TrimEnd(".!…");
        foreach (var pattern in Patterns)
        {
            if (line.Span.Length <= pattern.Longest && (pattern.Words.IsMatch(words) || pattern.Words.IsMatch(bare)))
            {
                return pattern.Follow;
            }
        }
        return null;
    }

    /// <summary>Whether a title says that its page is a live one.</summary>
    public static bool IsLiveTitle(string plainTitle) => Array.Exists(LiveTitles, title => title.IsMatch(plainTitle));

    private sealed record Pattern(Glob Words, int Longest, Follow Follow);
}
