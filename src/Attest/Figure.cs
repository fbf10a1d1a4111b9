namespace Attest;

/// <summary>A number that counts or measures something in the world, as an interval.</summary>
/// <param name="Id">Its place in this reading.</param>
/// <param name="Span">The number with its unit, as it stands in the text.</param>
/// <param name="Low">Least value in plain units; null where open below.</param>
/// <param name="High">Greatest value in plain units; null where open above.</param>
/// <param name="Approximate">Whether the text says so: about, nearly, some, dozens.</param>
/// <param name="Measure">What sort of thing is measured.</param>
/// <param name="Of">What is counted, in the report's words; null where they leave it open.</param>
/// <param name="Side">Who lost, launched, paid or deployed it; null where it is not known.</param>
/// <param name="Scope">New in its period, cumulative since its start, or a stock.</param>
/// <param name="Period">The time it counts over; null where the text gives none.</param>
/// <param name="Place">Where it was counted; null where the text gives none.</param>
/// <param name="PartOf">The figure that it is a part of, never an addition to; null for a whole.</param>
/// <param name="Attribution">Who says so; null for the publisher's own voice.</param>
/// <param name="Event">The event it belongs to; null where none was found.</param>
/// <param name="Confidence">How sure the reader is, 0 to 1.</param>
public sealed record Figure(
    LocalId Id,
    TextSpan Span,
    decimal? Low,
    decimal? High,
    bool Approximate,
    Measure Measure,
    string? Of,
    string? Side,
    FigureScope Scope,
    LocalId? Period,
    LocalId? Place,
    LocalId? PartOf,
    LocalId? Attribution,
    LocalId? Event,
    double Confidence);

/// <summary>How a figure relates to time.</summary>
public enum FigureScope
{
    /// <summary>What was added in the period.</summary>
    New,

    /// <summary>All since the start of a period.</summary>
    Cumulative,

    /// <summary>What there is at a moment: troops present, money pledged in all.</summary>
    Stock,
}

/// <summary>What sort of thing a figure measures. The written name is the member's in kebab case: <c>people-killed</c>.</summary>
public enum Measure
{
#pragma warning disable CS1591 // each name says what it counts; docs/formats.md lists them
    PeopleKilled, PeopleWounded, PeopleMissing, PeopleCaptured, PeopleDisplaced, PersonnelLosses, TroopsDeployed, TanksLost, VehiclesLost,
    AirDefenceLost, AircraftLost, EquipmentLost, DronesLaunched, DronesDowned, MissilesLaunched, MissilesDowned, FacilitiesDamaged, BuildingsDamaged,
    AttacksRepelled, EquipmentSupplied, EquipmentRequested, MoneyPledged, MoneySpent, MoneyRequested, MoneyNeeded, TradeValue, ChangePercent,
    CommodityVolume, Price, Distance, Speed, Duration, OpinionShare, Countries, PeopleCount, Other,
#pragma warning restore CS1591
}
