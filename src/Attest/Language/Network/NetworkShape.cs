namespace Attest.Language.Network;

/// <summary>How large the network's parts are. What is constant here is fixed by the features; the rest stands in the model.</summary>
/// <param name="Width">Numbers that stand for one word between layers; a multiple of 32.</param>
/// <param name="Windows">Layers that look at a word and its two neighbours.</param>
/// <param name="Recurrences">Layers that carry memory through the sentence in both directions.</param>
/// <param name="ArcWidth">Numbers that stand for a word as a head or as a dependent; a multiple of 16.</param>
/// <param name="LabelWidth">Numbers between an arc and its relation; a multiple of 16.</param>
/// <param name="Words">Rows of the table of learned words.</param>
/// <param name="Tags">Number of tags.</param>
/// <param name="Names">Number of labels of names.</param>
/// <param name="Relations">Number of relations.</param>
internal sealed record NetworkShape(int Width, int Windows, int Recurrences, int ArcWidth, int LabelWidth, int Words, int Tags, int Names, int Relations)
{
    /// <summary>Width of each table, and of all that is known of a word side by side.</summary>
    public const int VectorWidth = 100, WordWidth = 96, PrefixWidth = 32, SuffixTwoWidth = 24, SuffixThreeWidth = 48, SuffixFourWidth = 40, ShapeWidth = 32;

    /// <summary>Width of all that is known of a word by itself, side by side.</summary>
    public const int InputWidth = VectorWidth + WordWidth + PrefixWidth + SuffixTwoWidth + SuffixThreeWidth + SuffixFourWidth + ShapeWidth;

    /// <summary>Rows for classes of the distance between a dependent and its head: 16 for heads before it, 16 for heads after it, <see cref="RootDistance"/> for the root; the others are spare.</summary>
    public const int Distances = 48;

    /// <summary>Lengths that products need.</summary>
    public int TagsPadded => Pad(Tags);

    /// <inheritdoc cref="TagsPadded"/>
    public int NamesPadded => Pad(Names);

    /// <inheritdoc cref="TagsPadded"/>
    public int RelationsPadded => Pad(Relations);

    /// <summary>The next multiple of <see cref="Matrix.ColumnStep"/>.</summary>
    public static int Pad(int count) => (count + Matrix.ColumnStep - 1) / Matrix.ColumnStep * Matrix.ColumnStep;

    /// <summary>The class of a head so many words after (or, if negative, before) its dependent.</summary>
    public static int DistanceClass(int distance)
    {
        var length = Math.Abs(distance);
        var step = length <= 10 ? length : length <= 14 ? 11 : length <= 20 ? 12 : length <= 30 ? 13 : length <= 50 ? 14 : 15;
        return distance < 0 ? step : 16 + step;
    }

    /// <summary>The class of the arc from the root.</summary>
    public const int RootDistance = 40;
}
