using System.Text;
using Attest.Language;

namespace Attest.Training;

/// <summary>Words and sentences found in the treebanks' raw text, scored as the CoNLL 2018 evaluation does: spans without white space, words of one multiword token by form.</summary>
internal static class SegmentationScore
{
    public static void Print(string data, bool showErrors)
    {
        Score("GUM dev", Treebank.Gum(data, "dev"), false, showErrors);
        Score("EWT dev", Treebank.Ewt(data, "dev"), false, showErrors);
        Score("GUM dev, lines wrapped at 80", Treebank.Gum(data, "dev"), true, false);
        Score("EWT dev, lines wrapped at 80", Treebank.Ewt(data, "dev"), true, false);
    }

    /// <summary>The raw text that sentences were taken from, as Universal Dependencies' own tools restore it.</summary>
    public static string RawText(IEnumerable<TreebankSentence> sentences, bool wrap)
    {
        var text = new StringBuilder();
        var line = new StringBuilder();
        foreach (var sentence in sentences)
        {
            if (sentence.StartsParagraph && (text.Length > 0 || line.Length > 0))
            {
                Flush();
                text.Append('\n');
            }
            foreach (var (form, _, _, space) in sentence.Surface)
            {
                line.Append(form);
                if (space)
                {
                    line.Append(' ');
                }
            }
        }
        Flush();
        return text.ToString();

        void Flush()
        {
            var paragraph = line.ToString().TrimEnd();
            while (wrap && paragraph.Length > 80)
            {
                var at = paragraph.LastIndexOf(' ', 80);
                if (at <= 0)
                {
                    break;
                }
                text.Append(paragraph.AsSpan(0, at)).Append('\n');
                paragraph = paragraph[(at + 1)..];
            }
            text.Append(paragraph).Append('\n');
            line.Clear();
        }
    }

    private static void Score(string name, List<TreebankSentence> gold, bool wrap, bool showErrors)
    {
        var text = RawText(gold, wrap);
        var parsed = new LanguageAnalyser().Analyse(text);
        var dense = new int[text.Length + 1];
        for (var i = 0; i < text.Length; i++)
        {
            dense[i + 1] = dense[i] + (char.IsWhiteSpace(text[i]) ? 0 : 1);
        }
        var goldWords = new List<(int, int)>();
        var goldSentences = new List<(int, int)>();
        var at = 0;
        foreach (var sentence in gold)
        {
            var start = at;
            foreach (var (form, first, last, _) in sentence.Surface)
            {
                if (first == last)
                {
                    goldWords.Add((at, at + Dense(form)));
                }
                else
                {
                    // Parts are aligned from the left: those of English are pieces of the surface form but for a few.
                    var part = at;
                    for (var word = first; word <= last; word++)
                    {
                        var end = word == last ? at + Dense(form) : part + Dense(sentence.Forms[word]);
                        goldWords.Add((part, end));
                        part = end;
                    }
                }
                at += Dense(form);
            }
            goldSentences.Add((start, at));
        }
        var words = new List<(int, int)>();
        foreach (var token in parsed.Tokens)
        {
            words.Add((dense[token.Start], dense[token.End]));
        }
        var sentences = new List<(int, int)>();
        for (var i = 0; i < parsed.SentenceCount; i++)
        {
            sentences.Add((dense[parsed[i].Span.Start], dense[parsed[i].Span.End]));
        }
        Console.WriteLine($"{name,-30} words F1 {F1(goldWords, words):F2}   sentences F1 {F1(goldSentences, sentences):F2}   ({goldWords.Count} words, {goldSentences.Count} sentences)");
        if (showErrors)
        {
            var back = new int[at + 1];
            for (var i = 0; i < text.Length; i++)
            {
                if (!char.IsWhiteSpace(text[i]))
                {
                    back[dense[i]] = i;
                }
            }
            back[at] = text.Length;
            Differences("word missed", goldWords.Except(words));
            Differences("word invented", words.Except(goldWords));
            Differences("sentence start missed", goldSentences.Select(s => (s.Item1, s.Item1)).Except(sentences.Select(s => (s.Item1, s.Item1))));
            Differences("sentence start invented", sentences.Select(s => (s.Item1, s.Item1)).Except(goldSentences.Select(s => (s.Item1, s.Item1))));

            void Differences(string what, IEnumerable<(int Start, int End)> spans)
            {
                foreach (var (start, end) in spans)
                {
                    int from = back[start], to = end > start ? back[end - 1] + 1 : from;
                    var before = text[Math.Max(0, from - 30)..from];
                    var after = text[to..Math.Min(text.Length, to + 30)];
                    Console.WriteLine($"    {what}: {before}⟦{text[from..to]}⟧{after}".Replace("\n", "⏎", StringComparison.Ordinal));
                }
            }
        }
    }

    private static int Dense(string form) => form.Count(letter => !char.IsWhiteSpace(letter));

    private static double F1(List<(int, int)> gold, List<(int, int)> found)
    {
        var right = gold.Intersect(found).Count();
        return 200.0 * right / (gold.Count + found.Count);
    }
}
