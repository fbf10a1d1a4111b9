namespace Attest.Claims.Places;

/// <summary>How much each sign weighs when a name is resolved; set by hand, then one by one on the articles of odd number of the GeoWebNews and Local-Global Lexicon collections.</summary>
internal static class ResolverWeights
{
    /// <summary>For each factor of ten in inhabitants.</summary>
    public const double Population = 0.55;

    /// <summary>For the place's own name rather than an alternate.</summary>
    public const double FirstName = 0.7;

    /// <summary>For lying in a nation that the report names, times the root of that nation's share.</summary>
    public const double NamedNation = 3.6;

    /// <summary>For being the capital that the name is of.</summary>
    public const double Capital = 2;

    /// <summary>For lying in a region that the report names.</summary>
    public const double NamedRegion = 0.5;

    /// <summary>For lying in one of the regions that the report names, times the root of that region's share among them.</summary>
    public const double RegionShare = 1.3;

    /// <summary>For lying in the first-level region that all names of the report could share best, times the part of them that could.</summary>
    public const double HomeRegion = 5.6;

    /// <summary>Names beside which the shares of a region are seen.</summary>
    public const double NamesOfNone = 2;

    /// <summary>How sharply a better score beats a worse one where a name is spread over regions.</summary>
    public const double SpreadSharpness = 0.7;

    /// <summary>For a region by its own name.</summary>
    public const double RegionByOwnName = 0.7;

    /// <summary>Against a town that is called as a nation is: "Lebanon, Indiana".</summary>
    public const double TownCalledAsNation = 5;

    /// <summary>Against a position that is not to be trusted at all.</summary>
    public const double Distrust = 2.5;

    /// <summary>For lying beside the other places that are named near it.</summary>
    public const double Near = 11;

    /// <summary>For lying in one part of the world with them.</summary>
    public const double Wide = 3;

    /// <summary>Weight beside which the weights of other places are seen, so that one far away pulls little.</summary>
    public const double WeightOfNone = 0.25;

    /// <summary>For lying in the nation of the other places that are named near it.</summary>
    public const double SameNation = 1.3;

    /// <summary>For lying in their first-level region.</summary>
    public const double SameRegion = 0.5;

    /// <summary>Against a region by a name that is only its alternate.</summary>
    public const double RegionByShortName = 4.5;

    /// <summary>For lying in the region or state that follows after a comma: "Columbus, Ohio".</summary>
    public const double Container = 6;

    /// <summary>For a region or state that has the town before the comma.</summary>
    public const double Content = 3;

    /// <summary>Distance over which nearness falls by a factor of e, in kilometres.</summary>
    public const double ReachKm = 36;

    /// <summary>The same where one of the two is a region.</summary>
    public const double RegionReachKm = 80;

    /// <summary>The same for lying in one part of the world.</summary>
    public const double WideReachKm = 400;

    /// <summary>Tokens between two names at which one weighs half for the other.</summary>
    public const double TokensOfHalfWeight = 30;

    /// <summary>Tokens that a dateline is seen as standing from every name at the most.</summary>
    public const int TokensToDateline = 25;

    /// <summary>Weight of the town that the publisher is named after, beside a name that stands next to the one to be resolved.</summary>
    public const double Home = 0.3;

    /// <summary>Rows no further apart than this are one place, in kilometres.</summary>
    public const double SamePlaceKm = 20;

    /// <summary>How sharply a better score beats a worse one.</summary>
    public const double Sharpness = 1.5;

    /// <summary>The score at which a place is as likely as not.</summary>
    public const double EvenSupport = 1.4;

    /// <summary>For being as large as the report says, or against being of another size. An unknown population is that of a village.</summary>
    public static double Of(SettlementSize size, long population) => size switch
    {
        SettlementSize.Village => population < 5_000 ? 1 : population < 20_000 ? 0 : -1.5,
        SettlementSize.Town => population is >= 2_000 and < 200_000 ? 0.5 : population >= 500_000 ? -0.5 : 0,
        _ => population >= 100_000 ? 1.5 : population >= 30_000 ? 0.5 : -0.5,
    };

    /// <summary>What a feature is worth by itself.</summary>
    public static double Of(string feature) => feature switch
    {
        "PCLI" => 4,
        "PCLH" => 3,
        "PPLC" => 2,
        "ADM1" => 3,
        "PPLA" => 1,
        "SEA" or "WTR" => 3.5,
        "RGN" => 3.5,
        "LCTY" or "CAPE" => 2.5,
        "AIRP" or "AIRB" => 0.5,
        "PPLA2" or "PPLA3" or "PPLG" => 0.4,
        _ => 0,
    };
}
