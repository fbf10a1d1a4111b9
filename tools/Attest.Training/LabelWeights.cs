using Attest.Claims.Attributions.Labels;

namespace Attest.Training;

/// <summary>All of the labeller of attributions that is trained.</summary>
internal sealed class LabelWeights : EncoderWeights
{
    public LabelWeights(int width, int recurrences, int threads, int seed)
        : base(width, threads, seed)
    {
        Tables = [.. LabelTables.All.Select(table => Table(table.Name, table.Rows, table.Width))];
        AddEncoder(LabelTables.InputWidth, 0, recurrences);
        Labels = Dense("labels", width, LabelModel.Padded);
        LabelShift = Vector("labels-shift", LabelModel.Padded, 0);
        Steps = Vector("steps", (SpanLabels.Count + 1) * LabelModel.Padded, 0);
    }

    public Tensor[] Tables { get; }
    public Tensor Labels { get; }
    public Tensor LabelShift { get; }

    /// <summary>Scores of a label after another; the last row is for the beginning.</summary>
    public Tensor Steps { get; }
}
