using Attest.Claims.Places;
using Attest.Incidents.Contradictions;

namespace Attest.Incidents.Tallies;

/// <summary>Says what one incident is to a tally. Pure; the order of its claims tells nothing.</summary>
internal static class TallyReader
{
    /// <summary>Days from which a date no longer tells one occurrence from the next.</summary>
    public const int MostDays = 31;

    /// <summary>The entry; null where none of its figures is of the measure.</summary>
    /// <param name="query">What is asked; its place and days are not looked at.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="claims">Its claims, each with its origin resolved.</param>
    public static TallyEntry? Of(TallyQuery query, Incident incident, IReadOnlyList<LinkedClaim> claims)
    {
        var leftOut = new SortedDictionary<LeftOut, int>();
        void Leave(LeftOut reason) => leftOut[reason] = leftOut.GetValueOrDefault(reason) + 1;
        var (all, asked) = (0, new List<LinkedClaim>());
        foreach (var claim in claims)
        {
            if (claim.Claim.Measure != query.Measure)
            {
                continue;
            }
            all++;
            if (Unasked(query, claim) is { } other)
            {
                Leave(other);
            }
            else
            {
                asked.Add(claim);
            }
        }
        return all == 0 ? null : Of(query.Measure, incident, asked, asked.Count == all, leftOut);
    }

    /// <summary>The entry of figures of one measure.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="asked">Those of its figures that are asked for.</param>
    /// <param name="isWhole">Whether these are all that it has.</param>
    /// <param name="leftOut">Others that are left out; null for none.</param>
    public static TallyEntry Of(Measure measure, Incident incident, List<LinkedClaim> asked, bool isWhole, SortedDictionary<LeftOut, int>? leftOut = null)
    {
        leftOut ??= [];
        void Leave(LeftOut reason) => leftOut[reason] = leftOut.GetValueOrDefault(reason) + 1;
        var days = DaysOf(incident);
        TallyEntry Entry(Toll? toll = null, bool isUndated = false, bool isMixed = false, IReadOnlyList<string>? made = null) => new(days?.First, days?.Last, toll, isUndated, isMixed, leftOut, made ?? [], asked.Count, asked.Count(claim => claim.Claim.Side is null), asked.Count(claim => claim.OriginKey is null));
        if (!HasHappened(incident))
        {
            asked.ForEach(_ => Leave(incident.Status switch { EventStatus.Denied => LeftOut.Denied, EventStatus.Historical => LeftOut.Historical, _ => LeftOut.NotHappened }));
            return Entry();
        }
        if (days is null)
        {
            // It may be one that is counted already, or the whole of many.
            return Entry(isUndated: asked.Exists(ClaimStanding.Counts));
        }
        var figures = asked.Where(ClaimStanding.Counts).OrderBy(claim => claim.Claim.Report.Published ?? new PublicationTime(DateOnly.MaxValue))
            .ThenBy(claim => claim.Claim.Report.Id.Hex, StringComparer.Ordinal).ThenBy(claim => claim.Claim.Words[0]).ThenBy(claim => claim.Claim.Id, StringComparer.Ordinal).ToList();
        var superseded = Supersession.Find(figures);
        foreach (var claim in asked)
        {
            if (ReasonOf(claim, superseded) is { } reason)
            {
                Leave(reason);
            }
        }
        var standing = figures.FindAll(figure => !superseded.ContainsKey(figure.Claim.Id));
        if (standing is [])
        {
            return Entry();
        }
        var whole = Wholes.Among(standing);
        // Unless only some of its figures are asked for, an incident adds what it says of itself.
        var counted = isWhole ? incident.Toll : TollCounter.Count(whole, superseded);
        return counted.TryGetValue(measure, out var toll) ? Entry(toll, isMixed: whole.Count < standing.Count, made: [.. whole.Select(figure => figure.Claim.Id)]) : Entry(isMixed: whole.Count < standing.Count);
    }

