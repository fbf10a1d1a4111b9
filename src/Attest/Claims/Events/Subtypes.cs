using System.Collections.Frozen;
using Attest.Claims.Nations;

namespace Attest.Claims.Events;

/// <summary>Decides ACLED's sub-event type of a mention where its trigger alone leaves it open: by the means, and by who does it to whom.</summary>
/// <remarks>Source of the rules: ACLED codebook, sub-event types of battles, violence against civilians, protests and riots.</remarks>
internal static class Subtypes
{
    /// <summary>Fighting between armed sides.</summary>
    public const string Clash = "Armed clash";

    /// <summary>Violence against people without arms.</summary>
    public const string Attack = "Attack";

    /// <summary>Violence by people without arms.</summary>
    public const string Mob = "Mob violence";

    /// <summary>A demonstration that turns violent.</summary>
    public const string Riot = "Violent demonstration";

    /// <summary>A protest met with deadly force.</summary>
    public const string Force = "Excessive force against protesters";

    /// <summary>A protest that is broken up.</summary>
    public const string Intervention = "Protest with intervention";

    private const string Disrupted = "Disrupted weapons use", Suicide = "Suicide bomb", Chemical = "Chemical weapon", Air = "Air/drone strike", Shelling = "Shelling/artillery/missile attack",
        Abduction = "Abduction/forced disappearance", Loot = "Looting/property destruction";

    private static readonly FrozenSet<string> Fighters = WordClasses.Of("fighters");
    private static readonly FrozenSet<string> People = WordClasses.Of("people");
    private static readonly FrozenSet<string> Police = WordClasses.Of("policeword");
    private static readonly FrozenSet<string> Outposts = WordClasses.Of("outpost");
    private static readonly FrozenSet<string> Settlements = WordClasses.Of("settlement");
    private static readonly FrozenSet<string> Demonstrators = WordClasses.Of("demonstrator");
    private static readonly FrozenSet<string> Crowds = WordClasses.Of("mob");
    private static readonly FrozenSet<string> Rivals = WordClasses.Of("rivals");
    private static readonly FrozenSet<string> Crude = WordClasses.Of("crude");
    private static readonly FrozenSet<string> NonState = WordClasses.Of("nonstate");
    private static readonly FrozenSet<string> Weapons = WordClasses.Of("weapons");
    private static readonly FrozenSet<string> Lethal = WordClasses.Of("lethal");
    private static readonly FrozenSet<string> TakingOver = WordClasses.Of("takingover");
    private static readonly FrozenSet<string> Truces = WordClasses.Of("truceword");

    /// <summary>The modes and the sub-event type of one mention; the type is null for what ACLED does not code.</summary>
    /// <param name="words">Its sentence.</param>
    /// <param name="trigger">Its trigger.</param>
    /// <param name="means">The weapon that decides what it is; null where none is named.</param>
    /// <param name="actor">Who does it; null where nobody is named.</param>
    /// <param name="target">To whom; null where nobody is named.</param>
    /// <param name="place">Where; null where nothing says.</param>
    public static (IReadOnlyList<string> Modes, string? Subtype) Of(SentenceWords words, TriggerMatch trigger, MeansEntry? means, Participant? actor, Participant? target, Place? place)
    {
        var concept = trigger.Concept;
        if (concept.Family is "territory" or "intercept" && IsOf(words, actor, Demonstrators))
        {
            return (concept.Modes, Riot);
        }
        switch (concept.Family)
        {
            case "protest":
                return (concept.Modes, concept.Name is "riot" && IsOf(words, actor, Rivals) && !IsOf(words, actor, Demonstrators) && target is not null && !IsArmed(words, target) ? Mob : concept.Subtype);
            case "crowd":
                return (concept.Modes, Has(words, Lethal) ? Force : Intervention);
            case "withdraw" when concept.Subtype is null && Has(words, TakingOver):
                return (concept.Modes, "Non-violent transfer of territory");
            case "territory" when concept.Name is "territory-gain" && NationTable.World.NameOf(place) is { } nation && actor?.Side == nation && !IsOf(words, actor, NonState):
                return (concept.Modes, "Government regains territory");
            case "arrest" when concept.Name is "arrest" && IsOf(words, actor, NonState):
                return (concept.Modes, Abduction);
            case "seize" when Has(words, trigger, Weapons):
                return (concept.Modes, Disrupted);
            case "agree" or "ceasefire" when Has(words, Truces):
                return (concept.Modes, "Agreement");
            case "strike" or "attack" or "harm" or "blast" or "combat" or "abuse" or "uprising" or "losses" or "loot" when concept.Name is not ("hold" or "repel" or "sabotage" or "sexual"):
                var subtype = OfViolence(words, concept, means, actor, target);
                return (means is { Mode.Length: > 0 } && subtype == means.Subtype ? [means.Mode] : concept.Modes, subtype);
            default:
                return (concept.Modes, concept.Subtype);
        }
    }

