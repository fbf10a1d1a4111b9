namespace Attest.Claims.Times;

/// <summary>Quarters and years as accounts compare them: "the year-ago quarter", "the 1988 period", "the year ended June 30".</summary>
internal static partial class TimeRules
{
    private static readonly string[] MoneyWords = ["$", "£", "€", "%", "cents", "million", "billion", "percent", "sales", "earnings", "revenue"];

    // "$3 million, up from $2 million a year ago" compares with the quarter told of.
    private static bool IsYearAgoOfQuarter(TimeMatch match, TimeContext context)
    {
        if (match.Value(TimeClass.Unit) != "Y" || !match.Has(TimeClass.One) || match.Last - match.First != 3 || context.LastStretch is not { } stretch || !IsQuarter(stretch))
        {
            return false;
        }
        var sentence = match.Text.Parsed[match.Text.Parsed.SentenceOf(match.First)];
        for (var token = sentence.First; token < sentence.Last; token++)
        {
            if (match.Text.IsAny(token, MoneyWords))
            {
                return true;
            }
        }
        return false;
    }

    // "The 1988 quarter" is that year's of the one told of.
    private static TimeMeaning? YearStretch(TimeMatch match, TimeContext context) => match.Year() is not ({ } year and > 1 and < 9999) ? null
        : context.LastStretch is { } stretch && IsQuarter(stretch) && new TimeValue(stretch).Days.First is { } first ? QuarterOf(new DateOnly(year, first.Month, 1)) with { IsComparison = year < context.Reference?.Year } : TimeMeaning.OfYear(year);

    // "The year ended June 30": the twelve months to that day; TIMEX3 marks the length and the day apart.
    private static TimeMeaning? YearEnded(TimeMatch match, TimeContext context)
    {
        if (Date(match, context) is not { Iso: { } iso } || new TimeValue(iso).Day is not ({ Year: > 1 } end))
        {
            return null;
        }
        var split = match.First;
        while (!match.Text.IsAny(split, ["ended", "ending"]))
        {
            split++;
        }
        return new TimeMeaning(TimeCalendar.Days(end.AddYears(-1).AddDays(1), end), "P1Y", 3) { SecondTimex = TimeCalendar.Day(end), Split = split };
    }

    // "The year-ago quarter", "the year-earlier third quarter".
    private static TimeMeaning? YearAgo(TimeMatch match, TimeContext context) => (match.Number(TimeClass.Ordinal) is ({ } quarter and >= 1 and <= 4) && context.Reference is { Year: > 1 } today
        ? QuarterOf(new DateOnly(today.Year - 1, ((int)quarter * 3) - 2, 1))
        : YearBefore(context)) with { IsComparison = true };

    private static TimeMeaning YearBefore(TimeContext context) => context.LastStretch is { } stretch && IsQuarter(stretch) && new TimeValue(stretch).Days.First is { } first
        ? QuarterOf(first.AddYears(-1))
        : TimeMeaning.OfYear(context.Reference?.Year - 1);

    private static bool IsQuarter(string stretch) => new TimeValue(stretch).Days is ({ } first, { } last) && first.Day == 1 && first.Month % 3 == 1 && first.AddMonths(3).AddDays(-1) == last;

    private static TimeMeaning? Period(TimeMatch match, TimeContext context)
    {
        if (context.LastStretch is not { } stretch)
        {
            return match.Last - match.First > 3 && !match.Has(TimeClass.Latest) ? TimeMeaning.OfYear(context.Reference?.Year - 1) : null;
        }
        var (first, last) = new TimeValue(stretch).Days;
        if (first is not { } start || last is not { } end)
        {
            return TimeMeaning.Open;
        }
        var shift = match.Year() is { } year ? (int)year - end.Year : match.Has(TimeClass.Last) || match.Has(TimeClass.Before) ? -1 : 0;
        if (start.Year + shift < 1 || end.Year + shift > 9999)
        {
            return TimeMeaning.Open;
        }
        if (IsQuarter(stretch))
        {
            return QuarterOf(start.AddYears(shift));
        }
        return new TimeMeaning($"{TimeCalendar.Month(start.AddYears(shift))}/{TimeCalendar.Month(end.AddYears(shift))}", TimeCalendar.Year(start.Year + shift), 3);
    }
}
