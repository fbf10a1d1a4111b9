using System.Collections.Frozen;
using Attest.Language;

namespace Attest.Claims.Attributions;

// Cues that are not verbs with a subject: "according to", hearsay, nouns.
internal sealed partial class CueFinder
{
    private static readonly FrozenDictionary<string, (Modality Modality, string[] Prepositions)> Nouns = Table.Rows("Claims/Attributions/noun-cues.tsv")
        .ToFrozenDictionary(row => row[0], row => (WireNames<Modality>.Parse(row[1]), Table.Alternatives(row[2])), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Modality> HearsayParticiples = Hearsay("participle");
    private static readonly FrozenDictionary<string, Modality> HearsayAdverbs = Hearsay("adverb");

    /// <summary>Whether a lower-case word is a noun of saying, or tells of hearsay.</summary>
    public static bool IsNounCue(string word) => Nouns.ContainsKey(word);

    /// <summary>In which mode a noun of saying says so; asserted where the word is none.</summary>
    public static Modality NounModality(string word) => Nouns.TryGetValue(word, out var noun) ? noun.Modality : Modality.Asserted;

    /// <inheritdoc cref="IsNounCue"/>
    public static bool IsHearsay(string word) => HearsayAdverbs.ContainsKey(word) || HearsayParticiples.ContainsKey(word);

    private int? TryAccording(int sentence, int i, int first, int last)
    {
        var length = words[i] switch
        {
            "according" when words[i + 1] == "to" => 2,
            "per" when i > first && words[i - 1] == "," && words.IsCapital(i + 1) => 1,
            "in" when words[i + 1] == "the" && words[i + 2] is "words" or "view" or "opinion" or "estimation" or "judgement" or "judgment" or "telling" && words[i + 3] == "of" => 4,
            "as" when words[i + 2] == "by" && words[i + 1] is "reported" or "stated" or "confirmed" or "described" or "announced" or "told" or "quoted" or "cited" or "noted" or "claimed" or "estimated" or "relayed" => 3,
            _ => 0,
        };
        if (length == 0)
        {
            return null;
        }
        var (floor, ceiling) = Bounds(i, first, last);
        var start = i + length;
        var dashed = words[i - 1] is "-" or "–" or "—" && !words.IsJoined(i - 1);
        // "…, and according to the ministry, two were hurt": a clause of its own; so it is after a connective and a dash.
        var opens = OpensClause(i, floor) || (words.Is(dashed ? i - 2 : i - 1, WordClass.Coordinator) && EndOfHead(start, ceiling, dashed) is var mark && mark < ceiling - 3 && !HasFiniteVerb(new TokenRange(start, mark)));
        // At the head of a sentence the last comma ends the source; what follows it is no apposition.
        var source = new TokenRange(start, NounPhrases.End(words, start, opens ? dashed ? EndOfHead(start, ceiling, dashed) : LastCommaOfHead(start, ceiling) : ceiling));
        if (opens && EndOfHead(source.Last, ceiling, dashed) is var whole && whole < ceiling && whole > source.Last && !HasFiniteVerb(new TokenRange(source.Last, whole)))
        {
            // "the data provided before by the ministry,".
            source = source with { Last = whole };
        }
        var isPronoun = words[start] is "him" or "her" or "them" && words[start + 1] is "," or ".";
        source = isPronoun ? new TokenRange(start, start + 1) : WithName(source, ceiling);
        if (source.IsEmpty || (!isPronoun && !IsSpeaking(source, null)))
        {
            return null;
        }
        List<TokenRange> content;
        if (opens)
        {
            var comma = EndOfHead(source.Last, ceiling, dashed);
            var end = TrimEnd(comma + 1, ceiling);
            if (end - comma < 3)
            {
                return null;
            }
            content = [new TokenRange(comma + 1, end)];
        }
        else
        {
            if (RelaysFramed(sentence, source))
            {
                return length;
            }
            var left = LeftContent(i, floor, first, sentence);
            if (left.IsEmpty)
            {
                return null;
            }
            var end = TrimEnd(source.Last + 1, ceiling);
            content = words[i - 1] == "," && words[source.Last] == "," && end - source.Last > 4 && !words.Is(source.Last + 1, WordClass.Coordinator | WordClass.Subordinator) && words[source.Last + 1] is not ("who" or "which")
                && !words[source.Last + 1].EndsWith("ing", StringComparison.Ordinal)
                ? [left, new TokenRange(source.Last + 1, end)]
                : [left];
        }
        _found.Add(New(CandidateRule.According, sentence, null, new TokenRange(i, start), source, content, new TokenRange(source.Last, Math.Min(ceiling, source.Last + 6)), i, false, Modality.Asserted));
        return length;
    }

    // "a local reporter, Ivan Ferro, an editor of the Post": the name that stands in apposition to an office, and what is added to it.
    private TokenRange WithName(TokenRange source, int ceiling)
    {
        if (source.IsEmpty || words[source.Last] != "," || !SpeakerWords.Default.IsRole(words[source.Last - 1]))
        {
            return source;
        }
        var next = PersonName.FirstNameFrom(words, source.Last + 1);
        return next < words.Parsed.Names.Length && words.Parsed.Names[next] is { Kind: NameKind.Person } name && name.First == source.Last + 1 && name.Last < ceiling && words[name.Last] is "," or "." or ";"
            ? source with { Last = NounPhrases.End(words, name.First, ceiling) }
            : source;
    }

    // The comma after who is named at the head of a clause; the dash where one stands before.
    private int EndOfHead(int from, int ceiling, bool dashed)
    {
        while (from < ceiling && !(words[from] == "," || (dashed && words[from] is "-" or "–" or "—" && !words.IsJoined(from - 1))))
        {
            from++;
        }
        return from;
    }

    private int NextComma(int from, int ceiling)
    {
        while (from < ceiling && words[from] != ",")
        {
            from++;
        }
        return from;
    }

    private int LastCommaOfHead(int start, int ceiling)
    {
        var comma = NextComma(start, ceiling);
        var second = NextComma(comma + 1, ceiling);
        return second < ceiling && second - comma <= 12 && IsApposition(comma + 1, second) ? second : comma;
    }

    private int? TryHearsay(int sentence, int i, int first, int last)
    {
        if (words[i] is "emerged" or "emerges" or "transpired" or "transpires" && words[i - 1] is "it" or "has" or "had" or "later" or "also")
        {
            // "It emerged on Monday that …".
            var (_, end) = Bounds(i, first, last);
            for (var k = i + 1; k < Math.Min(end - 3, i + 6); k++)
            {
                if (words[k] == "that")
                {
                    _found.Add(New(CandidateRule.Hearsay, sentence, null, new TokenRange(i, i + 1), TokenRange.None, [new TokenRange(k + 1, TrimEnd(k + 1, end))], TokenRange.None, k + 1, false, Modality.Asserted));
                    return k - i;
                }
            }
        }
        if (HearsayAdverbs.TryGetValue(words[i], out var modality))
        {
            var (floor, ceiling) = Bounds(i, first, last);
            var end = TrimEnd(i + 1, ceiling);
            // "was reportedly hit": the clause around the adverb, without it.
            var start = ClauseStart(i, floor);
            List<TokenRange> content = start < i ? [new TokenRange(start, i), new TokenRange(i + 1, end)] : [new TokenRange(i + 1, end)];
            if (end - start < 4 || end <= i + 1)
            {
                return null;
            }
            _found.Add(New(CandidateRule.Hearsay, sentence, null, new TokenRange(i, i + 1), TokenRange.None, content, TokenRange.None, i + 1, false, modality));
            return 1;
        }
        if (i == first || !HearsayParticiples.TryGetValue(words[i], out modality))
        {
            return null;
        }
        // "is also widely expected": adverbs may stand between.
        var auxiliary = i - 1;
        while (auxiliary > first && (words.IsAdverb(auxiliary) || words.Is(auxiliary, WordClass.Negation)))
        {
            auxiliary--;
        }
        if (words[auxiliary] is not ("is" or "are" or "was" or "were" or "been" or "'s" or "’s" or "be"))
        {
            return null;
        }
        return PassiveHearsay(sentence, i, first, last, modality);
    }

    private int? PassiveHearsay(int sentence, int i, int first, int last, Modality modality)
    {
        var (floor, ceiling) = Bounds(i, first, last);
        var subjectEnd = LeftOfAuxiliaries(i, floor, out _, out var negated, out _);
        var end = TrimEnd(i + 1, ceiling);
        if (words[subjectEnd - 1] == "it" && words[i + 1] == "that" && end > i + 3)
        {
            _found.Add(New(CandidateRule.Hearsay, sentence, null, new TokenRange(i, i + 1), TokenRange.None, [new TokenRange(i + 2, end)], TokenRange.None, i + 2, false, negated ? Modality.Denied : modality));
            return 1;
        }
        var (source, next) = Agent(i + 1, ceiling, null);
        if (words[next] != "to" || words.Parsed.Tokens[next].Tag == UniversalTag.Adp || end < next + 3)
        {
            return null;
        }
        var start = NounPhrases.Start(words, subjectEnd, floor);
        if (start >= subjectEnd || words[start] is "there" && subjectEnd - start > 1)
        {
            return null;
        }
        _found.Add(New(CandidateRule.Hearsay, sentence, null, new TokenRange(i, i + 1), source, [new TokenRange(start, subjectEnd), new TokenRange(next, end)], TokenRange.None, i + 2, false,
            source.IsEmpty || modality != Modality.Unverified ? modality : Modality.Asserted));
        return 1;
    }

    private int? TryNoun(int sentence, int i, int first, int last)
    {
        if (!Nouns.TryGetValue(words[i], out var noun))
        {
            return null;
        }
        if (Equated(sentence, i, first, last, noun.Modality) is { } equated)
        {
            _found.Add(equated);
            return 1;
        }
        var spread = words[i + 1] is "emerged" or "surfaced" or "circulated" or "spread" or "grew" or "swirled" or "persisted" or "mounted" or "rose" or "remain" && words[i + 2] == "that" ? 1 : 0;
        var isClause = words[i + 1 + spread] == "that" && !words.Is(i + 2 + spread, WordClass.Auxiliary) && !noun.Prepositions.Contains("not that");
        if (!isClause && words[i] is "fear" or "fears" or "concern" or "concerns" or "suspicion" or "suspicions" or "speculation" && words[i + 1] is "it" or "they" or "he" or "she" or "there")
        {
            // "fears it would fall".
            (isClause, spread) = (true, -1);
        }
        var isAim = words[i + 1] == "to" && words.Parsed.Tokens[i + 1].Tag == UniversalTag.Part;
        if (!isClause && (!Array.Exists(noun.Prepositions, preposition => preposition == words[i + 1]) || (words[i + 1] == "to" && !isAim)))
        {
            return null;
        }
        var (floor, ceiling) = Bounds(i, first, last);
        var end = ClauseEnd(i + 2 + spread, TrimEnd(i + 2, ceiling));
        if (isClause && spread == 0 && tree.Subtree(i).Last is var own && own > i + 4)
        {
            end = Math.Min(end, TrimEnd(i + 2, own));
        }
        if (end - i < (isClause ? 5 : 4))
        {
            return null;
        }
        var start = NounPhrases.Start(words, i, floor);
        var source = OwnerOf(start, i);
        if (source.IsEmpty)
        {
            source = HolderOf(i, floor);
        }
        if (source.IsEmpty && noun.Prepositions.Contains("whose"))
        {
            return null;
        }
        if (isAim && (source.IsEmpty || IsSaid(sentence, start, i)))
        {
            // Whose aim it is must be told; "repeated its offer to leave" is one statement of an offer.
            return null;
        }
        if (!source.IsEmpty && !IsSpeaking(source, null))
        {
            source = TokenRange.None;
        }
        // "a report that …" without anybody's name is too weak for a preposition to carry.
        if (source.IsEmpty && !isClause && noun.Modality is Modality.Asserted or Modality.Asked or Modality.Planned)
        {
            return null;
        }
        _found.Add(New(CandidateRule.Noun, sentence, null, new TokenRange(i, i + 1), source, [new TokenRange(isAim ? i + 1 : i + 2 + spread, end)], TokenRange.None, i + 2, false, noun.Modality));
        return 1;
    }

    private bool IsSaid(int sentence, int start, int noun)
    {
        for (var k = _found.Count - 1; k >= 0 && _found[k].Sentence == sentence; k--)
        {
            if (_found[k].Content.Exists(piece => piece.First >= start - 1 && piece.First <= noun))
            {
                return true;
            }
        }
        return false;
    }

    // "fears that …", "a warning of …" after a verb that says nothing by itself.
    private (int Noun, TokenRange Content, Modality Modality)? SaidByNoun(int after, int ceiling)
    {
        for (var k = after; k < Math.Min(ceiling - 2, after + 5); k++)
        {
            if (Nouns.TryGetValue(words[k], out var noun) && words.Parsed.Tokens[k].Tag != UniversalTag.Verb)
            {
                var isClause = words[k + 1] == "that";
                if (!isClause && !Array.Exists(noun.Prepositions, preposition => preposition == words[k + 1]))
                {
                    return null;
                }
                var content = new TokenRange(k + 2, ClauseEnd(k + 2, TrimEnd(k + 2, ceiling)));
                return content.Length >= 2 ? (k, content, noun.Modality) : null;
            }
            if (!words.Is(k, WordClass.Determiner) && words.Parsed.Tokens[k].Tag is not (UniversalTag.Adj or UniversalTag.Adv or UniversalTag.Det) && !NounPhrases.IsPossessive(words, k))
            {
                return null;
            }
        }
        return null;
    }

    /// <summary>Whether a phrase can say, mean or show something: a name, an office, a body, people, a document, a pronoun.</summary>
    private bool IsSpeaking(TokenRange source, CueEntry? entry)
    {
        if (source.IsEmpty || words[source.First] is "nobody" or "none" or "neither" || (words[source.First] == "no" && source.Length > 1))
        {
            return false;
        }
        var tables = SpeakerWords.Default;
        var showing = entry?.Class == CueClass.Show;
        var hasName = false;
        for (var k = source.First; k < source.Last; k++)
        {
            var form = words[k];
            if (tables.IsDocument(form) && (showing || entry is null || entry.Class is CueClass.Say or CueClass.Believe or CueClass.Judge or CueClass.Claim or CueClass.Deny or CueClass.Ask))
            {
                return true;
            }
            if (showing)
            {
                continue;
            }
            if (tables.IsRole(form) || tables.IsBody(form) || tables.IsGroup(form))
            {
                return true;
            }
            hasName |= words.IsCapital(k) && (!words.Is(k, WordClass.Determiner | WordClass.Preposition | WordClass.Pronoun | WordClass.Weekday | WordClass.Month) || IsUnitedStates(k));
        }
        if (showing || (hasName && !CanSpeak(source)))
        {
            return false;
        }
        return hasName || (source.Length == 1 && words.Is(source.First, WordClass.Pronoun) && words[source.First] is not ("him" or "them" or "me" or "us" or "you" or "who"))
            || (source.Length == 1 && words[source.First] is "one" or "some" or "many" or "others" or "both" or "most" or "several");
    }

    // A capital letter alone makes no speaker: "Farther north", "the Venn visit", "thousands of Lorvalians took to the streets".
    private bool CanSpeak(TokenRange source)
    {
        var tokens = words.Parsed.Tokens;
        var head = -1;
        for (var k = source.First; k < source.Last; k++)
        {
            head = head < 0 && !source.Contains(tree.Head(k)) && tokens[k].Tag is not (UniversalTag.Punct or UniversalTag.Adp or UniversalTag.Det) ? k : head;
            if (tokens[k].PennTag is "VBD" or "VBZ" or "VBP" && k > source.First && !words.IsCapital(k) && !HasRelative(source.First, k))
            {
                return false;
            }
        }
        return head < 0 || !(tokens[head].Tag is UniversalTag.Adv || SpeakerWords.Default.IsHappening(words[head]));
    }

    private bool HasRelative(int first, int last)
    {
        for (var k = first; k < last; k++)
        {
            if (words[k] is "who" or "which" or "that" or "whose" or "where" or "what")
            {
                return true;
            }
        }
        return false;
    }

    // "US" and "us" are one form in lower case.
    private bool IsUnitedStates(int token) => words[token] == "us" && char.IsUpper(words.Text[words.End(token) - 1]);

    // Back from a word to where its clause begins.
    private int ClauseStart(int token, int floor)
    {
        for (var k = token - 1; k >= floor; k--)
        {
            if (words[k] is ";" or ":" or "—" || words.IsQuote(k) || (words.Is(k, WordClass.Coordinator) && words[k - 1] == ",") || words[k] is "that" or "while")
            {
                return k + 1;
            }
        }
        return floor;
    }

    private int ClauseEnd(int start, int end)
    {
        for (var k = start; k < end; k++)
        {
            if (words[k] is ";" or "—" || (words[k] == "," && (words.Is(k + 1, WordClass.Coordinator) || words[k + 1] is "while" or "who" or "which")))
            {
                return k;
            }
        }
        return end;
    }

    private int TrimEnd(int start, int ceiling)
    {
        while (ceiling > start && words[ceiling - 1] is "." or "!" or "?" or ";" or ",")
        {
            ceiling--;
        }
        return ceiling;
    }

    private static FrozenDictionary<string, Modality> Hearsay(string kind) =>
        Table.Rows("Claims/Attributions/hearsay.tsv").Where(row => row[0] == kind && !row[1].Contains(' ')).ToFrozenDictionary(row => row[1], row => WireNames<Modality>.Parse(row[2]), StringComparer.Ordinal);
}
