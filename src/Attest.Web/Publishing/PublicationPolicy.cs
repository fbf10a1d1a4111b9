using System.Collections.Frozen;

namespace Attest.Web.Publishing;

/// <summary>What the public may see: DESIGN.md, "Do no harm". Null in place of one, everything is shown.</summary>
public sealed record PublicationPolicy
{
    private static readonly FrozenSet<string> Positions = Keys("force-positions");

    private static readonly FrozenSet<string> PublicRoles = Keys("public-roles");

    private static readonly FrozenSet<string> Shielding = Keys("shielding-words");

    /// <summary>How long after their publication a report's words on where forces are stay unseen.</summary>
    public TimeSpan PositionDelay { get; init; } = TimeSpan.FromHours(72);

    /// <summary>Part of a report's words that an excerpt of it has at most.</summary>
    public double ExcerptShare { get; init; } = 0.25;

    /// <summary>Words that an excerpt has at most.</summary>
    public int ExcerptWords { get; init; } = 250;

    /// <summary>Words that an excerpt may have however short the report is.</summary>
    public int ExcerptLeast { get; init; } = 40;

    /// <summary>Whether an event tells where forces are or move.</summary>
    public static bool IsPosition(EventType type, string? subtype) => Positions.Contains(WireNames<EventType>.Of(type)) || (subtype is not null && Positions.Contains(subtype));

    /// <summary>Whether a figure does.</summary>
    public static bool IsPosition(Measure measure) => Positions.Contains(WireNames<Measure>.Of(measure));

    /// <summary>Whether an incident does.</summary>
    public static bool IsPosition(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return IsPosition(incident.Type, incident.Subtype) || incident.Claims.Any(claim => claim.Measure is { } measure && IsPosition(measure));
    }

    /// <summary>When what a report tells of positions of forces may be shown. A day without an hour counts from its end.</summary>
    public DateTimeOffset ShownFrom(PublicationTime? published, DateTimeOffset recordedAt) => (published is { } time ? time.Instant ?? time.Earliest.AddDays(1) : recordedAt) + PositionDelay;

    /// <summary>Whether words name an office or occupation of public life.</summary>
    public static bool IsPublicRole(ReadOnlySpan<char> words)
    {
        var lookup = PublicRoles.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in words.SplitAny(" ,;/".AsSpan()))
        {
            if (lookup.Contains(words[range]))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether a word shields whoever is named beside it.</summary>
    public static bool IsShielding(ReadOnlySpan<char> word) => Shielding.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static FrozenSet<string> Keys(string table) =>
        Table.Rows(typeof(PublicationPolicy).Assembly, $"Publishing/{table}.tsv").Select(row => row[0]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
