using System.Collections.Frozen;
using Attest.Language;
using Attest.Packs;

namespace Attest.Claims.Events;

/// <summary>Finds the axes, sectors and fronts that a sentence names: those of the war's pack, and any by the words for them.</summary>
internal static class SectorFinder
{
    /// <summary>Words before a sector's noun that can be its name.</summary>
    private const int LongestName = 12;

    private static readonly FrozenSet<string> Nouns = WordClasses.Of("sector");
    private static readonly FrozenSet<string> Compass = WordClasses.Of("compass");

    /// <summary>The sectors of a sentence, from left to right, without overlap; empty where it names none.</summary>
    public static List<SectorMention> Find(SentenceWords words, Knowledge known)
    {
        var found = new List<SectorMention>();
        for (var i = 0; i < words.Count; i++)
        {
            if (words.IsCapital(i) && known.Conflict is not null && known.At(words.Sentence.Parsed, words.Sentence.First + i) is ({ Kind: PackNameKind.Sector, IsSite: false } name, var tokens))
            {
                found.Add(Mention(words, i, i + tokens - 1, name.Name));
                i += tokens - 1;
            }
            else if (Nouns.Contains(words.Lower[i]) && !words.IsCapital(i))
            {
                ByNoun(words, i, known, found);
            }
        }
        return found;
    }

    // "the Alba axis", "the eastern and southern fronts", "the Alba, Brega and Corva axes"
    private static void ByNoun(SentenceWords words, int noun, Knowledge known, List<SectorMention> found)
    {
        var isPlural = words.Lower[noun] != Singular(words.Lower[noun]);
        var last = noun - 1;
        var names = new List<(int First, int Last)>();
        for (var i = last; i >= Math.Max(0, noun - LongestName) && (found.Count == 0 || i > found[^1].Last); i--)
        {
            if (IsName(words, i) || words.Lower[i] is "-" or "–" && i < last && IsName(words, i - 1))
            {
                if (names.Count > 0 && names[^1].First == i + 1)
                {
                    names[^1] = (i, names[^1].Last);
                }
                else
                {
                    names.Add((i, i));
                }
            }
            else if (!isPlural || words.Lower[i] is not ("," or "and"))
            {
                break;
            }
        }
        for (var k = names.Count - 1; k >= 0; k--)
        {
            var (first, end) = names[k];
            var isNearest = end == last;
            var text = words.Sentence.Parsed.Text[words.Span(first).Start..words.Span(end).End].Replace('\n', ' ');
            var name = $"{text} {Singular(words.Lower[noun])}";
            found.Add(Mention(words, first, isNearest ? noun : end, known.Find(name) is { Kind: PackNameKind.Sector } pack ? pack.Name : name) with { Head = words.Tree.HeadOf(first, noun) });
        }
    }

    // A place's name, an adjective of a people, a point of the compass: "the energy sector" and "the Patriotic Front" are no stretch of a front.
    private static bool IsName(SentenceWords words, int index) =>
        index >= 0 && (Compass.Contains(words.Lower[index]) || words.IsCapital(index) && (words.PlaceAt(index) is not null || words.Tag(index) is UniversalTag.Propn));

    private static SectorMention Mention(SentenceWords words, int first, int last, string name)
    {
        LocalId? place = null;
        for (var i = first; i <= last && place is null; i++)
        {
            place = words.PlaceAt(i)?.Id;
        }
        return new SectorMention(first, last, words.Tree.HeadOf(first, last), name, place);
    }

    private static string Singular(string noun) => noun == "axes" ? "axis" : noun.EndsWith("is", StringComparison.Ordinal) || !noun.EndsWith('s') ? noun : noun[..^1];
}

/// <summary>An axis, sector or front that a sentence names.</summary>
/// <param name="First">Index of its first token in the sentence.</param>
/// <param name="Last">Index of its last.</param>
/// <param name="Head">Index of the token that hangs on the rest of the sentence.</param>
/// <param name="Name">As its pack names it, or in the report's words.</param>
/// <param name="Place">The place that its name holds; null where it holds none.</param>
internal sealed record SectorMention(int First, int Last, int Head, string Name, LocalId? Place);
