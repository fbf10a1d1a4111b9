using System.Collections.Frozen;
using Attest.Claims.Places;
using Attest.Language;
using Attest.Packs;

namespace Attest.Claims.Events;

/// <summary>One sentence with its words in lower case, its places and its nations: what triggers and their arguments are told by.</summary>
internal sealed class SentenceWords
{
    /// <summary>Letters of a word that tells something.</summary>
    private const int ShortestTelling = 4;

    private static readonly FrozenSet<string> BreakWords = WordClasses.Of("clause-break");
    private static readonly FrozenSet<string> BeForms = WordClasses.Of("be");

    private readonly Place?[] _places;
    private SentenceTree? _tree;
    private HashSet<string>? _telling;
    private List<SectorMention>? _sectors;

    /// <summary>Looks at one sentence.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="number">Its number in the text, from 0.</param>
    /// <param name="places">All places of the report, in the text's order.</param>
    public SentenceWords(Sentence sentence, int number, IReadOnlyList<Place> places)
    {
        Sentence = sentence;
        Number = number;
        var tokens = sentence.Tokens;
        Lower = new string[tokens.Length];
        _places = new Place?[tokens.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            Lower[i] = sentence.Form(i).ToString().ToLowerInvariant();
        }
        var next = PlaceOrder.FirstFrom(places, sentence.Span.Start);
        // A name can begin in the sentence before.
        for (next = Math.Max(0, next - 1); next < places.Count && places[next].Span.Start < sentence.Span.End; next++)
        {
            var place = places[next];
            if (!place.Span.Overlaps(sentence.Span))
            {
                continue;
            }
            for (var i = 0; i < tokens.Length; i++)
            {
                if (tokens[i].Span.Overlaps(place.Span))
                {
                    _places[i] = place;
                }
            }
        }
    }

    /// <summary>The sentence.</summary>
    public Sentence Sentence { get; }

    /// <summary>Its number in the text.</summary>
    public int Number { get; }

    /// <summary>Its words in lower case.</summary>
    public string[] Lower { get; }

    /// <summary>Its tree, made when it is first asked for.</summary>
    public SentenceTree Tree => _tree ??= new SentenceTree(Sentence, Lower);

    /// <summary>Its words that are long enough to tell something, each once; found when they are first asked for.</summary>
    public HashSet<string> Telling => _telling ??= Lower.Where(word => word.Length >= ShortestTelling).ToHashSet(StringComparer.Ordinal);

    /// <summary>The axes, sectors and fronts that it names; found when they are first asked for.</summary>
    public IReadOnlyList<SectorMention> SectorsOf(Knowledge known) => _sectors ??= SectorFinder.Find(this, known);

    /// <summary>Number of its tokens.</summary>
    public int Count => Lower.Length;

    /// <summary>The word before or at an index; empty outside the sentence.</summary>
    public string At(int index) => index >= 0 && index < Lower.Length ? Lower[index] : "";

    /// <summary>Where a token stands in the text.</summary>
    public TextSpan Span(int index) => Sentence.Tokens[index].Span;

    /// <summary>The part of speech where the text was tagged; none before.</summary>
    public UniversalTag Tag(int index) => Sentence.Tokens[index].Tag;

    /// <summary>The named place that a token belongs to; null where none does.</summary>
    public Place? PlaceAt(int index) => index >= 0 && index < _places.Length ? _places[index] : null;

    /// <summary>The token within a stretch of the text that the others there depend on; the sentence's first where none stands in it.</summary>
    public int HeadOf(TextSpan span)
    {
        int first = -1, last = -1;
        for (var i = 0; i < Count; i++)
        {
            if (span.Overlaps(Span(i)))
            {
                (first, last) = (first < 0 ? i : first, i);
            }
        }
        return first < 0 ? 0 : Tree.HeadOf(first, last);
    }

    /// <summary>Whether a word is written with a capital first letter.</summary>
    public bool IsCapital(int index) => index >= 0 && index < Count && char.IsUpper(Sentence.Form(index)[0]);

    /// <summary>Whether a token is a hyphen within a word, or what follows one: "-", "un" of "Jong-un".</summary>
    public bool IsHyphened(int index) =>
        index > 0 && index < Count && (Lower[index] == "-" ? Span(index).Start == Span(index - 1).End && index + 1 < Count && Span(index + 1).Start == Span(index).End
            : Lower[index - 1] == "-" && Span(index).Start == Span(index - 1).End && index > 1 && Span(index - 1).Start == Span(index - 2).End && char.IsLetter(Lower[index][0]));

    /// <summary>Whether a token is a word of a class.</summary>
    public bool Is(int index, FrozenSet<string> words) => index >= 0 && index < Count && words.Contains(Lower[index]);

    /// <summary>Whether a token is no word.</summary>
    public bool IsPunctuation(int index) => index >= 0 && index < Count && !char.IsLetterOrDigit(Lower[index][0]) && Lower[index][0] is not ('$' or '€' or '£' or '%' or '\'' or '’');

    /// <summary>Index of the first token of the clause that a token stands in, as far as commas and conjunctions tell.</summary>
    public int ClauseStart(int index)
    {
        for (var i = index - 1; i >= 0; i--)
        {
            if (Lower[i] is ";" or ":" or "—" or "–" || (BreakWords.Contains(Lower[i]) && Lower[i] is not ("and" or "or" or "as" or "that" or "which" or "who")))
            {
                return i + 1;
            }
        }
        return 0;
    }

    /// <summary>Index after the last token of that clause.</summary>
    public int ClauseEnd(int index)
    {
        for (var i = index + 1; i < Count; i++)
        {
            if (Lower[i] is ";" or ":" or "—" or "." or "?" or "!" || (BreakWords.Contains(Lower[i]) && Lower[i] is not ("and" or "or" or "as" or "until")))
            {
                return i;
            }
        }
        return Count;
    }

    /// <summary>Whether the participle at an index is a passive: a form of to be stands before it, adverbs apart.</summary>
    public bool IsPassive(int index)
    {
        for (var i = index - 1; i >= 0 && i >= index - 4; i--)
        {
            if (BeForms.Contains(Lower[i]))
            {
                return true;
            }
            if (!Lower[i].EndsWith("ly", StringComparison.Ordinal) && Lower[i] is not ("not" or "n't" or "n’t" or "also" or "then" or "reportedly" or "since" or "already" or "never" or "all" or "both" or "being"))
            {
                return false;
            }
        }
        return false;
    }
}
