using System.Collections.Frozen;
using Attest.Claims.Events;
using Attest.Language;

namespace Attest.Claims.Casualties;

/// <summary>A sentence's tree as harm is read from it: who is the victim of a word, whether it is said to have happened, and who is a person.</summary>
internal sealed class HarmTree(Sentence sentence)
{
    private const string Year = "year-old", Month = "month-old";

    private static readonly FrozenSet<string> Modals = FrozenSet.Create(StringComparer.Ordinal, "could", "would", "may", "might", "should", "can", "will", "must", "shall");
    private static readonly FrozenSet<string> Conditions = FrozenSet.Create(StringComparer.Ordinal, "if", "whether", "unless", "lest");
    private static readonly FrozenSet<string> Negations = FrozenSet.Create(StringComparer.Ordinal, "not", "never", "n't", "n’t", "hardly");
    private static readonly FrozenSet<string> Deadly = FrozenSet.Create(StringComparer.Ordinal, "fatally", "fatal", "deadly", "mortally");
    private static readonly FrozenSet<string> Grave = FrozenSet.Create(StringComparer.Ordinal, "critical", "serious", "stable", "grave", "guarded", "fair", "good", "severe");
    private static readonly FrozenSet<string> Bearing = FrozenSet.Create(StringComparer.Ordinal, "suffer", "sustain", "receive", "have", "survive");
    private static readonly FrozenSet<string> Pointing = FrozenSet.Create(StringComparer.Ordinal, "victim", "patient", "person", "individual", "subject", "deceased");
    private static readonly FrozenSet<string> Nobody = FrozenSet.Create(StringComparer.Ordinal, "nobody", "none");
    private static readonly FrozenSet<string> Singles = FrozenSet.Create(StringComparer.Ordinal, "he", "she", "him", "her", "himself", "herself", "victim");
    private static readonly FrozenSet<string> Relatives = FrozenSet.Create(StringComparer.Ordinal, "who", "that", "which", "whom");
    private static readonly FrozenSet<string> People = WordClasses.Of("people"), Fighters = WordClasses.Of("fighters");

    private ReadOnlySpan<Token> Tokens => sentence.Tokens;

