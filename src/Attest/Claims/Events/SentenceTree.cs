using Attest.Language;

namespace Attest.Claims.Events;

/// <summary>The dependency tree of one sentence, asked as event arguments are: who is subject, object, agent or oblique of a word.</summary>
/// <remarks>Built once a sentence in one pass; every question walks few edges.</remarks>
internal sealed class SentenceTree
{
    /// <summary>Steps up the tree that a subject may be shared over: conjuncts, open complements, participles.</summary>
    private const int LongestShare = 4;

    private const int StepOutOfClause = 3;
    private const int StepIntoClause = 8;
    private const int StepPastOther = 6;

    private readonly Sentence _sentence;
    private readonly string[] _lower;
    private readonly int[] _firstChild;
    private readonly int[] _nextSibling;

    /// <summary>Links each token to its dependents.</summary>
    public SentenceTree(Sentence sentence, string[] lower)
    {
        _sentence = sentence;
        _lower = lower;
        _firstChild = new int[lower.Length];
        _nextSibling = new int[lower.Length];
        Array.Fill(_firstChild, -1);
        for (var i = lower.Length - 1; i >= 0; i--)
        {
            var head = Head(i);
            if (head >= 0 && head < lower.Length && head != i)
            {
                _nextSibling[i] = _firstChild[head];
                _firstChild[head] = i;
            }
        }
    }

    /// <summary>The token that a token depends on; -1 for the root.</summary>
    public int Head(int index) => _sentence.Tokens[index].Head;

    /// <summary>How it depends on it.</summary>
    public Relation RelationOf(int index) => _sentence.Tokens[index].Relation;

