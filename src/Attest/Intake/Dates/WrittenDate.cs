using System.Globalization;
using System.Text.RegularExpressions;

namespace Attest.Intake.Dates;

/// <summary>Calendar dates as people and pages write them, with year, month and day. Nothing is guessed: a date without a year is none.</summary>
internal static partial class WrittenDate
{
    private const int EarliestYear = 1900;
    private const int LatestYear = 2100;

    /// <summary>The regular expression of a date with its year, for use within others. Its groups are read by <see cref="From"/>.</summary>
    public const string Expression =
        @"(?:(?<d>\d{1,2})(?:st|nd|rd|th)? (?<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?,? (?<y>\d{4})"
        + @"|(?<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? (?<d>\d{1,2})(?:st|nd|rd|th)?,? (?<y>\d{4})"
        + @"|(?<y>\d{4})[-/](?<n>\d{2})[-/](?<d>\d{2})"
        + @"|(?<d>\d{1,2})\.(?<n>\d{1,2})\.(?<y>\d{4}))";

    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;

    /// <summary>The first date in a line; null where it has none.</summary>
    public static PublicationTime? Find(ReadOnlySpan<char> line)
    {
        var match = Anywhere().Match(line.ToString());
        return match.Success ? From(match) : null;
    }

    /// <summary>A time in a field made for it: ISO 8601, the form of mail and feeds (RFC 5322), or a written date.</summary>
    public static PublicationTime? InField(string? field)
    {
        if (string.IsNullOrWhiteSpace(field) || field.Length > 100)
        {
            return null;
        }
        field = field.Trim();
        if (PublicationTime.TryParse(field, out var time))
        {
            return IsPlausible(time.Day) ? time : null;
        }
        if (DateTimeOffset.TryParseExact(field, ["r", "ddd, d MMM yyyy HH:mm:ss zzz", "d MMM yyyy HH:mm:ss zzz", "yyyy-MM-dd'T'HH:mm:sszz", "yyyyMMdd'T'HHmmss'Z'", "yyyyMMdd'T'HHmmsszzz"],
                CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            && IsPlausible(DateOnly.FromDateTime(instant.DateTime)))
        {
            return new PublicationTime(DateOnly.FromDateTime(instant.DateTime), instant);
        }
        return Find(field);
    }

    /// <summary>The date in a match of <see cref="Expression"/>; null where the calendar has no such day.</summary>
    public static PublicationTime? From(Match match)
    {
        var month = match.Groups["n"] is { Success: true } number
            ? int.Parse(number.ValueSpan, CultureInfo.InvariantCulture)
            : (Months.IndexOf(match.Groups["m"].Value.ToLowerInvariant(), StringComparison.Ordinal) / 3) + 1;
        var year = int.Parse(match.Groups["y"].ValueSpan, CultureInfo.InvariantCulture);
        var day = int.Parse(match.Groups["d"].ValueSpan, CultureInfo.InvariantCulture);
        return year is >= EarliestYear and <= LatestYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new PublicationTime(new DateOnly(year, month, day))
            : null;
    }

    private static bool IsPlausible(DateOnly day) => day.Year is >= EarliestYear and <= LatestYear;

    [GeneratedRegex(@"(?<![\d/.-])" + Expression + @"(?![\d-])", Options)]
    private static partial Regex Anywhere();
}