    /// <summary>Whether a word is said of what happened: not denied, imagined, meant or asked.</summary>
    public bool IsSaidToBe(int word)
    {
        for (var i = 0; i < Tokens.Length; i++)
        {
            if (Tokens[i].Head != word || i == word)
            {
                continue;
            }
            var form = Lower(i);
            if (Tokens[i].Relation == Relation.Aux && Modals.Contains(form) || Negations.Contains(form)
                || Tokens[i].Relation == Relation.Mark && (Conditions.Contains(form) || form == "to" && Tokens[word].Tag == UniversalTag.Verb))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Whether somebody who was struck died of it, as the words beside say: fatally, dead, to death.</summary>
    public bool IsFatal(int word)
    {
        for (var i = 0; i < Tokens.Length; i++)
        {
            if (Tokens[i].Head == word && (Deadly.Contains(Lower(i)) || Lower(i) is "dead" or "death" && i > word && i <= word + 3))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The heads of the words for who was harmed; empty where the sentence does not say.</summary>
    /// <param name="word">The word of harm.</param>
    /// <param name="role">Where its victim stands, as the table says.</param>
    public List<int> Victims(int word, string role)
    {
        var victims = new List<int>();
        switch (role)
        {
            case "object":
                Objects(word, victims);
                break;
            case "subject" when Tokens[word].Tag == UniversalTag.Verb:
                Subjects(word, victims);
                break;
            case "subject":
                Described(word, victims);
                break;
            case "of":
                Owners(word, victims);
                break;
            case "bearer" when Head(word) is >= 0 and var verb && Tokens[word].Relation is Relation.Obj && Bearing.Contains(Tokens[verb].Lemma):
                Subjects(verb, victims);
                break;
            case "patient" when HasChild(word, Grave) && Head(word) is >= 0 and var verb && Tokens[word].Relation is Relation.Obl or Relation.Xcomp or Relation.Root:
                Subjects(Child(word, Relation.Cop) >= 0 ? word : verb, victims);
                break;
            case "patient" when HasChild(word, Grave) && Child(word, Relation.Cop) >= 0:
                Subjects(word, victims);
                break;
        }
        // "Ana Lind and her son": each is one.
        for (var i = 0; i < victims.Count; i++)
        {
            for (var j = 0; j < Tokens.Length; j++)
            {
                if (Tokens[j].Head == victims[i] && j != victims[i] && Tokens[j].Relation == Relation.Conj && Tokens[j].Tag is UniversalTag.Noun or UniversalTag.Propn or UniversalTag.Pron && !victims.Contains(j))
                {
                    victims.Add(j);
                }
            }
        }
        return victims;
    }

    /// <summary>Who a word and what belongs to it name: where, how many (null for more than one), and under what name; null where it is no person.</summary>
    public (TextSpan Span, decimal? Count, string? Who, bool Named)? PersonAt(int head)
    {
        var token = Tokens[head];
        var form = Lower(head);
        if (token.Tag == UniversalTag.Pron)
        {
            return Singles.Contains(form) ? (token.Span, 1, null, false)
                : Nobody.Contains(form) || form == "one" && head > 0 && Lower(head - 1) == "no" ? (token.Span, 0, "nobody", false)
                : form is "someone" or "somebody" or "one" ? (token.Span, 1, "person", false)
                : null;
        }
        var first = head;
        bool isPointing = false, isNone = false;
        for (var i = 0; i < head; i++)
        {
            if (Tokens[i].Head == head && Tokens[i].Relation is Relation.Det or Relation.Amod or Relation.Compound or Relation.Nummod or Relation.Flat or Relation.NmodPoss)
            {
                first = Math.Min(first, i);
                isPointing |= Tokens[i].Relation == Relation.Det && Lower(i) is "the" or "this" or "that";
                isNone |= Lower(i) == "no";
            }
        }
        var span = new TextSpan(Tokens[first].Start, token.End);
        if (NameAt(head) is { } last)
        {
            return (span, 1, last, true);
        }
        var lemma = token.Lemma.ToLowerInvariant();
        var isAged = form.EndsWith(Year, StringComparison.Ordinal) || form.EndsWith(Month, StringComparison.Ordinal) || form is "old";
        if (!isAged && !People.Contains(lemma) && !Fighters.Contains(lemma) && !People.Contains(form))
        {
            return null;
        }
        var isPlural = token.Morphology.HasFlag(Morphology.Plural) || form is "people" or "men" or "women" or "children";
        decimal? count = isNone ? 0 : isPlural ? null : 1;
        return (span, count, isNone ? "nobody" : isPointing && !isPlural || Pointing.Contains(lemma) && !isPlural ? null : lemma, false);
    }

    private void Objects(int verb, List<int> victims)
    {
        if (Child(verb, Relation.NsubjPass) is >= 0 and var passive)
        {
            victims.Add(Antecedent(verb, passive));
        }
        else if (Child(verb, Relation.Obj) is >= 0 and var target)
        {
            // "shot himself": the victim is who did it.
            if (Lower(target) is "himself" or "herself" or "themselves" && Child(verb, Relation.Nsubj) is >= 0 and var self)
            {
                target = Antecedent(verb, self);
            }
            victims.Add(target);
        }
        else if (Tokens[verb].PennTag is "VBN" && Tokens[verb].Relation is Relation.Acl && Head(verb) is >= 0 and var noun)
        {
            victims.Add(noun);
        }
        else if (Tokens[verb].Relation is Relation.Conj && Head(verb) is >= 0 and var before && Tokens[before].Tag == UniversalTag.Verb)
        {
            // "was shot and killed"
            if (Child(verb, Relation.Nsubj) < 0)
            {
                Objects(before, victims);
            }
        }
        else if (Tokens[verb].PennTag is "VBN" or "VBD" && Child(verb, Relation.Nsubj) is >= 0 and var bare && Child(verb, Relation.Obj) < 0 && Child(verb, Relation.Conj) < 0 && IsHeadline(verb))
        {
            // "Man shot in car": headlines leave the auxiliary out.
            victims.Add(bare);
        }
        else if (Child(verb, Relation.Conj) is >= 0 and var after && Tokens[after].Tag == UniversalTag.Verb && Child(after, Relation.Obj) is >= 0 and var shared)
        {
            victims.Add(shared);
        }
    }

    private void Subjects(int verb, List<int> victims)
    {
        foreach (var relation in (ReadOnlySpan<Relation>)[Relation.Nsubj, Relation.NsubjPass])
        {
            if (Child(verb, relation) is >= 0 and var subject)
            {
                victims.Add(Antecedent(verb, subject));
                return;
            }
        }
        if (Tokens[verb].Relation is Relation.Conj or Relation.Xcomp or Relation.Advcl && Head(verb) is >= 0 and var before && Tokens[before].Tag is UniversalTag.Verb or UniversalTag.Adj)
        {
            Subjects(before, victims);
        }
        else if (Tokens[verb].Relation is Relation.Acl && Head(verb) is >= 0 and var noun)
        {
            victims.Add(noun);
        }
    }

    // "is dead", "was pronounced dead", "left a man dead", "found dead".
    private void Described(int adjective, List<int> victims)
    {
        if (Child(adjective, Relation.Nsubj) is >= 0 and var subject)
        {
            victims.Add(Antecedent(adjective, subject));
        }
        else if (Head(adjective) is >= 0 and var head && Tokens[head].Tag == UniversalTag.Verb && Tokens[adjective].Relation is Relation.Xcomp or Relation.Advcl or Relation.Advmod or Relation.Obl or Relation.Conj)
        {
            if (Child(head, Relation.NsubjPass) is >= 0 and var passive)
            {
                victims.Add(Antecedent(head, passive));
            }
            else if (Child(head, Relation.Obj) is >= 0 and var target)
            {
                victims.Add(target);
            }
            else if (Tokens[head].Relation is Relation.Acl && Head(head) is >= 0 and var noun)
            {
                victims.Add(noun);
            }
            else if (Tokens[adjective].Relation is not Relation.Conj && Child(head, Relation.Nsubj) is >= 0 and var actor)
            {
                victims.Add(Antecedent(head, actor));
            }
        }
    }

    // "the death of a man", "a man's death".
    private void Owners(int noun, List<int> victims)
    {
        for (var i = 0; i < Tokens.Length; i++)
        {
            if (Tokens[i].Head == noun && i != noun && (Tokens[i].Relation == Relation.NmodPoss || Tokens[i].Relation == Relation.Nmod && i > noun && CaseOf(i) == "of"))
            {
                victims.Add(i);
            }
        }
    }

    private string CaseOf(int noun)
    {
        var mark = Child(noun, Relation.Case);
        return mark < 0 ? "" : Lower(mark);
    }

    private bool IsHeadline(int verb) => Child(verb, Relation.Aux) < 0 && Child(verb, Relation.AuxPass) < 0 && Lower(Tokens.Length - 1) is not "." && Tokens[verb].Relation is Relation.Root;

    // Whom "who" stands for: the noun that the clause belongs to.
    private int Antecedent(int verb, int subject)
    {
        if (Relatives.Contains(Lower(subject)))
        {
            for (var clause = verb; clause >= 0; clause = Tokens[clause].Relation is Relation.Conj or Relation.Xcomp ? Head(clause) : -1)
            {
                if (Tokens[clause].Relation is Relation.AclRelcl or Relation.Acl && Head(clause) is >= 0 and var noun)
                {
                    return noun;
                }
            }
        }
        return subject;
    }

    private string? NameAt(int head)
    {
        var parsed = sentence.Parsed;
        var at = sentence.First + head;
        foreach (var name in parsed.Names)
        {
            if (name.First <= at && at < name.Last)
            {
                return name.Kind == NameKind.Person ? sentence.Form(Math.Min(name.Last, sentence.Last) - 1 - sentence.First).ToString().ToLowerInvariant() : null;
            }
            if (name.First > at)
            {
                break;
            }
        }
        return null;
    }

    private bool HasChild(int word, FrozenSet<string> forms)
    {
        for (var i = 0; i < Tokens.Length; i++)
        {
            if (Tokens[i].Head == word && i != word && forms.Contains(Lower(i)))
            {
                return true;
            }
        }
        return false;
    }

    private int Child(int word, Relation relation)
    {
        for (var i = 0; i < Tokens.Length; i++)
        {
            if (Tokens[i].Head == word && i != word && Tokens[i].Relation == relation)
            {
                return i;
            }
        }
        return -1;
    }

    private int Head(int word) => Tokens[word].Relation == Relation.Root ? -1 : Tokens[word].Head;

    private string Lower(int index) => sentence.Form(index).ToString().ToLowerInvariant();
}
