using System.Globalization;

namespace Attest.Web.Wording;

/// <summary>Days and times as pages write them: the weekday with the day, the zone with the hour.</summary>
public static class Moments
{
    // After two days the date says more than "51 hours ago" does.
    private const int RelativeForHours = 48;

    /// <summary>A day: <c>Wed 22 Mar 2023</c>.</summary>
    public static string Of(DateOnly day) => day.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>An instant in UTC: <c>Wed 22 Mar 2023, 04:10 UTC</c>.</summary>
    public static string Of(DateTimeOffset instant) => instant.UtcDateTime.ToString("ddd d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A moment of both clocks, to follow "what": <c>had been published by Wed 22 Mar 2023, 04:10 UTC and had been recorded here by …</c>; empty where none is asked.</summary>
    /// <param name="publishedBy">The moment of publication; null for none.</param>
    /// <param name="recordedBy">The moment of recording; null for none.</param>
    public static string AsOf(DateTimeOffset? publishedBy, DateTimeOffset? recordedBy) => string.Join(
        " and ", new[] { publishedBy is { } published ? $"had been published by {Of(published)}" : null, recordedBy is { } recorded ? $"had been recorded here by {Of(recorded)}" : null }.OfType<string>());

    /// <summary>A publication, to the minute where that is known.</summary>
    public static string Of(PublicationTime time) => time.Instant is { } instant ? Of(instant) : Of(time.Day);

    /// <summary>The day that a list sorts a publication under, in UTC as everywhere on the site.</summary>
    public static DateOnly DayOf(PublicationTime time) => time.Instant is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : time.Day;

    /// <summary>How long ago something was; null where it is not known to the minute, lies ahead, or is two days past.</summary>
    public static string? Ago(PublicationTime time, TimeProvider clock)
    {
        if (time.Instant is not { } instant)
        {
            return null;
        }
        var passed = clock.GetUtcNow() - instant;
        return passed < TimeSpan.Zero || passed.TotalHours >= RelativeForHours ? null
            : passed.TotalMinutes < 1 ? "just now"
            : passed.TotalHours < 1 ? $"{Numbers.Count((long)passed.TotalMinutes, "minute")} ago"
            : $"{Numbers.Count((long)passed.TotalHours, "hour")} ago";
    }

    /// <summary>A resolved time: a day, a month, a year, an interval with its open end in words, or a duration.</summary>
    public static string Of(TimeValue value)
    {
        if (value.IsDuration)
        {
            return Duration(value.Iso);
        }
        var slash = value.Iso.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return Part(value.Iso);
        }
        string first = value.Iso[..slash], last = value.Iso[(slash + 1)..];
        return (first.Length, last.Length) switch
        {
            (0, 0) => "open",
            (_, 0) => $"from {Part(first)} on",
            (0, _) => $"until {Part(last)}",
            _ => $"{Part(first)} to {Part(last)}",
        };
    }

    // A day with its weekday, with the hour where it has one; a month and a year as such; anything else as it is written.
    private static string Part(string iso) =>
        DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Of(day)
        : DateTime.TryParseExact(iso, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var minute)
            ? $"{Of(DateOnly.FromDateTime(minute))}, {minute.ToString("HH:mm", CultureInfo.InvariantCulture)}"
        : DateOnly.TryParseExact(iso, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month.ToString("MMMM yyyy", CultureInfo.InvariantCulture)
        : iso;

    private static string Duration(string iso)
    {
        var words = new List<string>();
        var inTime = false;
        var number = 0;
        for (var i = 1; i < iso.Length; i++)
        {
            if (iso[i] == 'T')
            {
                inTime = true;
                number = i;
                continue;
            }
            if (char.IsAsciiDigit(iso[i]) || iso[i] == '.')
            {
                continue;
            }
            var unit = (iso[i], inTime) switch
            {
                ('Y', _) => "year",
                ('M', false) => "month",
                ('W', _) => "week",
                ('D', _) => "day",
                ('H', _) => "hour",
                ('M', true) => "minute",
                ('S', _) => "second",
                _ => null,
            };
            var start = Math.Max(number + 1, 1);
            if (unit is null || !decimal.TryParse(iso.AsSpan(start, i - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
            {
                return iso;
            }
            words.Add($"{Numbers.Of(count)} {(count == 1 ? unit : unit + "s")}");
            number = i;
        }
        return words.Count == 0 ? iso : string.Join(' ', words);
    }
}
