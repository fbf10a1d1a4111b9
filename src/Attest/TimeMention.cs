namespace Attest;

/// <summary>An expression that fixes or measures a time.</summary>
/// <param name="Id">Its place in this reading.</param>
/// <param name="Span">The expression as it stands in the text.</param>
/// <param name="Value">What it means; null where it is relative and there is nothing to resolve it against.</param>
/// <param name="TimePrecision">ACLED's code: 1 the day, 2 the week, 3 the month or longer; null for a duration or an unresolved expression.</param>
public sealed record TimeMention(LocalId Id, TextSpan Span, TimeValue? Value, int? TimePrecision);
