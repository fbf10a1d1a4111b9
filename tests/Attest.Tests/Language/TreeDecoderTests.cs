using Attest.Language.Network;

namespace Attest.Tests.Language;

public sealed class TreeDecoderTests
{
    /// <summary>Against every possible tree, over many small random sentences: with scores that are hardly ever alike, and with small whole numbers that often are.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void The_best_tree_with_one_word_below_the_root_is_found(int wholeNumbers)
    {
        const int Longest = 6;
        var random = new Random(5);
        var decoder = new TreeDecoder();
        var trees = Enumerable.Range(0, Longest + 1).Select(count => Trees(count).ToArray()).ToArray();
        Assert.Equal([1, 2, 9, 64, 625, 7776], trees[1..].Select(all => all.Length)); // Cayley: n^(n - 1)
        for (var round = 0; round < 3000; round++)
        {
            var count = 1 + random.Next(Longest);
            // Wider rows than needed, as the network has them.
            var stride = count + 1 + random.Next(3);
            var scores = new float[count * stride];
            for (var i = 0; i < scores.Length; i++)
            {
                scores[i] = wholeNumbers > 0 ? random.Next(wholeNumbers) : (float)(random.NextDouble() * 40) - 20;
            }
            var heads = new int[count];
            decoder.Decode(scores, stride, heads);
            Assert.Contains(trees[count], tree => tree.SequenceEqual(heads));
            Assert.Equal(trees[count].Max(tree => Sum(scores, stride, tree)), Sum(scores, stride, heads), 1e-4f);
        }
    }

    [Fact]
    public void A_long_sentence_in_which_every_word_points_at_its_neighbour_becomes_a_tree()
    {
        const int Count = 256;
        var scores = new float[Count * (Count + 1)];
        for (var word = 0; word < Count; word++)
        {
            scores[(word * (Count + 1)) + 1 + (word ^ 1)] = 10;
        }
        var heads = new int[Count];
        new TreeDecoder().Decode(scores, Count + 1, heads);
        Assert.True(IsTree(heads));
        Assert.Equal(Count / 2 * 10, Sum(scores, Count + 1, heads), 1e-4f);
    }

    private static IEnumerable<int[]> Trees(int count)
    {
        for (var code = 0; code < Math.Pow(count + 1, count); code++)
        {
            var rest = code;
            var heads = new int[count];
            for (var word = 0; word < count; word++)
            {
                heads[word] = (rest % (count + 1)) - 1;
                rest /= count + 1;
            }
            if (IsTree(heads))
            {
                yield return heads;
            }
        }
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
        return heads.Count(head => head < 0) == 1;
    }

    private static float Sum(float[] scores, int stride, int[] heads) => heads.Select((head, word) => scores[(word * stride) + head + 1]).Sum();
}
