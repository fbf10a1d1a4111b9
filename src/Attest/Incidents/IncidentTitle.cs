using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Attest.Claims.Nations;
using Attest.Incidents.Contradictions;

namespace Attest.Incidents;

/// <summary>Says in one plain line what an incident's claims speak of: place, what, to whom, how many; never a perpetrator that is not beyond dispute.</summary>
internal static class IncidentTitle
{
    private const int LongestName = 60;

    /// <summary>Deeds that blame nobody: who did them is named though one voice only says so.</summary>
    private static readonly FrozenSet<EventType> Blameless =
        [EventType.Agree, EventType.Consult, EventType.Support, EventType.Concede, EventType.Cooperate, EventType.Aid, EventType.Request];

    private static readonly FrozenDictionary<string, Words> ByKey = Table.Rows("Incidents/title-words.tsv")
        .ToFrozenDictionary(row => row[0], row => new Words(row[1], row[2], row[3], row[4].Length > 0, row[5]), StringComparer.Ordinal);

    /// <summary>Words for several, or for no one in particular, that do not end in s.</summary>
    private static readonly FrozenSet<string> Plurals = ["people", "men", "women", "children", "police", "personnel", "staff", "infrastructure", "equipment", "housing", "property", "aircraft", "territory", "cattle"];

