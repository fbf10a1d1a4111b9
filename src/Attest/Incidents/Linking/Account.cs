namespace Attest.Incidents.Linking;

/// <summary>What one report tells of one occurrence: its events of one sort that nothing sets apart. Accounts, not reports, are linked with each other.</summary>
/// <remarks>The archive keeps it member by member (Archive/Storage/Packing): a new one is to be added there.</remarks>
/// <param name="Id">Made from its document and the words of its first event, so that it survives a new version of the document and of the reader. No two that are kept at once share it.</param>
/// <param name="Order">Which of two accounts founds an incident that both tell of, the lower one: what has a place and a day comes before what has not, then the earlier publication. The same whatever came first.</param>
/// <param name="Report">The report.</param>
/// <param name="Type">PLOVER's type; only accounts of one type link.</param>
/// <param name="Kind">The sort of occurrence within the type.</param>
/// <param name="Lead">How much the report is about it, from 0; the one with most is the report's main account.</param>
/// <param name="IsTelling">Whether it says that something happened, goes on, is planned or did not happen; what is imagined or long past links only with its copies.</param>
/// <param name="Place">Where its own words put it; null where they don't.</param>
/// <param name="Nearby">Anchors of the settlements named in and around it, in ordinal order; may be empty.</param>
/// <param name="First">First day that it can have been on, as a day number; null where its own words don't fix it to a day or night.</param>
/// <param name="Last">Last such day.</param>
/// <param name="Days">Days named in and around it, ascending; may be empty.</param>
/// <param name="Published">Day of publication as a day number; null where not known.</param>
/// <param name="Modes">PLOVER's modes, in ordinal order.</param>
/// <param name="Actor">Side of who did it; null where not known.</param>
/// <param name="Killed">The people that it says were killed; null where it gives no number.</param>
/// <param name="Wounded">Likewise wounded.</param>
/// <param name="Terms">The telling words around it, in ordinal order.</param>
/// <param name="Copy">Digest of the sentence of its first event without case, marks and spacing; null for one too short to be sure.</param>
/// <param name="HasVictims">Whether it says of anybody that they were killed, wounded or struck.</param>
/// <param name="Item">The part of the report that tells it, where that tells of several occurrences; else -1.</param>
internal sealed record Account(
    string Id, string Order, string Report, EventType Type, string Kind, double Lead, bool IsTelling, AccountPlace? Place, IReadOnlyList<string> Nearby, int? First, int? Last, IReadOnlyList<int> Days, int? Published,
    IReadOnlyList<string> Modes, string? Actor, decimal? Killed, decimal? Wounded, IReadOnlyList<Term> Terms, string? Copy, bool HasVictims, int Item = -1)
{
    private const string Destruction = "destroy";

    private bool IsPlaced => Place is { IsSettlement: true };

    /// <summary>Whether its words and what stands around it may link it: talk of a war, of fighting or destruction somewhere, is no account of one occurrence that others tell of too.</summary>
    public bool IsOneOccurrence => Type == EventType.Assault
        && (Kind == Neighbourhood.Violence ? HasVictims || IsPlaced || First is not null || Modes.Any(mode => mode != Destruction) : IsPlaced ? HasVictims || First is not null : HasVictims && First is not null);

    /// <summary>Whether its own words put it at a settlement or site and on a day or night.</summary>
    public bool IsExact => Place is { IsSettlement: true } && First is not null;
}

/// <summary>Where an account puts its occurrence.</summary>
/// <param name="Anchor">The gazetteer's key of the settlement that the place is or is part of, or the region's or country's own.</param>
/// <param name="Name">The gazetteer's English name.</param>
/// <param name="Region">Country and first-level region; null where not known.</param>
/// <param name="Position">WGS 84.</param>
/// <param name="RadiusKm">Radius of the area meant.</param>
/// <param name="IsSettlement">Whether it is a town, village or site; a region or country alone joins nothing.</param>
internal sealed record AccountPlace(string Anchor, string Name, string? Region, GeoPoint Position, double RadiusKm, bool IsSettlement);