    /// <summary>The first dependent with one of the relations; -1 where there is none.</summary>
    public int Child(int head, Relation relation, Relation other = Relation.None)
    {
        for (var i = _firstChild[head]; i >= 0; i = _nextSibling[i])
        {
            if (RelationOf(i) == relation || other != Relation.None && RelationOf(i) == other)
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>The dependents of a token with a relation, in the sentence's order.</summary>
    public IEnumerable<int> Children(int head, Relation relation)
    {
        for (var i = _firstChild[head]; i >= 0; i = _nextSibling[i])
        {
            if (RelationOf(i) == relation)
            {
                yield return i;
            }
        }
    }

    /// <summary>The token of a run that the others depend on: its highest.</summary>
    public int HeadOf(int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            if ((Head(i) < first || Head(i) > last) && RelationOf(i) is not (Relation.Punct or Relation.Case or Relation.Det))
            {
                return i;
            }
        }
        return last;
    }

    /// <summary>How far each word that governs a token stands above it, by index; -1 for those that do not. A step out of a clause counts more than one within it.</summary>
    public int[] Above(int token)
    {
        var distances = new int[_lower.Length];
        Array.Fill(distances, -1);
        for (var distance = 0; token >= 0 && distances[token] < 0; token = Head(token))
        {
            distances[token] = distance;
            distance += IsClause(token) ? StepOutOfClause : IsListed(token) ? 0 : 1;
        }
        return distances;
    }

    /// <summary>How far down a token stands from the first word above it that governs another too; a step into a clause, or past a word that is something else's, counts more.</summary>
    /// <param name="token">The token.</param>
    /// <param name="above">Distances of the words above the other, from <see cref="Above"/>.</param>
    /// <param name="apart">Words whose dependents are their own.</param>
    /// <returns>The distance between the two; a great one where nothing joins them.</returns>
    public int Distance(int token, int[] above, IReadOnlyList<int> apart)
    {
        var distance = 0;
        for (var steps = 0; token >= 0 && steps < _lower.Length; steps++)
        {
            if (above[token] >= 0)
            {
                return distance + above[token];
            }
            for (var i = 0; i < apart.Count; i++)
            {
                distance += apart[i] == token ? StepPastOther : 0;
            }
            distance += RelationOf(token) is Relation.Acl || IsAtOnce(token) ? StepOutOfClause : IsClause(token) ? StepIntoClause : IsListed(token) ? 0 : 1;
            token = Head(token);
        }
        return distance + StepIntoClause;
    }

    // One of several in a list stands where the first does.
    private bool IsListed(int token) => RelationOf(token) == Relation.Conj && !IsClause(token);

    // "struck the port while its workers slept": both are at one time.
    private bool IsAtOnce(int token) => RelationOf(token) == Relation.Advcl && (HasCase(token, "while") || HasCase(token, "as") || HasCase(token, "when"));

    // What has a subject of its own, or a mark that makes it a clause.
    private bool IsClause(int token) => RelationOf(token) switch
    {
        Relation.Advcl or Relation.AdvclRelcl or Relation.AclRelcl or Relation.Ccomp or Relation.Csubj or Relation.Parataxis => true,
        Relation.Conj => Child(token, Relation.Nsubj, Relation.NsubjPass) >= 0,
        _ => false,
    };

    /// <summary>The word that all others depend on; -1 where there is none.</summary>
    public int Root()
    {
        for (var i = 0; i < _lower.Length; i++)
        {
            if (Head(i) < 0)
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>Whether a word stands in a phrase that opens its sentence, before the subject of its verb: "On his visit, …".</summary>
    /// <param name="token">The word.</param>
    /// <param name="verb">The sentence's verb.</param>
    /// <param name="subject">The verb's subject.</param>
    public bool OpensBefore(int token, int verb, int subject)
    {
        for (var steps = 0; token >= 0 && steps < _lower.Length; steps++)
        {
            if (Head(token) == verb)
            {
                return token < subject && RelationOf(token) is Relation.Obl or Relation.Advcl;
            }
            token = Head(token);
        }
        return false;
    }

    /// <summary>Whether one token stands below another.</summary>
    public bool IsBelow(int token, int ancestor)
    {
        for (var steps = 0; token >= 0 && steps < _lower.Length; steps++)
        {
            if (token == ancestor)
            {
                return true;
            }
            token = Head(token);
        }
        return false;
    }

    /// <summary>Whether a participle tells of what was done to its subject, or to the noun that it follows.</summary>
    public bool IsPassive(int verb)
    {
        if (_sentence.Tokens[verb].PennTag != "VBN")
        {
            return false;
        }
        // "reports that troops have seized it" hangs on its noun as a participle would, and has its own subject.
        if (Child(verb, Relation.AuxPass) >= 0 || Child(verb, Relation.NsubjPass, Relation.OblAgent) >= 0 || RelationOf(verb) == Relation.Acl && Child(verb, Relation.Nsubj, Relation.Aux) < 0 && !IsBeforeObject(verb))
        {
            return true;
        }
        return RelationOf(verb) == Relation.Conj && Child(verb, Relation.Nsubj, Relation.Aux) < 0 && Head(verb) is var first && first < verb && IsPassive(first);
    }

    // "The shelling killed two": what follows at once with an article or a number is an object, and the participle no participle.
    private bool IsBeforeObject(int verb) =>
        verb + 1 < _lower.Length && (_sentence.Tokens[verb + 1].Tag is UniversalTag.Det or UniversalTag.Num || _lower[verb + 1] is "at" && verb + 2 < _lower.Length && _lower[verb + 2] is "least" or "most");

    /// <summary>Whether a helping verb or a negation governs a word: it hangs on the word itself, or on a verb that shares it.</summary>
    /// <param name="helper">The helping verb or negation.</param>
    /// <param name="word">The word.</param>
    /// <param name="carries">Whether a verb carries out what its object names, so that both stand or fall together.</param>
    public bool Helps(int helper, int word, Func<int, bool> carries)
    {
        for (var steps = 0; steps < LongestShare && word >= 0; steps++)
        {
            if (Head(helper) == word)
            {
                return true;
            }
            var head = Head(word);
            var shares = RelationOf(word) switch
            {
                Relation.Xcomp or Relation.AuxPass or Relation.Cop => true,
                Relation.Conj => Child(word, Relation.Nsubj, Relation.NsubjPass) < 0,
                Relation.Obl when HasCase(word, "with") => true,
                Relation.Obj or Relation.NsubjPass or Relation.Obl => head >= 0 && carries(head),
                Relation.Nmod => HasCase(word, "of"),
                _ => false,
            };
            if (!shares)
            {
                return false;
            }
            word = head;
        }
        return false;
    }

    /// <summary>Who does what a verb says, though the word stand with another verb that shares it; -1 where the tree says nobody. Of a passive the one it happens to.</summary>
    public int Subject(int verb)
    {
        for (var steps = 0; steps < LongestShare; steps++)
        {
            var own = Child(verb, Relation.Nsubj, Relation.NsubjPass);
            if (own >= 0)
            {
                return IsRelative(own) && RelationOf(verb) == Relation.AclRelcl ? Head(verb) : own;
            }
            var head = Head(verb);
            switch (RelationOf(verb))
            {
                case Relation.AclRelcl or Relation.Acl:
                    // "a plan to attack": who has the plan; "troops fighting": the troops.
                    if (!IsInfinitive(verb))
                    {
                        return head;
                    }
                    var owner = Child(head, Relation.NmodPoss);
                    if (owner >= 0 || RelationOf(head) is not (Relation.Obj or Relation.Obl))
                    {
                        return owner;
                    }
                    verb = Head(head);
                    break;
                case Relation.Xcomp:
                    var controller = Child(head, Relation.Obj, Relation.Iobj);
                    if (controller >= 0)
                    {
                        return controller;
                    }
                    verb = head;
                    break;
                case Relation.Advcl or Relation.Conj or Relation.Parataxis:
                    // "accused them of shelling", "thanked Norway for sending": the one who is accused or thanked.
                    var controlled = RelationOf(verb) is Relation.Advcl && (HasCase(verb, "of") || HasCase(verb, "for") || HasCase(verb, "from")) ? Child(head, Relation.Obj, Relation.NsubjPass) : -1;
                    if (controlled >= 0)
                    {
                        return controlled;
                    }
                    verb = head;
                    break;
                default:
                    return -1;
            }
            if (verb < 0)
            {
                return -1;
            }
        }
        return -1;
    }

    /// <summary>What a verb in the active acts on; -1 where the tree names nothing.</summary>
    public int Object(int verb)
    {
        var own = Child(verb, Relation.Obj);
        if (own >= 0)
        {
            return IsRelative(own) && RelationOf(verb) == Relation.AclRelcl ? Head(verb) : own;
        }
        // "the town that they shelled"
        if (RelationOf(verb) == Relation.AclRelcl && Child(verb, Relation.Nsubj) is >= 0 and var subject && !IsRelative(subject))
        {
            return Head(verb);
        }
        // "shelled and bombed the town"
        var joined = Child(verb, Relation.Conj);
        return joined >= 0 && Child(joined, Relation.Nsubj, Relation.NsubjPass) < 0 && Child(verb, Relation.Obl) < 0 ? Child(joined, Relation.Obj) : -1;
    }

    /// <summary>What a preposition joins to a word, in the sentence's order.</summary>
    public IEnumerable<int> After(int head, string preposition)
    {
        for (var i = _firstChild[head]; i >= 0; i = _nextSibling[i])
        {
            if (RelationOf(i) is Relation.Obl or Relation.Nmod or Relation.OblAgent or Relation.Advcl && HasCase(i, preposition))
            {
                yield return i;
            }
        }
    }

    /// <summary>Whether a verb is denied: "have not lost".</summary>
    public bool IsNegated(int verb)
    {
        for (var i = _firstChild[verb]; i >= 0; i = _nextSibling[i])
        {
            if (RelationOf(i) is Relation.Advmod or Relation.Aux && _lower[i] is "not" or "n't" or "n’t" or "never")
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether a word is governed by a preposition.</summary>
    public bool HasCase(int index, string preposition)
    {
        for (var i = _firstChild[index]; i >= 0; i = _nextSibling[i])
        {
            if (RelationOf(i) is Relation.Case or Relation.Mark && _lower[i] == preposition)
            {
                return true;
            }
        }
        return false;
    }

    private bool IsInfinitive(int verb)
    {
        var mark = Child(verb, Relation.Mark);
        return mark >= 0 && _lower[mark] == "to";
    }

    private bool IsRelative(int token) => _lower[token] is "who" or "which" or "that" or "whom";
}
