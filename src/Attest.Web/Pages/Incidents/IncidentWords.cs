using Attest.Web.Wording;

namespace Attest.Web.Pages.Incidents;

/// <summary>What pages say about an incident in words.</summary>
internal static class IncidentWords
{
    /// <summary>On how many independent roots it rests: "3 reports, 2 known origins (Ukraine), 1 unsourced claim".</summary>
    public static string Origins(Incident incident)
    {
        var sides = incident.Origins.Select(origin => origin.Side).OfType<string>().Distinct().ToList();
        var known = incident.Origins.Count == 0 ? "no known origin" : Numbers.Count(incident.Origins.Count, "known origin");
        var unsourced = incident.Unsourced == 0 ? "" : $", {Numbers.Count(incident.Unsourced, "unsourced claim")}";
        return $"{Numbers.Count(incident.Reports, "report")}, {known}{(sides.Count == 0 ? "" : $" ({string.Join(", ", sides)})")}{unsourced}";
    }

    /// <summary>The place with its region and country: "Odesa, Odesa Oblast, UA".</summary>
    public static string Place(IncidentPlace place) =>
        string.Join(", ", new[] { place.Name, place.Region, place.Country }.OfType<string>().Distinct());

    /// <summary>Who says so, with those who relay it: "Sample Wire, citing the Air Force". The publisher's own voice is named as such.</summary>
    public static string Speaker(Claim claim) => claim.Speaker is null
        ? $"{claim.Report.Publisher ?? "The report"}, naming no source"
        : claim.Chain.Count == 0 ? claim.Speaker : $"{claim.Speaker}, as relayed by {string.Join(", by ", claim.Chain.Reverse())}";

    /// <summary>What a claim comes to, in few words: a figure's interval, an event's status, and what sets it apart.</summary>
    public static string Gist(Claim claim)
    {
        var doubt = Marks.Doubts.Word(Marks.Doubts.Of(claim.Status, claim.Modality));
        return claim.Kind == ClaimKind.Event
            ? doubt.Length > 0 ? doubt : Names.Of(claim.Status)
            : $"{Numbers.Range(claim.Low, claim.High, claim.Approximate)} {(claim.Measure is { } measure ? Names.Of(measure) : "")}{(doubt.Length > 0 ? $", {doubt}" : "")}".Trim();
    }

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