    /// <summary>Whether a participant's words are of a class.</summary>
    public static bool IsOf(SentenceWords words, Participant? participant, FrozenSet<string> kind)
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

    // By the weapon first, then by who does it, then by whether those it is done to are armed.
    private static string? OfViolence(SentenceWords words, Concept concept, MeansEntry? means, Participant? actor, Participant? target)
    {
        if (means?.Subtype is Chemical || concept.Name is "chemical")
        {
            return Chemical;
        }
        if (concept.Name is "suicide-bombing" || Array.IndexOf(words.Lower, "suicide") >= 0 && (means?.Subtype is "Remote explosive/landmine/IED" || concept.Family is "blast"))
        {
            return Suicide;
        }
        if (concept.Name is "grenade" or "mob-violence" or "execute" or "demolish" or "coup")
        {
            return means?.Subtype is Air && concept.Name is "grenade" ? Air : concept.Subtype;
        }
        if (IsOf(words, target, Demonstrators) && concept.Family is not "blast")
        {
            return Force;
        }
        if (IsOf(words, actor, Demonstrators))
        {
            return Riot;
        }
        var isRemote = means is not null && means.Subtype is not Attack;
        if (!isRemote && concept.Family is not ("blast" or "losses") && IsOf(words, actor, Crowds) && !IsArmed(words, actor))
        {
            return concept.Family is "loot" && !Has(words, People, after: actor!.Last) ? Loot : Mob;
        }
        return concept.Name switch
        {
            "clash" => means?.Means is "small arms" ? Clash : Has(words, Crude) || !Has(words, Fighters) && (IsOf(words, actor, Rivals) || IsOf(words, target, Rivals)) ? Mob : means?.Subtype is Air ? Air : Clash,
            "attack" or "shooting" or "offensive" or "strike" or "beat" => isRemote && concept.Name is not "offensive" || means?.Subtype is Air ? means!.Subtype : Unarmed(words, concept, actor, target),
            "kill" or "wound" or "die" or "hurt" => isRemote ? means!.Subtype : IsArmed(words, target) && concept.Name is "kill" or "die" && !IsOf(words, target, People) ? Clash : concept.Subtype,
            "missile-strike" or "shelling" => means?.Subtype is Air ? Air : concept.Subtype,
            "air-strike" => means?.Subtype is Shelling && concept.Subtype is null ? Shelling : concept.Subtype,
            "blast" or "damage" or "suffer-damage" => isRemote ? means!.Subtype : concept.Subtype,
            _ => concept.Subtype,
        };
    }

    // No weapon that strikes from afar: who is attacked decides whether it is a fight or violence against people without arms.
    private static string? Unarmed(SentenceWords words, Concept concept, Participant? actor, Participant? target)
    {
        if (Has(words, "each", "other") || Has(words, "one", "another"))
        {
            return IsOf(words, actor, Rivals) && !IsArmed(words, actor) && !IsOf(words, actor, NonState) ? Mob : Clash;
        }
        if (IsArmed(words, target))
        {
            return concept.Name is "strike" ? concept.Subtype : Clash;
        }
        if (IsOf(words, target, People) || IsOf(words, target, Settlements))
        {
            return concept.Name is "strike" ? concept.Subtype : Attack;
        }
        return concept.Subtype ?? Clash;
    }

    private static bool IsArmed(SentenceWords words, Participant? participant) =>
        IsOf(words, participant, Fighters) || IsOf(words, participant, Police) || IsOf(words, participant, Outposts) || IsOf(words, participant, NonState)
        || participant is { Kind: ParticipantKind.Body, Side: not null } && participant.Name == participant.Side;

    private static bool Has(SentenceWords words, FrozenSet<string> kind, int after = -1)
    {
        for (var i = after + 1; i < words.Count; i++)
        {
            if (kind.Contains(words.Lower[i]))
            {
                return true;
            }
        }
        return false;
    }

    private static bool Has(SentenceWords words, TriggerMatch after, FrozenSet<string> kind) => Has(words, kind, after.Last);

    private static bool Has(SentenceWords words, string first, string second)
    {
        var at = Array.IndexOf(words.Lower, first);
        return at >= 0 && words.At(at + 1) == second;
    }
}
