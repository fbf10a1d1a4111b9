using Attest.Language.Network;

namespace Attest.Claims.Attributions.Labels;

/// <summary>What the labeller sees of a token: a row of each of these tables, its own vector and that of its head.</summary>
internal static class LabelTables
{
    /// <summary>Numbers of the tables in <see cref="All"/>.</summary>
    public const int Word = 0, Suffix = 1, Shape = 2, Penn = 3, Relation = 4, HeadPenn = 5, HeadRelation = 6, Distance = 7, Place = 8, Cue = 9, HeadCue = 10, Speaker = 11, Name = 12, Climb = 13, ClimbCue = 14, RuleOuter = 15, RuleInner = 16;

    /// <summary>Number of tables.</summary>
    public const int Count = 17;

    /// <summary>Rows of the table of learned words at most.</summary>
    public const int MostWords = 6000;

    /// <summary>The tables: name, rows (a power of two where they are hashed), numbers in a row.</summary>
    public static readonly (string Name, int Rows, int Width)[] All =
    [
        ("words", MostWords, 32), ("suffixes", WordFeatures.SuffixThreeRows, 16), ("shapes", WordFeatures.ShapeRows, 8), ("penn", 64, 24), ("relations", 64, 16), ("head-penn", 64, 12), ("head-relations", 64, 12),
        ("distances", NetworkShape.Distances, 12), ("places", 32, 16), ("cues", 32, 12), ("head-cues", 32, 12), ("speakers", 64, 8), ("names", 16, 8), ("climbs", 128, 16), ("climb-cues", 32, 8), ("rules-outer", 64, 16), ("rules-inner", 64, 16),
    ];

    /// <summary>Width of all rows and the two vectors side by side.</summary>
    public static readonly int InputWidth = (NetworkShape.VectorWidth * 2) + All.Sum(table => table.Width);
}
