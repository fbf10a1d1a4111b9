using System.Globalization;

namespace Attest;

/// <summary>A resolved time in ISO 8601: a date, a month, a year, an interval (which may be open) or a duration.</summary>
/// <param name="Iso">Such as <c>2023-09-13</c>, <c>2023-07</c>, <c>2023</c>, <c>2023-07-18/</c>, <c>2023-01/2023-05</c>, <c>P3M</c>.</param>
public readonly record struct TimeValue(string Iso)
{
    /// <summary>One day.</summary>
    public static TimeValue Of(DateOnly day) => new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>From one day to another, both included; null leaves that end open.</summary>
    public static TimeValue Between(DateOnly? first, DateOnly? last) =>
        first == last && first is { } day ? Of(day) : new($"{first?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}/{last?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");

    /// <summary>Whether it measures time instead of fixing it.</summary>
    public bool IsDuration => Iso.StartsWith('P');

    /// <summary>The first and last day that it can mean; both null for a duration, either null where that end is open.</summary>
    public (DateOnly? First, DateOnly? Last) Days
    {
        get
        {
            if (IsDuration)
            {
                return (null, null);
            }
            var slash = Iso.IndexOf('/', StringComparison.Ordinal);
            return slash < 0
                ? (First(Iso), Last(Iso))
                : (First(Iso[..slash]), Last(Iso[(slash + 1)..]));
        }
    }

    /// <summary>The single day that it fixes; null where it is longer, open or a duration.</summary>
    public DateOnly? Day => Days is ({ } first, { } last) && first == last ? first : null;

    /// <summary>The ISO 8601 text.</summary>
    public override string ToString() => Iso;

    private static DateOnly? First(string part) => Read(part) is { } read ? new DateOnly(read.Year, read.Month ?? 1, read.Day ?? 1) : null;

    private static DateOnly? Last(string part) => Read(part) is { } read
        ? new DateOnly(read.Year, read.Month ?? 12, read.Day ?? DateTime.DaysInMonth(read.Year, read.Month ?? 12))
        : null;

    private static (int Year, int? Month, int? Day)? Read(string part)
    {
        var date = part.Split('T')[0].Split('-');
        if (date.Length is 0 or > 3 || !int.TryParse(date[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1 or > 9999)
        {
            return null;
        }
        int? month = null, day = null;
        if (date.Length > 1)
        {
            if (!int.TryParse(date[1], NumberStyles.None, CultureInfo.InvariantCulture, out var m) || m is < 1 or > 12)
            {
                return null;
            }
            month = m;
        }
        if (date.Length > 2)
        {
            if (!int.TryParse(date[2], NumberStyles.None, CultureInfo.InvariantCulture, out var d) || d < 1 || d > DateTime.DaysInMonth(year, month!.Value))
            {
                return null;
            }
            day = d;
        }
        return (year, month, day);
    }
}
