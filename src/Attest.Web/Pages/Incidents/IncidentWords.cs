using Attest.Web.Wording;

namespace Attest.Web.Pages.Incidents;

/// <summary>What pages say about an incident in words.</summary>
internal static class IncidentWords
{
    /// <summary>On how many independent roots it rests: "3 reports, 2 known origins (Ukraine), 1 unsourced claim".</summary>
    public static string Origins(Incident incident)
    {
        var sides = incident.Origins.Select(origin => origin.Side).OfType<string>().Distinct().ToList();
        var named = incident.Origins.Count(origin => origin.IsKnown);
        var known = named == 0 ? "no known origin" : Numbers.Count(named, "known origin");
        var denying = incident.Origins.Count(origin => incident.Claims.Where(claim => claim.Origin == origin.Id && claim.Kind == ClaimKind.Event).ToList() is [_, ..] said && said.TrueForAll(claim => Marks.Doubts.Of(claim.Status, claim.Modality) == Marks.Doubt.Denied));
        var denial = denying == 0 || named == 0 ? "" : denying == named ? named == 1 ? " that denies it" : " that deny it" : denying == 1 ? ", one of which denies it" : $", {Numbers.Of((long)denying)} of which deny it";
        var copied = incident.Origins.Count == named ? "" : $", {Numbers.Count(incident.Origins.Count - named, "copied text")} of no stated source";
        var unsourced = incident.Unsourced == 0 ? "" : $", {Numbers.Count(incident.Unsourced, "unsourced claim")}";
        return $"{Numbers.Count(incident.Reports, "report")}, {known}{(sides.Count == 0 ? "" : $" ({string.Join(", ", sides)})")}{denial}{copied}{unsourced}";
    }

    /// <summary>The place with its region and country: "Odesa, Odesa Oblast, UA".</summary>
    public static string Place(IncidentPlace place) =>
        string.Join(", ", new[] { place.Name, place.Region, place.Country }.OfType<string>().Distinct());

    /// <summary>Who says so, with those who relay it: "Sample Wire, citing the Air Force". The publisher's own voice is named as such.</summary>
    public static string Speaker(Claim claim) => claim.Speaker is null
        ? $"{claim.Report.Publisher ?? "The report"}, naming no source"
        : claim.Chain.Count == 0 ? claim.Speaker : $"{claim.Speaker}, as relayed by {string.Join(", by ", claim.Chain.Reverse())}";

    /// <summary>What a claim comes to, in few words: a figure's interval, an event's status, how a statement is made, and what sets it apart.</summary>
    public static string Gist(Claim claim)
    {
        var doubt = Marks.Doubts.Word(Marks.Doubts.Of(claim.Status, claim.Modality));
        return claim.Kind == ClaimKind.Statement ? doubt.Length > 0 ? doubt : "said as a fact"
            : claim.Kind == ClaimKind.Event
            ? doubt.Length > 0 ? doubt : Names.Of(claim.Status)
            : $"{Figure(claim)} {(claim.Measure is { } measure ? Names.Of(measure) : "")}{(doubt.Length > 0 ? $", {doubt}" : "")}".Trim();
    }

    /// <summary>A figure; where its unit is only in the words of the report, those words.</summary>
    public static string Figure(Claim claim) =>
        claim.Measure is { } measure && !Names.IsCount(measure) && Components.QuotePiece.WordsOf(claim) is { } words ? $"“{words}”"
            : Numbers.Range(claim.Low, claim.High, claim.Approximate);

    /// <summary>What a claim says of what it is about, as one half of a disagreement: a number, or whether it happened.</summary>
    public static string Stand(Claim claim) => claim.Kind == ClaimKind.Figure ? Gist(claim) : claim.Status switch
    {
        EventStatus.Happened => "Says that it happened",
        EventStatus.Ongoing => "Says that it is going on",
        EventStatus.Planned => "Says that it is planned",
        EventStatus.Alleged => "Says so without confirmation",
        EventStatus.Denied => "Denies it",
        EventStatus.Historical => "Says that it happened earlier",
        EventStatus.Hypothetical => "Says that it may happen",
        _ => Names.Of(claim.Status),
    };

