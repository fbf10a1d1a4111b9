namespace Attest;

/// <summary>An expression that fixes or measures a time.</summary>
/// <param name="Id">Its place in this reading.</param>
/// <param name="Span">The expression as it stands in the text.</param>
/// <param name="Value">What it means; null where it is relative and there is nothing to resolve it against.</param>
/// <param name="TimePrecision">ACLED's code: 1 the day, 2 the week, 3 the month or longer; null for a duration or an unresolved expression.</param>
public sealed record TimeMention(LocalId Id, TextSpan Span, TimeValue? Value, int? TimePrecision)
{
    /// <summary>What the value was worked out from; <see cref="TimeBasis.None"/> where there is no value, or where a reader before this member recorded none.</summary>
    public TimeBasis Basis { get; init; }

    /// <summary>The mention that it was resolved against; null unless the basis is <see cref="TimeBasis.Mention"/>.</summary>
    public LocalId? Anchor { get; init; }
}

/// <summary>What the value of a time was worked out from.</summary>
public enum TimeBasis
{
    /// <summary>There is no value.</summary>
    None,

    /// <summary>The words alone: 24 February 2022, three days.</summary>
    Written,

    /// <summary>The words and the report's publication: yesterday, in May.</summary>
    Publication,

    /// <summary>The words and the publication of the update that they stand in.</summary>
    ItemTime,

    /// <summary>The words and another time told in the report: the same day, two days later.</summary>
    Mention,
}
