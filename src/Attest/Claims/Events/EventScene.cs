namespace Attest.Claims.Events;

/// <summary>A trigger in its sentence, with what else the sentence tells of: what is near it in the tree and what is another's.</summary>
internal sealed class EventScene
{
    private readonly int[] _above;
    private readonly List<int> _apart;

    /// <summary>Looks at a trigger.</summary>
    /// <param name="words">Its sentence.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="triggers">All triggers of the sentence.</param>
    /// <param name="cues">Where the words of saying stand in it.</param>
    /// <param name="sayings">Who says what in the report.</param>
    public EventScene(SentenceWords words, TriggerMatch trigger, IReadOnlyList<TriggerMatch> triggers, IReadOnlyList<TextSpan> cues, Sayings sayings)
    {
        (Words, Trigger, Cues) = (words, trigger, cues);
        Span = new TextSpan(words.Span(trigger.First).Start, words.Span(trigger.IsContinuous ? trigger.Last : trigger.First).End);
        Said = sayings.Around(Span);
        Node = NodeOf(words, trigger);
        _above = words.Tree.Above(Node);
        _apart = [];
        Others = [];
        foreach (var other in triggers)
        {
            if (other != trigger)
            {
                var node = NodeOf(words, other);
                _apart.Add(node);
                Others.Add((other, node));
            }
        }
    }

    /// <summary>The sentence's other triggers, each with the word that its others depend on.</summary>
    public List<(TriggerMatch Trigger, int Node)> Others { get; }

    /// <summary>Where the trigger stands in the text.</summary>
    public TextSpan Span { get; }

    /// <summary>Who says what the trigger tells of; null for the publisher's own voice.</summary>
    public Attribution? Said { get; }

    /// <summary>The sentence.</summary>
    public SentenceWords Words { get; }

    /// <summary>The trigger.</summary>
    public TriggerMatch Trigger { get; }

    /// <summary>Where the words of saying stand in the sentence: a day beside them dates the saying.</summary>
    public IReadOnlyList<TextSpan> Cues { get; }

    /// <summary>The trigger's word that its others depend on.</summary>
    public int Node { get; }

    /// <summary>How far a word stands from the trigger in the tree.</summary>
    public int DistanceTo(int token) => Words.Tree.Distance(token, _above, _apart);

    /// <summary>Whether a word hangs on another trigger of the sentence.</summary>
    public bool IsOfOther(int token)
    {
        for (var steps = 0; steps < 2 && token >= 0; steps++)
        {
            token = Words.Tree.Head(token);
            if (token >= 0 && _apart.Contains(token))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether a word hangs on a word of saying that is not the trigger itself: "writes from Paris", "said on Monday".</summary>
    public bool IsOfSaying(int token)
    {
        var head = Words.Tree.Head(token);
        if (head < 0 || head == Node)
        {
            return false;
        }
        foreach (var cue in Cues)
        {
            if (cue.Overlaps(Words.Span(head)))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The word of a trigger that its others depend on.</summary>
    public static int NodeOf(SentenceWords words, TriggerMatch trigger) => words.Tree.HeadOf(trigger.First, trigger.IsContinuous ? trigger.Last : trigger.First);
}
