using System.Collections.Frozen;

namespace Attest.Incidents.Situation;

/// <summary>The headings of a situation report, in their order.</summary>
public enum SituationTopic
{
    /// <summary>Ground gained, lost and fought over.</summary>
    Territory,

    /// <summary>Strikes, shelling, explosions, and what air defence did.</summary>
    Strikes,

    /// <summary>Violence against people, captures, displacement, releases.</summary>
    People,

    /// <summary>Talks, agreements, demands, threats, sanctions.</summary>
    Diplomacy,

    /// <summary>Aid given, pledged, let through.</summary>
    Aid,

    /// <summary>Everything else.</summary>
    Other,
}

/// <summary>Under which heading an incident stands.</summary>
internal static class SituationTopics
{
    private static readonly FrozenDictionary<string, SituationTopic> ByKey = Table.Rows("Incidents/Situation/situation-topics.tsv")
        .ToFrozenDictionary(row => row[0], row => WireNames<SituationTopic>.Parse(row[1]), StringComparer.Ordinal);

    public static SituationTopic Of(Incident incident)
    {
        foreach (var key in incident.Modes.Prepend(incident.Subtype).OfType<string>().Append(WireNames<EventType>.Of(incident.Type)))
        {
            if (ByKey.TryGetValue(key, out var topic))
            {
                return topic;
            }
        }
        return SituationTopic.Other;
    }
}
