namespace Attest.Claims.Attributions.Labels;

/// <summary>A chain of labels with a score for each step: its best path and how probable each label is (a linear-chain conditional random field; Lafferty et al. 2001).</summary>
/// <remarks>Hot. One for each thread; its memory is taken once. All sums run in one fixed order.</remarks>
internal sealed class LabelChain(int longest)
{
    private const int Kinds = SpanLabels.Count;
    private const double Never = -1e4;

    private readonly double[] _emissions = new double[longest * Kinds];
    private readonly double[] _forwards = new double[longest * Kinds];
    private readonly double[] _backwards = new double[longest * Kinds];
    private readonly double[] _scales = new double[longest];
    private readonly byte[] _cameFrom = new byte[longest * Kinds];
    private readonly double[] _steps = new double[(Kinds + 1) * Kinds];
    private readonly double[] _factors = new double[(Kinds + 1) * Kinds];

    /// <summary>Sets the scores of steps: a row for each label before, then one for the beginning; a column for each label.</summary>
    public void SetSteps(ReadOnlySpan<float> scores, int stride)
    {
        for (var before = 0; before <= Kinds; before++)
        {
            for (var label = 0; label < Kinds; label++)
            {
                var allowed = SpanLabels.CanFollow(before == Kinds ? SpanLabel.Outside : (SpanLabel)before, (SpanLabel)label);
                var score = allowed ? scores[(before * stride) + label] : Never;
                _steps[(before * Kinds) + label] = score;
                _factors[(before * Kinds) + label] = allowed ? Math.Exp(score) : 0;
            }
        }
    }

    /// <summary>The labels that together have the highest score.</summary>
    public void BestPath(ReadOnlySpan<float> scores, int stride, Span<SpanLabel> labels)
    {
        Span<double> before = stackalloc double[Kinds], now = stackalloc double[Kinds];
        for (var word = 0; word < labels.Length; word++)
        {
            for (var label = 0; label < Kinds; label++)
            {
                var from = Kinds;
                var best = _steps[(Kinds * Kinds) + label];
                for (var other = 0; word > 0 && other < Kinds; other++)
                {
                    var score = before[other] + _steps[(other * Kinds) + label];
                    if (other == 0 || score > best)
                    {
                        (from, best) = (other, score);
                    }
                }
                now[label] = best + scores[(word * stride) + label];
                _cameFrom[(word * Kinds) + label] = (byte)from;
            }
            now.CopyTo(before);
        }
        var at = 0;
        for (var label = 1; label < Kinds; label++)
        {
            at = before[label] > before[at] ? label : at;
        }
        for (var word = labels.Length - 1; word >= 0; word--)
        {
            labels[word] = (SpanLabel)at;
            at = _cameFrom[(word * Kinds) + at];
        }
    }

    /// <summary>Runs the sums forwards and backwards, for <see cref="Probability"/> and <see cref="StepProbability"/>.</summary>
    /// <returns>The logarithm of the sum over all paths.</returns>
    public double Sum(ReadOnlySpan<float> scores, int stride, int count)
    {
        var total = 0.0;
        for (var word = 0; word < count; word++)
        {
            var row = word * Kinds;
            var top = double.NegativeInfinity;
            for (var label = 0; label < Kinds; label++)
            {
                top = Math.Max(top, scores[(word * stride) + label]);
            }
            var sum = 0.0;
            for (var label = 0; label < Kinds; label++)
            {
                _emissions[row + label] = Math.Exp(scores[(word * stride) + label] - top);
                var reached = word == 0 ? _factors[(Kinds * Kinds) + label] : 0;
                for (var before = 0; word > 0 && before < Kinds; before++)
                {
                    reached += _forwards[row - Kinds + before] * _factors[(before * Kinds) + label];
                }
                _forwards[row + label] = reached * _emissions[row + label];
                sum += _forwards[row + label];
            }
            for (var label = 0; label < Kinds; label++)
            {
                _forwards[row + label] /= sum;
            }
            _scales[word] = sum;
            total += Math.Log(sum) + top;
        }
        for (var word = count - 1; word >= 0; word--)
        {
            for (var label = 0; label < Kinds; label++)
            {
                var reached = word == count - 1 ? 1.0 : 0;
                for (var after = 0; word < count - 1 && after < Kinds; after++)
                {
                    reached += _factors[(label * Kinds) + after] * _emissions[((word + 1) * Kinds) + after] * _backwards[((word + 1) * Kinds) + after];
                }
                _backwards[(word * Kinds) + label] = word == count - 1 ? 1 : reached / _scales[word + 1];
            }
        }
        return total;
    }

    /// <summary>How probable a label is.</summary>
    public double Probability(int word, int label) => _forwards[(word * Kinds) + label] * _backwards[(word * Kinds) + label];

    /// <summary>How probable a label is with the one before it.</summary>
    public double StepProbability(int word, int before, int label) =>
        _forwards[((word - 1) * Kinds) + before] * _factors[(before * Kinds) + label] * _emissions[(word * Kinds) + label] * _backwards[(word * Kinds) + label] / _scales[word];
}
