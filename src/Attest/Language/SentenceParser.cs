using System.Collections.Concurrent;
using Attest.Language.Names;
using Attest.Language.Network;
using Attest.Language.Segmentation;

namespace Attest.Language;

/// <summary>Tokens in sentences → tags, trees and names: one parser works on one text at a time.</summary>
/// <remarks>Hot. Takes sentences together as far as they fit into one run of the network.</remarks>
internal sealed class SentenceParser(LanguageModel model)
{
    // Sentences at their greatest length in a row; what goes on longer without an end is no running text, and its cost must stay small.
    private const int MostCutInARow = 16;

    private static readonly ConcurrentBag<SentenceParser> Idle = [];

    private readonly LanguageNetwork _network = new(model);
    private readonly LemmaCache _lemmas = new(model.Lemmas);
    private readonly int[] _tags = new int[Encoder.Capacity];
    private readonly int[] _heads = new int[Encoder.Capacity];
    private readonly Relation[] _relations = new Relation[Encoder.Capacity];
    private readonly int[] _nameLabels = new int[Encoder.Capacity];
    private readonly float[] _certainties = new float[Encoder.Capacity];

    /// <summary>Parses with the model that ships. Safe to call from several threads at once.</summary>
    /// <remarks>Each parser holds some 11 MB of room; there are never more than texts that were parsed at the same time.</remarks>
    /// <inheritdoc cref="Parse"/>
    public static ParsedText ParseEnglish(string text, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends, int[] sentences)
    {
        var parser = Idle.TryTake(out var idle) ? idle : new SentenceParser(SharedModel.English);
        var parsed = parser.Parse(text, starts, ends, sentences);
        // One that failed is left to the collector: what it holds is not known.
        Idle.Add(parser);
        return parsed;
    }

    /// <summary>Parses tokens of <paramref name="text"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="starts">Where each token starts.</param>
    /// <param name="ends">Where each token ends.</param>
    /// <param name="sentences">Index of each sentence's first token, with the number of tokens as a last entry; none longer than <see cref="SentenceSplitter.LongestSentence"/>.</param>
    /// <remarks>What goes on for thousands of words without the end of a sentence is left without tags.</remarks>
    public ParsedText Parse(string text, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends, int[] sentences)
    {
        var tokens = new Token[starts.Length];
        var finder = new NameFinder(text, tokens, sentences);
        var sentence = 0;
        var cutInARow = 0;
        while (sentence + 1 < sentences.Length)
        {
            cutInARow = sentences[sentence + 1] - sentences[sentence] == SentenceSplitter.LongestSentence ? cutInARow + 1 : 0;
            if (cutInARow > MostCutInARow)
            {
                LeaveOpen(starts, ends, sentences[sentence], sentences[sentence + 1], tokens);
                sentence++;
                continue;
            }
            var from = sentence;
            _network.Clear();
            do
            {
                int first = sentences[sentence], count = sentences[sentence + 1] - first;
                _network.StartSentence(count);
                for (var word = 0; word < count; word++)
                {
                    _network.AddWord(word, text.AsSpan(starts[first + word], ends[first + word] - starts[first + word]));
                }
                sentence++;
            }
            while (sentence + 1 < sentences.Length && sentences[sentence + 1] - sentences[sentence] < SentenceSplitter.LongestSentence && _network.Fits(sentences[sentence + 1] - sentences[sentence]));
            Finish(text, starts, ends, sentences[from], sentences[sentence], tokens);
            finder.Add(sentences[from], from, sentence, _nameLabels, _certainties, model.NameLabels);
        }
        return new ParsedText(text, tokens, sentences, finder.Finish());
    }

    // No tags, and all words below the first.
    private static void LeaveOpen(ReadOnlySpan<int> starts, ReadOnlySpan<int> ends, int first, int last, Token[] tokens)
    {
        for (var token = first; token < last; token++)
        {
            tokens[token] = new Token { Start = starts[token], End = ends[token], PennTag = "", Lemma = "", Head = token == first ? -1 : 0, Relation = token == first ? Relation.Root : Relation.Dep };
        }
    }

    private void Finish(string text, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends, int first, int last, Token[] tokens)
    {
        var count = last - first;
        _network.Run();
        _network.ReadTags(_tags);
        _network.ReadTree(_heads, _relations);
        _network.ReadNames(_nameLabels.AsSpan(0, count), _certainties.AsSpan(0, count));
        var labels = model.TagLabels;
        for (var word = 0; word < count; word++)
        {
            int start = starts[first + word], end = ends[first + word], tag = _tags[word];
            tokens[first + word] = new Token
            {
                Start = start,
                End = end,
                Tag = labels.Universal[tag],
                PennTag = labels.Penn[tag],
                Morphology = labels.Morphologies[tag],
                Lemma = _lemmas.Of(text.AsSpan(start, end - start), labels.Penn[tag]),
                Head = _heads[word],
                Relation = _relations[word],
            };
        }
    }
}
