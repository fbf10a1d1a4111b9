namespace Attest.Claims.Times;

/// <summary>What an expression means.</summary>
/// <param name="Iso">ISO 8601; null where it is relative and there is nothing to resolve it against, or too vague to be fixed.</param>
/// <param name="Timex">The same as TIMEX3 writes it, with which the collections that measure us are marked.</param>
/// <param name="Precision">ACLED's time_precision; null for a duration.</param>
/// <param name="IsShown">Whether a reading holds it: sets ("daily") and mere vagueness are not.</param>
/// <param name="IsTimex">Whether TimeML marks it: "so far" is not.</param>
internal readonly record struct TimeMeaning(string? Iso, string? Timex, int? Precision, bool IsShown = true, bool IsTimex = true)
{
    /// <summary>Whether it says how often: "daily".</summary>
    public bool IsSet { get; init; }

    /// <summary>Whether it is named only to compare with ("a year earlier"), so that nothing goes on from it.</summary>
    public bool IsComparison { get; init; }

    /// <summary>What the second half of "from May to July" means, which TIMEX3 marks apart; null where there is one half.</summary>
    public string? SecondTimex { get; init; }

    /// <summary>Index of the token between the halves.</summary>
    public int Split { get; init; }

    /// <summary>TIMEX3's type: DATE, TIME, DURATION or SET.</summary>
    public string TimexType => IsSet ? "SET" : Timex is null ? "DATE" : Timex is ['P', not 'A' and not 'R', ..] ? "DURATION" : Timex.Contains('T', StringComparison.Ordinal) && char.IsAsciiDigit(Timex[0]) ? "TIME" : "DATE";

    /// <summary>One day.</summary>
    public static TimeMeaning OfDay(DateOnly? day, string? part = null) => day is { } known
        ? new TimeMeaning(TimeCalendar.Day(known), TimeCalendar.Day(known) + part, 1)
        : new TimeMeaning(null, null, null);

    /// <summary>A month.</summary>
    public static TimeMeaning OfMonth(int year, int month) => new(TimeCalendar.Month(year, month), TimeCalendar.Month(year, month), 3);

    /// <summary>A year.</summary>
    public static TimeMeaning OfYear(int? year) => year is { } known ? new TimeMeaning(TimeCalendar.Year(known), TimeCalendar.Year(known), 3) : Open;

    /// <summary>A length of time.</summary>
    public static TimeMeaning OfLength(string duration) => new(duration, duration, null);

    /// <summary>An expression that is found but not resolved.</summary>
    public static TimeMeaning Open => new(null, null, null);
}

/// <summary>An expression of time in a text.</summary>
/// <param name="First">Index of its first token.</param>
/// <param name="Last">Index after its last.</param>
/// <param name="CoreFirst">The same without "since" and "until": TIMEX3 leaves them out.</param>
/// <param name="Meaning">What it means.</param>
internal readonly record struct TimeExpression(int First, int Last, int CoreFirst, TimeMeaning Meaning)
{
    /// <summary>What it was resolved against.</summary>
    public TimeBasis Basis { get; init; }

    /// <summary>Index of a token of the expression that it was resolved against; -1 where that is none.</summary>
    public int Anchor { get; init; } = -1;
}
