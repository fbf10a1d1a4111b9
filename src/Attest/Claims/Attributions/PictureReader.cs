using System.Collections.Frozen;
using Attest.Language;

namespace Attest.Claims.Attributions;

/// <summary>Tells which attributions are what a picture shows, and whether somebody is said to have verified it (<c>pictures.tsv</c>).</summary>
internal static class PictureReader
{
    /// <summary>Sentences after the one that a picture stands in, in which it can be said to be verified.</summary>
    private const int CheckReach = 2;

    /// <summary>Tokens before a word of checking in which it can be denied: "could not be independently verified".</summary>
    private const int DenialReach = 5;

    private static readonly FrozenDictionary<string, PictureKind> Kinds = Load("picture").ToFrozenDictionary(pair => pair.Word, pair => WireNames<PictureKind>.Parse(pair.Value), StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, PictureCheck> Checks = Load("check").ToFrozenDictionary(pair => pair.Word, pair => WireNames<PictureCheck>.Parse(pair.Value), StringComparer.Ordinal);

    /// <summary>The same attributions, those of pictures marked.</summary>
    /// <param name="parsed">The report's sentences.</param>
    /// <param name="result">Who says what in it.</param>
    public static AttributionResult Mark(ParsedText parsed, AttributionResult result)
    {
        List<Attribution>? marked = null;
        for (var i = 0; i < result.Attributions.Count; i++)
        {
            var said = result.Attributions[i];
            if (said.Source is { } source && SentenceAt(parsed, source.Start) is var number && number >= 0 && KindOf(parsed[number], source) is { } kind)
            {
                var (check, words) = CheckOf(parsed, number, source, said);
                marked ??= [.. result.Attributions];
                marked[i] = said with { Picture = new Picture(kind, check, words) };
            }
        }
        return marked is null ? result : result with { Attributions = marked };
    }

    // What heads the phrase before its first preposition or participle: "drone footage shared by the ministry", not "the author of the video".
    private static PictureKind? KindOf(Sentence sentence, TextSpan source)
    {
        PictureKind? kind = null;
        for (var i = 0; i < sentence.Tokens.Length; i++)
        {
            var token = sentence.Tokens[i];
            if (!source.Overlaps(token.Span))
            {
                continue;
            }
            if (token.Tag is UniversalTag.Adp or UniversalTag.Sconj or UniversalTag.Pron || token.Tag == UniversalTag.Verb && kind is not null || token.Tag == UniversalTag.Punct && kind is not null)
            {
                break;
            }
            if (Kinds.TryGetValue(Word(sentence, i), out var found))
            {
                kind = kind is PictureKind.Satellite or PictureKind.Camera ? kind : found;
            }
            else if (token.Tag is UniversalTag.Noun or UniversalTag.Propn)
            {
                // "the video editor": another noun heads the phrase.
                kind = kind is PictureKind.Satellite or PictureKind.Camera ? kind : null;
            }
        }
        return kind;
    }

    // By the words of its own phrase and sentence, outside what it shows; else by those of the next sentences that speak of it.
    private static (PictureCheck Check, TextSpan? Words) CheckOf(ParsedText parsed, int number, TextSpan source, Attribution said)
    {
        (PictureCheck Check, TextSpan? Words) found = (PictureCheck.Unverified, null);
        for (var k = number; k <= number + CheckReach && k < parsed.SentenceCount; k++)
        {
            var sentence = parsed[k];
            if (k > number && !SpeaksOfPicture(sentence))
            {
                break;
            }
            for (var i = 0; i < sentence.Tokens.Length; i++)
            {
                var span = sentence.Tokens[i].Span;
                if (!Checks.TryGetValue(Word(sentence, i), out var check) || k == number && !source.Contains(span) && said.Content.Any(content => content.Contains(span)))
                {
                    continue;
                }
                if (check is PictureCheck.Verified or PictureCheck.Located && IsDenied(sentence, i) is { } denied)
                {
                    (check, span) = (PictureCheck.Unverified, new TextSpan(denied, span.End));
                }
                if (found.Words is null || found.Check == PictureCheck.Verified && check == PictureCheck.Located)
                {
                    found = (check, span);
                }
            }
        }
        return found;
    }

    private static bool SpeaksOfPicture(Sentence sentence)
    {
        for (var i = 0; i < sentence.Tokens.Length; i++)
        {
            if (Kinds.ContainsKey(Word(sentence, i)) || Word(sentence, i) is "location" or "authenticity")
            {
                return true;
            }
        }
        return Word(sentence, 0) is "it" or "they";
    }

    // Where the denial begins; null where there is none.
    private static int? IsDenied(Sentence sentence, int check)
    {
        for (var i = check - 1; i >= Math.Max(0, check - DenialReach); i--)
        {
            if (Word(sentence, i) is "not" or "n't" or "n’t" or "never" or "unable" or "cannot" or "nobody" or "without")
            {
                return sentence.Tokens[i].Start;
            }
        }
        return null;
    }

    private static string Word(Sentence sentence, int token) => sentence.Form(token).ToString().ToLowerInvariant();

    // The sentence that a position stands in; -1 where it stands in none.
    private static int SentenceAt(ParsedText parsed, int position)
    {
        int low = 0, high = parsed.SentenceCount;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = parsed[middle].Span.End <= position ? (middle + 1, high) : (low, middle);
        }
        return low < parsed.SentenceCount && parsed[low].Span.Start <= position ? low : -1;
    }

    private static IEnumerable<(string Word, string Value)> Load(string part) => Table.Rows("Claims/Attributions/pictures.tsv")
        .Where(row => row[0] == part).SelectMany(row => Table.Alternatives(row[2]).Select(word => (word, row[1])));
}
