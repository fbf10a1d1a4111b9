namespace Attest.Incidents.Contradictions;

/// <summary>Whether two claims of one incident speak of one thing, so that they can agree or contradict each other.</summary>
internal static class Comparability
{
    /// <summary>Days by which two periods may differ in length and still be one.</summary>
    private const int PeriodDays = 2;

    /// <summary>Whether two figures count the same: measure, side, scope, sort, place and period, where both say.</summary>
    public static bool CountTheSame(LinkedClaim left, LinkedClaim right) =>
        left.Claim.Measure == right.Claim.Measure && !left.Claim.IsPart && !right.Claim.IsPart && left.Scope == right.Scope
        && (left.Claim.Side is null || right.Claim.Side is null || left.Claim.Side == right.Claim.Side)
        && (IsMoney(left.Claim.Measure) ? string.Equals(left.Of, right.Of, StringComparison.OrdinalIgnoreCase) : CountOneSort(left, right))
        && AreOnePlace(left.CountedAt, right.CountedAt) && AreOnePeriod(left.Period, right.Period);

    /// <summary>Whether two places can be one: they are the same entry, or their areas touch and neither is many times the other.</summary>
    public static bool AreOnePlace(IncidentPlace? left, IncidentPlace? right)
    {
        const double TimesLarger = 5, LeastRadiusKm = 3;
        if (left is null || right is null || left.Gazetteer == right.Gazetteer)
        {
            return true;
        }
        // A region's figure is no other count of its town's.
        double first = Math.Max(left.RadiusKm, LeastRadiusKm), second = Math.Max(right.RadiusKm, LeastRadiusKm);
        return left.Position.DistanceKm(right.Position) <= first + second && Math.Max(first, second) <= TimesLarger * Math.Min(first, second);
    }

    private static bool CountOneSort(LinkedClaim left, LinkedClaim right)
    {
        var measure = left.Claim.Measure!.Value;
        var (first, second) = (CountedKind.Of(measure, left.Of), CountedKind.Of(measure, right.Of));
        return first == second || !IsOfPeople(measure) && (first.Length == 0 || second.Length == 0);
    }

    // A week's total is no other count of one of its days.
    private static bool AreOnePeriod(TimeValue? left, TimeValue? right)
    {
        if (left?.Days is not ({ } firstLeft, { } lastLeft) || right?.Days is not ({ } firstRight, { } lastRight))
        {
            return true;
        }
        return firstLeft <= lastRight && firstRight <= lastLeft
            && Math.Abs(lastLeft.DayNumber - firstLeft.DayNumber - (lastRight.DayNumber - firstRight.DayNumber)) <= PeriodDays;
    }

    private static bool IsOfPeople(Measure measure) =>
        measure is Measure.PeopleKilled or Measure.PeopleWounded or Measure.PeopleMissing or Measure.PeopleCaptured or Measure.PeopleDisplaced;

    private static bool IsMoney(Measure? measure) => measure is Measure.MoneyPledged or Measure.MoneySpent or Measure.MoneyRequested or Measure.MoneyNeeded;
}
