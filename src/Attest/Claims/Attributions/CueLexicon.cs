using System.Collections.Frozen;

namespace Attest.Claims.Attributions;

/// <summary>What a word of saying does.</summary>
internal enum CueClass
{
    Say, Claim, Write, Judge, Believe, Intend, Ask, Deny, Show, Hearsay, Light,
}

/// <summary>What follows a word of saying.</summary>
[Flags]
internal enum CueFrames
{
    None = 0,
    Clause = 1,
    Quote = 2,
    Noun = 4,
    Infinitive = 8,
    Gerund = 16,
    Addressee = 32,
    Object = 64,
    Question = 128,
}

/// <summary>One word or phrase that signals saying.</summary>
/// <param name="Lemma">Its dictionary form.</param>
/// <param name="Class">What it does.</param>
/// <param name="Frames">What follows it.</param>
/// <param name="Modality">In which mode it says so, if nothing else in the sentence tells.</param>
internal sealed record CueEntry(string Lemma, CueClass Class, CueFrames Frames, Modality Modality);

/// <summary>An inflection of a cue's first word.</summary>
internal enum CueForm
{
    Base, Third, Past, Participle, Gerund,
}

/// <summary>A cue in a text.</summary>
/// <param name="Entry">Which.</param>
/// <param name="Form">In which inflection; a form that is both past tense and participle counts as past.</param>
/// <param name="Tokens">Number of tokens it covers.</param>
internal readonly record struct CueMatch(CueEntry Entry, CueForm Form, int Tokens);

/// <summary>Words of saying in all their forms (<c>cues.tsv</c>, <c>irregular-verbs.tsv</c>).</summary>
internal sealed class CueLexicon
{
    private readonly FrozenDictionary<string, List<(string[] Following, CueEntry Entry, CueForm Form)>> _byFirst;

    private CueLexicon()
    {
        var irregular = Table.Rows("Claims/Attributions/irregular-verbs.tsv").ToDictionary(row => row[0], row => row[1..], StringComparer.Ordinal);
        var byFirst = new Dictionary<string, List<(string[], CueEntry, CueForm)>>(StringComparer.Ordinal);
        foreach (var row in Table.Rows("Claims/Attributions/cues.tsv"))
        {
            var entry = new CueEntry(row[0], Enum.Parse<CueClass>(row[1], ignoreCase: true), Frames(row[2]), WireNames<Modality>.Parse(row[3]));
            var words = row[0].Split(' ');
            // "purportedly show": the adverb stays as it is and the verb is inflected.
            var verb = words.Length > 1 && words[0].EndsWith("ly", StringComparison.Ordinal) ? 1 : 0;
            var forms = irregular.TryGetValue(words[verb], out var known) ? [words[verb], .. known] : Inflect(words[verb]);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var form = 0; form < forms.Length; form++)
            {
                if (!seen.Add(forms[form]) && form != (int)CueForm.Past)
                {
                    continue;
                }
                string[] phrase = [.. words];
                phrase[verb] = forms[form];
                if (!byFirst.TryGetValue(phrase[0], out var list))
                {
                    byFirst.Add(phrase[0], list = []);
                }
                list.Add((phrase[1..], entry, (CueForm)form));
            }
        }
        foreach (var list in byFirst.Values)
        {
            // Longer phrases first; among equals the table's order.
            var sorted = list.Select((cue, index) => (cue, index)).OrderByDescending(pair => pair.cue.Item1.Length).ThenBy(pair => pair.index).Select(pair => pair.cue).ToList();
            list.Clear();
            list.AddRange(sorted);
        }
        _byFirst = byFirst.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The lexicon that ships.</summary>
    public static CueLexicon Default { get; } = new();

    /// <summary>The cues that begin at a token, the longest first and one for each class; empty where none does.</summary>
    public IEnumerable<CueMatch> At(Words words, int token, int last)
    {
        if (!_byFirst.TryGetValue(words[token], out var list))
        {
            yield break;
        }
        foreach (var (rest, entry, form) in list)
        {
            if (Follows(words, token, last, rest))
            {
                yield return new CueMatch(entry, form, rest.Length + 1);
            }
        }
    }

    /// <summary>The longest cue that begins at a token; null where none does.</summary>
    public CueMatch? First(Words words, int token, int last)
    {
        if (!_byFirst.TryGetValue(words[token], out var list))
        {
            return null;
        }
        foreach (var (rest, entry, form) in list)
        {
            if (Follows(words, token, last, rest))
            {
                return new CueMatch(entry, form, rest.Length + 1);
            }
        }
        return null;
    }

    private static bool Follows(Words words, int token, int last, string[] rest)
    {
        var matches = token + rest.Length < last;
        for (var i = 0; matches && i < rest.Length; i++)
        {
            matches = words[token + 1 + i] == rest[i];
        }
        return matches;
    }

    private static CueFrames Frames(string letters)
    {
        var frames = CueFrames.None;
        foreach (var letter in letters)
        {
            frames |= letter switch
            {
                'c' => CueFrames.Clause,
                'q' => CueFrames.Quote,
                'n' => CueFrames.Noun,
                'i' => CueFrames.Infinitive,
                'g' => CueFrames.Gerund,
                'a' => CueFrames.Addressee,
                'o' => CueFrames.Object,
                'w' => CueFrames.Question,
                _ => throw new InvalidOperationException($"Loading cues.tsv: found the frame “{letter}”, expected one of c q n i g a o w."),
            };
        }
        return frames;
    }

    private static string[] Inflect(string verb)
    {
        var consonantY = verb.EndsWith('y') && verb.Length > 1 && !IsVowel(verb[^2]);
        var third = consonantY ? verb[..^1] + "ies" : verb.EndsWith('s') || verb.EndsWith("sh", StringComparison.Ordinal) || verb.EndsWith("ch", StringComparison.Ordinal) || verb.EndsWith('x') ? verb + "es" : verb + "s";
        var past = consonantY ? verb[..^1] + "ied" : verb.EndsWith('e') ? verb + "d" : verb + "ed";
        var gerund = verb.EndsWith('e') && !verb.EndsWith("ee", StringComparison.Ordinal) ? verb[..^1] + "ing" : verb + "ing";
        return [verb, third, past, past, gerund];
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';
}
