using Attest.Language;
using Attest.Language.Network;

namespace Attest.Claims.Attributions.Labels;

/// <summary>What the labeller sees of the tokens of one text: rows of <see cref="LabelTables"/>.</summary>
/// <remarks>Hot. Made once a report; a few bytes a token are kept.</remarks>
internal sealed class LabelInputs
{
    /// <summary>More tokens than this are not labelled together.</summary>
    public const int LongestStretch = 400;

    // A stretch of this many tokens ends with its paragraph.
    private const int LongEnough = 250;

    private const int MostClimbs = 12;
    private const byte According = 11, Noun = 12, Hearsay = 13;

    private readonly Words _words;
    private readonly ClauseTree _tree;
    private readonly Vocabulary _vocabulary;
    private readonly Func<string, int> _wordRow;
    private readonly Func<string, int> _tagRow;
    private readonly byte[] _places, _cues, _names, _outer, _inner;

    /// <summary>Looks over a whole text.</summary>
    /// <param name="words">Its words.</param>
    /// <param name="tree">Its trees.</param>
    /// <param name="quotations">What stands in quotation marks.</param>
    /// <param name="candidates">What the rules found.</param>
    /// <param name="wordRow">Row of a learned word.</param>
    /// <param name="tagRow">Row of a Penn tag.</param>
    public LabelInputs(Words words, ClauseTree tree, IReadOnlyList<Quotation> quotations, IReadOnlyList<Candidate> candidates, Func<string, int> wordRow, Func<string, int> tagRow)
    {
        (_words, _tree, _wordRow, _tagRow) = (words, tree, wordRow, tagRow);
        _vocabulary = SharedModel.English.Vocabulary;
        (_places, _cues, _names, _outer, _inner) = (new byte[words.Count], new byte[words.Count], new byte[words.Count], new byte[words.Count], new byte[words.Count]);
        FindPlaces(quotations);
        FindCues();
        foreach (var name in words.Parsed.Names)
        {
            for (var k = name.First; k < name.Last; k++)
            {
                _names[k] = (byte)(((int)name.Kind * 2) + (k == name.First ? 1 : 2));
            }
        }
        // What stands innermost is written last in one row and first in the other.
        foreach (var candidate in candidates.OrderBy(Depth))
        {
            Mark(_inner, candidate);
        }
        foreach (var candidate in candidates.OrderByDescending(Depth))
        {
            Mark(_outer, candidate);
        }
    }

    /// <summary>Number of tokens.</summary>
    public int Count => _words.Count;

    /// <summary>Stretches that are labelled by themselves: whole sentences of one item, and whole paragraphs where they are not long.</summary>
    /// <param name="items">The report's items, in the text's order.</param>
    public List<TokenRange> Stretches(IReadOnlyList<Item> items)
    {
        var stretches = new List<TokenRange>();
        int first = 0, item = 0;
        for (var number = 0; number < _words.Parsed.SentenceCount; number++)
        {
            var sentence = _words.Parsed[number];
            var length = sentence.First - first;
            var isNewItem = false;
            while (item < items.Count && items[item].Span.End <= _words.Start(sentence.First))
            {
                (item, isNewItem) = (item + 1, true);
            }
            if (length > 0 && (isNewItem || sentence.Last - first > LongestStretch || (length >= LongEnough && IsParagraphStart(sentence.First))))
            {
                stretches.Add(new TokenRange(first, sentence.First));
                first = sentence.First;
            }
        }
        if (first < _words.Count)
        {
            stretches.Add(new TokenRange(first, _words.Count));
        }
        return stretches;
    }

