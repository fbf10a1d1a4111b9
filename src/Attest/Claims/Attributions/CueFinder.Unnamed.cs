using System.Collections.Frozen;
using Attest.Language;

namespace Attest.Claims.Attributions;

// Words of saying whose source stands in no subject: "as the agency notes", "it was stressed", "we read", "accused of", "when asked whether", "flew there to warn that".
internal sealed partial class CueFinder
{
    // In tokens: who notes it before the verb, and circumstances between the verb and the comma.
    private const int LongestAs = 14;
    private const int LongestTail = 9;

    // What somebody is held to have done: the participle, and the word that what was done follows.
    private static readonly FrozenDictionary<string, (string Word, Modality Modality)> Charges = Table.Rows("Claims/Attributions/hearsay.tsv")
        .Where(row => row[0] == "charge").ToFrozenDictionary(row => row[1].Split(' ')[0], row => (row[1].Split(' ')[1], WireNames<Modality>.Parse(row[2])), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Modality> Minds = Hearsay("mind");

    private static readonly FrozenDictionary<string, Modality> Wills = Hearsay("will");

    /// <summary>"As the agency notes, the road is shut", "The road is shut, as the agency reported earlier."</summary>
    private int? TryAs(int sentence, int i, int first, int last)
    {
        if (words[i] != "as")
        {
            return null;
        }
        var (floor, ceiling) = Bounds(i, first, last);
        var opens = OpensClause(i, floor);
        if (!opens && words[i - 1] != ",")
        {
            return null;
        }
        for (var k = i + 2; k < Math.Min(ceiling, i + LongestAs) && words[k - 1] is not ("," or ":" or ";"); k++)
        {
            if (CueLexicon.Default.First(words, k, ceiling) is not { Entry.Class: CueClass.Say or CueClass.Write or CueClass.Claim or CueClass.Believe } match || words.Parsed.Tokens[k].Tag is not (UniversalTag.Verb or UniversalTag.Aux))
            {
                continue;
            }
            var source = new TokenRange(i + 1, LeftOfAuxiliaries(k, i + 1, out var passive, out var negated, out _));
            var comma = NextComma(k + match.Tokens, Math.Min(ceiling, k + match.Tokens + LongestTail));
            if (passive && source.IsEmpty && !negated && opens && words[k + match.Tokens] == "by")
            {
                // "As was reported by the agency, …"
                (source, passive) = (new TokenRange(k + match.Tokens + 1, comma), false);
            }
            var ends = words[comma] == "," || (!opens && comma >= ceiling - 1);
            // "as troops continued to arrive" tells what they did.
            var isDone = words[k + match.Tokens] == "to" && words.Parsed.Tokens[k + match.Tokens].Tag == UniversalTag.Part;
            if (passive || negated || !ends || isDone || source.IsEmpty || !IsSpeaking(source, match.Entry) || !IsTail(match.Entry, k + match.Tokens, comma))
            {
                return null;
            }
            var content = opens ? new TokenRange(comma + 1, TrimEnd(comma + 1, ceiling)) : LeftContent(i, floor, first, sentence);
            if (content.Length < 3)
            {
                return null;
            }
            _found.Add(New(CandidateRule.According, sentence, match.Entry, new TokenRange(k, k + match.Tokens), source, [content], new TokenRange(k + match.Tokens, Math.Min(comma, ceiling)), i, false, Modality.Asserted));
            return comma - i;
        }
        return null;
    }

    // "earlier", "on Friday", "in its update": what may stand between the verb and the comma, and an addressee where the verb takes one.
    private bool IsTail(CueEntry entry, int first, int last) =>
        first >= last || entry.Frames.HasFlag(CueFrames.Addressee) || words.IsAdverb(first) || words.Is(first, WordClass.Preposition | WordClass.Weekday) || words[first] is "." or "this" or "last";

    // Nothing but connectives between a token and where its sentence or quotation begins.
    private bool OpensClause(int token, int floor)
    {
        var k = token;
        while (k > floor && (!words.IsWord(k - 1) || words.IsAdverb(k - 1) || words.Is(k - 1, WordClass.Coordinator) || words[k - 1] is "turn" or "in" or "addition" or "moreover" or "thus" or "therefore"))
        {
            k--;
        }
        return k == floor;
    }

    /// <summary>Whether a statement without a source goes on with what somebody said: "it was noted that", "it was also reported that".</summary>
    public static bool IsGoingOn(Words words, Candidate candidate) =>
        candidate.Modality == Modality.Asserted && candidate.Cue.Length == 1 && words[candidate.Content[0].First - 1] == "that"
        && words[candidate.Cue.First] is "noted" or "added" or "emphasised" or "emphasized" or "stressed" or "stated" or "specified" or "clarified" or "recalled" or "indicated" or "explained" or "underlined";

    // "The mayor is convinced that", "the partners were worried about", "they are determined to": what somebody is of a mind.
    private Candidate? Mind(int sentence, int i, int first, int last)
    {
        var isWill = words[i + 1] == "to" && words.Parsed.Tokens[i + 1].Tag == UniversalTag.Part && Wills.ContainsKey(words[i]);
        if (!Minds.TryGetValue(words[i], out var modality) && !isWill)
        {
            return null;
        }
        modality = isWill ? Wills[words[i]] : modality;
        var (floor, ceiling) = Bounds(i, first, last);
        var isMatter = words[i + 1] is "about" or "of" or "over";
        var start = isMatter || words[i + 1] == "that" ? i + 2 : i + 1;
        var subject = tree.Subject(i, out var shared);
        if ((!isMatter && !isWill && words[i + 1] != "that" && !(words.Parsed.Tokens[i].Tag == UniversalTag.Adj && tree.Child(i, Relation.Ccomp) is var held && held > i && tree.Subtree(held).First == i + 1)) || subject < floor || subject >= i || (shared && !IsOfState(i)) || words[subject] is "i" or "we" or "you")
        {
            return null;
        }
        for (var k = subject + 1; k < i; k++)
        {
            if (words.Is(k, WordClass.Negation) || words[k] is "will" or "would" or "may" or "should" or "must" or "if")
            {
                return null;
            }
        }
        var source = Phrase(subject);
        var end = ClauseEnd(start, TrimEnd(start, ceiling));
        if (!isMatter && tree.Child(i, Relation.Ccomp, Relation.Xcomp) is var clause && clause > i && tree.Subtree(clause).Last > start + 2)
        {
            end = Math.Min(end, TrimEnd(start, tree.Subtree(clause).Last));
        }
        for (var k = start + 2; isWill && k < end - 1; k++)
        {
            // "determined to hold on, aided by the fleet".
            end = words[k] == "," && (words.Parsed.Tokens[k + 1].PennTag is "VBN" or "VBG" || words.Is(k + 1, WordClass.Subordinator)) ? k : end;
        }
        var content = new TokenRange(start, end);
        return content.Length < 2 || source.Last > i || !IsSpeaking(source, null) ? null
            : New(CandidateRule.Before, sentence, null, new TokenRange(i, i + 1), source, [content], TokenRange.None, source.First, false, modality);
    }

    // "remains confident that", "appears determined to".
    private bool IsOfState(int token) =>
        tree.RelationOf(token) == Relation.Xcomp && tree.Head(token) is >= 0 and var verb && words.Parsed.Tokens[verb].Lemma is "seem" or "appear" or "remain" or "feel" or "look" or "become" or "stay" or "sound";

    private int? TryUnnamed(int sentence, int i, int first, int last)
    {
        if (Mind(sentence, i, first, last) is { } mind)
        {
            return Held(mind);
        }
        if (words[i] is "asked" or "questioned" && Question(sentence, i, first, last) is { } question)
        {
            return Held(question);
        }
        if (Charges.TryGetValue(words[i], out var charge) && words[i + 1] == charge.Word)
        {
            // "The firms were accused of shipping parts", "a dozen firms accused of shipping parts".
            var (floor, ceiling) = Bounds(i, first, last);
            var verb = LeftOfAuxiliaries(i, floor, out var passive, out var negated, out _);
            var end = tree.Subtree(i).Last is var own && own > i + 4 && own < ceiling ? TrimEnd(i + 2, own) : ClauseEnd(i + 2, TrimEnd(i + 2, ceiling));
            if (negated || end - i < 5 || words[verb - 1] is "," or "and" || !words[i + 2].EndsWith("ing", StringComparison.Ordinal))
            {
                return null;
            }
            var subject = passive ? SubjectOf(i, verb, passive: true, floor) : TokenRange.None;
            return Held(New(CandidateRule.Hearsay, sentence, null, new TokenRange(i, i + 1), TokenRange.None,
                subject.IsEmpty || subject.Length == 1 && words.Is(subject.First, WordClass.Pronoun) ? [new TokenRange(i + 2, end)] : [subject, new TokenRange(i + 2, end)], TokenRange.None, i, false, charge.Modality));
        }
        return null;
    }

    // "When asked whether it would hold", "asked about the ford", "was asked by reporters why he left".
    private Candidate? Question(int sentence, int i, int first, int last)
    {
        var (floor, ceiling) = Bounds(i, first, last);
        LeftOfAuxiliaries(i, floor, out var passive, out var negated, out _);
        if (negated || (!passive && !(words[i - 1] is "when" or "if" || i == floor || OpensClause(i, floor) || words[i - 1] == ",")))
        {
            return null;
        }
        var (source, next) = Agent(i + 1, ceiling, null);
        var isMatter = words[next] is "about" or "on" or "over" || (words[next] is "for" && words[next + 1] is "his" or "her" or "their" or "its");
        if (!isMatter && words[next] is not ("if" or "whether" or "why" or "how" or "what" or "when" or "where" or "which" or "who"))
        {
            return null;
        }
        // "if" and "whether" only open the question, "why" and "where" are of it.
        var start = isMatter || words[next] is "if" or "whether" ? next + 1 : next;
        var end = NextComma(start, TrimEnd(start, ceiling));
        return end - start < 2 ? null : New(source.IsEmpty ? CandidateRule.Hearsay : CandidateRule.Before, sentence, null, new TokenRange(i, i + 1), source, [new TokenRange(start, end)], TokenRange.None, i, false, Modality.Asked);
    }

    private int? Held(Candidate candidate)
    {
        candidate.IsHeld = true;
        _found.Add(candidate);
        return 1;
    }

    // “…,” it was stressed. “…,” we read in the statement: whoever spoke before goes on.
    private Candidate? Impersonal(int sentence, int i, CueEntry entry, int after, int verb, int floor, int ceiling)
    {
        var subject = verb - 1;
        if (entry.Class is not (CueClass.Say or CueClass.Write) || words[subject] is not ("it" or "we" or "one") || subject < floor || !FollowsSpeech(subject) || (after < ceiling && words[after] is not ("." or "," or "in" or "on" or "at" or "by")))
        {
            return null;
        }
        var left = LeftContent(subject, floor, words.Parsed[sentence].First, sentence);
        return left.Length < 3 ? null : New(CandidateRule.Continuation, sentence, entry, new TokenRange(i, after), TokenRange.None, [left], TokenRange.None, subject, false, entry.Modality);
    }

    // "we read", "one reads": readers read what another wrote.
    private bool IsRead(CueEntry entry, TokenRange subject) => entry.Lemma == "read" && subject.Length == 1 && words[subject.First] is "we" or "one";

    // "flew to the capital to warn officials that …": who goes somewhere in order to say it says it there.
    private bool IsPurpose(int i, CueForm form) =>
        form == CueForm.Base && words[i - 1] == "to" && tree.RelationOf(i) is Relation.Advcl && tree.Head(i) is var going && going >= 0 && going < i && words.Parsed.Tokens[going].PennTag is "VBD" or "VBZ" or "VBN";

    private Candidate? ForPurpose(int sentence, int i, CueEntry entry, int after, int floor, int ceiling)
    {
        var subject = tree.Subject(i, out _);
        var content = ByTree(i, entry, RightContent(entry, after, ceiling, out var circumstance));
        if (subject < floor || subject >= i || content.Length < 3 || !(words[circumstance.Last] == "that" || words.IsQuote(content.First)))
        {
            return null;
        }
        var source = Phrase(subject);
        return IsSpeaking(source, entry) && source.Last <= i ? New(CandidateRule.Before, sentence, entry, new TokenRange(i, after), source, [content], circumstance, i - 1, false, entry.Modality) : null;
    }
}
