using System.Collections.Frozen;

namespace Attest.Claims.Events;

/// <summary>Weapons and instruments by the words for them (<c>means.tsv</c>), and what an attack by each is called.</summary>
internal static class MeansTable
{
    private static readonly FrozenDictionary<string, MeansEntry[]> ByFirstWord = Load();

    /// <summary>The weapon named nearest to a trigger within its clause, or by the trigger itself; null where none is.</summary>
    public static (MeansEntry Entry, int First, int Last)? Nearest(SentenceWords words, TriggerMatch trigger)
    {
        (MeansEntry, int, int)? best = null;
        var nearest = int.MaxValue;
        var end = words.ClauseEnd(trigger.Last);
        for (var i = words.ClauseStart(trigger.First); i < end; i++)
        {
            if (Match(words, i) is not var (entry, last))
            {
                continue;
            }
            var distance = i > trigger.Last ? i - trigger.Last : last < trigger.First ? trigger.First - last : 0;
            if (distance < nearest)
            {
                (nearest, best) = (distance, (entry, i, last));
            }
            i = last;
        }
        return best;
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
