using System.Collections.Frozen;

namespace Attest.Claims.Events;

/// <summary>Decides ACLED's sub-event type of a mention where its trigger alone leaves it open: by the means, and by who does it to whom.</summary>
/// <remarks>Source of the rules: ACLED codebook, sub-event types of battles, violence against civilians, protests and riots.</remarks>
internal static class Subtypes
{
    private const string Clash = "Armed clash", Attack = "Attack", Mob = "Mob violence", Riot = "Violent demonstration", Force = "Excessive force against protesters",
        Intervention = "Protest with intervention", Disrupted = "Disrupted weapons use";

    private static readonly FrozenSet<string> Fighters = WordClasses.Of("fighters");
    private static readonly FrozenSet<string> People = WordClasses.Of("people");
    private static readonly FrozenSet<string> Police = WordClasses.Of("policeword");
    private static readonly FrozenSet<string> Demonstrators = WordClasses.Of("demonstrator");
    private static readonly FrozenSet<string> Crowds = WordClasses.Of("mob");
    private static readonly FrozenSet<string> Weapons = WordClasses.Of("weapons");
    private static readonly FrozenSet<string> Intervening = WordClasses.Of("intervening");
    private static readonly FrozenSet<string> Lethal = WordClasses.Of("lethal");
    private static readonly FrozenSet<string> Truces = WordClasses.Of("truceword");

    /// <summary>The modes and the sub-event type of one mention; the type is null for what ACLED does not code.</summary>
    /// <param name="words">Its sentence.</param>
    /// <param name="trigger">Its trigger.</param>
    /// <param name="means">The weapon nearest to it; null where none is named.</param>
    /// <param name="actor">Who does it; null where nobody is named.</param>
    /// <param name="target">To whom; null where nobody is named.</param>
    public static (IReadOnlyList<string> Modes, string? Subtype) Of(SentenceWords words, TriggerMatch trigger, MeansEntry? means, Participant? actor, Participant? target)
    {
        var concept = trigger.Concept;
        switch (concept.Family)
        {
            case "protest":
                return (concept.Modes, concept.Name is "protest" or "obstruct" && Has(words, Intervening) ? Has(words, Lethal) ? Force : Intervention : concept.Subtype);
            case "crowd":
                return (concept.Modes, Has(words, Lethal) ? Force : Intervention);
            case "attack" or "harm" or "abuse" or "strike" or "uprising" when Has(words, Demonstrators) && IsOf(words, target, Demonstrators):
                return (concept.Modes, Force);
            case "attack" or "harm" or "strike" or "loot" when IsOf(words, actor, Demonstrators):
                return (concept.Modes, Riot);
            case "attack" or "harm" or "abuse" or "strike" or "loot" when IsOf(words, actor, Crowds) && means?.Subtype is null or Attack:
                return (concept.Modes, Mob);
            case "harm" when means?.Subtype is { } weapon && concept.Name is not "execute":
                return (means.Mode.Length == 0 ? concept.Modes : [means.Mode], weapon);
            case "harm" when concept.Name is "kill" && target is not null && IsOf(words, target, Fighters) && IsOf(words, actor, Fighters):
                return (concept.Modes, Clash);
            case "attack" or "strike" or "combat" when concept.Subtype is null or Clash && concept.Name is "attack" or "strike" or "offensive":
                return means is not null && concept.Name is not "offensive" ? ([means.Mode], means.Subtype)
                    : (concept.Modes, IsOf(words, target, People) && !IsOf(words, target, Fighters) && !IsOf(words, target, Police) ? Attack : concept.Subtype ?? Clash);
            case "seize" when Has(words, trigger, Weapons):
                return (concept.Modes, Disrupted);
            case "agree" or "ceasefire" when Has(words, Truces):
                return (concept.Modes, "Agreement");
            default:
                return (concept.Modes, concept.Subtype);
        }
    }

    private static bool IsOf(SentenceWords words, Participant? participant, FrozenSet<string> kind)
    {
        for (var i = participant?.First ?? 0; i <= (participant?.Last ?? -1); i++)
        {
            if (kind.Contains(words.Lower[i]))
            {
                return true;
            }
        }
        return false;
    }

    private static bool Has(SentenceWords words, FrozenSet<string> kind) => Array.Exists(words.Lower, kind.Contains);

    private static bool Has(SentenceWords words, TriggerMatch after, FrozenSet<string> kind)
    {
        for (var i = after.Last + 1; i < words.Count; i++)
        {
            if (kind.Contains(words.Lower[i]))
            {
                return true;
            }
        }
        return false;
    }
}