    /// <summary>The range of a measure; where its unit is only in the words of reports, those words beside it.</summary>
    public static string Range(Incident incident, Measure measure, Toll toll)
    {
        var range = Numbers.Range(toll.Low, toll.High);
        if (Names.IsCount(measure))
        {
            return range;
        }
        var claims = incident.Claims.Where(claim => claim.Measure == measure).ToList();
        var words = new[] { claims.Find(claim => claim.Low is not null && claim.Low == toll.Low), claims.Find(claim => claim.High is not null && claim.High == toll.High) }
            .OfType<Claim>().Select(Components.QuotePiece.WordsOf).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Select(word => $"“{word}”").ToList();
        return words.Count == 0 ? range : string.Join(" to ", words);
    }

    /// <summary>The disagreements that stand, those over numbers first, each pair of voices once.</summary>
    public static IReadOnlyList<(Contradiction Dispute, (Claim First, Claim Second) Pair)> OpenDisputes(Incident incident) =>
        [.. incident.Contradictions.Where(dispute => dispute.State == ContradictionState.Open)
            .OrderBy(dispute => dispute.Kind)
            .Select(dispute => (Dispute: dispute, Pair: Pair(incident, dispute)))
            .Where(dispute => dispute.Pair is not null)
            .Select(dispute => (dispute.Dispute, Pair: dispute.Pair!.Value))
            .DistinctBy(dispute => Voices(dispute.Dispute, dispute.Pair))];

    /// <summary>All disagreements but those of a source with its own earlier figure, each pair of voices once: its first stands for the others, the open ones come first.</summary>
    public static IReadOnlyList<IReadOnlyList<Contradiction>> ByVoices(Incident incident) =>
        [.. incident.Contradictions.Where(dispute => dispute.State != ContradictionState.Superseded)
            .OrderBy(dispute => dispute.State).ThenBy(dispute => dispute.Kind)
            .Select(dispute => (Dispute: dispute, Pair: Pair(incident, dispute)))
            .Where(one => one.Pair is not null)
            .GroupBy(one => (one.Dispute.State, Voices(one.Dispute, one.Pair!.Value)))
            .Select(same => same.Select(one => one.Dispute).ToList())];

    // Who differs from whom on what, whichever of the two spoke first.
    private static (ContradictionKind, Measure?, string? One, string? Other) Voices(Contradiction dispute, (Claim First, Claim Second) pair) =>
        string.CompareOrdinal(pair.First.Speaker, pair.Second.Speaker) <= 0
            ? (dispute.Kind, dispute.Measure, pair.First.Speaker, pair.Second.Speaker)
            : (dispute.Kind, dispute.Measure, pair.Second.Speaker, pair.First.Speaker);

    /// <summary>A title without its numbers, where these stand beside it: "Kharkiv: strike on an apartment block".</summary>
    public static string ShortTitle(string title) => title.IndexOf("; ", StringComparison.Ordinal) is > 0 and var numbers ? title[..numbers] : title;

    /// <summary>Words cut at the end of a word, if there is one in the last third.</summary>
    public static string Short(string words, int length)
    {
        if (words.Length <= length)
        {
            return words;
        }
        var cut = words.LastIndexOf(' ', length);
        return words[..(cut > length * 2 / 3 ? cut : length - (char.IsHighSurrogate(words[length - 1]) ? 1 : 0))] + " …";
    }

    /// <summary>The claim whose sentence stands for an incident in a list: the first that says it plainly, an event before a figure.</summary>
    public static Claim Leading(Incident incident) => incident.Claims
        .OrderBy(claim => Marks.Doubts.Of(claim.Status, claim.Modality) != Marks.Doubt.None)
        .ThenBy(claim => claim.Kind)
        .First();

    /// <summary>The side of the origin that a claim rests on; null where it is not known.</summary>
    public static string? SideOf(Incident incident, Claim claim) =>
        claim.Origin is null ? null : incident.Origins.FirstOrDefault(origin => origin.Id == claim.Origin)?.Side;

    /// <summary>Both claims of a contradiction; null where one of them is not among the incident's.</summary>
    public static (Claim First, Claim Second)? Pair(Incident incident, Contradiction contradiction)
    {
        var first = incident.Claims.FirstOrDefault(claim => claim.Id == contradiction.First);
        var second = incident.Claims.FirstOrDefault(claim => claim.Id == contradiction.Second);
        return first is null || second is null ? null : (first, second);
    }
}
