using Attest.Language.Network;

namespace Attest.Training;

/// <summary>All that is trained, in the shape that the product's network has.</summary>
internal sealed unsafe class NetworkWeights
{
    public NetworkWeights(NetworkShape shape, int threads, int seed)
    {
        Shape = shape;
        var random = new Random(seed);
        var inputs = NetworkShape.InputWidth;
        var width = shape.Width;

        Words = Table("words", shape.Words, NetworkShape.WordWidth);
        Prefixes = Table("prefixes", WordFeatures.PrefixRows, NetworkShape.PrefixWidth);
        SuffixesTwo = Table("suffixes-two", WordFeatures.SuffixTwoRows, NetworkShape.SuffixTwoWidth);
        SuffixesThree = Table("suffixes-three", WordFeatures.SuffixThreeRows, NetworkShape.SuffixThreeWidth);
        SuffixesFour = Table("suffixes-four", WordFeatures.SuffixFourRows, NetworkShape.SuffixFourWidth);
        Shapes = Table("shapes", WordFeatures.ShapeRows, NetworkShape.ShapeWidth);
        Mix = Dense("mix", inputs, width * 2);
        MixShift = Vector("mix-shift", width * 2, 0);
        MixGain = Vector("mix-gain", width, 1);
        MixBase = Vector("mix-base", width, 0);
        for (var layer = 0; layer < shape.Windows; layer++)
        {
            Windows.Add(new Layer(Dense($"window-{layer}", width * 3, width * 2), Vector($"window-{layer}-shift", width * 2, 0), Vector($"window-{layer}-gain", width, 1), Vector($"window-{layer}-base", width, 0)));
        }
        for (var layer = 0; layer < shape.Recurrences; layer++)
        {
            var recurrence = new Layer(Dense($"recurrence-{layer}", width, width * 3), Vector($"recurrence-{layer}-shift", width * 3, 0), Vector($"recurrence-{layer}-gain", width, 1), Vector($"recurrence-{layer}-base", width, 0));
            // Memory that lasts a few words to start with, longer in some places than in others.
            for (var i = 0; i < width; i++)
            {
                recurrence.Shift.Value[width + i] = i % 4;
            }
            Recurrences.Add(recurrence);
        }
        Tags = Dense("tags", width, shape.TagsPadded);
        TagShift = Vector("tags-shift", shape.TagsPadded, 0);
        NameTags = Dense("names", width, shape.NamesPadded);
        NameShift = Vector("names-shift", shape.NamesPadded, 0);
        HeadProjection = Dense("arc-heads", width, shape.ArcWidth);
        HeadShift = Vector("arc-heads-shift", shape.ArcWidth, 0);
        DependentProjection = Dense("arc-dependents", width, shape.ArcWidth);
        DependentShift = Vector("arc-dependents-shift", shape.ArcWidth, 0);
        // Arcs start out all alike (Dozat and Manning, 2017).
        Arc = Keep(new Tensor("arc", shape.ArcWidth, shape.ArcWidth, threads, 0.01f, random));
        ArcShift = Vector("arc-shift", shape.ArcWidth, 0);
        Root = new Tensor("arc-root", 1, shape.ArcWidth, threads, 0.3f, random);
        Distance = Vector("arc-distance", NetworkShape.Distances, 0);
        LabelHeads = Dense("label-heads", width, shape.LabelWidth);
        LabelDependents = Dense("label-dependents", width, shape.LabelWidth);
        LabelShift = Vector("label-shift", shape.LabelWidth, 0);
        LabelRoot = new Tensor("label-root", 1, shape.LabelWidth, threads, 0.3f, random);
        LabelDistance = new Tensor("label-distance", NetworkShape.Distances, shape.LabelWidth, threads, 0.05f, random);
        Relations = Dense("relations", shape.LabelWidth, shape.RelationsPadded);
        RelationShift = Vector("relations-shift", shape.RelationsPadded, 0);

        Tensor Keep(Tensor tensor)
        {
            All.Add(tensor);
            return tensor;
        }

        Tensor Table(string name, int rows, int columns) => Keep(new Tensor(name, rows, columns, threads, 0.1f, random, sparse: true));
        Tensor Dense(string name, int rows, int columns) => Keep(new Tensor(name, rows, columns, threads, MathF.Sqrt(1f / rows), random));
        Tensor Vector(string name, int columns, float value) => Keep(new Tensor(name, 1, columns, threads, 0, random).Fill(value));
        Keep(Root);
        Keep(LabelRoot);
        Keep(LabelDistance);
    }

    public NetworkShape Shape { get; }
    public List<Tensor> All { get; } = [];
    public Tensor Words { get; }
    public Tensor Prefixes { get; }
    public Tensor SuffixesTwo { get; }
    public Tensor SuffixesThree { get; }
    public Tensor SuffixesFour { get; }
    public Tensor Shapes { get; }
    public Tensor Mix { get; }
    public Tensor MixShift { get; }
    public Tensor MixGain { get; }
    public Tensor MixBase { get; }
    public List<Layer> Windows { get; } = [];
    public List<Layer> Recurrences { get; } = [];
    public Tensor Tags { get; }
    public Tensor TagShift { get; }
    public Tensor NameTags { get; }
    public Tensor NameShift { get; }
    public Tensor HeadProjection { get; }
    public Tensor HeadShift { get; }
    public Tensor DependentProjection { get; }
    public Tensor DependentShift { get; }
    public Tensor Arc { get; }
    public Tensor ArcShift { get; }
    public Tensor Root { get; }
    public Tensor Distance { get; }
    public Tensor LabelHeads { get; }
    public Tensor LabelDependents { get; }
    public Tensor LabelShift { get; }
    public Tensor LabelRoot { get; }
    public Tensor LabelDistance { get; }
    public Tensor Relations { get; }
    public Tensor RelationShift { get; }

    /// <summary>Takes the weights of a written model of the same shape.</summary>
    public void Read(byte[] bytes)
    {
        fixed (byte* start = bytes)
        {
            var file = new ModelFile(start, bytes.Length);
            foreach (var tensor in All)
            {
                if (tensor.IsSparse)
                {
                    var values = file.Section<sbyte>(tensor.Name);
                    var scales = file.Section<float>(tensor.Name + "-scales");
                    for (var i = 0; i < tensor.Count; i++)
                    {
                        tensor.Value[i] = values[i] * scales[i / tensor.Columns];
                    }
                }
                else
                {
                    new ReadOnlySpan<float>(file.Section<float>(tensor.Name), tensor.Count).CopyTo(new Span<float>(tensor.Value, tensor.Count));
                }
                new ReadOnlySpan<float>(tensor.Value, tensor.Count).CopyTo(new Span<float>(tensor.Average, tensor.Count));
            }
        }
    }

    internal sealed record Layer(Tensor Weight, Tensor Shift, Tensor Gain, Tensor Base);
}
