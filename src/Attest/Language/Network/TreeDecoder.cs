namespace Attest.Language.Network;

/// <summary>Scores of arcs → the best tree with exactly one word below the root (Chu and Liu 1965; Edmonds 1967).</summary>
/// <remarks>
/// Mostly each word's best head makes a tree by itself; only where that has a circle is the search made, whose cost grows with the square of the sentence's
/// length for each circle. Sentences are at most <see cref="Segmentation.SentenceSplitter.LongestSentence"/> words long.
/// </remarks>
internal sealed class TreeDecoder
{
    private const float Never = -1e9f;
    private const int Open = -2;
    private float[] _scores = [];
    private int[] _best = [];
    private byte[] _state = [];

    /// <summary>Finds the heads of a sentence.</summary>
    /// <param name="scores">For each word a row: column 0 the root's score, column h + 1 that of word h.</param>
    /// <param name="stride">Distance between rows.</param>
    /// <param name="heads">Receives each word's head, -1 for the root.</param>
    public void Decode(ReadOnlySpan<float> scores, int stride, Span<int> heads)
    {
        var count = heads.Length;
        var roots = 0;
        for (var word = 0; word < count; word++)
        {
            heads[word] = BestHead(scores.Slice(word * stride, count + 1), count, word);
            roots += heads[word] < 0 ? 1 : 0;
        }
        if (roots == 1 && !HasCircle(heads))
        {
            return;
        }
        // The word that stands best below the root, taken by what the others would lose or gain, and only that one.
        var root = 0;
        var most = float.NegativeInfinity;
        for (var word = 0; word < count; word++)
        {
            var row = scores.Slice(word * stride, count + 1);
            var other = float.NegativeInfinity;
            for (var head = 0; head < count; head++)
            {
                other = head == word ? other : Math.Max(other, row[head + 1]);
            }
            var gain = count == 1 ? 0 : row[0] - other;
            if (gain > most)
            {
                (most, root) = (gain, word);
            }
        }
        Search(scores, stride, root, heads);
    }

    private static int BestHead(ReadOnlySpan<float> row, int count, int word)
    {
        var best = -1;
        var most = row[0];
        for (var head = 0; head < count; head++)
        {
            if (head != word && row[head + 1] > most)
            {
                (most, best) = (row[head + 1], head);
            }
        }
        return best;
    }

    private bool HasCircle(ReadOnlySpan<int> heads)
    {
        if (_state.Length < heads.Length)
        {
            _state = new byte[Math.Max(256, heads.Length)];
        }
        var state = _state.AsSpan(0, heads.Length);
        state.Clear();
        for (var word = 0; word < heads.Length; word++)
        {
            var at = word;
            while (at >= 0 && state[at] == 0)
            {
                state[at] = 1;
                at = heads[at];
            }
            if (at >= 0 && state[at] == 1)
            {
                return true;
            }
            for (at = word; at >= 0 && state[at] == 1; at = heads[at])
            {
                state[at] = 2;
            }
        }
        return false;
    }

    // Contracts circles one by one, each into its first word, and opens them again from the last to the first.
    private void Search(ReadOnlySpan<float> scores, int stride, int root, Span<int> heads)
    {
        var count = heads.Length;
        if (_scores.Length < count * count)
        {
            _scores = new float[count * count];
            _best = new int[count * count];
        }
        // Arc (dependent, head) by number; the root's only dependent has no other head.
        var arcs = _scores.AsSpan(0, count * count);
        var original = _best.AsSpan(0, count * count); // which word's arc, in the sentence itself, an arc of a contracted word stands for: dependent · count + head
        for (var word = 0; word < count; word++)
        {
            for (var head = 0; head < count; head++)
            {
                arcs[(word * count) + head] = word == root || head == word ? Never : scores[(word * stride) + head + 1];
                original[(word * count) + head] = (word * count) + head;
            }
        }
        Span<bool> alive = stackalloc bool[count];
        alive.Fill(true);
        Span<int> chosen = stackalloc int[count];
        var members = new List<int>[count];
        for (var word = 0; word < count; word++)
        {
            members[word] = [word];
            chosen[word] = word == root ? -1 : Strongest(arcs, alive, count, word);
        }
        var circles = new List<Circle>();
        while (FindCircle(chosen, alive) is { Count: > 0 } circle)
        {
            circles.Add(Contract(circle, chosen, alive, arcs, original, count, members));
        }
        heads.Fill(Open);
        for (var word = 0; word < count; word++)
        {
            if (alive[word] && chosen[word] >= 0)
            {
                var arc = original[(word * count) + chosen[word]];
                heads[arc / count] = arc % count;
            }
        }
        heads[root] = -1;
        // The parts of a circle keep their arcs within it, but for the one that has been entered from outside.
        for (var i = circles.Count - 1; i >= 0; i--)
        {
            var circle = circles[i];
            for (var part = 0; part < circle.Parts.Length; part++)
            {
                var isEntered = false;
                foreach (var word in circle.Parts[part])
                {
                    isEntered |= heads[word] != Open;
                }
                if (!isEntered)
                {
                    heads[circle.Arcs[part] / count] = circle.Arcs[part] % count;
                }
            }
        }
    }

