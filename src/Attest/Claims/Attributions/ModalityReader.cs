using System.Collections.Frozen;
using Attest.Language;

namespace Attest.Claims.Attributions;

/// <summary>Reads in which mode something is said, from the cue and from the words at the head of what is said (<c>scope-words.tsv</c>).</summary>
internal static class ModalityReader
{
    // Where the tree does not part the clauses, a modal further on belongs to another one than the one that is said first.
    private const int Scope = 40;
    private const int AddresseeReach = 7;

    private static readonly FrozenDictionary<string, (Modality Modality, string[] Following)[]> Phrases = Table.Rows("Claims/Attributions/scope-words.tsv")
        .SelectMany(row => Table.Alternatives(row[1]).Select(phrase => (Modality: WireNames<Modality>.Parse(row[0]), Words: phrase.Split(' '))))
        .GroupBy(phrase => phrase.Words[0], StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Select(phrase => (phrase.Modality, phrase.Words[1..])).ToArray(), StringComparer.Ordinal);

    private static readonly FrozenSet<string> Hearsay = Table.Rows("Claims/Attributions/hearsay.tsv").Where(row => row[0] == "source").Select(row => row[1]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The mode of a candidate: its cue's own where that is not plain assertion, else what the words in scope say.</summary>
    public static Modality Of(Words words, ClauseTree tree, Candidate candidate)
    {
        if (candidate.Modality != Modality.Asserted)
        {
            return candidate.Modality;
        }
        var first = candidate.Content[0].First;
        if (words[first] == "to" && candidate.Entry?.Class is CueClass.Intend)
        {
            return Modality.Planned;
        }
        if (IsInstruction(words, tree, candidate))
        {
            return Modality.Asked;
        }
        if (IsUnnamedHearsay(words, candidate.Source))
        {
            return Modality.Unverified;
        }
        var last = Math.Min(candidate.Content[0].Last, first + Scope);
        for (var k = first; k < last; k++)
        {
            if (words[k] is ";")
            {
                break;
            }
            if (words[k] == "would" && IsAct(words, tree, k) && tree.IsInMainClause(k, candidate.Content[0]))
            {
                // Reported as of then, what was to come: "said the port would open". In a speaker's own words it is a condition.
                return IsReportedThen(words, candidate) ? Modality.Planned : Modality.Possible;
            }
            if (!Phrases.TryGetValue(words[k], out var phrases))
            {
                continue;
            }
            foreach (var (modality, rest) in phrases)
            {
                var matches = modality is Modality.Planned or Modality.Possible or Modality.Unverified;
                for (var i = 0; matches && i < rest.Length; i++)
                {
                    matches = words[k + 1 + i] == rest[i];
                }
                if (matches && (modality != Modality.Planned || rest.Length > 0 || IsAct(words, tree, k)) && tree.IsInMainClause(k, candidate.Content[0]) && (words[k] != "may" || !words.IsCapital(k)))
                {
                    return modality;
                }
            }
        }
        return Modality.Asserted;
    }

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
    private static bool IsAct(Words words, ClauseTree tree, int modal)
    {
        var verb = tree.Head(modal);
        if (verb < 0 || words.Parsed.Tokens[verb].Tag != UniversalTag.Verb || tree.Child(verb, Relation.NsubjPass) >= 0)
        {
            return verb < 0;
        }
        for (var k = modal + 1; k < verb; k++)
        {
            if (words[k] is "have" or "never")
            {
                return false;
            }
        }
        var subject = tree.Subject(verb, out _);
        return subject < 0 || words.Parsed.Tokens[subject].Tag is UniversalTag.Pron or UniversalTag.Propn
            || SpeakerWords.Default.IsRole(words[subject]) || SpeakerWords.Default.IsBody(words[subject]) || SpeakerWords.Default.IsGroup(words[subject]);
    }

    private static bool IsReportedThen(Words words, Candidate candidate) =>
        !candidate.Cue.IsEmpty && words.Parsed.Tokens[candidate.Cue.First].PennTag is "VBD" or "VBN" && candidate.Rule is CandidateRule.Before or CandidateRule.After && !words.IsQuote(candidate.Content[0].First);

    // "Some sources say", "unconfirmed reports say".
    private static bool IsUnnamedHearsay(Words words, TokenRange source)
    {
        for (var k = source.First; k < source.Last; k++)
        {
            if (Hearsay.Contains(words[k]) || (words[k] == "some" && k == source.First && source.Length == 2 && words[k + 1] is "sources" or "reports" or "accounts"))
            {
                return true;
            }
        }
        return false;
    }
}
