namespace Attest;

/// <summary>What forces do with ground in an event, and which way or on which axis.</summary>
/// <param name="Movement">What its words say is done with ground; null where they only name an axis.</param>
/// <param name="Bearings">Where to, from where, on which axis, in the order of the text; may be empty.</param>
public sealed record Direction(Movement? Movement, IReadOnlyList<Bearing> Bearings);

/// <summary>One place or axis that a movement is told by.</summary>
/// <param name="Way">Towards it, from it, or on it.</param>
/// <param name="Span">The words that say so, with their preposition.</param>
/// <param name="Place">The place that it names; null where that is none of the reading's.</param>
/// <param name="Sector">The axis, sector or front, as its pack names it or in the report's words; null for a place.</param>
public sealed record Bearing(BearingWay Way, TextSpan Span, LocalId? Place, string? Sector);

/// <summary>How a movement lies to a place or an axis.</summary>
public enum BearingWay
{
    /// <summary>It goes there: "towards", "in the direction of", "on" after an advance.</summary>
    Towards,

    /// <summary>It leaves from there.</summary>
    From,

    /// <summary>It is along it or within it: "on the northern axis".</summary>
    On,
}

/// <summary>What forces do with ground.</summary>
public enum Movement
{
    /// <summary>The actor goes forward.</summary>
    Advance,

    /// <summary>The actor takes a place.</summary>
    Gain,

    /// <summary>The actor takes a place back.</summary>
    Regain,

    /// <summary>The target loses a place.</summary>
    Loss,

    /// <summary>Whoever is told of keeps a place or position: "have not lost positions".</summary>
    Hold,

    /// <summary>The actor's advance is stopped or pushed back.</summary>
    Repelled,

    /// <summary>The actor leaves a place.</summary>
    Retreat,

    /// <summary>The actor moves without fighting.</summary>
    Move,
}
