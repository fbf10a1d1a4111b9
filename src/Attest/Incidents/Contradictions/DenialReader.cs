using System.Collections.Frozen;

namespace Attest.Incidents.Contradictions;

/// <summary>Tells whether a claim's sentence denies its event, and not something else in the same sentence. A “not” is more often a promise, a refusal or a guess than a denial.</summary>
internal static class DenialReader
{
    /// <summary>Words between a verb of denying and what it denies, before it and after.</summary>
    private const int VerbReach = 12;

    /// <summary>Words between a negation and what it negates; adjectives between “no” and its noun; words between “no evidence” and what there is none of.</summary>
    private const int NotReach = 5, NoReach = 2, EvidenceReach = 6;

    /// <summary>Words before a negation in which a modal makes it something else.</summary>
    private const int ModalReach = 2;

    private const string Closing = "”";

    private static readonly FrozenDictionary<string, WordList> Lists = Table.Rows("Incidents/Contradictions/denial-words.tsv")
        .GroupBy(row => row[0], row => row[1], StringComparer.Ordinal).ToFrozenDictionary(kind => kind.Key, kind => new WordList([.. kind]), StringComparer.Ordinal);

    private static readonly WordList Deny = Lists["deny"], Reject = Lists["reject"], ClaimNouns = Lists["claim"], False = Lists["false"], Not = Lists["not"], No = Lists["no"],
        Evidence = Lists["evidence"], Between = Lists["between"], Only = Lists["only"], Modal = Lists["modal"], Plan = Lists["plan"], Giving = Lists["giving"];

    /// <summary>What the claim's sentence denies of its event.</summary>
    public static Denial Of(Claim claim)
    {
        if (claim.Status != EventStatus.Denied && claim.Modality != Modality.Denied || claim.Report.QuoteStart is not { } start || claim.Words is not [var trigger, ..])
        {
            return Denial.None;
        }
        var quote = claim.Report.Quote;
        var (before, after) = (Words(quote, 0, trigger.Start - start), Words(quote, trigger.End - start, quote.Length));
        var isClaimNoun = ClaimNouns.Holds(quote.AsSpan(Math.Clamp(trigger.Start - start, 0, quote.Length), Math.Clamp(trigger.End - trigger.Start, 0, quote.Length - Math.Clamp(trigger.Start - start, 0, quote.Length))));
        if (Negates(before, isClaimNoun))
        {
            return Denial.Occurrence;
        }
        return claim.Modality == Modality.Denied ? ByVerb(before, after, isClaimNoun) : Denial.None;
    }

    private static Denial ByVerb(List<string> before, List<string> after, bool isClaimNoun)
    {
        for (var i = before.Count - 1; i >= Math.Max(0, before.Count - VerbReach); i--)
        {
            var isReject = Reject.Holds(before[i]);
            if (isReject && !isClaimNoun && !before[(i + 1)..].Exists(word => ClaimNouns.Holds(word)))
            {
                // Who rejects a plan or a request refuses it.
                continue;
            }
            if (isReject || Deny.Holds(before[i]) && !IsWithheld(before, i))
            {
                return before[(i + 1)..].Exists(word => Plan.Holds(word)) ? Denial.Intention : Denial.Occurrence;
            }
        }
        var rest = after[..Math.Min(after.Count, VerbReach)];
        return rest.Exists(word => Deny.Holds(word) || False.Holds(word)) || isClaimNoun && rest.Exists(word => Reject.Holds(word)) || before.Exists(word => False.Holds(word)) ? Denial.Occurrence : Denial.None;
    }

    // "Denied the enemy the victory", "denying Kyiv the means": something withheld from somebody.
    private static bool IsWithheld(List<string> words, int verb)
    {
        var next = verb + 1;
        while (next < words.Count && char.IsUpper(words[next][0]))
        {
            next++;
        }
        return next > verb + 1 && next < words.Count && Giving.Holds(words[next]);
    }

