using Attest.Claims.Nations;
using Attest.Language;

namespace Attest.Claims.Places;

// What tells by the words after a name that the land is meant, not those who govern it.
internal sealed partial class ToponymJudge
{
    // "Ukraine's south coast", "Ukraine's second largest city": a part of the land.
    private bool IsLand(int token)
    {
        for (var last = Math.Min(cues.Length, token + LongestLand); token < last && !BreaksLine(token); token++)
        {
            if ((cues[token] & PlaceCue.Land) != 0)
            {
                return true;
            }
            if ((cues[token] & (PlaceCue.Compass | PlaceCue.Possessed)) == 0 || parsed.Tokens[token].Tag is not (UniversalTag.Adj or UniversalTag.Adv or UniversalTag.Noun or UniversalTag.Propn))
            {
                return false;
            }
        }
        return false;
    }

    // "If Kyiv is bombed", "Ukraine was invaded".
    private bool IsStruck(int token)
    {
        var first = token;
        while (token < Math.Min(cues.Length, first + MostAuxiliaries) && (parsed.Tokens[token].Tag == UniversalTag.Aux || (token > first && parsed.Tokens[token].Tag == UniversalTag.Adv)))
        {
            token++;
        }
        return token > first && token < cues.Length && parsed.Tokens[token].PennTag == "VBN" && (cues[token] & PlaceCue.Attack) != 0 && Word(token - 1) is "is" or "was" or "be" or "been" or "being" or "are" or "were"
            && !(token + 1 < cues.Length && Word(token + 1) is "with" or "to");
    }

    private int LastOfCompound(int token)
    {
        for (var last = Math.Min(cues.Length, token + LongestLand); token + 1 < last && !BreaksLine(token + 1) && parsed.Tokens[token + 1].Tag == UniversalTag.Noun; token++)
        {
        }
        return token;
    }

    // "KYIV, Ukraine (Agency)", "MOSCOW —"
    private bool IsDateline(Toponym toponym)
    {
        if (toponym.NationWord is not (NationWord.Capital or NationWord.Name))
        {
            return false;
        }
        var isPlaceBefore = toponym.First > 1 && Word(toponym.First - 1) is "," && toponyms.Any(other => other.Last == toponym.First - 1 && !other.MayBeGovernment && other.Rows.Count > 0);
        var isCapitals = toponym.NationWord == NationWord.Capital && Word(toponym.First).Length > 2 && !Word(toponym.First).ContainsAnyInRange('a', 'z');
        return (isPlaceBefore && !IsPossessive(toponym) && !(toponym.NationWord == NationWord.Capital && IsSubject(toponym))) || (isCapitals && toponym.Last < cues.Length && Word(toponym.Last) is "(" or "," or "—" or "–" or "-" or "--");
    }

    private bool IsFollowedByPlace(Toponym toponym) => toponym.Last + 1 < cues.Length && Word(toponym.Last) is "," && IsToponymAt(toponym.Last + 1);

    private bool IsSubject(Toponym toponym) => toponym.Last < cues.Length && (cues[toponym.Last] & PlaceCue.SpeechVerb) != 0;

    private bool IsPossessive(Toponym toponym) => toponym.Last < cues.Length && Word(toponym.Last) is "'s" or "’s" or "'" or "’";

    private bool AreJoined(Toponym left, Toponym right)
    {
        if (right.First - left.Last is < 1 or > 4)
        {
            return false;
        }
        for (var i = left.Last; i < right.First; i++)
        {
            // A term that belongs to the one before is no gap.
            if (parsed.Tokens[i].End <= left.Span.End)
            {
                continue;
            }
            if (Word(i) is not ("," or "and" or "or" or "&" or "/" or "–" or "-" or "the" or "including" or "especially" or "particularly" or "also"))
            {
                return false;
            }
        }
        return true;
    }
}
