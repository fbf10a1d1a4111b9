using Attest.Language;

namespace Attest.Claims.Events.Choices;

/// <summary>What of an event's sentence tells whether a place or a time that it names is that event's: the way through the tree, what stands between, whether another event or a word of saying is nearer.</summary>
internal sealed class Surroundings(EventScenes scenes, SignBag signs)
{
    private const int Farthest = 14;

    private readonly List<int> _apart = [];
    private readonly List<int[]> _aboveOthers = [];
    private int[] _above = [];
    private Attribution? _said;
    private List<TextSpan> _cues = [];
    private SentenceWords _words = null!;
    private bool _isSaying;

    /// <summary>The event's word.</summary>
    public int Node { get; private set; }

    /// <summary>Looks at another event.</summary>
    public void Take(DraftMention main)
    {
        _words = main.Words;
        Node = EventScene.NodeOf(_words, main.Trigger);
        _above = _words.Tree.Above(Node);
        _apart.Clear();
        _aboveOthers.Clear();
        foreach (var other in scenes.Triggers[main.Sentence])
        {
            if (EventScene.NodeOf(_words, other) is var node && node != Node)
            {
                _apart.Add(node);
                _aboveOthers.Add(_words.Tree.Above(node));
            }
        }
        _said = scenes.Sayings.Around(main.Span);
        _cues = scenes.Sayings.CuesIn(_words.Sentence.Span);
        _isSaying = IsCue(Node);
    }

    /// <summary>How far a word stands from the event's in the tree.</summary>
    public int DistanceTo(int token) => Math.Min(Farthest, _words.Tree.Distance(token, _above, _apart));

    /// <summary>Adds the signs of a mention in the event's sentence.</summary>
    /// <param name="token">The mention's word that its others depend on.</param>
    /// <param name="span">Where it stands.</param>
    /// <param name="sort">What sort of place or time it is.</param>
    /// <param name="type">The event's type.</param>
    /// <param name="part">Whether its word is a noun.</param>
    public void Add(int token, TextSpan span, int sort, int type, int part)
    {
        var tree = _words.Tree;
        var distance = DistanceTo(token);
        signs.Add(Sign.TreeDistance, distance, part);
        signs.Add(Sign.TreeDistance, distance / 2, type, 2);
        signs.Add(Sign.TreeDistance, distance / 2, sort, 3 + part);
        var alone = tree.Distance(token, _above, []);
        var (nearer, asNear) = (0, 0);
        foreach (var above in _aboveOthers)
        {
            var other = tree.Distance(token, above, []);
            nearer += other < alone ? 1 : 0;
            asNear += other == alone ? 1 : 0;
        }
        var rival = nearer > 0 ? 2 : asNear > 0 ? 1 : 0;
        signs.Add(Sign.Rival, rival, part, distance > 7 ? 1 : 0);
        signs.Add(Sign.Rival, rival, type, 2);
        var (shape, reach) = ShapeOf(token);
        signs.Add(Sign.Shape, shape);
        signs.Add(Sign.Shape, shape, sort, 1);
        signs.Add(Sign.Shape, reach, type, 2 + part);
        var head = tree.Head(token);
        signs.Add(Sign.Standing, (int)tree.RelationOf(token), head < 0 ? 0 : (int)_words.Tag(head), sort);
        signs.Add(Sign.Standing, (int)tree.RelationOf(token), type, 100);
        var isOfSaying = head >= 0 && head != Node && IsCue(head);
        signs.Add(Sign.OfSaying, isOfSaying ? 1 : 0, _isSaying ? 1 : 0, 2000 + part);
        signs.Add(Sign.OfSaying, isOfSaying ? 1 : 0, type, 2001);
        var same = ReferenceEquals(scenes.Sayings.Around(span), _said);
        signs.Add(Sign.SameSaid, same ? 1 : 0, _said is null ? 0 : 1, 0);
        signs.Add(Sign.SameSaid, same ? 1 : 0, _said is null ? 0 : 1, type + 1);
        AddBetween(token, part);
        signs.Add(Sign.Opens, token <= 2 ? 1 : 0, sort, rival);
    }

    private void AddBetween(int token, int part)
    {
        var (from, to) = token < Node ? (token, Node) : (Node, token);
        var (commas, events, ends) = (0, 0, 0);
        for (var i = from + 1; i < to; i++)
        {
            commas += _words.Lower[i] is "," or "(" or ")" or "—" or "–" ? 1 : 0;
            ends += _words.Lower[i] is ";" or ":" or "\"" or "“" or "”" ? 1 : 0;
            events += _apart.Contains(i) ? 1 : 0;
        }
        var side = token < Node ? 0 : 1;
        signs.Add(Sign.Between, Math.Min(commas, 2), Math.Min(events, 2), side);
        signs.Add(Sign.Between, Math.Min(ends, 1), part + 10, side);
    }

    // From the event up and then down to the mention: how many steps, and over which sorts of clauses.
    private (int Shape, int Reach) ShapeOf(int token)
    {
        var tree = _words.Tree;
        var (down, downOver) = (0, 0);
        var at = token;
        for (; at >= 0 && _above[at] < 0 && down < _words.Count; at = tree.Head(at))
        {
            down++;
            downOver |= ClauseOf(tree.RelationOf(at));
        }
        var (up, upOver) = (0, 0);
        for (var above = Node; above >= 0 && above != at && up < _words.Count; above = tree.Head(above))
        {
            up++;
            upOver |= ClauseOf(tree.RelationOf(above));
        }
        return ((Math.Min(up, 3) * 4 + Math.Min(down, 3)) * 1024 + upOver * 32 + downOver, (Math.Min(up, 3) * 4 + Math.Min(down, 3)) * 4 + (upOver > 0 ? 2 : 0) + (downOver > 0 ? 1 : 0));
    }

    private static int ClauseOf(Relation relation) => relation switch
    {
        Relation.Ccomp or Relation.Csubj or Relation.Parataxis => 1,
        Relation.Advcl or Relation.AdvclRelcl => 2,
        Relation.Acl or Relation.AclRelcl => 4,
        Relation.Conj => 8,
        Relation.Xcomp => 16,
        _ => 0,
    };

    private bool IsCue(int token)
    {
        foreach (var cue in _cues)
        {
            if (cue.Overlaps(_words.Span(token)))
            {
                return true;
            }
        }
        return false;
    }
}
