namespace Attest.Claims.Times;

/// <summary>Joins two times with a word between them into one stretch: "from May 3 to May 9", "between now and Friday".</summary>
internal sealed class TimeJoiner(TimeText text)
{
    /// <summary>The same expressions, those that belong together joined.</summary>
    public List<TimeExpression> Join(List<TimeExpression> found)
    {
        var joined = new List<TimeExpression>(found.Count);
        foreach (var expression in found)
        {
            if (joined.Count > 0 && joined[^1] is var before && expression.First == before.Last + 1 && IsFixed(before) && IsFixed(expression) && AreHalves(before, expression)
                && string.CompareOrdinal(before.Meaning.Iso, expression.Meaning.Iso) < 0)
            {
                var iso = $"{before.Meaning.Iso}/{expression.Meaning.Iso}";
                joined[^1] = before with
                {
                    Last = expression.Last,
                    Meaning = new TimeMeaning(iso, before.Meaning.Timex, TimeCalendar.PrecisionOf(iso)) { SecondTimex = expression.Meaning.Timex, Split = before.Last },
                    Basis = before.Basis == TimeBasis.Written ? expression.Basis : before.Basis,
                    Anchor = before.Basis == TimeBasis.Written ? expression.Anchor : before.Anchor,
                };
            }
            else if (joined.Count > 0 && Counted(joined[^1], expression) is { } counted)
            {
                joined[^1] = counted;
            }
            else if (joined.Count > 0 && joined[^1] is var start && expression.First == start.Last && IsFixed(start) && expression.Meaning.Iso is { Length: > 1 } until && until[0] == '/'
                && string.CompareOrdinal(start.Meaning.Iso, until[1..]) < 0)
            {
                // "From Monday until Friday".
                var iso = start.Meaning.Iso + until;
                joined[^1] = start with
                {
                    Last = expression.Last,
                    Meaning = new TimeMeaning(iso, start.Meaning.Timex, TimeCalendar.PrecisionOf(iso)) { SecondTimex = expression.Meaning.Timex, Split = expression.First },
                    Basis = start.Basis == TimeBasis.Written ? expression.Basis : start.Basis,
                    Anchor = start.Basis == TimeBasis.Written ? expression.Anchor : start.Anchor,
                };
            }
            else
            {
                joined.Add(expression);
            }
        }
        return joined;
    }

    // "Three days after January 12", "two weeks from Tuesday": the day that it comes to. TIMEX3 marks the length and the day apart.
    private TimeExpression? Counted(TimeExpression length, TimeExpression day)
    {
        if (day.First != length.Last + 1 || !text.IsAny(length.Last, ["after", "before", "from"]) || length.Meaning.Iso is not ['P', >= '0' and <= '9', .., ('D' or 'W' or 'M' or 'Y') and var unit] || day.Meaning.Iso is not { Length: 10 } iso
            || !int.TryParse(length.Meaning.Iso.AsSpan(1, length.Meaning.Iso.Length - 2), out var count) || new TimeValue(iso).Day is not { } from || TimeCalendar.Shift(from, unit.ToString(), text.Is(length.Last, "before") ? -count : count) is not { } shifted
            || text.IsAny(day.Last, ["'s", "’s", "'", "’"]))
        {
            return null;
        }
        var reached = TimeCalendar.Day(shifted);
        return length with
        {
            Last = day.Last,
            Meaning = new TimeMeaning(reached, length.Meaning.Timex, 1) { SecondTimex = day.Meaning.Timex, Split = length.Last },
            Basis = day.Basis,
            Anchor = day.Anchor,
        };
    }

    private bool AreHalves(TimeExpression before, TimeExpression after)
    {
        var isTo = (text.Words[before.Last].Classes & TimeClass.To) != 0;
        return isTo
            ? text.IsAny(before.First - 1, ["from", "between"]) || (IsWeekday(before) && IsWeekday(after)) || (IsDated(before) && IsDated(after))
            : text.Is(before.Last, "and") && text.Is(before.First - 1, "between");
    }

    private bool IsWeekday(TimeExpression expression) => expression.Last - expression.First == 1 && (text.Words[expression.First].Classes & TimeClass.Weekday) != 0;

    // Two whole dates, each with its year: "3 May 2022 – 5 May 2022".
    private static bool IsDated(TimeExpression expression) => expression is { Basis: TimeBasis.Written, Meaning.Iso.Length: 10 };

    private static bool IsFixed(TimeExpression expression) => expression.Meaning.Iso is { Length: 4 or 7 or 10 } iso && iso[0] != 'P' && !iso.Contains('/');
}
