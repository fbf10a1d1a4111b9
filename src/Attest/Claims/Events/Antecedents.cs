using Attest.Language;

namespace Attest.Claims.Events;

/// <summary>Remembers who has been named, so that a pronoun finds whom it stands for: the subject of its sentence or of the one before rather than whoever was named last.</summary>
internal sealed class Antecedents
{
    /// <summary>Sentences back that a pronoun looks.</summary>
    private const int Reach = 2;

    private const int Kept = 12;
    private const int MainSubjectWeight = 4, SubjectWeight = 3, OwnerWeight = 1, SentenceWeight = 2;

    private readonly List<Naming> _persons = [];
    private readonly List<Naming> _groups = [];

    /// <summary>Forgets everybody: a text begins.</summary>
    public void Clear()
    {
        _persons.Clear();
        _groups.Clear();
    }

    /// <summary>Notes that somebody is named. Where something happens is nobody: "in eastern Norland".</summary>
    /// <param name="words">The sentence.</param>
    /// <param name="named">Who.</param>
    /// <param name="quote">Where the direct quotation begins that this stands in; -1 where it stands in none.</param>
    public void Note(SentenceWords words, Participant named, int quote)
    {
        var list = named.Kind is ParticipantKind.Person ? _persons
            : named.Kind is ParticipantKind.Nation or ParticipantKind.Body || named is { Kind: ParticipantKind.Group, Side: not null } ? _groups : null;
        if (list is null)
        {
            return;
        }
        var head = words.Tree.HeadOf(named.First, named.Last);
        var relation = words.Tree.RelationOf(head);
        if (words.PlaceAt(named.First) is not null && relation is Relation.Obl or Relation.Nmod && words.Tree.Child(head, Relation.Case) is >= 0 and var preposition && words.Lower[preposition] is not ("by" or "with" or "against" or "for"))
        {
            return;
        }
        if (list.Count == Kept)
        {
            list.RemoveAt(0);
        }
        if (relation is Relation.Amod or Relation.Compound && words.Tree.RelationOf(words.Tree.Head(head)) is Relation.Nsubj or Relation.NsubjPass)
        {
            // "Norland's media", "Norlandic media": they stand for it.
            (head, relation) = (words.Tree.Head(head), Relation.Nsubj);
        }
        var weight = relation is Relation.Nsubj or Relation.NsubjPass ? words.Tree.RelationOf(words.Tree.Head(head)) == Relation.Root ? MainSubjectWeight : SubjectWeight : relation is Relation.NmodPoss ? OwnerWeight : 0;
        list.Add(new Naming(named, words.Number, weight, quote));
    }

    /// <summary>The person that a pronoun of a sentence stands for; null where nobody was named shortly before.</summary>
    public Participant? Person(SentenceWords words, int quote) => Best(_persons, words.Number, quote);

    /// <summary>The state, body or group that a pronoun of a sentence stands for; null where none was named shortly before.</summary>
    public Participant? Group(SentenceWords words, int quote) => Best(_groups, words.Number, quote);

    // Whom only a quotation names stays within it.
    private static Participant? Best(List<Naming> named, int sentence, int quote)
    {
        Participant? best = null;
        var most = int.MinValue;
        for (var i = named.Count - 1; i >= 0 && sentence - named[i].Sentence <= Reach; i--)
        {
            var weight = named[i].Weight - SentenceWeight * (sentence - named[i].Sentence);
            if (weight > most && (named[i].Quote < 0 || named[i].Quote == quote))
            {
                (best, most) = (named[i].Who, weight);
            }
        }
        return best;
    }

    private readonly record struct Naming(Participant Who, int Sentence, int Weight, int Quote);
}
