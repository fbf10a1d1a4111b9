using Attest.Language.Network;

namespace Attest.Training;

/// <summary>One thread's way through the network and back: losses, and gradients added to the weights' own for that thread.</summary>
internal sealed unsafe partial class Pass : EncoderPass
{
    private readonly NetworkWeights _weights;
    private readonly NetworkShape _shape;
    private readonly TrainingVocabulary _vocabulary;
    private readonly float* _logits, _headRows, _dependentRows, _query, _headGradient, _dependentGradient, _queryGradient, _hidden, _labelHeadRows, _labelDependentRows, _labelHeadGradient, _labelDependentGradient, _hiddenMask, _headMask, _dependentMask, _scores, _headsAcross;

    public Pass(NetworkWeights weights, TrainingVocabulary vocabulary, int thread, int capacity, int seed)
        : base(weights, thread, capacity, seed, weights.Shape.TagsPadded)
    {
        (_weights, _shape, _vocabulary) = (weights, weights.Shape, vocabulary);
        _logits = Tensor.Numbers(capacity * Math.Max(_shape.TagsPadded, 64));
        var arc = capacity * _shape.ArcWidth;
        _headRows = Tensor.Numbers(arc);
        _dependentRows = Tensor.Numbers(arc);
        _query = Tensor.Numbers(arc);
        _headGradient = Tensor.Numbers(arc);
        _dependentGradient = Tensor.Numbers(arc);
        _queryGradient = Tensor.Numbers(arc);
        _headMask = Tensor.Numbers(arc);
        _dependentMask = Tensor.Numbers(arc);
        var label = capacity * _shape.LabelWidth;
        _hidden = Tensor.Numbers(label);
        _labelHeadRows = Tensor.Numbers(label);
        _labelDependentRows = Tensor.Numbers(label);
        _labelHeadGradient = Tensor.Numbers(label);
        _labelDependentGradient = Tensor.Numbers(label);
        _hiddenMask = Tensor.Numbers(label);
        _scores = Tensor.Numbers(300 * 320);
        _headsAcross = Tensor.Numbers(320 * _shape.ArcWidth);
    }

    public double TagLoss { get; private set; }
    public double ArcLoss { get; private set; }
    public double RelationLoss { get; private set; }
    public double NameLoss { get; private set; }

    /// <summary>Runs sentences forwards and backwards; gradients are of the sum of losses divided by <paramref name="words"/>.</summary>
    public void Learn(IReadOnlyList<Example> batch, int words)
    {
        (TagLoss, ArcLoss, RelationLoss, NameLoss) = (0, 0, 0, 0);
        Begin(batch.Select(example => example.Features.Length));
        Embed(batch);
        RunForward();
        var scale = 1f / words;
        TagLoss = Classify(_weights.Tags, _weights.TagShift, _shape.TagsPadded, _shape.Tags, batch, example => example.Tags, scale);
        NameLoss = Classify(_weights.NameTags, _weights.NameShift, _shape.NamesPadded, _shape.Names, batch, example => example.Names, scale);
        Attach(batch, scale);
        RunBackward();
        EmbedBackward(batch);
    }

    private void Embed(IReadOnlyList<Example> batch)
    {
        for (var sentence = 0; sentence < batch.Count; sentence++)
        {
            var example = batch[sentence];
            for (var word = 0; word < example.Features.Length; word++)
            {
                var feature = example.Features[word];
                // Rare words are often hidden, so that the network learns to do without.
                if (Random.NextDouble() < 0.05 + (0.2 / (0.5 + example.Frequencies[word])))
                {
                    example.Features[word] = feature with { Word = -Math.Abs(feature.Word) };
                }
                else
                {
                    example.Features[word] = feature with { Word = Math.Abs(feature.Word) };
                }
                feature = example.Features[word];
                var row = InputRow(Starts[sentence] + word);
                if (feature.Vector >= 0)
                {
                    _vocabulary.Vector(feature.Vector, row);
                }
                else
                {
                    new Span<float>(row, NetworkShape.VectorWidth).Clear();
                }
                row += NetworkShape.VectorWidth;
                foreach (var (table, number) in Rows(feature))
                {
                    new Span<float>(table.Value + ((nint)number * table.Columns), table.Columns).CopyTo(new Span<float>(row, table.Columns));
                    row += table.Columns;
                }
            }
        }
    }

    private (Tensor Table, int Number)[] Rows(WordFeatures feature) =>
    [
        (_weights.Words, Math.Max(0, feature.Word)), (_weights.Prefixes, feature.Prefix), (_weights.SuffixesTwo, feature.SuffixTwo),
        (_weights.SuffixesThree, feature.SuffixThree), (_weights.SuffixesFour, feature.SuffixFour), (_weights.Shapes, feature.Shape),
    ];

    private void EmbedBackward(IReadOnlyList<Example> batch)
    {
        for (var sentence = 0; sentence < batch.Count; sentence++)
        {
            var example = batch[sentence];
            for (var word = 0; word < example.Features.Length; word++)
            {
                var column = NetworkShape.VectorWidth;
                foreach (var (table, number) in Rows(example.Features[word]))
                {
                    ReturnRow(table, number, Starts[sentence] + word, column);
                    column += table.Columns;
                }
            }
        }
    }
}