    /// <summary>All that an incident can be asked for, with its figures that are asked for then, in their order: each measure by itself, by each side that they are of, by each who says so, and by both.</summary>
    public static IEnumerable<(TallyQuery Query, List<LinkedClaim> Figures)> Parts(IEnumerable<LinkedClaim> claims)
    {
        foreach (var measured in claims.Where(claim => claim.Claim.Measure is not null).GroupBy(claim => claim.Claim.Measure!.Value))
        {
            var whole = new TallyQuery(measured.Key);
            var figures = measured.Select(claim => (Claim: claim, Side: claim.Claim.Side is { } side ? PlaceKey.Fold(side) : null)).ToList();
            yield return (whole, figures.ConvertAll(figure => figure.Claim));
            foreach (var side in figures.Where(figure => figure.Side is not null).GroupBy(figure => figure.Side!, StringComparer.Ordinal))
            {
                yield return (whole with { Side = side.Key }, [.. side.Select(figure => figure.Claim)]);
            }
            foreach (var said in figures.SelectMany(figure => Claimants(figure.Claim).Distinct(StringComparer.Ordinal), (figure, claimant) => (Claimant: claimant, Figure: figure)).GroupBy(one => one.Claimant, one => one.Figure, StringComparer.Ordinal))
            {
                yield return (whole with { Claimant = said.Key }, [.. said.Select(figure => figure.Claim)]);
                foreach (var side in said.Where(figure => figure.Side is not null).GroupBy(figure => figure.Side!, StringComparer.Ordinal))
                {
                    yield return (whole with { Claimant = said.Key, Side = side.Key }, [.. side.Select(figure => figure.Claim)]);
                }
            }
        }
    }

    /// <summary>Whether it is said to have happened, so that its tolls may be added.</summary>
    public static bool HasHappened(Incident incident) => incident.Status is not (EventStatus.Denied or EventStatus.Planned or EventStatus.Hypothetical or EventStatus.Historical);

    /// <summary>Its days, where it is dated to within a month.</summary>
    public static (DateOnly First, DateOnly Last)? DaysOf(Incident incident) =>
        incident.Date?.Days is ({ } first, { } last) && last.DayNumber - first.DayNumber < MostDays ? (first, last) : null;

    // Why a figure is none of those asked for; null where it is.
    private static LeftOut? Unasked(TallyQuery query, LinkedClaim claim)
    {
        if (query.Claimant is { } claimant && !Claimants(claim).Contains(PlaceKey.Fold(claimant), StringComparer.Ordinal))
        {
            return claim.OriginKey is null ? LeftOut.Unsourced : LeftOut.OtherClaimant;
        }
        return query.Side is not { } side ? null : claim.Claim.Side is null ? LeftOut.UnknownSide : PlaceKey.Fold(claim.Claim.Side) == PlaceKey.Fold(side) ? null : LeftOut.OtherSide;
    }

    private static IEnumerable<string> Claimants(LinkedClaim claim)
    {
        if (claim.OriginKey is not { } origin)
        {
            yield break;
        }
        yield return PlaceKey.Fold(origin);
        if (claim.SpeakerSide is { } side)
        {
            yield return PlaceKey.Fold(side);
        }
        if (claim.Claim.Speaker is { } speaker)
        {
            yield return PlaceKey.Fold(speaker);
        }
    }

    private static LeftOut? ReasonOf(LinkedClaim claim, Dictionary<string, LinkedClaim> superseded) => claim.Claim switch
    {
        { IsRejected: true } => LeftOut.Rejected,
        { Status: EventStatus.Denied } or { Modality: Modality.Denied } => LeftOut.Denied,
        { Status: EventStatus.Planned or EventStatus.Hypothetical } or { Modality: Modality.Planned or Modality.Possible or Modality.Asked } => LeftOut.NotHappened,
        { Status: EventStatus.Historical } => LeftOut.Historical,
        { IsPart: true } => LeftOut.Part,
        _ when claim.Scope is FigureScope.Cumulative or FigureScope.Stock => LeftOut.Total,
        _ when superseded.ContainsKey(claim.Claim.Id) || claim.Revision == Revision.Former => LeftOut.Superseded,
        _ => null,
    };
}
