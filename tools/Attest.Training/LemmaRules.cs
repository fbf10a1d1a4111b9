using System.Globalization;
using System.Text;

namespace Attest.Training;

/// <summary>Dictionary forms as rules learned from the treebanks: for a Penn tag and an ending, how many letters to cut and what to put there.</summary>
internal sealed class LemmaRules
{
    private const int LongestEnding = 8;
    private readonly Dictionary<(string Tag, string Ending), string> _rules = [];

    /// <summary>Learns the least set of rules: the longest ending wins, and an ending is kept only where it says other than the shorter ones.</summary>
    public static LemmaRules Learn(IEnumerable<TreebankSentence> sentences)
    {
        var pairs = new Dictionary<(string Tag, string Form), Dictionary<string, int>>();
        foreach (var sentence in sentences)
        {
            for (var word = 0; word < sentence.Count; word++)
            {
                var form = TrainingVocabulary.Key(sentence.Forms[word]);
                var lemma = sentence.PennTags[word] is "NNP" or "NNPS" ? TrainingVocabulary.Key(sentence.Lemmas[word]) : sentence.Lemmas[word];
                if (form.Length == 0 || lemma.Length == 0 || sentence.Tags[word] == "X")
                {
                    continue;
                }
                var counts = pairs.TryGetValue((sentence.PennTags[word], form), out var known) ? known : pairs[(sentence.PennTags[word], form)] = [];
                counts[lemma] = counts.GetValueOrDefault(lemma) + 1;
            }
        }
        var rules = new LemmaRules();
        foreach (var tag in pairs.GroupBy(pair => pair.Key.Tag, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var words = tag.Select(pair => (Form: "^" + pair.Key.Form, Script: Script(pair.Key.Form, pair.Value.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).First().Key), Count: pair.Value.Values.Sum())).ToList();
            for (var length = 0; length <= LongestEnding; length++)
            {
                foreach (var ending in words.Where(word => word.Form.Length >= length).GroupBy(word => word.Form[^length..], StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
                {
                    // A type counts once (and a little more if frequent), so that one common irregular word does not bend a rule.
                    var best = ending.GroupBy(word => word.Script, StringComparer.Ordinal).OrderByDescending(group => group.Sum(word => 1 + (0.1 * Math.Log(word.Count)))).ThenBy(group => group.Key, StringComparer.Ordinal).First().Key;
                    if (rules.Find(tag.Key, ending.Key, length - 1) != best)
                    {
                        rules._rules[(tag.Key, ending.Key)] = best;
                    }
                }
            }
            // Whole words that are still wrong.
            foreach (var (form, script, _) in words.Where(word => rules.Find(tag.Key, word.Form, LongestEnding) != word.Script))
            {
                rules._rules[(tag.Key, form)] = script;
            }
        }
        return rules;
    }

    public string Write()
    {
        var text = new StringBuilder();
        foreach (var ((tag, ending), script) in _rules.OrderBy(rule => rule.Key.Tag, StringComparer.Ordinal).ThenBy(rule => rule.Key.Ending, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{tag}\t{ending}\t{script}\n");
        }
        return text.ToString();
    }

    private string? Find(string tag, string word, int longest)
    {
        for (var length = Math.Min(longest, word.Length); length >= 0; length--)
        {
            if (_rules.TryGetValue((tag, word[^length..]), out var script))
            {
                return script;
            }
        }
        return null;
    }

    /// <summary>Letters to cut, a bar, letters to put: "3|y" makes city of cities.</summary>
    private static string Script(string form, string lemma)
    {
        var common = 0;
        while (common < form.Length && common < lemma.Length && form[common] == lemma[common])
        {
            common++;
        }
        return $"{form.Length - common}|{lemma[common..]}";
    }
}
