using Attest.Language.Network;

namespace Attest.Tests.Language;

public sealed class TreeDecoderTests
{
    /// <summary>Against every possible tree, over many small random sentences.</summary>
    [Fact]
    public void The_best_tree_below_a_root_is_found()
    {
        var random = new Random(5);
        var decoder = new TreeDecoder();
        for (var round = 0; round < 2000; round++)
        {
            var count = 1 + random.Next(5);
            var scores = new float[count * (count + 1)];
            for (var i = 0; i < scores.Length; i++)
            {
                scores[i] = (float)random.NextDouble();
            }
            var heads = new int[count];
            decoder.Decode(scores, count + 1, heads);
            Assert.Single(heads, head => head < 0);
            Assert.Equal(Best(scores, count, Array.IndexOf(heads, -1)), Sum(scores, heads), 1e-4f);
        }
    }

    private static float Best(float[] scores, int count, int root)
    {
        var best = float.NegativeInfinity;
        var heads = new int[count];
        for (var code = 0; code < Math.Pow(count, count); code++)
        {
            var rest = code;
            for (var word = 0; word < count; word++)
            {
                heads[word] = rest % count;
                rest /= count;
            }
            heads[root] = -1;
            if (IsTree(heads))
            {
                best = Math.Max(best, Sum(scores, heads));
            }
        }
        return best;
    }

    private static bool IsTree(int[] heads)
    {
        for (var word = 0; word < heads.Length; word++)
        {
            var at = word;
            for (var steps = 0; at >= 0; steps++)
            {
                if (steps > heads.Length)
                {
                    return false;
                }
                at = heads[at];
            }
        }
        return true;
    }

    private static float Sum(float[] scores, int[] heads) => heads.Select((head, word) => scores[(word * (heads.Length + 1)) + head + 1]).Sum();
}
