using System.Collections.Frozen;
using Attest.Language;

namespace Attest.Claims.Attributions;

// Words that pass through a second mouth, and words that nobody vouches for.
internal sealed partial class CueFinder
{
    // "quoted the deputy head of the port authority as saying": further on it is another clause.
    private const int LongestQuoted = 16;

    private static readonly FrozenSet<string> Checking = new[] { "verified", "confirmed", "corroborated", "authenticated", "substantiated" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Opinions = new[] { "opinion", "view", "estimation", "judgement", "judgment", "assessment", "telling", "account", "estimate", "reckoning", "reasoning" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>"The agency quoted the ministry as saying …", "the minister was quoted by the agency as saying …".</summary>
    private int? TryQuoted(int sentence, int i, int first, int last)
    {
        if (words[i] is not ("quoted" or "quotes" or "quoting" or "cited" or "citing" or "cites"))
        {
            return null;
        }
        var (floor, ceiling) = Bounds(i, first, last);
        var saying = i + 1;
        while (saying < Math.Min(ceiling, i + LongestQuoted) && !(words[saying] == "as" && words[saying + 1] is "saying" or "telling" or "writing" or "warning"))
        {
            saying++;
        }
        if (saying >= ceiling || words[saying] != "as")
        {
            return null;
        }
        var start = saying + 2;
        if (words[start] is "that" or ":" or ",")
        {
            start++;
        }
        var content = new TokenRange(start, TrimEnd(start, ceiling));
        var verb = LeftOfAuxiliaries(i, floor, out var passive, out _, out _);
        var subject = SubjectOf(i, verb, passive, floor);
        var inner = new TokenRange(i + 1, saying);
        var (source, relayer) = passive ? (subject, words[inner.First] == "by" ? new TokenRange(inner.First + 1, inner.Last) : TokenRange.None) : (inner, subject);
        if (source.IsEmpty || !IsSpeaking(source, null))
        {
            return null;
        }
        if (content.Length < 2 || (passive && words[start] == "by"))
        {
            // “…,” the mayor was quoted as saying by the agency; “…,” the agency quoted the mayor as saying.
            var opening = passive ? source.First : subject.First;
            var left = opening - 1 > floor && (words[opening - 1] == "," || words.IsQuote(opening - 1)) ? LeftContent(opening, floor, first, sentence) : TokenRange.None;
            if (left.IsEmpty)
            {
                return null;
            }
            relayer = passive && words[start] == "by" ? new TokenRange(start + 1, NounPhrases.End(words, start + 1, ceiling)) : relayer;
            var after = New(CandidateRule.After, sentence, null, new TokenRange(i, start), source, [left], TokenRange.None, verb, false, Modality.Asserted);
            after.Relayer = relayer.IsEmpty || !IsSpeaking(relayer, null) ? TokenRange.None : relayer;
            _found.Add(after);
            return start - i;
        }
        var found = New(CandidateRule.Before, sentence, null, new TokenRange(i, start > saying + 2 && words[start - 1] == "that" ? start - 1 : saying + 2), source, [content], TokenRange.None, verb, false, Modality.Asserted);
        found.Relayer = relayer.IsEmpty || !IsSpeaking(relayer, null) ? TokenRange.None : relayer;
        _found.Add(found);
        return start - i;
    }

    /// <summary>"In his opinion, the road is shut", "By their own account nobody was there".</summary>
    private int? TryOpinion(int sentence, int i, int first, int last)
    {
        if (words[i] is not ("in" or "by") || words[i + 1] is not ("his" or "her" or "their" or "its"))
        {
            return null;
        }
        var noun = words[i + 2] == "own" ? i + 3 : i + 2;
        if (!Opinions.Contains(words[noun]) || words[noun + 1] is "of" or "on" or "about" or "to")
        {
            return null;
        }
        var (floor, ceiling) = Bounds(i, first, last);
        var start = words[noun + 1] == "," ? noun + 2 : noun + 1;
        var content = OpensClause(i, floor) ? new TokenRange(start, TrimEnd(start, ceiling)) : words[i - 1] == "," && noun + 2 >= ceiling ? LeftContent(i, floor, first, sentence) : TokenRange.None;
        if (content.Length < 3 || !HasVerb(content.First, content.Last))
        {
            return null;
        }
        _found.Add(New(CandidateRule.According, sentence, null, new TokenRange(noun, noun + 1), new TokenRange(i + 1, i + 2), [content], TokenRange.None, i, false, Modality.Asserted));
        return noun + 1 - i;
    }

    private TokenRange SubjectOf(int cue, int verb, bool passive, int floor)
    {
        var subject = passive ? tree.Child(cue, Relation.NsubjPass, Relation.Nsubj) : tree.Subject(cue, out _);
        return subject >= floor && subject < cue ? Phrase(subject) : new TokenRange(NounPhrases.Start(words, verb, floor), verb);
    }

    /// <summary>"…, the agency reported, citing officials": those who are cited say it, and the agency relays them.</summary>
    private void Relay(int before, int last)
    {
        for (var k = before; k < _found.Count; k++)
        {
            var candidate = _found[k];
            CitedInSource(candidate);
            if (candidate.Source.IsEmpty || !candidate.Relayer.IsEmpty || candidate.Rule is not (CandidateRule.Before or CandidateRule.After or CandidateRule.According))
            {
                continue;
            }
            var from = Math.Max(candidate.Cue.Last, candidate.Source.Last);
            for (var i = from; i < last - 1; i++)
            {
                if (words[i] is not ("citing" or "quoting") || QuotationAround(i) is not null || words[i - 1] != "," && i != from)
                {
                    continue;
                }
                var cited = new TokenRange(i + 1, NounPhrases.End(words, i + 1, last));
                if (cited.IsEmpty || !IsSpeaking(cited, null) || (k + 1 < _found.Count && _found[k + 1].Cue.First < i && _found[k + 1].Cue.First > candidate.Cue.First))
                {
                    break;
                }
                _found.RemoveAll(other => other != candidate && other.Cue.First == i);
                candidate.Relayer = candidate.Source;
                candidate.Source = cited;
                for (var piece = candidate.Content.Count - 1; piece >= 0; piece--)
                {
                    var range = candidate.Content[piece];
                    if (range.First >= i)
                    {
                        candidate.Content.RemoveAt(piece);
                    }
                    else if (range.Contains(i))
                    {
                        var end = words[i - 1] == "," ? i - 1 : i;
                        // "reported, citing officials, that …": what is said follows those who are cited.
                        var rest = words[cited.Last] == "," ? cited.Last + 1 : cited.Last;
                        rest = words[rest] == "that" ? rest + 1 : rest;
                        candidate.Content[piece] = end - range.First >= 2 ? range with { Last = end } : new TokenRange(rest, Math.Max(rest + 1, range.Last));
                    }
                }
                break;
            }
        }
    }

    // "The radio, citing officials, reported that …".
    private void CitedInSource(Candidate candidate)
    {
        for (var i = candidate.Source.First + 1; i < candidate.Source.Last - 1; i++)
        {
            if (words[i] is not ("citing" or "quoting") || words[i - 1] != ",")
            {
                continue;
            }
            var cited = new TokenRange(i + 1, candidate.Source.Last);
            if (IsSpeaking(cited, null))
            {
                _found.RemoveAll(other => other != candidate && other.Cue.First == i);
                candidate.Relayer = new TokenRange(candidate.Source.First, i - 1);
                candidate.Source = cited;
            }
            return;
        }
    }

    // "…, the envoy said on television, the agency reported": whoever frames words that are framed already relays them.
    private bool RelaysFramed(int sentence, TokenRange source)
    {
        for (var k = _found.Count - 1; k >= Math.Max(0, _found.Count - Reach) && _found[k].Sentence == sentence; k--)
        {
            var framed = _found[k];
            var end = Math.Max(framed.Cue.Last, framed.Source.Last);
            if (framed.Rule is not (CandidateRule.After or CandidateRule.According) || !framed.Relayer.IsEmpty || framed.Extent.Last > end || end >= source.First || words.Parsed.SentenceOf(framed.Extent.First) != sentence && !words.IsQuote(framed.Extent.First))
            {
                continue;
            }
            for (var i = end; i < source.First; i++)
            {
                if (words.IsQuote(i) || (words.Parsed.Tokens[i].Tag == Language.UniversalTag.Verb && words[i] is not ("according" or "published" or "released" or "broadcast" or "posted")))
                {
                    return false;
                }
            }
            framed.Relayer = source;
            return true;
        }
        return false;
    }

    /// <summary>"It is unclear whether …", "the claim could not be independently verified".</summary>
    private int? TryUnverified(int sentence, int i, int first, int last)
    {
        var (floor, ceiling) = Bounds(i, first, last);
        if (words[i] == "unclear" || (words[i] == "clear" && (words.Is(i - 1, WordClass.Negation) || words.Is(i - 2, WordClass.Negation))))
        {
            if (words[i + 1] is not ("whether" or "if" or "what" or "who" or "how" or "why" or "when" or "where" or "which"))
            {
                return null;
            }
            var end = ClauseEnd(i + 1, TrimEnd(i + 1, ceiling));
            if (end - i < 4)
            {
                return null;
            }
            _found.Add(New(CandidateRule.Hearsay, sentence, null, new TokenRange(i, i + 1), TokenRange.None, [new TokenRange(i + 1, end)], TokenRange.None, i + 1, false, Modality.Unverified));
            return 1;
        }
        if (!Checking.Contains(words[i]))
        {
            return null;
        }
        var verb = LeftOfAuxiliaries(i, floor, out var passive, out var negated, out _);
        var subject = tree.Child(i, Relation.NsubjPass, Relation.Nsubj);
        if (!passive || !negated || subject < floor || subject >= verb)
        {
            return null;
        }
        var claimed = Phrase(subject);
        if (claimed.IsEmpty || claimed.Length < 2)
        {
            return null;
        }
        _found.Add(New(CandidateRule.Hearsay, sentence, null, new TokenRange(verb, i + 1), TokenRange.None, [claimed], TokenRange.None, verb, false, Modality.Unverified));
        return 1;
    }
}
