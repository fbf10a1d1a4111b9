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

    // Room for the search, taken once and reused. The words that a contracted word stands for are a chain from itself along _next to _lastMember.
    private readonly List<Part> _parts = [];
    private readonly List<int> _circleEnds = [];
    private readonly List<int> _circle = [];
    private float[] _scores = [];
    private int[] _best = [], _chosen = [], _seen = [], _next = [], _lastMember = [];
    private bool[] _alive = [];
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
        Reserve(count);
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
        var alive = _alive.AsSpan(0, count);
        alive.Fill(true);
        var chosen = _chosen.AsSpan(0, count);
        for (var word = 0; word < count; word++)
        {
            (_next[word], _lastMember[word]) = (-1, word);
            chosen[word] = word == root ? -1 : Strongest(arcs, alive, count, word);
        }
        _parts.Clear();
        _circleEnds.Clear();
        while (FindCircle(chosen, alive))
        {
            Contract(chosen, alive, arcs, original, count);
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
        for (var circle = _circleEnds.Count - 1; circle >= 0; circle--)
        {
            for (var at = circle == 0 ? 0 : _circleEnds[circle - 1]; at < _circleEnds[circle]; at++)
            {
                var part = _parts[at];
                if (!IsEntered(part, heads))
                {
                    heads[part.Arc / count] = part.Arc % count;
                }
            }
        }
    }

    private void Reserve(int count)
    {
        if (_chosen.Length >= count)
        {
            return;
        }
        var room = Math.Max(64, count * 2);
        _scores = new float[room * room];
        _best = new int[room * room];
        _chosen = new int[room];
        _seen = new int[room];
        _next = new int[room];
        _lastMember = new int[room];
        _alive = new bool[room];
    }

    private bool IsEntered(Part part, ReadOnlySpan<int> heads)
    {
        for (var word = part.First; ; word = _next[word])
        {
            if (heads[word] != Open)
            {
                return true;
            }
            if (word == part.Last)
            {
                return false;
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

    // The words of the first circle, into _circle.
    private bool FindCircle(ReadOnlySpan<int> chosen, ReadOnlySpan<bool> alive)
    {
        _circle.Clear();
        var seen = _seen.AsSpan(0, chosen.Length);
        seen.Clear();
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
                    _circle.Add(at);
                    at = chosen[at];
                }
                while (at != start);
                return true;
            }
        }
        return false;
    }

    private void Contract(Span<int> chosen, Span<bool> alive, Span<float> arcs, Span<int> original, int count)
    {
        foreach (var word in _circle)
        {
            _parts.Add(new Part(word, _lastMember[word], original[(word * count) + chosen[word]]));
            alive[word] = false;
        }
        _circleEnds.Add(_parts.Count);
        var kept = _circle[0];
        for (var other = 0; other < count; other++)
        {
            if (!alive[other])
            {
                continue;
            }
            // Into the circle: what entering at a word gains over that word's arc within it. Out of it: the best of its words as head.
            float into = float.NegativeInfinity, outOf = float.NegativeInfinity;
            int intoArc = 0, outArc = 0;
            foreach (var word in _circle)
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
        for (var part = 1; part < _circle.Count; part++)
        {
            _next[_lastMember[kept]] = _circle[part];
            _lastMember[kept] = _lastMember[_circle[part]];
        }
        alive[kept] = true;
        chosen[kept] = Strongest(arcs, alive, count, kept);
    }

    /// <summary>A part of a circle that was contracted: its words, a chain from the first to the last, and the arc that it has within the circle (dependent · count + head).</summary>
    private readonly record struct Part(int First, int Last, int Arc);
}
