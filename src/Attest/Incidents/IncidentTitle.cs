using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Attest.Incidents;

/// <summary>Says in one plain line what an incident's claims speak of: place, what, to whom, how many; never a perpetrator that is not beyond dispute.</summary>
internal static class IncidentTitle
{
    private const int LongestName = 60;

    private static readonly FrozenDictionary<string, Words> ByKey = Table.Rows("Incidents/title-words.tsv")
        .ToFrozenDictionary(row => row[0], row => new Words(row[1], row[2], row[3], row[4].Length > 0), StringComparer.Ordinal);

    private static readonly List<(Measure Measure, string One, string Many)> Tolls =
        [.. Table.Rows("Incidents/toll-words.tsv").Where(row => row[1].Length > 0).Select(row => (WireNames<Measure>.Parse(row[0]), row[1], row[2]))];

    /// <summary>The title of an incident that is complete but for it.</summary>
    public static string Of(Incident incident)
    {
        var words = WordsOf(incident);
        var title = new StringBuilder();
        if (incident.Place is { } place)
        {
            title.Append(place.Name).Append(": ").Append(words.Noun);
        }
        else
        {
            title.Append(char.ToUpperInvariant(words.Noun[0])).Append(words.Noun.AsSpan(1));
        }
        var isViolent = incident.Type == EventType.Assault;
        var actor = incident.Actors is [{ Contested: false, Side: not null } sure, ..] ? sure.Name : null;
        var target = incident.Targets is [{ Contested: false } struck, ..] ? struck.Name : null;
        if (words.Between && actor is not null && target is not null)
        {
            title.Append(" between ").Append(Short(actor)).Append(" and ").Append(Short(target));
        }
        else
        {
            if (target is not null && words.Target.Length > 0)
            {
                title.Append(' ').Append(words.Target).Append(' ').Append(Short(target));
            }
            // Who did violence is named only where more than one report says so in its own voice or the side itself does.
            if (actor is not null && words.Actor.Length > 0 && (!isViolent || incident.Reports > 1))
            {
                title.Append(' ').Append(words.Actor).Append(' ').Append(Short(actor));
            }
        }
        AppendToll(title, incident);
        AppendAccusation(title, incident);
        title.Append(incident.Status switch
        {
            EventStatus.Planned => " (planned)",
            EventStatus.Hypothetical => " (as a possibility)",
            EventStatus.Denied => " (denied)",
            EventStatus.Historical => " (long past)",
            _ => "",
        });
        return title.ToString();
    }

    private static Words WordsOf(Incident incident)
    {
        foreach (var mode in incident.Modes)
        {
            // Air strikes, drones and shells together are named by what they have in common.
            if (incident.Modes.Count == 1 && ByKey.TryGetValue(mode, out var byMode))
            {
                return byMode;
            }
        }
        return incident.Subtype is { } subtype && ByKey.TryGetValue(subtype, out var bySubtype) ? bySubtype : ByKey[WireNames<EventType>.Of(incident.Type)];
    }

    private static void AppendToll(StringBuilder title, Incident incident)
    {
        var separator = "; ";
        foreach (var (measure, one, many) in Tolls)
        {
            if (!incident.Toll.TryGetValue(measure, out var toll))
            {
                continue;
            }
            var disputed = incident.Contradictions.Any(contradiction => contradiction.Measure == measure && contradiction.State == ContradictionState.Open);
            title.Append(separator).Append(Range(toll)).Append(' ').Append(toll is { Low: 1, High: 1 } ? one : many).Append(disputed ? " (disputed)" : "");
            separator = ", ";
        }
    }

    private static string Range(Toll toll)
    {
        var invariant = CultureInfo.InvariantCulture;
        return toll switch
        {
            { Low: 0, High: 0 } => "none",
            { Low: { } low, High: { } high } when low == high => low.ToString("#,0.##", invariant),
            { Low: { } low, High: { } high } => string.Create(invariant, $"{low:#,0.##} to {high:#,0.##}"),
            { Low: { } low } => string.Create(invariant, $"at least {low:#,0.##}"),
            { High: { } high } => string.Create(invariant, $"up to {high:#,0.##}"),
            _ => "an unknown number",
        };
    }

    // "Ukraine says Russia": who accuses whom, where that is all there is.
    private static void AppendAccusation(StringBuilder title, Incident incident)
    {
        if (incident.Type != EventType.Assault || incident.Actors is not [{ Contested: true, Side: { } accused }, ..])
        {
            return;
        }
        var accusers = incident.Origins.Where(origin => origin.Side is not null && origin.Side != accused).Select(origin => origin.Side!).Distinct(StringComparer.Ordinal).ToList();
        if (accusers is [var accuser] && incident.Actors.All(actor => actor.Side == accused))
        {
            title.Append("; ").Append(accuser).Append(" says ").Append(accused);
        }
    }

    private static string Short(string name) => name.Length <= LongestName ? name : string.Concat(name.AsSpan(0, LongestName - 1), "…");

    private sealed record Words(string Noun, string Target, string Actor, bool Between);
}
