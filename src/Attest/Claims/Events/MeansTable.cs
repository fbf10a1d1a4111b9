using System.Collections.Frozen;
using Attest.Language;

namespace Attest.Claims.Events;

/// <summary>Weapons and instruments by the words for them (<c>means.tsv</c>), and what an attack by each is called.</summary>
internal static class MeansTable
{
    private static readonly FrozenDictionary<string, MeansEntry[]> ByFirstWord = Load();

    /// <summary>The weapon that decides what an attack is: of those named within the trigger's clause a chemical one, else what flies, else the nearest; null where none is named.</summary>
    /// <param name="words">The sentence.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="target">What it is done to: a tank that is hit is no weapon of whoever hits it.</param>
    public static (MeansEntry Entry, int First, int Last)? Of(SentenceWords words, TriggerMatch trigger, Participant? target)
    {
        (MeansEntry Entry, int First, int Last)? best = null;
        var bestScore = int.MaxValue;
        var isOfHitting = trigger.Entry.Part == TriggerPart.Verb && trigger.Entry.Roles.Name is "transitive" && trigger.Concept.Name is not "mine";
        var end = words.ClauseEnd(trigger.Last);
        for (var i = words.ClauseStart(trigger.First); i < end; i++)
        {
            if (Match(words, i) is not var (entry, last))
            {
                continue;
            }
            var isTarget = isOfHitting && target is not null && target.First <= i && i <= target.Last && !(trigger.First <= i && i <= trigger.Last);
            if (!isTarget && !NamesAnother(words, i, last, trigger))
            {
                var distance = i > trigger.Last ? i - trigger.Last : last < trigger.First ? trigger.First - last : 0;
                var score = distance + entry.Means switch { "chemical agent" => 0, "drone" or "aircraft" or "guided bomb" when trigger.Concept.Family is not "intercept" => words.Count, _ => 2 * words.Count };
                if (score < bestScore)
                {
                    (bestScore, best) = (score, (entry, i, last));
                }
            }
            i = last;
        }
        return best;
    }

    // "a missile factory", "artillery positions": the weapon only says what sort of thing it is.
    private static bool NamesAnother(SentenceWords words, int first, int last, TriggerMatch trigger)
    {
        var head = words.Tree.HeadOf(first, last);
        return words.Tree.RelationOf(head) == Relation.Compound && words.Tree.Head(head) is var noun && noun > last && (noun < trigger.First || noun > trigger.Last) && Match(words, noun) is null
            && TriggerLexicon.Shipped.BeginningWith(words.Lower[noun]).IsEmpty;
    }

    private static (MeansEntry Entry, int Last)? Match(SentenceWords words, int index)
    {
        if (!ByFirstWord.TryGetValue(words.Lower[index], out var candidates))
        {
            return null;
        }
        foreach (var entry in candidates)
        {
            var fits = true;
            for (var k = 0; fits && k < entry.Words.Length; k++)
            {
                // A name of a weapon is written with a capital: a Hail is no hail.
                fits = index + k < words.Count && (char.IsUpper(entry.Words[k][0]) ? words.Sentence.Form(index + k).SequenceEqual(entry.Words[k]) : words.Lower[index + k] == entry.Words[k]);
            }
            if (fits)
            {
                return (entry, index + entry.Words.Length - 1);
            }
        }
        return null;
    }

    private static FrozenDictionary<string, MeansEntry[]> Load() => Table.Rows("Claims/Events/means.tsv")
        .SelectMany(row => Table.Alternatives(row[1]).Select(words => new MeansEntry(row[0], words.Split(' '), row[2], row[3])))
        .GroupBy(entry => entry.Words[0].ToLowerInvariant(), StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(entry => entry.Words.Length).ToArray(), StringComparer.Ordinal);
}

/// <summary>A word for a weapon.</summary>
/// <param name="Means">Such as <c>missile</c>.</param>
/// <param name="Words">The words, as they are written.</param>
/// <param name="Mode">PLOVER's mode of an attack by it.</param>
/// <param name="Subtype">ACLED's sub-event type of an attack by it.</param>
internal sealed record MeansEntry(string Means, string[] Words, string Mode, string Subtype);
