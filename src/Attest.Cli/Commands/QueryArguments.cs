using System.CommandLine;
using System.Globalization;

namespace Attest.Cli.Commands;

/// <summary>What commands that ask the archive take: a measure, days, moments.</summary>
internal static class QueryArguments
{
    /// <summary>The first day asked of.</summary>
    public static Option<DateOnly?> From() => Day("--from", "The first day.");

    /// <summary>The last day asked of.</summary>
    public static Option<DateOnly?> To() => Day("--to", "The last day.");

    /// <summary>A day.</summary>
    public static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DATE",
        CustomParser = result =>
        {
            var given = result.Tokens[0].Value;
            if (DateOnly.TryParseExact(given, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }
            result.AddError($"Reading {name}: found “{given}”, expected a date such as 2023-09-13.");
            return null;
        },
    };

    /// <summary>Both days, the first not after the last.</summary>
    /// <exception cref="CouldNotRunException">They are the other way round.</exception>
    public static (DateOnly? First, DateOnly? Last) Days(DateOnly? first, DateOnly? last) => first > last
        ? throw new CouldNotRunException($"Reading the days: found --from {first:yyyy-MM-dd} after --to {last:yyyy-MM-dd}, expected the first day before the last.")
        : (first, last);

    /// <summary>Whether lines of JSON are written.</summary>
    public static Option<bool> Json(string description) => new("--json") { Description = description };

    /// <summary>A moment until which something had happened; a day counts to its end.</summary>
    public static Option<DateTimeOffset?> Moment(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            var given = result.Tokens[0].Value;
            if (PublicationTime.TryParse(given, out var time))
            {
                return time.Instant ?? time.EndOfDay;
            }
            result.AddError($"Reading {name}: found “{given}”, expected a date such as 2023-09-13 or 2023-09-13T10:00:00Z.");
            return null;
        },
    };

    /// <summary>A measure by its written name.</summary>
    /// <exception cref="CouldNotRunException">There is none of that name.</exception>
    public static Measure Measure(string given) => WireNames<Measure>.TryParse(given.Trim().Replace(' ', '-').ToLowerInvariant(), out var measure)
        ? measure
        : throw new CouldNotRunException($"Reading the measure: found “{given}”, expected one of {string.Join(", ", Enum.GetValues<Measure>().Select(WireNames<Measure>.Of))}.");
}
