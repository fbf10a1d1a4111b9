using System.Collections.Frozen;
using Attest.Language;

namespace Attest.Claims.Events;

/// <summary>Decides which of several events of one sentence bears ACLED's sub-event type, and what the authorities' answer makes of a protest.</summary>
/// <remarks>
/// ACLED codes one event for actors at a place and day: a place taken outranks the fighting for it, violence outranks the arrests and seizures that come with it, and what only goes before ("after
/// clashes") is no event of the note. Source: ACLED codebook, order of precedence of event types. So the first event of a sentence that has a sub-event type is the one that ACLED would code.
/// </remarks>
internal static class SubtypePrecedence
{
    private static readonly FrozenSet<string> Transfers = FrozenSet.Create(StringComparer.Ordinal, "Government regains territory", "Non-state actor overtakes territory", "Non-violent transfer of territory");
    private static readonly FrozenSet<string> Strategic = FrozenSet.Create(
        StringComparer.Ordinal, "Disrupted weapons use", "Looting/property destruction", "Arrests", "Change to group/activity", "Headquarters or base established", "Other", "Agreement");
    private static readonly FrozenSet<string> Weighty = FrozenSet.Create(StringComparer.Ordinal, "Suicide bomb", "Chemical weapon", "Sexual violence");
    private static readonly FrozenSet<string> Background = FrozenSet.Create(
        StringComparer.Ordinal, "after", "following", "amid", "over", "against", "about", "despite", "since", "before", "for", "to", "of", "from", "as");

    private static readonly FrozenSet<string> Intervening = WordClasses.Of("intervening");
    private static readonly FrozenSet<string> Lethal = WordClasses.Of("lethal");
    private static readonly FrozenSet<string> Riotous = WordClasses.Of("riotous");
    private static readonly FrozenSet<string> Authorities = WordClasses.Of("policeorarmy");

    /// <summary>Settles the sub-event types of one report's events.</summary>
    /// <param name="events">Its events.</param>
    /// <param name="sentences">All its sentences, by number.</param>
    public static void Settle(IReadOnlyList<DraftEvent> events, IReadOnlyList<SentenceWords> sentences)
    {
        foreach (var ofSentence in events.Where(one => one.Subtype is not null).GroupBy(one => one.Main.Sentence))
        {
            var here = ofSentence.ToList();
            foreach (var protest in here.Where(one => one.Subtype is "Peaceful protest"))
            {
                protest.Subtype = OfProtest(protest, sentences);
                if (protest.Subtype is Subtypes.Intervention or Subtypes.Force or Subtypes.Riot)
                {
                    foreach (var answer in here.Where(one => one.Main.Concept.Family is "arrest" or "harm" or "attack" or "abuse" or "crowd"))
                    {
                        answer.Subtype = protest.Subtype;
                    }
                }
            }
            if (here.Count > 1)
            {
                Rank(here);
            }
        }
    }

    private static void Rank(List<DraftEvent> here)
    {
        foreach (var one in here)
        {
            if (one.Main is { Status: EventStatus.Denied, Attribution: null, IsNoun: true })
            {
                // "without fighting", "no resistance"
                one.Subtype = null;
            }
        }
        if (here.Find(one => Transfers.Contains(one.Subtype ?? "") && IsTold(one)) is { } taken)
        {
            Only(here, taken, other => !Weighty.Contains(other.Subtype!));
            return;
        }
        if (here.Find(one => Weighty.Contains(one.Subtype ?? "") && IsTold(one)) is { } weighty)
        {
            Only(here, weighty, _ => true);
            return;
        }
        var violent = here.Find(one => one.Subtype is not null && (!Strategic.Contains(one.Subtype) || one.Main.Concept.Family is "intercept") && IsTold(one) && !IsBackground(one));
        var strategic = here.Find(one => one.Subtype is not null && Strategic.Contains(one.Subtype) && IsTold(one));
        if (violent is not null)
        {
            foreach (var other in here.Where(one => one.Subtype is not null && Strategic.Contains(one.Subtype) && one.Subtype is not "Agreement" && one.Main.Concept.Family is not "intercept" || one != violent && IsBackground(one)))
            {
                other.Subtype = null;
            }
        }
        else if (strategic is not null)
        {
            var isBooty = strategic.Subtype is "Disrupted weapons use" or "Looting/property destruction" && strategic.Main.Concept.Family is not "intercept";
            var fight = isBooty ? here.Find(one => one.Main.Concept.Name is "clash" or "offensive" && IsTold(one)) : null;
            Only(here, fight ?? strategic, other => fight is not null || IsBackground(other));
        }
    }

