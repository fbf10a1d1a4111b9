using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Attest.Intake.Dates;

namespace Attest.Intake.Feeds;

/// <summary>Dates as feeds write them: RFC 822 with its names of zones and its years of two digits, RFC 3339, and what else can be told. What is no date is null, never a guess.</summary>
internal static partial class FeedDate
{
    private static readonly FrozenDictionary<string, int> Zones =
        Table.Rows("Intake/Feeds/zones.tsv").ToFrozenDictionary(row => row[0], row => int.Parse(row[1], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);

    /// <summary>The date; null where there is none.</summary>
    public static PublicationTime? Read(string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > 100)
        {
            return null;
        }
        return Mail().Match(text) is { Success: true } mail ? Of(mail) : WrittenDate.InField(text);
    }

    private static PublicationTime? Of(Match mail)
    {
        var zone = mail.Groups["zone"].Value;
        var minutes = 0;
        if (zone is ['+' or '-', ..])
        {
            var digits = zone.Replace(":", "", StringComparison.Ordinal);
            var (hour, minute) = (int.Parse(digits.AsSpan(1, 2), CultureInfo.InvariantCulture), int.Parse(digits.AsSpan(3, 2), CultureInfo.InvariantCulture));
            minutes = (hour * 60 + minute) * (zone[0] == '-' ? -1 : 1);
            if (hour > 14 || minute > 59)
            {
                return null;
            }
        }
        else if (zone.Length > 0 && !Zones.TryGetValue(zone, out minutes))
        {
            return null;
        }
        var year = mail.Groups["year"].Value;
        year = year.Length == 2 ? (year[0] < '7' ? "20" : "19") + year : year;
        var written = $"{mail.Groups["day"].Value.PadLeft(2, '0')} {mail.Groups["month"].Value} {year} {mail.Groups["time"].Value}{(mail.Groups["second"].Success ? mail.Groups["second"].Value : ":00")}";
        return DateTime.TryParseExact(written, ["dd MMM yyyy HH:mm:ss", "dd MMM yyyy H:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && local.Year is >= 1990 and <= 2100
            ? new PublicationTime(DateOnly.FromDateTime(local), new DateTimeOffset(local, TimeSpan.FromMinutes(minutes)))
            : null;
    }

    [GeneratedRegex(
        @"^(?:[A-Za-z]{3,9},?\s+)?(?<day>\d{1,2})[\s-]+(?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?[\s,-]+(?<year>\d{4}|\d{2}),?\s+(?<time>\d{1,2}:\d{2})(?<second>:\d{2})?(?:\.\d+)?\s*(?<zone>[+-]\d{2}:?\d{2}|[A-Za-z]{1,5})?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Mail();
}
