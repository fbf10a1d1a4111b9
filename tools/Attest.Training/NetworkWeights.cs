using Attest.Language.Network;

namespace Attest.Training;

/// <summary>All that is trained, in the shape that the product's network has.</summary>
internal sealed class NetworkWeights : EncoderWeights
{
    public NetworkWeights(NetworkShape shape, int threads, int seed)
        : base(shape.Width, threads, seed)
    {
        Shape = shape;
        var width = shape.Width;
        Words = Table("words", shape.Words, NetworkShape.WordWidth);
        Prefixes = Table("prefixes", WordFeatures.PrefixRows, NetworkShape.PrefixWidth);
        SuffixesTwo = Table("suffixes-two", WordFeatures.SuffixTwoRows, NetworkShape.SuffixTwoWidth);
        SuffixesThree = Table("suffixes-three", WordFeatures.SuffixThreeRows, NetworkShape.SuffixThreeWidth);
        SuffixesFour = Table("suffixes-four", WordFeatures.SuffixFourRows, NetworkShape.SuffixFourWidth);
        Shapes = Table("shapes", WordFeatures.ShapeRows, NetworkShape.ShapeWidth);
        AddEncoder(NetworkShape.InputWidth, shape.Windows, shape.Recurrences);
        Tags = Dense("tags", width, shape.TagsPadded);
        TagShift = Vector("tags-shift", shape.TagsPadded, 0);
        NameTags = Dense("names", width, shape.NamesPadded);
        NameShift = Vector("names-shift", shape.NamesPadded, 0);
        HeadProjection = Dense("arc-heads", width, shape.ArcWidth);
        HeadShift = Vector("arc-heads-shift", shape.ArcWidth, 0);
        DependentProjection = Dense("arc-dependents", width, shape.ArcWidth);
        DependentShift = Vector("arc-dependents-shift", shape.ArcWidth, 0);
        // Arcs start out all alike (Dozat and Manning, 2017).
        Arc = Dense("arc", shape.ArcWidth, shape.ArcWidth, 0.01f);
        ArcShift = Vector("arc-shift", shape.ArcWidth, 0);
        Root = Dense("arc-root", 1, shape.ArcWidth, 0.3f);
        Distance = Vector("arc-distance", NetworkShape.Distances, 0);
        LabelHeads = Dense("label-heads", width, shape.LabelWidth);
        LabelDependents = Dense("label-dependents", width, shape.LabelWidth);
        LabelShift = Vector("label-shift", shape.LabelWidth, 0);
        LabelRoot = Dense("label-root", 1, shape.LabelWidth, 0.3f);
        LabelDistance = Dense("label-distance", NetworkShape.Distances, shape.LabelWidth, 0.05f);
        Relations = Dense("relations", shape.LabelWidth, shape.RelationsPadded);
        RelationShift = Vector("relations-shift", shape.RelationsPadded, 0);
    }

    public NetworkShape Shape { get; }
    public Tensor Words { get; }
    public Tensor Prefixes { get; }
    public Tensor SuffixesTwo { get; }
    public Tensor SuffixesThree { get; }
    public Tensor SuffixesFour { get; }
    public Tensor Shapes { get; }
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
}
