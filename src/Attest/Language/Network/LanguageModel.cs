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
        Vectors = new WeightTable(file, "vectors", NetworkShape.VectorWidth, "vector-scales");
        Words = new WeightTable(file, "words", NetworkShape.WordWidth);
        Prefixes = new WeightTable(file, "prefixes", NetworkShape.PrefixWidth);
        SuffixesTwo = new WeightTable(file, "suffixes-two", NetworkShape.SuffixTwoWidth);
        SuffixesThree = new WeightTable(file, "suffixes-three", NetworkShape.SuffixThreeWidth);
        SuffixesFour = new WeightTable(file, "suffixes-four", NetworkShape.SuffixFourWidth);
        Shapes = new WeightTable(file, "shapes", NetworkShape.ShapeWidth);
        Mix = new Layer(file, "mix", NetworkShape.InputWidth, Shape.Width * 2);
        Windows = [.. Enumerable.Range(0, Shape.Windows).Select(number => Layer.Window(file, number, Shape.Width))];
        Recurrences = [.. Enumerable.Range(0, Shape.Recurrences).Select(number => Layer.Recurrence(file, number, Shape.Width))];
        Tags = new Linear(file, "tags", Shape.Width, Shape.TagsPadded);
        Names = new Linear(file, "names", Shape.Width, Shape.NamesPadded);
        Heads = new Linear(file, "arc-heads", Shape.Width, Shape.ArcWidth);
        Dependents = new Linear(file, "arc-dependents", Shape.Width, Shape.ArcWidth);
        Arc = new Linear(file, "arc", Shape.ArcWidth, Shape.ArcWidth);
        Root = file.Section<float>("arc-root");
        Distance = file.Section<float>("arc-distance");
        LabelHeads = new PackedMatrix(file.Section<float>("label-heads"), Shape.Width, Shape.LabelWidth);
        LabelDependents = new PackedMatrix(file.Section<float>("label-dependents"), Shape.Width, Shape.LabelWidth);
        LabelShift = file.Section<float>("label-shift");
        LabelRoot = file.Section<float>("label-root");
        LabelDistance = file.Section<float>("label-distance");
        Relations = new Linear(file, "relations", Shape.LabelWidth, Shape.RelationsPadded);
        TagLabels = new TagSet(file.Lines("tag-labels"));
        RelationLabels = [.. file.Lines("relation-labels").Select(RelationNames.Parse)];
        NameLabels = new NameSet(file.Lines("name-labels"));
        Lemmas = new LemmaTable(file.Lines("lemma-rules"));
    }

    public NetworkShape Shape { get; }

    public Vocabulary Vocabulary { get; }

    public WeightTable Vectors { get; }

    public WeightTable Words { get; }

    public WeightTable Prefixes { get; }

    public WeightTable SuffixesTwo { get; }

    public WeightTable SuffixesThree { get; }

    public WeightTable SuffixesFour { get; }

    public WeightTable Shapes { get; }

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
}