    private static bool Negates(List<string> before, bool isClaimNoun)
    {
        for (var i = before.Count - 1; i >= Math.Max(0, before.Count - 1 - EvidenceReach); i--)
        {
            var gap = before.Count - 1 - i;
            var isNot = Not.Holds(before[i]) || before[i].EndsWith("n't", StringComparison.OrdinalIgnoreCase);
            if (!isNot && !No.Holds(before[i]))
            {
                continue;
            }
            // "Do not travel" advises; "a “no limits” partnership" negates within its own quotation.
            if (IsModal(before, i) || i > 0 && before[i - 1] == "Do" || before[(i + 1)..].Contains(Closing) || before[(i + 1)..].Exists(word => Only.Holds(word)))
            {
                return false;
            }
            var between = before[(i + 1)..];
            return isNot ? gap <= NotReach && between.TrueForAll(Between.Holds)
                : between.FindIndex(Evidence.Holds) is >= 0 and var evidence ? !isClaimNoun && !between[(evidence + 1)..].Exists(Modal.Holds)
                : gap <= NoReach && between.TrueForAll(word => word.Length > 3 || Between.Holds(word));
        }
        return false;
    }

    // "Will not attack" promises, "could not be ruled out" guesses, "wants no war" wishes.
    private static bool IsModal(List<string> words, int negation)
    {
        var negator = words[negation];
        if (negator.EndsWith("n't", StringComparison.OrdinalIgnoreCase) && (Modal.Holds(negator[..^3]) || negator.Length > 0 && (negator.StartsWith("wo", StringComparison.OrdinalIgnoreCase) && negator.Length == 5 || negator.StartsWith("ca", StringComparison.OrdinalIgnoreCase) && negator.Length == 5)))
        {
            return true;
        }
        for (var i = Math.Max(0, negation - ModalReach); i < negation; i++)
        {
            if (Modal.Holds(words[i]))
            {
                return true;
            }
        }
        return false;
    }

    // The words between two positions, of the clause that touches the event: nothing beyond a full stop, a semicolon or a colon. One sort of apostrophe.
    private static List<string> Words(string quote, int from, int to)
    {
        var (first, last) = (Math.Clamp(from, 0, quote.Length), Math.Clamp(to, 0, quote.Length));
        var words = new List<string>();
        for (var i = first; i < last;)
        {
            if (quote[i] is ';' or ':' || quote[i] is '.' or '!' or '?' && (i + 1 == last || char.IsWhiteSpace(quote[i + 1])))
            {
                // What is read from the start of the sentence begins anew; what follows the event ends here.
                if (from > 0)
                {
                    break;
                }
                words.Clear();
            }
            if (quote[i] == '”' || quote[i] == '"' && i > 0 && char.IsLetter(quote[i - 1]))
            {
                words.Add(Closing);
            }
            if (!char.IsLetter(quote[i]))
            {
                i++;
                continue;
            }
            var end = i + 1;
            while (end < last && (char.IsLetter(quote[end]) || quote[end] is '\'' or '’' && end + 1 < last && char.IsLetter(quote[end + 1])))
            {
                end++;
            }
            words.Add(quote[i..end].Replace('’', '\''));
            i = end;
        }
        return words;
    }

    private sealed class WordList
    {
        private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _whole;
        private readonly string[] _stems;

        public WordList(IReadOnlyList<string> words)
        {
            _whole = words.Where(word => word[^1] != '*').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
            _stems = [.. words.Where(word => word[^1] == '*').Select(word => word[..^1])];
        }

        public bool Holds(string word) => Holds(word.AsSpan());

        public bool Holds(ReadOnlySpan<char> word)
        {
            if (_whole.Contains(word))
            {
                return true;
            }
            foreach (var stem in _stems)
            {
                if (word.StartsWith(stem, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
            return false;
        }
    }
}
