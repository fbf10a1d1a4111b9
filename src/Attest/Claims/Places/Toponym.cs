using Attest.Claims.Nations;

namespace Attest.Claims.Places;

/// <summary>Words that may name a place, before it is decided whether they do and which.</summary>
/// <param name="First">Index of the first token.</param>
/// <param name="Last">Index after the last token of the name.</param>
/// <param name="Span">The words of the mention, with the term that belongs to it.</param>
/// <param name="Key">The folded name; with the term where it takes part in telling which place is meant. One key has one meaning in a report.</param>
/// <param name="Rows">Rows of the gazetteer that bear the name; empty where only the words around say that it is a place.</param>
/// <param name="Term">Region, River and the like after it; null where there is none.</param>
/// <param name="Nation">The state that the words name, or whose government they may stand for; null for others.</param>
/// <param name="NationWord">By which sort of word, where there is a nation.</param>
/// <param name="IsRespelt">Found only by the skeleton of the name.</param>
internal sealed record Toponym(
    int First,
    int Last,
    TextSpan Span,
    string Key,
    IReadOnlyList<NamedRow> Rows,
    GenericTerm? Term,
    Nation? Nation,
    NationWord NationWord,
    bool IsRespelt)
{
    /// <summary>Whether the words may stand for a government.</summary>
    public bool MayBeGovernment => Nation is not null && Term is null;

    /// <summary>Whether the report is sent from it: "LVIV, Ukraine (Agency) —".</summary>
    public bool IsDateline { get; init; }

    /// <summary>How large a settlement the words beside the name say that it is: "the village of", ", a large city"; null where they say nothing.</summary>
    public SettlementSize? Size { get; init; }
}

/// <summary>How large a report says that a settlement is.</summary>
internal enum SettlementSize
{
    /// <summary>A village or hamlet.</summary>
    Village,

    /// <summary>A town.</summary>
    Town,

    /// <summary>A city.</summary>
    City,
}

/// <summary>What a toponym is in its sentence.</summary>
internal enum ToponymRole
{
    /// <summary>A place, and something is said to be or move there.</summary>
    Location,

    /// <summary>A place as far as can be seen.</summary>
    Place,

    /// <summary>A people or an adjective of a state: never a place of a reading, but a toponym to the collections that measure us.</summary>
    People,

    /// <summary>A government by the name of its state or capital, or a body by a name that begins with that of a place: never a place of a reading, but a toponym to the collections that measure us.</summary>
    Government,

    /// <summary>A person, an organisation, a common word.</summary>
    Other,
}
