namespace Attest.Claims.Times;

/// <summary>What an expression is resolved against.</summary>
/// <param name="Reference">The day of publication; null where it is not known.</param>
/// <param name="LastDay">The day named last before it, in the same item; null where none was.</param>
/// <param name="LastStretch">The interval or month named last before it; null where none was.</param>
/// <param name="LastTold">The time of any length named last before it; null where none was.</param>
/// <param name="Tense">Whether the clause speaks of what is to come (true) or past (false); null where nothing tells.</param>
internal readonly record struct TimeContext(DateOnly? Reference, DateOnly? LastDay, string? LastStretch, TimeValue? LastTold, bool? Tense)
{
    /// <summary>Whether the day was told within the last sentence or two.</summary>
    public bool IsLastDayNear { get; init; }

    /// <summary>Whether the clause speaks of what is to come, for all that tells.</summary>
    public bool IsFuture => Tense == true;
}