    private static void Only(List<DraftEvent> here, DraftEvent main, Func<DraftEvent, bool> yields)
    {
        foreach (var other in here)
        {
            if (other != main && other.Subtype is not null && yields(other))
            {
                other.Subtype = null;
            }
        }
    }

    private static bool IsTold(DraftEvent one) => one.Main.Status is EventStatus.Happened or EventStatus.Ongoing or EventStatus.Alleged;

    // "after clashes", "over the killing of", "in protest against attacks": named for what comes of it.
    private static bool IsBackground(DraftEvent one)
    {
        var words = one.Main.Words;
        if (!one.Main.IsNoun)
        {
            return false;
        }
        for (var i = 0; i < words.Count; i++)
        {
            if (!one.Main.Span.Overlaps(words.Span(i)))
            {
                continue;
            }
            var node = i;
            for (var steps = 0; steps < 4 && node >= 0 && words.Tree.RelationOf(node) is Relation.Nmod or Relation.Obl or Relation.Conj or Relation.Compound; steps++)
            {
                if (words.Tree.Child(node, Relation.Case) is >= 0 and var preposition && Background.Contains(words.Lower[preposition]))
                {
                    return true;
                }
                node = words.Tree.Head(node);
            }
        }
        return false;
    }

    // What its own sentence and the next tell of the demonstrators' violence and of the authorities' answer.
    private static string OfProtest(DraftEvent protest, IReadOnlyList<SentenceWords> sentences)
    {
        bool isRiotous = false, isBroken = false, isLethal = false, hasAuthorities = false;
        for (var number = protest.Main.Sentence; number <= protest.Main.Sentence + 1 && number < sentences.Count; number++)
        {
            var words = sentences[number];
            var isNext = number > protest.Main.Sentence;
            bool broken = false, lethal = false, authorities = false;
            for (var i = 0; i < words.Count; i++)
            {
                var word = words.Lower[i];
                authorities |= Authorities.Contains(word);
                var isVerb = words.Tag(i) is UniversalTag.Verb && !words.Tree.IsNegated(i);
                broken |= Intervening.Contains(word) && (isVerb || word is "tear" or "pepper" or "teargas" or "cannon" or "cannons" or "baton" or "batons");
                lethal |= Lethal.Contains(word) && (isVerb || word is "gunfire" or "bullets" or "live" or "dead");
                isRiotous |= Riotous.Contains(word) && (isVerb && words.Tree.RelationOf(i) is not (Relation.Amod or Relation.AclRelcl or Relation.Acl) || word is "molotov" or "alight" or "ablaze" or "flaming") && !(isNext && authorities && !words.Lower.Any(IsOfCrowd));
            }
            isBroken |= broken && (authorities || !isNext);
            isLethal |= lethal && authorities;
            hasAuthorities |= authorities;
        }
        return isLethal && hasAuthorities && !isRiotous ? Subtypes.Force : isRiotous ? Subtypes.Riot : isBroken ? Subtypes.Intervention : "Peaceful protest";
    }

    private static bool IsOfCrowd(string word) => word is "protesters" or "demonstrators" or "they" or "some" or "crowd" or "participants" or "rioters";
}