    /// <summary>The rows of a stretch's tokens.</summary>
    /// <param name="stretch">Whole sentences.</param>
    /// <param name="rows">Receives <see cref="LabelTables.Count"/> rows for each token.</param>
    /// <param name="vectors">Receives the row of each token's vector, or -1.</param>
    /// <param name="headVectors">Receives the row of its head's vector, or -1.</param>
    public void Read(TokenRange stretch, Span<int> rows, Span<int> vectors, Span<int> headVectors)
    {
        for (var token = stretch.First; token < stretch.Last; token++)
        {
            var number = token - stretch.First;
            var row = rows.Slice(number * LabelTables.Count, LabelTables.Count);
            ref readonly var parsed = ref _words.Parsed.Tokens[token];
            var features = _vocabulary.Features(_words.Text.AsSpan(parsed.Start, parsed.End - parsed.Start));
            vectors[number] = features.Vector;
            // Names are known by their vectors and letters only: who was in the news of one year tells nothing of the next.
            row[LabelTables.Word] = parsed.Tag == UniversalTag.Propn ? 0 : _wordRow(_words[token]);
            row[LabelTables.Suffix] = features.SuffixThree;
            row[LabelTables.Shape] = features.Shape;
            row[LabelTables.Penn] = _tagRow(parsed.PennTag);
            row[LabelTables.Relation] = (int)parsed.Relation;
            row[LabelTables.Place] = _places[token];
            row[LabelTables.Cue] = _cues[token];
            row[LabelTables.Speaker] = Speaker(_words[token]);
            row[LabelTables.Name] = _names[token];
            row[LabelTables.RuleOuter] = _outer[token];
            row[LabelTables.RuleInner] = _inner[token];
            var head = _tree.Head(token);
            row[LabelTables.HeadRelation] = head < 0 ? 0 : (int)_words.Parsed.Tokens[head].Relation;
            row[LabelTables.HeadCue] = head < 0 ? 0 : _cues[head];
            row[LabelTables.Distance] = head < 0 ? NetworkShape.RootDistance : NetworkShape.DistanceClass(head - token);
            Climb(token, out row[LabelTables.Climb], out row[LabelTables.ClimbCue]);
        }
        for (var token = stretch.First; token < stretch.Last; token++)
        {
            var (number, head) = (token - stretch.First, _tree.Head(token) - stretch.First);
            headVectors[number] = head < 0 ? -1 : vectors[head];
            rows[(number * LabelTables.Count) + LabelTables.HeadPenn] = head < 0 ? 0 : rows[(head * LabelTables.Count) + LabelTables.Penn];
        }
    }

    private bool IsParagraphStart(int token) =>
        token == 0 || _words.Text.AsSpan(_words.End(token - 1), _words.Start(token) - _words.End(token - 1)).Contains('\n');

    private void FindPlaces(IReadOnlyList<Quotation> quotations)
    {
        foreach (var quotation in quotations)
        {
            for (var k = quotation.First; k < Math.Min(_words.Count, quotation.Last + (quotation.IsClosed ? 1 : 0)); k++)
            {
                _places[k] = (byte)(k == quotation.First ? 1 : k == quotation.Last ? 4 : quotation.IsClosed ? 2 : 3);
            }
        }
        for (var number = 0; number < _words.Parsed.SentenceCount; number++)
        {
            var first = _words.Parsed[number].First;
            _places[first] += (byte)(IsParagraphStart(first) ? 10 : 5);
        }
    }

    private void FindCues()
    {
        for (var number = 0; number < _words.Parsed.SentenceCount; number++)
        {
            var sentence = _words.Parsed[number];
            for (var k = sentence.First; k < sentence.Last; k++)
            {
                if (_words[k] == "according" && _words[k + 1] == "to")
                {
                    _cues[k] = According;
                }
                else if (CueLexicon.Default.First(_words, k, sentence.Last) is { } match)
                {
                    for (var i = k; i < k + match.Tokens; i++)
                    {
                        _cues[i] = (byte)(1 + (int)match.Entry.Class);
                    }
                    k += match.Tokens - 1;
                }
                else
                {
                    _cues[k] = CueFinder.IsNounCue(_words[k]) ? Noun : CueFinder.IsHearsay(_words[k]) ? Hearsay : (byte)0;
                }
            }
        }
    }

    // The nearest word of saying above a token in the tree: on which branch of it, before it or after it.
    private void Climb(int token, out int climb, out int cue)
    {
        var at = token;
        for (var steps = 0; steps < MostClimbs && _tree.Head(at) is var above && above >= 0; steps++)
        {
            if (_cues[above] > 0)
            {
                (climb, cue) = (1 + ((int)_tree.RelationOf(at) * 2) + (token > above ? 1 : 0), _cues[above]);
                return;
            }
            at = above;
        }
        (climb, cue) = (0, 0);
    }

    private static int Speaker(string word)
    {
        var known = SpeakerWords.Default;
        return (known.IsRole(word) ? 1 : 0) + (known.IsBody(word) ? 2 : 0) + (known.IsGroup(word) ? 4 : 0) + (known.IsDocument(word) ? 8 : 0) + (known.IsTitle(word) ? 16 : 0);
    }

    private static int Depth(Candidate candidate)
    {
        var depth = 0;
        for (var outer = candidate.Outer; outer is not null; outer = outer.Outer)
        {
            depth++;
        }
        return depth;
    }

    private static void Mark(byte[] rows, Candidate candidate)
    {
        foreach (var range in candidate.Content)
        {
            MarkRange(range, SpanRole.Content);
        }
        MarkRange(candidate.Source, SpanRole.Source);
        MarkRange(candidate.Verb, SpanRole.Cue);

        void MarkRange(TokenRange range, SpanRole role)
        {
            for (var k = range.First; k < range.Last && k < rows.Length; k++)
            {
                rows[k] = (byte)(((int)candidate.Rule * 6) + (int)SpanLabels.Of(role, k == range.First));
            }
        }
    }
}