    private static int Strongest(ReadOnlySpan<float> arcs, ReadOnlySpan<bool> alive, int count, int word)
    {
        var best = -1;
        var most = float.NegativeInfinity;
        for (var head = 0; head < count; head++)
        {
            if (alive[head] && head != word && arcs[(word * count) + head] > most)
            {
                (most, best) = (arcs[(word * count) + head], head);
            }
        }
        return best;
    }

    private static List<int> FindCircle(ReadOnlySpan<int> chosen, ReadOnlySpan<bool> alive)
    {
        var circle = new List<int>();
        Span<int> seen = stackalloc int[chosen.Length];
        for (var word = 0; word < chosen.Length; word++)
        {
            if (!alive[word] || seen[word] != 0)
            {
                continue;
            }
            var at = word;
            while (at >= 0 && seen[at] == 0)
            {
                seen[at] = word + 1;
                at = chosen[at];
            }
            if (at >= 0 && seen[at] == word + 1)
            {
                var start = at;
                do
                {
                    circle.Add(at);
                    at = chosen[at];
                }
                while (at != start);
                return circle;
            }
        }
        return circle;
    }

    private static Circle Contract(List<int> circle, Span<int> chosen, Span<bool> alive, Span<float> arcs, Span<int> original, int count, List<int>[] members)
    {
        var inner = new int[circle.Count];
        var parts = new int[circle.Count][];
        for (var part = 0; part < circle.Count; part++)
        {
            inner[part] = original[(circle[part] * count) + chosen[circle[part]]];
            parts[part] = [.. members[circle[part]]];
            alive[circle[part]] = false;
        }
        var kept = circle[0];
        for (var other = 0; other < count; other++)
        {
            if (!alive[other])
            {
                continue;
            }
            // Into the circle: what entering at a word gains over that word's arc within it. Out of it: the best of its words as head.
            float into = float.NegativeInfinity, outOf = float.NegativeInfinity;
            int intoArc = 0, outArc = 0;
            foreach (var word in circle)
            {
                var gain = arcs[(word * count) + other] - arcs[(word * count) + chosen[word]];
                if (gain > into)
                {
                    (into, intoArc) = (gain, original[(word * count) + other]);
                }
                if (arcs[(other * count) + word] > outOf)
                {
                    (outOf, outArc) = (arcs[(other * count) + word], original[(other * count) + word]);
                }
                if (chosen[other] == word)
                {
                    chosen[other] = kept;
                }
            }
            arcs[(kept * count) + other] = into;
            original[(kept * count) + other] = intoArc;
            arcs[(other * count) + kept] = outOf;
            original[(other * count) + kept] = outArc;
        }
        for (var part = 1; part < circle.Count; part++)
        {
            members[kept].AddRange(members[circle[part]]);
        }
        alive[kept] = true;
        chosen[kept] = Strongest(arcs, alive, count, kept);
        return new Circle(parts, inner);
    }

    /// <summary>A circle that was contracted: the words of each of its parts, and the arc that each part has within it (dependent · count + head).</summary>
    private sealed record Circle(int[][] Parts, int[] Arcs);
}
