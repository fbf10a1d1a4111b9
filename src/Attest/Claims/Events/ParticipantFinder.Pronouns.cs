using Attest.Language;

namespace Attest.Claims.Events;

// Whom words without a name stand for: pronouns, before and after their names, and "the enemy".
internal sealed partial class ParticipantFinder
{
    private Participant? FromPronoun(SentenceWords words, int index)
    {
        var isPossessive = words.Lower[index] is "his" or "its" or "their" or "our" or "my" || words.Lower[index] is "her" && words.Tree.RelationOf(index) == Relation.NmodPoss;
        var antecedent = words.Lower[index] switch
        {
            "he" or "she" or "his" or "him" or "her" => Source(words, index) ?? Awaited(words, index, isPossessive, forPerson: true) ?? SpeakerAround(words, index) ?? _antecedents.Person(words, QuoteAt(words, index)),
            "they" or "it" or "its" or "their" or "them" => Awaited(words, index, isPossessive, forPerson: false) ?? _antecedents.Group(words, QuoteAt(words, index)),
            "we" or "our" or "us" or "i" or "my" when SpeakerSide(words, index) is { } side => new Participant(index, index, side, side, ParticipantKind.Nation, false),
            _ => null,
        };
        if (antecedent is null)
        {
            return null;
        }
        if (isPossessive)
        {
            // "its forces" are the side itself; "their homes" are something of it.
            for (var i = index + 1; i <= index + 3 && i < words.Count && !words.IsPunctuation(i) && !Prepositions.Contains(words.Lower[i]); i++)
            {
                if (KindOf(words.Lower[i]) is { } kind && KindOf(words.At(i + 1)) is null)
                {
                    var name = IsItself(words.Lower[i]) ? antecedent.Side ?? antecedent.Name
                        : words.Sentence.Parsed.Text[words.Span(index + 1).Start..words.Span(i).End].Replace('\n', ' ');
                    return antecedent with { First = index, Last = i, Kind = kind, IsPossessive = false, Name = name };
                }
            }
        }
        return antecedent with { First = index, Last = index, Kind = ParticipantKind.Pronoun, IsPossessive = isPossessive };
    }

    private int QuoteAt(SentenceWords words, int index) => _said?.QuoteAt(words.Span(index).Start) ?? -1;

    // "He later said": whom the attribution took him for.
    private Participant? Source(SentenceWords words, int index) =>
        _said?.SourceAt(words.Span(index).Start) is { Kind: SpeakerKind.Person, Named: true } speaker ? FromSpeaker(speaker, index) : null;

    // "Anders said his troops were there": his own.
    private Participant? SpeakerAround(SentenceWords words, int index) =>
        _said is not null && _said.Around(words.Span(index)) is { Quote: not QuoteKind.Direct } said && _said.SpeakerOf(said) is { Kind: SpeakerKind.Person, Named: true } speaker ? FromSpeaker(speaker, index) : null;

    /// <summary>A speaker as one who takes part in what he or she says.</summary>
    /// <param name="speaker">The speaker.</param>
    /// <param name="index">Index in the sentence of the word that brings it up.</param>
    public Participant FromSpeaker(Speaker speaker, int index)
    {
        var side = SideOf(speaker);
        return new Participant(index, index, side is null || side == speaker.Name ? speaker.Name : $"{side} ({speaker.Name})", side, ParticipantKind.Person, false);
    }

    // "On his visit to Alba, President Reed said": a pronoun before its own name.
    private Participant? Awaited(SentenceWords words, int index, bool isPossessive, bool forPerson)
    {
        if (!isPossessive || words.Tree.Root() is not (>= 0 and var root) || words.Tree.Child(root, Relation.Nsubj, Relation.NsubjPass) is not (>= 0 and var subject) || subject < index
            || !words.Tree.OpensBefore(index, root, subject))
        {
            return null;
        }
        for (var i = index + 1; i <= subject; i++)
        {
            if (words.IsCapital(i) && At(words, i) is { } found && found.First <= subject && found.Last >= subject)
            {
                return forPerson == (found.Kind == ParticipantKind.Person) && found.CanAct ? found : null;
            }
        }
        return null;
    }

    private string? SpeakerSide(SentenceWords words, int index) => _said?.SpeakerOf(_said.Around(words.Span(index))) is { } speaker ? SideOf(speaker) : null;

    // "The enemy lost two tanks": whom the speaker's side is at war with.
    private Participant? FromFoe(SentenceWords words, int index)
    {
        if (!Foes.Contains(words.Lower[index]) || SpeakerSide(words, index) is not { } side || _known.Opponent(side) is not { } foe)
        {
            return null;
        }
        var last = index;
        while (last < index + 2 && KindOf(words.At(last + 1)) is not null)
        {
            last++;
        }
        var kind = last == index ? ParticipantKind.Group : KindOf(words.Lower[last])!.Value;
        var name = last == index || IsItself(words.Lower[last]) ? foe : words.Sentence.Parsed.Text[words.Span(index).Start..words.Span(last).End].Replace('\n', ' ');
        return new Participant(index, last, name, foe, kind, last == index && words.At(index + 1) is "'s" or "’s" or "'" or "’");
    }
}
