namespace Attest.Language.Network;

/// <summary>The trained weights, read where they lie, and what their outputs mean.</summary>
internal sealed unsafe class LanguageModel
{
    /// <summary>Takes the model apart; nothing is copied but the labels.</summary>
    public LanguageModel(ModelFile file)
    {
        var numbers = file.Section<int>("shape");
        Shape = new NetworkShape(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7], numbers[8]);
        Vocabulary = new Vocabulary(file);
        Vectors = new Table(file.Section<sbyte>("vectors"), file.Section<float>("vector-scales"), NetworkShape.VectorWidth);
        Words = TableOf(file, "words", NetworkShape.WordWidth);
        Prefixes = TableOf(file, "prefixes", NetworkShape.PrefixWidth);
        SuffixesTwo = TableOf(file, "suffixes-two", NetworkShape.SuffixTwoWidth);
        SuffixesThree = TableOf(file, "suffixes-three", NetworkShape.SuffixThreeWidth);
        SuffixesFour = TableOf(file, "suffixes-four", NetworkShape.SuffixFourWidth);
        Shapes = TableOf(file, "shapes", NetworkShape.ShapeWidth);
        Mix = LayerOf(file, "mix");
        Windows = [.. Enumerable.Range(0, Shape.Windows).Select(number => LayerOf(file, $"window-{number}"))];
        Recurrences = [.. Enumerable.Range(0, Shape.Recurrences).Select(number => LayerOf(file, $"recurrence-{number}"))];
        Tags = LinearOf(file, "tags");
        Names = LinearOf(file, "names");
        Heads = LinearOf(file, "arc-heads");
        Dependents = LinearOf(file, "arc-dependents");
        Arc = LinearOf(file, "arc");
        Root = file.Section<float>("arc-root");
        Distance = file.Section<float>("arc-distance");
        LabelHeads = file.Section<float>("label-heads");
        LabelDependents = file.Section<float>("label-dependents");
        LabelShift = file.Section<float>("label-shift");
        LabelRoot = file.Section<float>("label-root");
        LabelDistance = file.Section<float>("label-distance");
        Relations = LinearOf(file, "relations");
        TagLabels = new TagSet(file.Lines("tag-labels"));
        RelationLabels = [.. file.Lines("relation-labels").Select(RelationNames.Parse)];
        NameLabels = new NameSet(file.Lines("name-labels"));
        Lemmas = new LemmaTable(file.Lines("lemma-rules"));
    }

    public NetworkShape Shape { get; }

    public Vocabulary Vocabulary { get; }

    public Table Vectors { get; }

    public Table Words { get; }

    public Table Prefixes { get; }

    public Table SuffixesTwo { get; }

    public Table SuffixesThree { get; }

    public Table SuffixesFour { get; }

    public Table Shapes { get; }

    public Layer Mix { get; }

    public Layer[] Windows { get; }

    public Layer[] Recurrences { get; }

    public Linear Tags { get; }

    public Linear Names { get; }

    public Linear Heads { get; }

    public Linear Dependents { get; }

    public Linear Arc { get; }

    public float* Root { get; }

    public float* Distance { get; }

    public float* LabelHeads { get; }

    public float* LabelDependents { get; }

    public float* LabelShift { get; }

    public float* LabelRoot { get; }

    public float* LabelDistance { get; }

    public Linear Relations { get; }

    public TagSet TagLabels { get; }

    public Relation[] RelationLabels { get; }

    public NameSet NameLabels { get; }

    public LemmaTable Lemmas { get; }

    private static Table TableOf(ModelFile file, string name, int width) => new(file.Section<sbyte>(name), file.Section<float>(name + "-scales"), width);

    private static Layer LayerOf(ModelFile file, string name) => new(file.Section<float>(name), file.Section<float>(name + "-shift"), file.Section<float>(name + "-gain"), file.Section<float>(name + "-base"));

    private static Linear LinearOf(ModelFile file, string name) => new(file.Section<float>(name), file.Section<float>(name + "-shift"));

    /// <summary>Rows of eight-bit numbers, each row with a scale.</summary>
    internal sealed class Table(sbyte* values, float* scales, int width)
    {
        /// <summary>Numbers in a row.</summary>
        public int Width => width;

        /// <summary>Writes a row in single precision.</summary>
        public void Read(int row, float* target)
        {
            var scale = scales[row];
            var source = values + ((nint)row * width);
            for (var i = 0; i < width; i++)
            {
                target[i] = source[i] * scale;
            }
        }
    }

    /// <summary>A product with a shift.</summary>
    internal sealed class Linear(float* weight, float* shift)
    {
        public float* Weight => weight;

        public float* Shift => shift;
    }

    /// <summary>A product with a shift, whose outcome is normalised.</summary>
    internal sealed class Layer(float* weight, float* shift, float* gain, float* basis)
    {
        public float* Weight => weight;

        public float* Shift => shift;

        public float* Gain => gain;

        public float* Base => basis;
    }
}
