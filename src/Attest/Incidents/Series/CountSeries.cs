namespace Attest.Incidents.Series;

/// <summary>What one claimant counts again and again: kept by itself, and never added to incidents.</summary>
/// <param name="Id">Made from all that sets it apart from other series; the same in every archive.</param>
/// <param name="Claimant">Who counts, in a stable form.</param>
/// <param name="ClaimantSide">Party or state that the claimant speaks for; null where not known.</param>
/// <param name="Measure">What is measured.</param>
/// <param name="Side">Who lost, launched, paid or deployed it; null where not known.</param>
/// <param name="Scope">New in each period, cumulative since a start, or a stock.</param>
/// <param name="Of">The sort of thing that is counted, where the measure leaves it open; empty where the reports do.</param>
/// <param name="Place">Where it is counted; null where no place is given.</param>
/// <param name="Since">The first day of what a cumulative series counts; null where the reports do not say.</param>
/// <param name="Points">Its values, the oldest first; never empty.</param>
/// <param name="Alarms">What a reader should look at before using it.</param>
public sealed record CountSeries(
    string Id,
    string Claimant,
    string? ClaimantSide,
    Measure Measure,
    string? Side,
    FigureScope Scope,
    string Of,
    IncidentPlace? Place,
    DateOnly? Since,
    IReadOnlyList<SeriesPoint> Points,
    IReadOnlyList<SeriesAlarm> Alarms)
{
    /// <summary>Days of which it has a value.</summary>
    public int Days => Points.Select(point => point.Day).Distinct().Count();
}

/// <summary>One value of a series.</summary>
/// <param name="Day">The day that it stands for: the last of its period, or else that of publication.</param>
/// <param name="IsDayOfPublication">Whether <paramref name="Day"/> is when it was published, because the reports give no other.</param>
/// <param name="Low">Least value; null where open below.</param>
/// <param name="High">Greatest value; null where open above.</param>
/// <param name="Approximate">Whether the reports say so.</param>
/// <param name="Claims">The claims that give it, the earliest published first; never empty.</param>
public sealed record SeriesPoint(DateOnly Day, bool IsDayOfPublication, decimal? Low, decimal? High, bool Approximate, IReadOnlyList<Claim> Claims);

/// <summary>That a total fell, which a total can't.</summary>
/// <param name="Earlier">Index of the greater point.</param>
/// <param name="Later">Index of the point that is less.</param>
public sealed record SeriesAlarm(int Earlier, int Later);