    /// <summary>Words with which a name says already which is meant: "the West", "an apartment block".</summary>
    private static readonly FrozenSet<string> Determined = ["the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "your", "all", "both", "some", "several", "many", "no", "any", "each", "every", "another"];

    /// <summary>What the least value of a round word is written as.</summary>
    private static readonly FrozenDictionary<decimal, string> RoundWords = new Dictionary<decimal, string> { [24] = "dozens", [200] = "hundreds", [2000] = "thousands", [20000] = "tens of thousands", [2_000_000] = "millions" }.ToFrozenDictionary();

    private static readonly FrozenSet<string> WithArticle = Table.Rows("Incidents/articled-names.tsv").Select(row => row[0]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly List<(Measure Measure, string One, string Many)> Tolls =
        [.. Table.Rows("Incidents/toll-words.tsv").Where(row => row[1].Length > 0).Select(row => (WireNames<Measure>.Parse(row[0]), row[1], row[2]))];

    /// <summary>The title of an incident that is complete but for it.</summary>
    public static string Of(Incident incident)
    {
        var words = WordsOf(incident);
        var title = new StringBuilder();
        var actor = incident.Actors is [{ Side: not null } sure, ..] && (!sure.Contested || incident.Status != EventStatus.Denied && Blameless.Contains(incident.Type)) ? sure.Name : null;
        // What somebody denies was done to a thing names the thing; whom it would blame is another matter.
        var target = incident.Targets is [var struck, ..] && (!struck.Contested || incident.Status == EventStatus.Denied) ? Short(struck.Name) : null;
        if (incident.Place is { } place)
        {
            title.Append(place.Name).Append(": ");
        }
        if (target is not null && words.Done.Length > 0)
        {
            title.Append(target).Append(' ').Append(words.Done);
            target = null;
        }
        else
        {
            title.Append(words.Noun);
        }
        if (incident.Place is null)
        {
            title[0] = char.ToUpperInvariant(title[0]);
        }
        if (words.Between && actor is not null && target is not null)
        {
            title.Append(" between ").Append(Short(actor)).Append(" and ").Append(target);
        }
        else
        {
            if (target is not null && words.Target.Length > 0)
            {
                title.Append(' ').Append(words.Target).Append(' ').Append(target);
            }
            // Who did violence is named only where more than one report says so in its own voice or the side itself does.
            if (actor is not null && words.Actor.Length > 0 && (incident.Type != EventType.Assault || incident.Tellings > 1))
            {
                title.Append(' ').Append(words.Actor).Append(' ').Append(Short(actor));
            }
        }
        AppendToll(title, incident);
        AppendAccusation(title, incident);
        if (incident.Status == EventStatus.Denied && Denier(incident) is { } denier)
        {
            return title.Append(": denied by ").Append(denier).ToString();
        }
        title.Append(incident.Status switch
        {
            EventStatus.Planned => " (planned)",
            EventStatus.Hypothetical => " (as a possibility)",
            EventStatus.Denied when incident.Claims.Any(claim => DenialReader.Of(claim) != Denial.None) => " (denied)",
            EventStatus.Denied => " (said not to be so)",
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
            if (incident.Modes.Count == 1 && (ByKey.TryGetValue($"{mode}/{incident.Subtype}", out var byMode) || ByKey.TryGetValue(mode, out byMode)))
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
            { Low: { } low, High: { } high } when low == high => (toll.Approximate ? "about " : "") + low.ToString("#,0.##", invariant),
            { Low: { } low, High: { } high } => string.Create(invariant, $"{low:#,0.##} to {high:#,0.##}"),
            { Low: { } low, Approximate: true } when RoundWords.TryGetValue(low, out var words) => words,
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
        // Only a party accuses: what a third country's politician says of a war is no claim of this deed. Who denies it accuses nobody.
        var telling = incident.Claims.Where(claim => claim.Kind == ClaimKind.Event && claim.Status != EventStatus.Denied && claim.Modality != Modality.Denied
            && NationTable.World.AllIn(claim.Report.Quote).Any(match => match.Nation.Name == accused)).Select(claim => claim.Origin).ToHashSet();
        var accusers = incident.Origins.Where(origin => telling.Contains(origin.Id) && origin.Side is not null && origin.Side != accused).Select(origin => origin.Side!).Distinct(StringComparer.Ordinal).ToList();
        if (accusers is [var accuser] && IsParty(incident, accuser) && incident.Actors.All(actor => actor.Side == accused))
        {
            title.Append("; ").Append(accuser).Append(" says ").Append(accused);
        }
    }

    private static bool IsParty(Incident incident, string side) => incident.Targets.Any(target => target.Side == side)
        || incident.Place?.Country is { } country && NationTable.World.ByIso(country)?.Name == side;

    // Who says that it is not so, without what follows a comma: "a Ukrainian official, who asked not to be named".
    private static string? Denier(Incident incident)
    {
        if (!incident.Claims.Any(claim => DenialReader.Of(claim) != Denial.None))
        {
            return null;
        }
        var origins = incident.Claims.Where(claim => claim.Kind == ClaimKind.Event && claim.Origin is not null).Select(claim => claim.Origin!).Distinct(StringComparer.Ordinal).ToList();
        if (origins is not [var only] || incident.Origins.FirstOrDefault(origin => origin.Id == only) is not { } denier)
        {
            return null;
        }
        var name = denier.Speaker.Split(',')[0].Trim();
        if (char.IsUpper(name[0]) && name.Split(' ') is [var first, .., var head] && char.IsLower(head[0]) && first is not ("A" or "An" or "The"))
        {
            return (head.EndsWith('s') ? "" : first[0] is 'A' or 'E' or 'I' or 'O' && !first.StartsWith("Eu", StringComparison.Ordinal) ? "an " : "a ") + name;
        }
        return name.StartsWith("A ", StringComparison.Ordinal) || name.StartsWith("An ", StringComparison.Ordinal) || name.StartsWith("The ", StringComparison.Ordinal)
            ? string.Concat(name[..1].ToLowerInvariant(), name.AsSpan(1))
            : Short(name);
    }

    private static string Short(string name)
    {
        // "Norland (villages)": a title says "villages", the page whose they are.
        if (name.EndsWith(')') && name.IndexOf(" (", StringComparison.Ordinal) is > 0 and var open && char.IsLower(name[open + 2]))
        {
            return WithA(name[(open + 2)..^1]);
        }
        if (name.Length > 0 && char.IsLower(name[0]))
        {
            return Determined.Contains(name.Split(' ')[0]) ? name : WithA(name);
        }
        // "Norland (Ada Reyes)": the person first.
        if (name.EndsWith(')') && name.IndexOf(" (", StringComparison.Ordinal) is > 0 and var bracket)
        {
            return $"{name[(bracket + 2)..^1]} ({name[..bracket]})";
        }
        var plain = WithArticle.Contains(name.Split(" (")[0]) ? "the " + name : name;
        return plain.Length <= LongestName ? plain : string.Concat(plain.AsSpan(0, LongestName - 1), "…");
    }

    private static string WithA(string thing) =>
        thing.EndsWith('s') || Plurals.Contains(thing[(thing.LastIndexOf(' ') + 1)..]) ? thing : ("aeiou".Contains(thing[0], StringComparison.Ordinal) ? "an " : "a ") + thing;

    // Done: what happened to a known target, said of it: "a bridge damaged".
    private sealed record Words(string Noun, string Target, string Actor, bool Between, string Done);
}
