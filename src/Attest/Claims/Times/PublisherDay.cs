using System.Collections.Frozen;
using System.Globalization;

namespace Attest.Claims.Times;

/// <summary>The day that it was at a publisher's home when it published: what "today" and "overnight" count from.</summary>
/// <remarks>
/// Only where an instant in UTC was given and the address tells a state of one time zone (zones.tsv); else the day as it was given, with the offset that it was given in.
/// A table of our own, so that the same report is read alike on a machine without time zone data.
/// </remarks>
internal static class PublisherDay
{
    private static readonly FrozenDictionary<string, (double Hours, bool IsEuropean)> Zones = Table.Rows("Claims/Times/zones.tsv")
        .ToFrozenDictionary(row => row[0], row => (double.Parse(row[1], CultureInfo.InvariantCulture), row[2] == "eu"), StringComparer.OrdinalIgnoreCase);

    /// <summary>The day of a publication at the home of the publisher of an address.</summary>
    public static DateOnly Of(PublicationTime published, string? url)
    {
        if (published.Instant is not { Offset.Ticks: 0 } instant || !Uri.TryCreate(url, UriKind.Absolute, out var address) || !Zones.TryGetValue(address.Host[(address.Host.LastIndexOf('.') + 1)..], out var zone))
        {
            return published.Day;
        }
        var hours = zone.Hours + (zone.IsEuropean && IsEuropeanSummer(instant) ? 1 : 0);
        return instant.Year is 1 or 9999 ? published.Day : DateOnly.FromDateTime(instant.UtcDateTime.AddHours(hours));
    }

    private static bool IsEuropeanSummer(DateTimeOffset instant) => instant >= LastSunday(instant.Year, 3) && instant < LastSunday(instant.Year, 10);

    // At 01:00 UTC, as Directive 2000/84/EC has it.
    private static DateTimeOffset LastSunday(int year, int month)
    {
        var last = new DateTimeOffset(year, month, 31, 1, 0, 0, TimeSpan.Zero);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
