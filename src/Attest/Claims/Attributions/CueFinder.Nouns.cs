using System.Collections.Frozen;
using Attest.Claims.Nations;
using Attest.Language;

namespace Attest.Claims.Attributions;

// Nouns of saying and meaning that a form of "be" equates with what is said or meant: "the army's aim is to", "the view among traders was that".
internal sealed partial class CueFinder
{
    private static readonly FrozenSet<string> Holding = Table.Rows("Claims/Attributions/hearsay.tsv").Where(row => row[0] == "hold").Select(row => row[1]).ToFrozenSet(StringComparer.Ordinal);

    // In tokens: whose view it is, between the noun and the verb.
    private const int LongestHolder = 14;

    private Candidate? Equated(int sentence, int i, int first, int last, Modality modality)
    {
        if (words.Parsed.Tokens[i].Tag != UniversalTag.Noun)
        {
            return null;
        }
        var (floor, ceiling) = Bounds(i, first, last);
        var source = OwnerOf(NounPhrases.Start(words, i, floor), i);
        var verb = i + 1;
        if (words[verb] is "of" or "among" or "by" or "in" or "within" or "from" or "for")
        {
            while (verb < Math.Min(ceiling, i + LongestHolder) && !IsCopula(verb) && words[verb] is not ("," or ":" or "that" or "to"))
            {
                verb++;
            }
            var holder = new TokenRange(i + 2, verb);
            if (source.IsEmpty && words[i + 1] is not ("in" or "for") && IsSpeaking(holder, null))
            {
                source = holder;
            }
        }
        if (!IsCopula(verb))
        {
            return null;
        }
        var start = verb + 1;
        while (start < ceiling && (words.IsAdverb(start) || words.Is(start, WordClass.Adverb) || words[start] is "also" or "been"))
        {
            start++;
        }
        var isAim = words[start] == "to" && words.Parsed.Tokens[start].Tag == UniversalTag.Part && modality is Modality.Planned or Modality.Asked && !source.IsEmpty;
        if (!isAim && (words[start] != "that" || words.Is(start + 1, WordClass.Auxiliary)))
        {
            return null;
        }
        start += isAim ? 0 : 1;
        var content = new TokenRange(start, ClauseEnd(start, TrimEnd(start, ceiling)));
        return content.Length < 3 ? null : New(CandidateRule.Noun, sentence, null, new TokenRange(i, i + 1), source, [content], TokenRange.None, i + 1, false, modality);
    }

    // "The army has intelligence that", "the envoy came to the conclusion that": whoever has it, tells it or spreads it.
    private TokenRange HolderOf(int noun, int floor)
    {
        var verb = tree.Head(noun);
        if (verb < floor || verb >= noun || tree.RelationOf(noun) is not (Relation.Obj or Relation.Obl) || !Holding.Contains(words.Parsed.Tokens[verb].Lemma) || tree.Subject(verb, out _) is not (>= 0 and var subject) || subject < floor || subject >= verb)
        {
            return TokenRange.None;
        }
        var holder = Phrase(subject);
        return holder.First >= floor && holder.Last <= verb && IsSpeaking(holder, null) && words[holder.First] is not ("i" or "we" or "you" or "it") ? holder : TokenRange.None;
    }

    private bool IsCopula(int token) => words[token] is "is" or "was" or "are" or "were" or "remains" or "remained" or "'s" or "’s" && words.Parsed.Tokens[token].Tag is UniversalTag.Aux or UniversalTag.Verb;

    // Whose claim, fear or aim it is: "the ministry's", "their", "the Lorvalian".
    private TokenRange OwnerOf(int start, int noun)
    {
        var source = TokenRange.None;
        for (var k = start; k < noun; k++)
        {
            if (NounPhrases.IsPossessive(words, k) && k > start)
            {
                source = new TokenRange(start, k);
            }
            else if (words[k] is "his" or "her" or "their" or "its" && k == start)
            {
                source = new TokenRange(k, k + 1);
            }
            else if (source.IsEmpty && words.IsCapital(k) && NationTable.World.Find(words.Phrase(k, k + 1)) is { Word: NationWord.Adjective or NationWord.People })
            {
                // "the Lorvalian demand that".
                source = new TokenRange(k, k + 1);
            }
        }
        return source;
    }
}
