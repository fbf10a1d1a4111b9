using System.Collections.Frozen;
using Attest.Language;

namespace Attest.Claims.Attributions;

/// <summary>Reads in which mode something is said: from the cue, and from what governs the main clause of what is said (<c>scope-words.tsv</c>).</summary>
internal static partial class ModalityReader
{
    private const int AddresseeReach = 7;

    private static readonly FrozenDictionary<string, FrozenDictionary<string, Modality>> Scope = Table.Rows("Claims/Attributions/scope-words.tsv")
        .SelectMany(row => Table.Alternatives(row[2]).Select(word => (Kind: row[0], Modality: WireNames<Modality>.Parse(row[1]), Word: word)))
        .GroupBy(row => row.Kind, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.ToFrozenDictionary(row => row.Word, row => row.Modality, StringComparer.Ordinal), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Modality> Adverbs = Scope["adverb"];
    private static readonly FrozenDictionary<string, Modality> Verbs = Scope["verb"];
    private static readonly FrozenDictionary<string, Modality> Predicates = Scope["predicate"];
    private static readonly FrozenDictionary<string, Modality> Passives = Scope["passive"];
    private static readonly FrozenDictionary<string, Modality> Checked = Scope["checked"];
    private static readonly FrozenDictionary<string, Modality> Weighed = Scope["weighed"];
    private static readonly FrozenDictionary<string, Modality> Held = Scope["held"];
    private static readonly FrozenDictionary<string, Modality> Nouns = Scope["noun"];
    private static readonly FrozenDictionary<string, Modality> Scheduled = Scope["scheduled"];
    private static readonly FrozenDictionary<string, Modality> Measures = Scope["measure"];
    private static readonly FrozenDictionary<string, Modality> Falsehoods = Scope["false"];
    private static readonly FrozenDictionary<string, Modality> Truths = Scope["true"];
    private static readonly FrozenDictionary<string, Modality> Statives = Scope["stative"];

    private static readonly FrozenSet<string> Hearsay = Table.Rows("Claims/Attributions/hearsay.tsv").Where(row => row[0] == "source").Select(row => row[1]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The mode of a candidate: its cue's own where that is not plain assertion, else what the words in scope say.</summary>
    /// <param name="words">The words.</param>
    /// <param name="tree">Their clauses.</param>
    /// <param name="candidate">What is said.</param>
    /// <param name="side">Whose the speaker is; null where it is not known.</param>
    public static Modality Of(Words words, ClauseTree tree, Candidate candidate, string? side = null)
    {
        var content = candidate.Content[0];
        if (candidate.Entry is { Lemma: "want" or "wish" } && candidate.Modality == Modality.Planned && words[content.First] != "to")
        {
            // What somebody wants to do is planned; what is wanted of others is asked.
            return Modality.Asked;
        }
        if (candidate.Entry is { Lemma: "hope", Class: CueClass.Believe } && words[content.First] != "to" && candidate.Modality == Modality.Planned)
        {
            // What somebody hopes to do is planned; what is hoped for from others may be.
            return Modality.Possible;
        }
        if (candidate.Modality != Modality.Asserted)
        {
            return candidate.Modality;
        }
        if (candidate.Entry is { Lemma: "call", Class: CueClass.Judge } && IsCalledUpon(words, tree, candidate))
        {
            return Modality.Asked;
        }
        if (words[content.First] == "to" && candidate.Entry?.Class is CueClass.Intend)
        {
            return Modality.Planned;
        }
        if (IsInstruction(words, tree, candidate) || IsPlea(words, tree, candidate))
        {
            return Modality.Asked;
        }
        if (IsUnnamedHearsay(words, candidate.Source) || IsOnCondition(words, content))
        {
            return Modality.Unverified;
        }
        if (IsAnyTime(words, content))
        {
            return Modality.Possible;
        }
        if (IsFalsehood(words, candidate))
        {
            return Modality.Denied;
        }
        if (candidate.Entry is null && candidate.Rule == CandidateRule.Before && words[content.First] == "to" && words.Parsed.Tokens[content.First].Tag == UniversalTag.Part)
        {
            // "is looking to sell", "moved to close".
            return Modality.Planned;
        }
        if (IsBound(words, tree, candidate) || IsAnnouncedMeasure(words, candidate))
        {
            return Modality.Planned;
        }
        var root = Root(words, tree, candidate);
        if (root < 0)
        {
            return OpensWithIf(words, content) ? Modality.Possible : Modality.Asserted;
        }
        var mode = IsClause(words, tree, root) ? OfClause(words, tree, candidate, root, side) : OfNoun(words, tree, candidate, root, side);
        return mode == Modality.Asserted && OpensWithIf(words, content) && HasConsequence(words, content) ? Modality.Possible : mode;
    }

    // The word that what is said hangs by: the first whose head stands outside, a verb before anything else.
    private static int Root(Words words, ClauseTree tree, Candidate candidate)
    {
        var found = -1;
        foreach (var piece in candidate.Content)
        {
            var last = Math.Min(piece.Last, words.Count);
            var sentence = words.Parsed.SentenceOf(piece.First);
            for (var k = piece.First; k < last && words.Parsed.SentenceOf(k) == sentence; k++)
            {
                if (words.Parsed.Tokens[k].Tag is UniversalTag.Punct or UniversalTag.Sconj or UniversalTag.Cconj or UniversalTag.Adp or UniversalTag.Part or UniversalTag.Det or UniversalTag.Aux
                    || candidate.Content.Exists(other => other.Contains(tree.Head(k))))
                {
                    continue;
                }
                if (IsClause(words, tree, k))
                {
                    return k;
                }
                found = found < 0 ? k : found;
            }
        }
        return found;
    }

    private static bool IsClause(Words words, ClauseTree tree, int token) =>
        words.Parsed.Tokens[token].Tag == UniversalTag.Verb || tree.Child(token, Relation.Cop, Relation.Aux) >= 0 || tree.Child(token, Relation.Nsubj, Relation.Expl) >= 0;

    private static Modality OfClause(Words words, ClauseTree tree, Candidate candidate, int root, string? side)
    {
        var subtree = tree.Subtree(root);
        var (modal, auxiliary, negated, conditional) = ("", -1, false, IsInCase(words, candidate, root) || OpensWithIf(words, candidate.Content[0]));
        for (var k = subtree.First; k < subtree.Last; k++)
        {
            if (tree.Head(k) != root)
            {
                continue;
            }
            switch (tree.RelationOf(k))
            {
                case Relation.Aux when words[k] is not ("have" or "has" or "had" or "do" or "does" or "did" or "'ve" or "’ve") && modal.Length == 0:
                    (modal, auxiliary) = (words[k], k);
                    break;
                case Relation.Advmod when Adverbs.TryGetValue(words[k], out var hedged) && Said(candidate, k):
                    return hedged;
                case Relation.Advmod or Relation.Det when words.Is(k, WordClass.Negation) || words[k] == "no":
                    negated = true;
                    break;
                case Relation.Advcl when words[tree.Subtree(k).First] is "if" or "unless" && words[tree.Subtree(k).First + 1] is not ("needed" or "necessary" or "possible" or "any" or "required"):
                    conditional = true;
                    break;
            }
        }
        var lemma = words.Parsed.Tokens[root].Lemma;
        var passive = tree.Child(root, Relation.AuxPass, Relation.NsubjPass) >= 0;
        if (lemma is "exclude" or "preclude" || (lemma == "rule" && words[root + 1] == "out") || (words[root] == "ruled" && words[root + 1] == "out"))
        {
            return negated ? Modality.Possible : Modality.Asserted;
        }
        if (passive && (Checked.TryGetValue(words[root], out var mode) && negated || Passives.TryGetValue(words[root], out mode) && (mode == Modality.Planned || Governs(tree, root))))
        {
            return mode;
        }
        if (modal is "may" or "might" || (modal == "could" && !negated) || (modal == "can" && !negated && candidate.Entry?.Lemma is "warn" or "fear" or "caution"))
        {
            return Modality.Possible;
        }
        if (modal is "should" or "ought")
        {
            // What others should do is asked of them; "the stocks should be enough" is a guess.
            return IsDone(words, tree, root) && candidate.Entry?.Class is not (CueClass.Believe or CueClass.Ask) ? Modality.Asked : tree.Child(root, Relation.Cop) >= 0 && words.Parsed.Tokens[root].Tag == UniversalTag.Adj ? Modality.Possible : Modality.Asserted;
        }
        if (modal is "will" or "'ll" or "’ll" or "wo" or "shall")
        {
            // "If they come, we will answer" is a plan for a case; "if they come, it will burn" is what may be.
            return IsPlanned(words, tree, candidate, root, auxiliary, side) ? Modality.Planned : conditional || IsWarning(words, candidate) ? Modality.Possible : Modality.Asserted;
        }
        if (modal is "would" or "'d" or "’d")
        {
            // Reported as of then, what was to come: "said the port would open". In a speaker's own words, or after a warning, it is a condition.
            var then = IsReportedThen(words, candidate);
            return conditional || IsWarning(words, candidate) ? Modality.Possible
                : (then || words[candidate.Content[0].First] is not "i") && IsPlanned(words, tree, candidate, root, auxiliary, side) ? Modality.Planned
                : negated || tree.Child(root, Relation.Cop) >= 0 || words[root] is "like" or "say" or "argue" or "add" or "love" or "prefer" ? Modality.Asserted : Modality.Possible;
        }
        return OfPredicate(words, tree, candidate, root, negated, passive, side);
    }

    private static Modality OfPredicate(Words words, ClauseTree tree, Candidate candidate, int root, bool negated, bool passive, string? side)
    {
        var lemma = words.Parsed.Tokens[root].Lemma;
        var governs = Governs(tree, root);
        var subject = tree.Child(root, Relation.Nsubj, Relation.NsubjPass);
        if (governs && !passive && Verbs.TryGetValue(lemma, out var mode) && !negated)
        {
            // "the concert aims to help": things have no intentions.
            return mode == Modality.Planned && subject >= 0 && (!IsAgent(words, subject) || (lemma == "want" && (tree.Child(root, Relation.Obj) >= 0 || !IsOwn(words, tree, candidate, root, side)))) ? Modality.Asserted : mode;
        }
        if (Weighed.TryGetValue(lemma, out mode) && words[root].EndsWith("ing", StringComparison.Ordinal) && tree.Child(root, Relation.Aux) >= 0 && !negated)
        {
            return mode;
        }
        if (!negated && Held.TryGetValue(lemma, out mode) && subject >= 0 && words[subject] is "i" or "we" && governs)
        {
            return mode;
        }
        if (words[root] == "going" && !negated && tree.Child(root, Relation.Xcomp, Relation.Advcl) is var goal && goal > root && words[tree.Subtree(goal).First] == "to")
        {
            return (subject < 0 || IsAgent(words, subject)) && IsAct(words, tree, goal, root) ? Modality.Planned : Modality.Asserted;
        }
        if (words[root] != "going" && Predicates.TryGetValue(words[root], out mode) && (governs || mode != Modality.Planned))
        {
            return mode != Modality.Planned || words[root] is "set" or "due" or "scheduled" or "slated" or "going" or "about" || IsOwn(words, tree, candidate, root, side) ? mode : Modality.Asserted;
        }
        var copular = tree.Child(root, Relation.Cop) >= 0;
        var said = copular ? root : lemma is "be" or "remain" or "exist" && tree.Child(root, Relation.Expl) >= 0 ? tree.Child(root, Relation.Nsubj, Relation.Obj) : -1;
        if (said >= 0 && Nouns.TryGetValue(words[said], out mode) && (tree.Child(said, Relation.Expl) >= 0 || said != root) && !negated && !IsNone(words, tree, said))
        {
            return mode;
        }
        // "the aim is to cut the road": the infinitive is the predicate.
        var outer = tree.Child(root, Relation.NsubjOuter);
        if ((outer >= 0 ? outer : governs && (copular || lemma == "be") ? subject : -1) is >= 0 and var aim && Nouns.TryGetValue(words[aim], out mode) && mode == Modality.Planned)
        {
            return IsOthers(words, tree, aim) ? Modality.Asserted : mode;
        }
        if (copular && !negated && Falsehoods.ContainsKey(words[root]) || copular && negated && Truths.ContainsKey(words[root]))
        {
            return Modality.Denied;
        }
        // "announced that it was sending", "announced it was putting off": what is announced in the progressive is to come.
        return candidate.Entry?.Lemma == "announce" && words[root].EndsWith("ing", StringComparison.Ordinal) && tree.Child(root, Relation.Aux) >= 0 ? Modality.Planned : Modality.Asserted;
    }

    // "announced the planned drills", "reiterated calls for talks", "stressed its readiness to talk".
    private static Modality OfNoun(Words words, ClauseTree tree, Candidate candidate, int root, string? side)
    {
        if (candidate.Entry?.Class is not (CueClass.Say or CueClass.Claim or CueClass.Write or CueClass.Believe))
        {
            return Modality.Asserted;
        }
        for (var k = candidate.Content[0].First; k < root; k++)
        {
            if (tree.Head(k) == root && words[k] is "planned" or "imminent" or "upcoming" or "forthcoming" or "intended" or "proposed")
            {
                return Modality.Planned;
            }
            if (tree.Head(k) == root && words[k] is "alleged" or "purported" or "reported" or "supposed" or "suspected" or "unconfirmed")
            {
                return Modality.Unverified;
            }
            if (tree.Head(k) == root && words[k] is "possible" or "potential" or "likely")
            {
                return Modality.Possible;
            }
        }
        if (tree.Child(root, Relation.Acl, Relation.Ccomp) is var clause && clause > root && IsClause(words, tree, clause) && OfClause(words, tree, candidate, clause, side) is not Modality.Asserted and var within)
        {
            return within;
        }
        return Nouns.TryGetValue(words[root], out var mode) && (mode != Modality.Asked || words[root + 1] is "for" or "to" or "that") ? mode : Modality.Asserted;
    }

    private static bool Governs(ClauseTree tree, int root) => tree.Child(root, Relation.Xcomp, Relation.Ccomp) >= 0 || tree.Child(root, Relation.Csubj, Relation.Advcl) >= 0;

    private static bool Said(Candidate candidate, int token) => candidate.Content.Exists(piece => piece.Contains(token));

    // "warned residents to leave", "told them to wait".
    private static bool IsInstruction(Words words, ClauseTree tree, Candidate candidate)
    {
        if (candidate.Entry is not { Class: CueClass.Say } entry || !entry.Frames.HasFlag(CueFrames.Addressee))
        {
            return false;
        }
        var verb = candidate.Cue.First;
        for (var k = candidate.Cue.Last; k < Math.Min(words.Count, candidate.Content[0].First + AddresseeReach); k++)
        {
            if (words[k] == "to" && tree.RelationOf(k) == Relation.Mark && tree.Head(k) is var asked && asked >= 0 && tree.Head(asked) == verb && tree.RelationOf(asked) is Relation.Xcomp or Relation.Ccomp or Relation.Advcl)
            {
                return true;
            }
        }
        return false;
    }

    // What somebody will do is planned; what will be, will have been or will befall is foretold.
    private static bool IsAct(Words words, ClauseTree tree, int verb, int modal)
    {
        if (words.Parsed.Tokens[verb].Tag != UniversalTag.Verb || Statives.ContainsKey(words.Parsed.Tokens[verb].Lemma))
        {
            return false;
        }
        for (var k = modal + 1; k < verb; k++)
        {
            if (words[k] is "have" || words.Is(k, WordClass.Negation))
            {
                return false;
            }
        }
        var subject = tree.Subject(verb, out _);
        return subject < 0 || (words.Parsed.Tokens[subject].Tag is UniversalTag.Pron && words[subject] is not ("this" or "that" or "which")) || words.Parsed.Tokens[subject].Tag is UniversalTag.Propn
            || SpeakerWords.Default.IsRole(words[subject]) || SpeakerWords.Default.IsBody(words[subject]) || SpeakerWords.Default.IsGroup(words[subject]);
    }

    private static bool IsReportedThen(Words words, Candidate candidate) =>
        (candidate.Rule is CandidateRule.Noun || (!candidate.Cue.IsEmpty && words.Parsed.Tokens[candidate.Cue.First].PennTag is "VBD" or "VBN" && candidate.Rule is CandidateRule.Before or CandidateRule.After))
        && !words.IsQuote(candidate.Content[0].First) && !words.IsQuote(candidate.Content[0].First - 1);

    // "Some sources say", "unconfirmed reports say".
    private static bool IsUnnamedHearsay(Words words, TokenRange source)
    {
        for (var k = source.First; k < source.Last; k++)
        {
            if (Hearsay.Contains(words[k]) || (words[k] == "some" && k == source.First && source.Length == 2 && words[k + 1] is "sources" or "reports" or "accounts")
                || (words[k] == "reports" && k == source.Last - 1 && source.Length <= 2 && words[source.First] is "the" or "reports" or "recent" or "earlier" or "media" or "such" or "these" or "several" or "early" or "initial" or "other"))
            {
                return true;
            }
        }
        return false;
    }

    // "which, if confirmed, would be the first", "if true".
    private static bool IsOnCondition(Words words, TokenRange content)
    {
        for (var k = content.First; k < content.Last - 1; k++)
        {
            if (words[k] == "if" && words[k + 1] is "confirmed" or "verified" or "true")
            {
                return true;
            }
        }
        return false;
    }
}
