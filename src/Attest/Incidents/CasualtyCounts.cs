namespace Attest.Incidents;

/// <summary>How many one report says were killed and wounded where no number word says so: counted from the people whom it names or describes.</summary>
/// <remarks>
/// Names count once each however often they stand; people without a name are counted within one sentence only, as the next may speak of the same. Those struck and not killed are wounded.
/// A count is derived only where the report gives no figure, and is marked as derived.
/// </remarks>
internal static class CasualtyCounts
{
    /// <summary>A count and the words that it is made of.</summary>
    /// <param name="Measure">Killed or wounded.</param>
    /// <param name="Low">At least.</param>
    /// <param name="High">At most; null where open.</param>
    /// <param name="Of">The casualties that were counted, in the text's order; never empty.</param>
    public sealed record Count(Measure Measure, decimal Low, decimal? High, IReadOnlyList<Casualty> Of);

    /// <summary>The counts that one account's casualties give; none for a measure of which it gives a figure.</summary>
    /// <param name="casualties">Those of the account, in the text's order.</param>
    /// <param name="sentenceOf">The number of the sentence at a position.</param>
    /// <param name="killed">The greatest figure of killed that the account gives; null for none.</param>
    /// <param name="wounded">Likewise of wounded.</param>
    public static IEnumerable<Count> Of(IReadOnlyList<Casualty> casualties, Func<int, int> sentenceOf, decimal? killed, decimal? wounded)
    {
        var dead = Tell([.. casualties.Where(one => one.Harm == Harm.Killed)], sentenceOf, []);
        if (killed is null && dead is not null)
        {
            yield return new Count(Measure.PeopleKilled, dead.Low, dead.High, dead.Of);
        }
        if (wounded is not null)
        {
            yield break;
        }
        var deadNames = casualties.Where(one => one is { Harm: Harm.Killed, Named: true }).Select(one => one.Who!).ToHashSet(StringComparer.Ordinal);
        var deadNouns = casualties.Where(one => one is { Harm: Harm.Killed, Named: false, Who: not null }).Select(one => one.Who!).ToHashSet(StringComparer.Ordinal);
        var count = killed ?? dead?.Low ?? 0;
        // Of one who was hurt and one who died nothing but another name or another noun says that they are two.
        var hurt = Tell([.. casualties.Where(one => one.Harm == Harm.Wounded && !(count > 0 && (one.Who is null || (one.Named ? deadNames : deadNouns).Contains(one.Who))))], sentenceOf, deadNames);
        var struck = Tell([.. casualties.Where(one => one.Harm is Harm.Struck)], sentenceOf, []);
        if (struck is not null && struck.Low > count && (hurt is null || struck.Low - count > hurt.Low))
        {
            yield return new Count(Measure.PeopleWounded, struck.Low - count, struck.High is { } high ? high - count : null, struck.Of);
        }
        else if (hurt is not null)
        {
            yield return new Count(Measure.PeopleWounded, hurt.Low, hurt.High, hurt.Of);
        }
    }

    private static Count? Tell(List<Casualty> casualties, Func<int, int> sentenceOf, HashSet<string> without)
    {
        if (casualties is [])
        {
            return null;
        }
        List<Casualty> named = [.. casualties.Where(one => one.Named && !without.Contains(one.Who!)).DistinctBy(one => one.Who)];
        var best = new Count(Measure.PeopleKilled, named.Count, named.Count, named);
        foreach (var sentence in casualties.Where(one => !one.Named).GroupBy(one => sentenceOf(one.Span.Start)))
        {
            List<Casualty> described = [.. sentence.DistinctBy(one => one.Span).DistinctBy(one => one.Who)];
            var low = described.Sum(one => one.Low ?? 0);
            if (low > best.Low)
            {
                best = new Count(Measure.PeopleKilled, low, described.Exists(one => one.High is null) ? null : described.Sum(one => one.High), described);
            }
        }
        return best.Low > 0 ? best
            : casualties.Find(one => one is { Low: 0, High: 0 }) is { } nobody ? new Count(Measure.PeopleKilled, 0, 0, [nobody])
            : null;
    }
}
