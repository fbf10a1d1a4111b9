namespace Attest.Language.Network;

/// <summary>Scores of arcs → the best tree with exactly one word below the root (Chu and Liu 1965; Edmonds 1967).</summary>
/// <remarks>
/// Hot. Mostly each word's best head makes a tree by itself; only where it does not is the search made, whose cost grows with the square of the sentence's length.
/// That one word alone is below the root comes from a price on the root's arcs that no second one is worth (Zmigrod, Vieira and Cotterell 2020).
/// </remarks>
internal sealed class TreeDecoder
{
    private const double Never = double.NegativeInfinity;
    private const double RootPrice = 1e7; // far above the scores of any sentence, and double precision still tells a millionth apart
    private const int Open = -2;

    // Room for the search, taken once and reused. The nodes that a contracted node stands for are a chain from itself along _next to _lastMember.
    private readonly List<Part> _parts = [];
    private readonly List<int> _circleEnds = [];
    private readonly List<int> _circle = [];
    private double[] _scores = [];
    private int[] _original = [], _chosen = [], _seen = [], _next = [], _lastMember = [], _found = [];
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
        Search(scores, stride, heads);
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

    // The root is node 0 and word w node w + 1, so that a row's columns are nodes. Contracts circles one by one, each into its first node, and opens them again
    // from the last to the first.
    private void Search(ReadOnlySpan<float> scores, int stride, Span<int> heads)
    {
        var nodes = heads.Length + 1;
        Reserve(nodes);
        // Score of the arc from a head to a node, at node · nodes + head, and which arc of the sentence itself it stands for.
        var arcs = _scores.AsSpan(0, nodes * nodes);
        var original = _original.AsSpan(0, nodes * nodes);
        var alive = _alive.AsSpan(0, nodes);
        var chosen = _chosen.AsSpan(0, nodes);
        alive.Fill(true);
        for (var node = 0; node < nodes; node++)
        {
            for (var head = 0; head < nodes; head++)
            {
                var arc = (node * nodes) + head;
                arcs[arc] = node == 0 || head == node ? Never : scores[((node - 1) * stride) + head] - (head == 0 ? RootPrice : 0);
                original[arc] = arc;
            }
            (_next[node], _lastMember[node]) = (-1, node);
            chosen[node] = node == 0 ? -1 : Strongest(arcs, alive, nodes, node);
        }
        _parts.Clear();
        _circleEnds.Clear();
        while (FindCircle(chosen, alive))
        {
            Contract(chosen, alive, arcs, original, nodes);
        }
        var found = _found.AsSpan(0, nodes);
        found.Fill(Open);
        for (var node = 1; node < nodes; node++)
        {
            if (alive[node])
            {
                var arc = original[(node * nodes) + chosen[node]];
                found[arc / nodes] = arc % nodes;
            }
        }
        // The parts of a circle keep their arcs within it, but for the one that has been entered from outside.
        for (var circle = _circleEnds.Count - 1; circle >= 0; circle--)
        {
            for (var at = circle == 0 ? 0 : _circleEnds[circle - 1]; at < _circleEnds[circle]; at++)
            {
                var part = _parts[at];
                if (!IsEntered(part, found))
                {
                    found[part.Arc / nodes] = part.Arc % nodes;
                }
            }
        }
        for (var word = 0; word < heads.Length; word++)
        {
            heads[word] = found[word + 1] - 1;
        }
    }

    private void Reserve(int nodes)
    {
        if (_chosen.Length >= nodes)
        {
            return;
        }
        var room = Math.Max(nodes, Math.Min(nodes * 2, Segmentation.SentenceSplitter.LongestSentence + 1));
        _scores = new double[room * room];
        _original = new int[room * room];
        _chosen = new int[room];
        _seen = new int[room];
        _next = new int[room];
        _lastMember = new int[room];
        _found = new int[room];
        _alive = new bool[room];
    }

    private bool IsEntered(Part part, ReadOnlySpan<int> found)
    {
        for (var node = part.First; ; node = _next[node])
        {
            if (found[node] != Open)
            {
                return true;
            }
            if (node == part.Last)
            {
                return false;
            }
        }
    }

    private static int Strongest(ReadOnlySpan<double> arcs, ReadOnlySpan<bool> alive, int nodes, int node)
    {
        var best = 0;
        for (var head = 1; head < nodes; head++)
        {
            if (alive[head] && head != node && arcs[(node * nodes) + head] > arcs[(node * nodes) + best])
            {
                best = head;
            }
        }
        return best;
    }

    // The nodes of the first circle, into _circle.
    private bool FindCircle(ReadOnlySpan<int> chosen, ReadOnlySpan<bool> alive)
    {
        _circle.Clear();
        var seen = _seen.AsSpan(0, chosen.Length);
        seen.Clear();
        for (var node = 1; node < chosen.Length; node++)
        {
            if (!alive[node] || seen[node] != 0)
            {
                continue;
            }
            var at = node;
            while (at > 0 && seen[at] == 0)
            {
                seen[at] = node;
                at = chosen[at];
            }
            if (at > 0 && seen[at] == node)
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

    private void Contract(Span<int> chosen, Span<bool> alive, Span<double> arcs, Span<int> original, int nodes)
    {
        foreach (var node in _circle)
        {
            _parts.Add(new Part(node, _lastMember[node], original[(node * nodes) + chosen[node]]));
            alive[node] = false;
        }
        _circleEnds.Add(_parts.Count);
        var kept = _circle[0];
        for (var other = 0; other < nodes; other++)
        {
            if (!alive[other])
            {
                continue;
            }
            // Into the circle: what entering at a node gains over that node's arc within it. Out of it: the best of its nodes as head.
            double into = Never, outOf = Never;
            int intoArc = 0, outArc = 0;
            foreach (var node in _circle)
            {
                var gain = arcs[(node * nodes) + other] - arcs[(node * nodes) + chosen[node]];
                if (gain > into)
                {
                    (into, intoArc) = (gain, original[(node * nodes) + other]);
                }
                if (arcs[(other * nodes) + node] > outOf)
                {
                    (outOf, outArc) = (arcs[(other * nodes) + node], original[(other * nodes) + node]);
                }
                if (chosen[other] == node)
                {
                    chosen[other] = kept;
                }
            }
            arcs[(kept * nodes) + other] = into;
            original[(kept * nodes) + other] = intoArc;
            arcs[(other * nodes) + kept] = outOf;
            original[(other * nodes) + kept] = outArc;
        }
        for (var part = 1; part < _circle.Count; part++)
        {
            _next[_lastMember[kept]] = _circle[part];
            _lastMember[kept] = _lastMember[_circle[part]];
        }
        alive[kept] = true;
        chosen[kept] = Strongest(arcs, alive, nodes, kept);
    }

    /// <summary>A part of a circle that was contracted: its nodes, a chain from the first to the last, and the arc that it has within the circle (node · nodes + head).</summary>
    private readonly record struct Part(int First, int Last, int Arc);
}
