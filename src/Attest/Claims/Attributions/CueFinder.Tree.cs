using Attest.Language;

namespace Attest.Claims.Attributions;

// What the dependency tree tells of source and content; the rules by words hold where it tells nothing.
internal sealed partial class CueFinder
{
    // What a verb of saying governs as its content.
    private static bool IsContent(Relation relation) => relation is Relation.Ccomp or Relation.Xcomp or Relation.Obj or Relation.Parataxis or Relation.Csubj;

    /// <summary>Who says it by the tree: the subject's noun phrase within the bounds; none where the tree gives no subject that can be one.</summary>
    private TokenRange SubjectInTree(int verb, TokenRange byWords, int floor, int ceiling, out bool shared)
    {
        var subject = tree.Subject(verb, out shared);
        if (subject < floor || subject >= ceiling || words[subject] is "who" or "which" or "that" or "what" or "whom" or "there")
        {
            return TokenRange.None;
        }
        var phrase = Phrase(subject);
        if (phrase.First < floor || phrase.Last > ceiling || phrase.Contains(verb))
        {
            return TokenRange.None;
        }
        var nominal = phrase.Last;
        while (nominal < byWords.Last && (words.Parsed.Tokens[nominal].Tag is UniversalTag.Noun or UniversalTag.Propn or UniversalTag.Adj or UniversalTag.Num || words[nominal] == "-"))
        {
            nominal++;
        }
        if (nominal == byWords.Last)
        {
            phrase = phrase with { Last = Math.Max(phrase.Last, nominal) };
        }
        // Two that have nothing in common: nearer words outweigh a tree over the whole sentence.
        return byWords.IsEmpty || byWords.Contains(subject) || (phrase.Contains(byWords.Last - 1) && phrase.Last == byWords.Last) ? phrase : TokenRange.None;
    }

    // "With the ministry reporting that", "posts claiming that": a participle's own subject, or the noun right before it that it belongs to.
    private TokenRange DoerOfParticiple(int verb)
    {
        if (words.Parsed.Tokens[verb].PennTag != "VBG" || tree.RelationOf(verb) is not (Relation.Acl or Relation.Advcl))
        {
            return TokenRange.None;
        }
        var subject = tree.Child(verb, Relation.Nsubj);
        var doer = subject >= 0 ? subject : tree.RelationOf(verb) == Relation.Acl ? tree.Head(verb) : -1;
        if (doer < 0 || doer >= verb)
        {
            return TokenRange.None;
        }
        var first = Phrase(doer).First;
        if (subject < 0 && NounPhrases.End(words, first, verb) != verb)
        {
            return TokenRange.None;
        }
        while (first < doer && words.Is(first, WordClass.Preposition))
        {
            first++;
        }
        return new TokenRange(first, subject < 0 ? verb : Math.Min(verb, Phrase(doer).Last));
    }

    /// <summary>The subject that a verb shares, where it stands within what a source before says; none elsewhere.</summary>
    private TokenRange SubjectWithin(int sentence, int verb, TokenRange source)
    {
        var own = tree.Subject(verb, out var shared);
        for (var k = _found.Count - 1; shared && own >= 0 && own < verb && k >= Math.Max(0, _found.Count - Reach) && _found[k].Sentence == sentence; k--)
        {
            if (_found[k].Source.Equals(source) && _found[k].Cue.First < own && QuotationAround(own) == QuotationAround(verb) && _found[k].Content.Exists(piece => piece.Contains(own)))
            {
                return Phrase(own);
            }
        }
        return TokenRange.None;
    }

