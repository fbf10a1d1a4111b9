namespace Attest.Claims.Times;

/// <summary>What an expression is resolved against.</summary>
/// <param name="Reference">The day of publication; null where it is not known.</param>
/// <param name="LastDay">The day named last before it, in the same item; null where none was.</param>
/// <param name="LastStretch">The interval or month named last before it; null where none was.</param>
/// <param name="IsFuture">Whether the clause speaks of what is to come.</param>
internal readonly record struct TimeContext(DateOnly? Reference, DateOnly? LastDay, string? LastStretch, bool IsFuture);
