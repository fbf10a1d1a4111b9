using Attest.Language;

namespace Attest.Incidents;

/// <summary>The sentences of a report, to quote a claim's words with those around them.</summary>
internal sealed class SentenceQuotes(Report report)
{
    /// <summary>Words that can stand between "part of" and the whole: "part of a larger $61 billion package".</summary>
    private const int WordsBeforeWhole = 3;

    private readonly IReadOnlyList<TextSpan> _sentences = LanguageAnalyser.Sentences(report);

    /// <summary>Where the sentences stand, in the text's order and without overlap.</summary>
    public IReadOnlyList<TextSpan> Sentences => _sentences;

    /// <summary>The number of the sentence at a position, from 0; -1 where none was read.</summary>
    public int NumberAt(int position) => _sentences.IndexAt(position);

    /// <summary>Whether two stretches stand in one item of the report.</summary>
    public bool AreInOneItem(TextSpan one, TextSpan other) => report.Items.Any(item => item.Span.Contains(one.Start) && item.Span.Contains(other.Start));

    /// <summary>The sentence that holds the words, or all sentences that they reach into; the words alone where no sentence was read.</summary>
    public TextSpan Around(TextSpan words)
    {
        var first = _sentences.IndexAt(words.Start);
        var last = _sentences.IndexAt(Math.Max(words.Start, words.End - 1));
        return new TextSpan(
            first >= 0 ? Math.Min(_sentences[first].Start, words.Start) : words.Start,
            last >= 0 ? Math.Max(_sentences[last].End, words.End) : words.End);
    }

    /// <summary>Whether the words before a figure say that something else is a part of it.</summary>
    public bool IsWhole(TextSpan figure)
    {
        var before = report.Text[Around(figure).Start..figure.Start].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var i = Math.Max(1, before.Length - WordsBeforeWhole); i < before.Length; i++)
        {
            if (before[i].Equals("of", StringComparison.OrdinalIgnoreCase) && before[i - 1].Equals("part", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }
}