    // "said the rebels are growing and are seeking a port": the same auxiliary stands in what is said before.
    private bool IsSaidToo(int sentence, int verb, int cue)
    {
        if (verb == cue || _found.Count == 0 || _found[^1].Sentence != sentence || !words.Is(verb, WordClass.Auxiliary) || !_found[^1].Extent.Contains(cue))
        {
            return false;
        }
        for (var k = _found[^1].Extent.First; k < verb; k++)
        {
            if (words[k] == words[verb])
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>A noun with all that belongs to its name: not the conjunction before it, nor what is added after a comma without naming it.</summary>
    private TokenRange Phrase(int noun)
    {
        var (first, last) = (tree.Subtree(noun).First, tree.Subtree(noun).Last);
        while (first < noun && (words[first] is "," or ";" or ":" or "—" or "–" or "-" or "(" || words.IsQuote(first) || words.Is(first, WordClass.Coordinator) || words.Is(first, WordClass.Subordinator)))
        {
            first++;
        }
        for (var k = noun + 1; k < last; k++)
        {
            if (tree.Head(k) != noun || tree.RelationOf(k) is not (Relation.Acl or Relation.Advcl or Relation.Advmod or Relation.Parataxis or Relation.Obl))
            {
                continue;
            }
            var start = Math.Max(noun + 1, tree.Subtree(k).First);
            var comma = words[start] is "," or "—" or "–" ? start : start - 1;
            if (comma > noun && words[comma] is "," or "—" or "–")
            {
                last = comma;
                break;
            }
        }
        while (last > noun + 1 && words[last - 1] is "," or ";" or "—" or "–" or ":")
        {
            last--;
        }
        return new TokenRange(first, last);
    }

    /// <summary>The content up to where the clause or object that the cue governs ends.</summary>
    private TokenRange ByTree(int verb, CueEntry entry, TokenRange content)
    {
        if (content.IsEmpty || words.IsQuote(content.First))
        {
            return content;
        }
        var top = tree.ChildAbove(content.First, verb);
        if (top < 0 || top < verb || !(IsContent(tree.RelationOf(top)) || (entry.Lemma.Contains(' ', StringComparison.Ordinal) && tree.RelationOf(top) is Relation.Obl or Relation.Advcl)))
        {
            return content;
        }
        var end = tree.Subtree(top).Last;
        // An object and what is said of it: "called the raid a mistake", "urged residents to leave", "accused it of".
        while (end < content.Last && tree.ChildAbove(end, verb) is var next && next > top && Completes(next, end))
        {
            (top, end) = (next, tree.Subtree(next).Last);
        }
        while (end > content.First && words[end - 1] is "," or ";")
        {
            end--;
        }
        if (end - content.First < 2 || end >= content.Last - 1 || QuotationAround(end) is not null || QuotationAround(end - 1) is not null || words.IsQuote(end))
        {
            return content;
        }
        // Only where another clause begins: a tree that lost its way elsewhere must not cost the words.
        var after = end;
        while (after < content.Last && (words[after] == "," || words.Is(after, WordClass.Coordinator)))
        {
            after++;
        }
        if (after == end || after >= content.Last || words[after] == "that")
        {
            return content;
        }
        var other = tree.ChildAbove(after, verb);
        if (other >= 0 && tree.RelationOf(top) == Relation.Obj && words.Parsed.Tokens[other].Tag == UniversalTag.Verb && (tree.RelationOf(other) == Relation.Conj || (tree.RelationOf(other) == Relation.Advcl && words[end] == ",")))
        {
            // "rejected the offer, in effect ending the talks", "threatened strikes and closed the port": not what is rejected or threatened.
            return content with { Last = end };
        }
        if (!HasVerb(content.First, end))
        {
            return content;
        }
        // "After the mayor said the dam held, the army denied it": the clause of saying ends where the main clause begins.
        var opens = other < 0 && tree.RelationOf(verb) == Relation.Advcl && words[end] == "," && tree.Head(verb) > after && tree.ChildAbove(after, tree.Head(verb)) is var main && main >= 0 && tree.RelationOf(main) is Relation.Nsubj or Relation.NsubjPass or Relation.Expl ? true
            : other < 0 ? tree.Head(verb) >= 0 && tree.ChildAbove(after, tree.Head(verb)) is var beside && beside >= 0 && beside != verb && tree.RelationOf(beside) is Relation.Conj or Relation.Advcl or Relation.Parataxis
            : tree.RelationOf(other) is Relation.Conj && tree.Child(other, Relation.Nsubj, Relation.NsubjPass) >= 0;
        return opens ? content with { Last = end } : content;
    }

    private bool HasVerb(int first, int last)
    {
        for (var k = first; k < last; k++)
        {
            if (words.Parsed.Tokens[k].Tag is UniversalTag.Verb or UniversalTag.Aux)
            {
                return true;
            }
        }
        return false;
    }

    private bool Completes(int next, int start) => tree.RelationOf(next) switch
    {
        Relation.Xcomp or Relation.Ccomp or Relation.Obj => true,
        Relation.Obl or Relation.Advcl => words[start] is "as" or "of" or "for" or "to" or "over" or "against" or "with" or "if" or "unless",
        _ => false,
    };

    private int AfterCoordinator(int start, int floor)
    {
        if (start > floor && (words.Is(start - 1, WordClass.Coordinator) || words[start - 1] is "while" or "as"))
        {
            start--;
            return start > floor && words[start - 1] == "," ? start - 1 : start;
        }
        return start;
    }
}
