namespace Attest.Training;

/// <summary>How examples are put together and how fast is learnt, alike in every training.</summary>
internal static class Batching
{
    /// <summary>Examples in a new order, in batches of at least so many words.</summary>
    public static List<List<T>> Batches<T>(IEnumerable<T> examples, Func<T, int> length, int words, Random random)
    {
        var order = examples.ToArray();
        random.Shuffle(order);
        var batches = new List<List<T>>();
        var batch = new List<T>();
        var count = 0;
        foreach (var example in order)
        {
            batch.Add(example);
            count += length(example);
            if (count >= words)
            {
                batches.Add(batch);
                batch = [];
                count = 0;
            }
        }
        if (batch.Count > 0)
        {
            batches.Add(batch);
        }
        return batches;
    }

    /// <summary>A batch's shares for each thread: longest first, each to the lightest.</summary>
    public static List<T>[] Shares<T>(List<T> batch, Func<T, int> length, int threads)
    {
        var shares = Enumerable.Range(0, threads).Select(_ => new List<T>()).ToArray();
        foreach (var example in batch.OrderByDescending(length))
        {
            shares.MinBy(share => share.Sum(length))!.Add(example);
        }
        return shares;
    }

    /// <summary>The rate of a step: a short rise, three tenths at its height, then down along a cosine.</summary>
    public static float Rate(float highest, int step, int steps)
    {
        var progress = (float)step / steps;
        return highest * Math.Min(1, (step + 1) / 300f) * (progress < 0.3f ? 1f : MathF.Max(0.01f, 0.5f * (1 + MathF.Cos(MathF.PI * (progress - 0.3f) / 0.7f))));
    }
}
