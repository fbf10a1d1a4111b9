namespace Attest.Language.Network;

/// <summary>The trained weights, read where they lie, and what their outputs mean.</summary>
internal sealed unsafe class LanguageModel
{
    /// <summary>Takes the model apart: tables and vectors are read where they lie, the weights of layers are laid out for products.</summary>
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
        Mix = LayerOf(file, "mix", NetworkShape.InputWidth, Shape.Width * 2);
        Windows = [.. Enumerable.Range(0, Shape.Windows).Select(number => LayerOf(file, $"window-{number}", Shape.Width * 3, Shape.Width * 2))];
        Recurrences = [.. Enumerable.Range(0, Shape.Recurrences).Select(number => LayerOf(file, $"recurrence-{number}", Shape.Width, Shape.Width * 3))];
        Tags = LinearOf(file, "tags", Shape.Width, Shape.TagsPadded);
        Names = LinearOf(file, "names", Shape.Width, Shape.NamesPadded);
        Heads = LinearOf(file, "arc-heads", Shape.Width, Shape.ArcWidth);
        Dependents = LinearOf(file, "arc-dependents", Shape.Width, Shape.ArcWidth);
        Arc = LinearOf(file, "arc", Shape.ArcWidth, Shape.ArcWidth);
        Root = file.Section<float>("arc-root");
        Distance = file.Section<float>("arc-distance");
        LabelHeads = Packed(file, "label-heads", Shape.Width, Shape.LabelWidth);
        LabelDependents = Packed(file, "label-dependents", Shape.Width, Shape.LabelWidth);
        LabelShift = file.Section<float>("label-shift");
        LabelRoot = file.Section<float>("label-root");
        LabelDistance = file.Section<float>("label-distance");
        Relations = LinearOf(file, "relations", Shape.LabelWidth, Shape.RelationsPadded);
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

    public PackedMatrix LabelHeads { get; }

    public PackedMatrix LabelDependents { get; }

    public float* LabelShift { get; }

    public float* LabelRoot { get; }

    public float* LabelDistance { get; }

    public Linear Relations { get; }

    public TagSet TagLabels { get; }

    public Relation[] RelationLabels { get; }

    public NameSet NameLabels { get; }

    public LemmaTable Lemmas { get; }

    private static Table TableOf(ModelFile file, string name, int width) => new(file.Section<sbyte>(name), file.Section<float>(name + "-scales"), width);

    private static Layer LayerOf(ModelFile file, string name, int inputs, int outputs) => new(Packed(file, name, inputs, outputs), file.Section<float>(name + "-shift"), file.Section<float>(name + "-gain"), file.Section<float>(name + "-base"));

    private static Linear LinearOf(ModelFile file, string name, int inputs, int outputs) => new(Packed(file, name, inputs, outputs), file.Section<float>(name + "-shift"));

    private static PackedMatrix Packed(ModelFile file, string name, int inputs, int outputs) => new(file.Section<float>(name), inputs, outputs);

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
    internal sealed class Linear(PackedMatrix weight, float* shift)
    {
        public PackedMatrix Weight => weight;

        public float* Shift => shift;
    }

    /// <summary>A product with a shift, whose outcome is normalised.</summary>
    internal sealed class Layer(PackedMatrix weight, float* shift, float* gain, float* basis)
    {
        public PackedMatrix Weight => weight;

        public float* Shift => shift;

        public float* Gain => gain;

        public float* Base => basis;
    }
}
