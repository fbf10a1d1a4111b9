namespace Attest.Register.Matching;

/// <summary>How much each thing that agrees or not counts. A score is the product of them, so that one thing that does not fit at all can't be made up for.</summary>
/// <remarks>Learned by <c>Attest.Bench register 0 --fit</c> on damage claims made from one half of the articles, and measured on the other.</remarks>
internal sealed record MatchWeights
{
    /// <summary>Those that ship.</summary>
    public static MatchWeights Shipped { get; } = new();

    /// <summary>Below this nothing is offered: more would be noise than help.</summary>
    public double LeastScore { get; init; } = 0.23;

    /// <summary>Reports name only an area in which the place lies.</summary>
    public double Area { get; init; } = 0.6;

    /// <summary>Reports name only a small area.</summary>
    public double SmallArea { get; init; } = 0.7;

    /// <summary>A site or quarter within the town that is stated, or a town that takes the stated village in; fades with distance.</summary>
    public double Inside { get; init; } = 0.95;

    /// <summary>Another place, from where its own area ends; fades with distance.</summary>
    public double Near { get; init; } = 0.64;

    /// <summary>In how many kilometres nearness fades to a third.</summary>
    public double FadeKm { get; init; } = 8;

    /// <summary>The stated day is off by one; by two; by three.</summary>
    public double OneDayOff { get; init; } = 0.8;

    /// <summary>By two.</summary>
    public double TwoDaysOff { get; init; } = 0.7;

    /// <summary>By three.</summary>
    public double ThreeDaysOff { get; init; } = 0.35;

    /// <summary>Reports call it what did such damage, whatever the sub-type.</summary>
    public double ModeKind { get; init; } = 0.9;

    /// <summary>Its sub-type can cause such damage and seldom does.</summary>
    public double WeakKind { get; init; } = 0.42;

    /// <summary>Reports do not say what kind of attack it was.</summary>
    public double OpenKind { get; init; } = 0.46;

    /// <summary>Only a toll that fits speaks for the kind.</summary>
    public double TollKind { get; init; } = 0.7;

    /// <summary>The sub-type commonly causes such damage, and reports count it.</summary>
    public double StrongToll { get; init; } = 1.1;

    /// <summary>Reports say that of such harm there was none.</summary>
    public double NoToll { get; init; } = 0.6;

    /// <summary>The stated cause is what reports name.</summary>
    public double SameMeans { get; init; } = 1.1;

    /// <summary>It is another that it is easily taken for.</summary>
    public double LikeMeans { get; init; } = 0.8;

    /// <summary>It is another that nobody takes it for.</summary>
    public double OtherMeans { get; init; } = 0.22;

    /// <summary>Somebody denies that it happened.</summary>
    public double Denied { get; init; } = 0.7;

    /// <summary>Reports leave open whether it happened.</summary>
    public double Alleged { get; init; } = 0.97;

    /// <summary>A word that account and reports share and no other incident has.</summary>
    public double Word { get; init; } = 0.25;

    /// <summary>What more than agrees is still no more than agreeing.</summary>
    public double Whole => SameMeans * StrongToll;

    /// <summary>What a day that is off counts.</summary>
    /// <param name="days">By how many days, 0 or more.</param>
    /// <param name="isLoose">Whether the claimant says that they are not sure of the day.</param>
    public double DaysOff(int days, bool isLoose) => (isLoose ? days - 1 : days) switch
    {
        <= 0 => isLoose && days == 1 ? (1 + OneDayOff) / 2 : 1,
        1 => OneDayOff,
        2 => TwoDaysOff,
        3 => ThreeDaysOff,
        _ => 0,
    };
}
