using System.Globalization;

namespace Attest.Training;

/// <summary>Names from GUM's entities: those whose head is a proper noun, cut down to the name itself.</summary>
internal static class NameLabels
{
    private static readonly HashSet<string> Offices = [.. Table.Rows("Language/Coreference/roles.tsv").Select(row => row[0]), "madam", "sir", "mr.", "emperor", "protector", "lord", "vice", "prime", "father", "god", "mr", "fellow"];

    private sealed record Mention(string Id, string Kind, int First, int Last, int Head);

    /// <summary>For each word O, or B- or I- with person, organization, place or event.</summary>
    public static string[] Of(TreebankSentence sentence)
    {
        var labels = Enumerable.Repeat("O", sentence.Count).ToArray();
        // Inner names give way to outer ones: the Government of Ukraine is one organisation.
        foreach (var (first, last, kind) in Names(sentence).OrderByDescending(name => name.Last - name.First).ThenBy(name => name.First))
        {
            if (Enumerable.Range(first, last - first + 1).All(word => labels[word] == "O"))
            {
                for (var word = first; word <= last; word++)
                {
                    labels[word] = (word == first ? "B-" : "I-") + kind;
                }
            }
        }
        return labels;
    }

    public static IEnumerable<(int First, int Last, string Kind)> Names(TreebankSentence sentence)
    {
        foreach (var mention in Mentions(sentence))
        {
            var kind = mention.Kind switch
            {
                "person" or "organization" or "place" => mention.Kind,
                "event" => "event",
                "object" => "object",
                _ => null,
            };
            if (kind is null || sentence.Tags[mention.Head] != "PROPN")
            {
                continue;
            }
            int first = mention.Head, last = mention.Head;
            while (first > mention.First && IsInside(sentence, first - 1, mention))
            {
                first--;
            }
            while (last < mention.Last && IsInside(sentence, last + 1, mention))
            {
                last++;
            }
            // "of", "and", "-" stay only between parts of the name.
            while (first < mention.Head && !IsName(sentence, first))
            {
                first++;
            }
            while (last > mention.Head && !IsName(sentence, last))
            {
                last--;
            }
            // "the President", "Emperor of the Indies": an office, not a name.
            if (kind == "person" && Enumerable.Range(first, last - first + 1).All(word => Offices.Contains(sentence.Lemmas[word].ToLowerInvariant()) || !IsName(sentence, word)))
            {
                continue;
            }
            yield return (first, last, kind);
        }
    }

    private static bool IsName(TreebankSentence sentence, int word) =>
        sentence.Tags[word] is "PROPN" or "NUM" || (char.IsUpper(sentence.Forms[word][0]) && sentence.Tags[word] is not "PRON" and not "DET");

    private static bool IsInside(TreebankSentence sentence, int word, Mention mention)
    {
        if (IsName(sentence, word))
        {
            return true;
        }
        if (sentence.Tags[word] == "PART" && sentence.Forms[word].Length <= 2)
        {
            // 's within a name, as in Macy's Day
            return true;
        }
        if (mention.Kind == "person")
        {
            return word > mention.First && word < mention.Last && sentence.Forms[word] is "de" or "-" or "al" or "von" or "van" or "la" or "der" or "bin" or "ibn" or "di" or "da" or "du" && Near(sentence, word, mention, -1) && Near(sentence, word, mention, 1);
        }
        return word > mention.First && word < mention.Last
            && (sentence.Forms[word] is "of" or "for" or "and" or "the" or "de" or "-" or "–" or "&" or "al" or "von" or "van" or "la" or "der" or "." or "in" or "on")
            && Near(sentence, word, mention, -1) && Near(sentence, word, mention, 1);
    }

    // A name's word within two words on this side.
    private static bool Near(TreebankSentence sentence, int word, Mention mention, int step)
    {
        for (var i = 1; i <= 2; i++)
        {
            var at = word + (i * step);
            if (at < mention.First || at > mention.Last)
            {
                return false;
            }
            if (IsName(sentence, at))
            {
                return true;
            }
            if (sentence.Forms[at] is not ("the" or "of" or "and" or "-"))
            {
                return false;
            }
        }
        return false;
    }

    private static List<Mention> Mentions(TreebankSentence sentence)
    {
        var mentions = new List<Mention>();
        var open = new List<(string Id, string Kind, int First, int Head)>();
        for (var word = 0; word < sentence.Count; word++)
        {
            var field = sentence.Miscellaneous[word].Split('|').FirstOrDefault(part => part.StartsWith("Entity=", StringComparison.Ordinal));
            if (field is null)
            {
                continue;
            }
            var text = field["Entity=".Length..];
            var at = 0;
            while (at < text.Length)
            {
                if (text[at] == '(')
                {
                    var end = text.IndexOfAny(['(', ')'], at + 1);
                    end = end < 0 ? text.Length : end;
                    // A digit before ")" without "(" closes another; the opening's own text ends there.
                    var parts = text[(at + 1)..end].Split('-');
                    var head = parts.Length > 5 && int.TryParse(parts[5].Split(',')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? word + offset - 1 : word;
                    open.Add((parts[0], parts.Length > 1 ? parts[1] : "", word, head));
                    if (end < text.Length && text[end] == ')')
                    {
                        Close(open.Count - 1, word);
                        end++;
                    }
                    at = end;
                }
                else
                {
                    var end = text.IndexOf(')', at);
                    if (end < 0)
                    {
                        break;
                    }
                    var id = text[at..end];
                    var found = open.FindLastIndex(mention => mention.Id == id);
                    if (found >= 0)
                    {
                        Close(found, word);
                    }
                    at = end + 1;
                }
            }
        }
        return mentions;

        void Close(int index, int last)
        {
            var (id, kind, first, _) = open[index];
            open.RemoveAt(index);
            mentions.Add(new Mention(id, kind, first, last, HeadOf(sentence, first, last)));
        }
    }

    // The word of the span whose own head lies outside it.
    private static int HeadOf(TreebankSentence sentence, int first, int last)
    {
        for (var word = first; word <= last; word++)
        {
            if (sentence.Heads[word] < first || sentence.Heads[word] > last)
            {
                return word;
            }
        }
        return first;
    }
}
