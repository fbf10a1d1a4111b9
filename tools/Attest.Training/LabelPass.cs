using Attest.Claims.Attributions.Labels;
using Attest.Language.Network;

namespace Attest.Training;

/// <summary>A stretch of an article in numbers, as the labeller sees it, and what its annotator made of it.</summary>
internal sealed record LabelExample(int[] Rows, int[] Vectors, int[] HeadVectors, SpanLabel[] Labels, bool[] IsName, float Weight)
{
    public int Count => Labels.Length;
}

/// <summary>One thread's way through the labeller and back: the loss of whole paths of labels.</summary>
internal sealed unsafe class LabelPass : EncoderPass
{
    // How often what can't be learned for good is hidden: the rules' view of a stretch, a learned word, a name's vector.
    private const double HideRules = 0.15, HideWord = 0.1, HideName = 0.4;

    private readonly LabelWeights _weights;
    private readonly float* _vectors;
    private readonly float* _scores;
    private readonly LabelChain _chain;
    private readonly List<int[]> _used = [];

    /// <param name="weights">What is trained.</param>
    /// <param name="vectors">Ready-made vectors, row after row.</param>
    /// <param name="thread">Whose gradients these are.</param>
    /// <param name="capacity">Most rows in a batch.</param>
    /// <param name="seed">Of what is hidden.</param>
    public LabelPass(LabelWeights weights, float* vectors, int thread, int capacity, int seed)
        : base(weights, thread, capacity, seed, LabelModel.Padded)
    {
        _weights = weights;
        _vectors = vectors;
        _chain = new LabelChain(capacity);
        _scores = Tensor.Numbers(capacity * LabelModel.Padded);
    }

    /// <summary>Runs stretches forwards and backwards; gradients are of the sum of losses divided by <paramref name="words"/>.</summary>
    /// <returns>The sum of losses.</returns>
    public double Learn(IReadOnlyList<LabelExample> batch, int words)
    {
        Begin(batch.Select(example => example.Count));
        _used.Clear();
        for (var number = 0; number < batch.Count; number++)
        {
            Embed(batch[number], Starts[number]);
        }
        RunForward();
        Product(Final, Width, _weights.Labels, _weights.LabelShift, _scores);
        _chain.SetSteps(new ReadOnlySpan<float>(_weights.Steps.Value, _weights.Steps.Count), LabelModel.Padded);
        var loss = 0.0;
        for (var number = 0; number < batch.Count; number++)
        {
            loss += Lose(batch[number], _scores + ((nint)Starts[number] * LabelModel.Padded), batch[number].Weight / words);
        }
        ClearPadding(_scores, LabelModel.Padded);
        Return(_weights.Labels, _weights.LabelShift, Final, _scores, StateGradient);
        RunBackward();
        for (var number = 0; number < batch.Count; number++)
        {
            for (var word = 0; word < batch[number].Count; word++)
            {
                var column = NetworkShape.VectorWidth * 2;
                for (var table = 0; table < LabelTables.Count; table++)
                {
                    ReturnRow(_weights.Tables[table], _used[number][(word * LabelTables.Count) + table], Starts[number] + word, column);
                    column += _weights.Tables[table].Columns;
                }
            }
        }
        return loss;
    }

    private void Embed(LabelExample example, int start)
    {
        int[] used = [.. example.Rows];
        _used.Add(used);
        var hideRules = Random.NextDouble() < HideRules;
        for (var word = 0; word < example.Count; word++)
        {
            var rows = used.AsSpan(word * LabelTables.Count, LabelTables.Count);
            if (hideRules)
            {
                (rows[LabelTables.RuleOuter], rows[LabelTables.RuleInner]) = (0, 0);
            }
            if (Random.NextDouble() < HideWord)
            {
                rows[LabelTables.Word] = 0;
            }
            var target = InputRow(start + word);
            Vector(example.IsName[word] && Random.NextDouble() < HideName ? -1 : example.Vectors[word], ref target);
            Vector(example.HeadVectors[word], ref target);
            for (var table = 0; table < LabelTables.Count; table++)
            {
                var tensor = _weights.Tables[table];
                new Span<float>(tensor.Value + ((nint)rows[table] * tensor.Columns), tensor.Columns).CopyTo(new Span<float>(target, tensor.Columns));
                target += tensor.Columns;
            }
        }
    }

    private void Vector(int row, ref float* target)
    {
        var span = new Span<float>(target, NetworkShape.VectorWidth);
        if (row < 0)
        {
            span.Clear();
        }
        else
        {
            new Span<float>(_vectors + ((nint)row * NetworkShape.VectorWidth), NetworkShape.VectorWidth).CopyTo(span);
        }
        target += NetworkShape.VectorWidth;
    }

    // Replaces scores by the gradient of the loss: what is probable less what is right.
    private double Lose(LabelExample example, float* scores, float scale)
    {
        const int Kinds = SpanLabels.Count;
        var stride = LabelModel.Padded;
        var steps = _weights.Steps;
        var gradient = steps.Gradient(Thread);
        var loss = _chain.Sum(new ReadOnlySpan<float>(scores, example.Count * stride), stride, example.Count);
        for (var word = 0; word < example.Count; word++)
        {
            var row = scores + ((nint)word * stride);
            var label = (int)example.Labels[word];
            var before = word == 0 ? Kinds : (int)example.Labels[word - 1];
            loss -= row[label] + steps.Value[(before * stride) + label];
            gradient[(before * stride) + label] -= scale;
            for (var other = 0; other < Kinds; other++)
            {
                var probability = _chain.Probability(word, other);
                if (word == 0)
                {
                    gradient[(Kinds * stride) + other] += (float)probability * scale;
                }
                for (var from = 0; word > 0 && from < Kinds; from++)
                {
                    gradient[(from * stride) + other] += (float)_chain.StepProbability(word, from, other) * scale;
                }
                row[other] = (float)probability * scale;
            }
            row[label] -= scale;
            new Span<float>(row + Kinds, stride - Kinds).Clear();
        }
        return loss * example.Weight;
    }
}
