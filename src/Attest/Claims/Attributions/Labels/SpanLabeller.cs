using Attest.Language.Network;

namespace Attest.Claims.Attributions.Labels;

/// <summary>Tokens → what each is in an attribution, and how surely: one thread's labeller.</summary>
/// <remarks>Hot. Stretches are taken together as far as they fit into one run; a stretch's labels do not depend on which others it is taken with.</remarks>
internal sealed unsafe class SpanLabeller
{
    [ThreadStatic]
    private static SpanLabeller? _ofThisThread;

    private readonly LabelModel _model;
    private readonly Encoder _encoder;
    private readonly LabelChain _chain = new(Encoder.Capacity);
    private readonly float[] _inputMemory, _pieceMemory, _scoreMemory;
    private readonly float* _inputs, _pieces, _scores;
    private readonly int[] _rows = new int[Encoder.Capacity * LabelTables.Count];
    private readonly int[] _vectors = new int[Encoder.Capacity];
    private readonly int[] _headVectors = new int[Encoder.Capacity];

    /// <summary>Takes the memory that the model needs.</summary>
    public SpanLabeller(LabelModel model)
    {
        _model = model;
        _encoder = new Encoder(model.Width, [], model.Recurrences);
        _inputs = Pinned(Encoder.Capacity * LabelTables.InputWidth, out _inputMemory);
        _pieces = Pinned(Encoder.Capacity * model.Width * 2, out _pieceMemory);
        _scores = Pinned(Encoder.Capacity * LabelModel.Padded, out _scoreMemory);
        _chain.SetSteps(new ReadOnlySpan<float>(model.Steps, (SpanLabels.Count + 1) * LabelModel.Padded), LabelModel.Padded);
    }

    /// <summary>The labeller of the thread that asks, with the model that ships.</summary>
    public static SpanLabeller OfThisThread => _ofThisThread ??= new SpanLabeller(LabelModel.Shared);

    /// <summary>The model that it runs.</summary>
    public LabelModel Model => _model;

    /// <summary>Labels every token of a text.</summary>
    /// <param name="inputs">What is seen of its tokens.</param>
    /// <param name="stretches">Its stretches.</param>
    public LabelledText Label(LabelInputs inputs, IReadOnlyList<TokenRange> stretches)
    {
        var labelled = new LabelledText(new SpanLabel[inputs.Count]);
        for (var next = 0; next < stretches.Count;)
        {
            var from = next;
            _encoder.Clear();
            while (next < stretches.Count && (next == from || _encoder.Fits(stretches[next].Length)))
            {
                Add(inputs, stretches[next++]);
            }
            _encoder.Run();
            _model.Labels.Weight.Multiply(_encoder.States, _model.Width, _scores, LabelModel.Padded, _encoder.Rows);
            for (var row = 0; row < _encoder.Rows; row++)
            {
                Elementwise.Add(_model.Labels.Shift, _scores + ((nint)row * LabelModel.Padded), LabelModel.Padded);
            }
            for (var number = from; number < next; number++)
            {
                var scores = new ReadOnlySpan<float>(_scores + ((nint)_encoder.Starts[number - from] * LabelModel.Padded), stretches[number].Length * LabelModel.Padded);
                labelled.Take(stretches[number], scores, LabelModel.Padded, _chain);
            }
        }
        return labelled;
    }

    private void Add(LabelInputs inputs, TokenRange stretch)
    {
        inputs.Read(stretch, _rows, _vectors, _headVectors);
        _encoder.Begin(stretch.Length);
        var vectors = SharedModel.English.Vectors;
        for (var token = 0; token < stretch.Length; token++)
        {
            var at = _inputs + ((nint)token * LabelTables.InputWidth);
            AppendVector(vectors, _vectors[token], ref at);
            AppendVector(vectors, _headVectors[token], ref at);
            for (var table = 0; table < LabelTables.Count; table++)
            {
                _model.Tables[table].Append(_rows[(token * LabelTables.Count) + table], ref at);
            }
        }
        var (width, mix) = (_model.Width, _model.Mix);
        mix.Weight.Multiply(_inputs, LabelTables.InputWidth, _pieces, width * 2, stretch.Length);
        for (var token = 0; token < stretch.Length; token++)
        {
            float* pieces = _pieces + ((nint)token * width * 2), target = _encoder.Word(token);
            Elementwise.Add(mix.Shift, pieces, width * 2);
            Elementwise.Maxout(pieces, target, width);
            Elementwise.Normalise(target, mix.Gain, mix.Base, target, width);
        }
    }

    private static void AppendVector(WeightTable vectors, int row, ref float* target)
    {
        if (row >= 0)
        {
            vectors.Append(row, ref target);
            return;
        }
        new Span<float>(target, vectors.Width).Clear();
        target += vectors.Width;
    }

    private static float* Pinned(int count, out float[] memory)
    {
        memory = GC.AllocateArray<float>(count + 64, pinned: true);
        return (float*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref memory[0]);
    }
}

/// <summary>The labels of a text's tokens.</summary>
/// <param name="labels">The label of each token; not yet known where they are to be taken from scores.</param>
internal sealed class LabelledText(SpanLabel[] labels)
{
    private const int Roles = 4;

    private readonly float[] _probabilities = new float[labels.Length * Roles];

    /// <summary>What a token is by the best path.</summary>
    public SpanLabel this[int token] => labels[token];

    /// <summary>How probable it is that a token belongs to a part, 0 to 1.</summary>
    public float Probability(int token, SpanRole role) => _probabilities[(token * Roles) + (int)role];

    /// <summary>The spans of the best path, in the text's order.</summary>
    public List<(SpanRole Role, TokenRange Range)> Spans()
    {
        var spans = new List<(SpanRole, TokenRange)>();
        for (var first = 0; first < labels.Length;)
        {
            var last = first + 1;
            while (last < labels.Length && labels[last] != SpanLabel.Outside && !labels[last].Begins())
            {
                last++;
            }
            if (labels[first] != SpanLabel.Outside)
            {
                spans.Add((labels[first].Role(), new TokenRange(first, last)));
            }
            first = last;
        }
        return spans;
    }

    /// <summary>Takes the labels of a stretch from its scores.</summary>
    public void Take(TokenRange stretch, ReadOnlySpan<float> scores, int stride, LabelChain chain)
    {
        chain.BestPath(scores, stride, labels.AsSpan(stretch.First, stretch.Length));
        chain.Sum(scores, stride, stretch.Length);
        for (var token = 0; token < stretch.Length; token++)
        {
            for (var label = 0; label < SpanLabels.Count; label++)
            {
                _probabilities[((stretch.First + token) * Roles) + (int)((SpanLabel)label).Role()] += (float)chain.Probability(token, label);
            }
        }
    }
}
