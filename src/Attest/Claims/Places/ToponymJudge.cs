using Attest.Claims.Nations;
using Attest.Language;

namespace Attest.Claims.Places;

/// <summary>Decides from the words around a toponym whether it is meant as a place, as a government, or as neither.</summary>
/// <remarks>A settlement or region is a place unless something speaks against it; a state or capital is a government unless something is said to be or move there.</remarks>
internal sealed partial class ToponymJudge(ParsedText parsed, PlaceCue[] cues, IReadOnlyList<Toponym> toponyms)
{
    // In tokens: between a border's name and "with" the other state.
    private const int BorderReach = 5;
    private const int LongestPhrase = 5;

    // In tokens: "second largest city".
    private const int LongestLand = 4;
    private const int MostAuxiliaries = 4;

    // Nouns above a name that are looked at: "attacks of rebel forces on Aden".
    private const int MostHeads = 3;

    // How sure the parser must be of a name that outweighs a place.
    private const float LeastOfName = 0.8f;

    private readonly HashSet<string> _persons = new(StringComparer.Ordinal);

    /// <summary>The role of each toponym.</summary>
    public ToponymRole[] Judge()
    {
        var roles = new ToponymRole[toponyms.Count];
        for (var i = 0; i < roles.Length; i++)
        {
            if (IsPersonByNeighbours(toponyms[i]))
            {
                _persons.Add(toponyms[i].Key);
            }
        }
        for (var i = 0; i < roles.Length; i++)
        {
            roles[i] = Role(toponyms[i], isLocated: IsLocated(toponyms[i]));
        }
        SpreadThroughLists(roles);
        return roles;
    }

    private ToponymRole Role(Toponym toponym, bool isLocated)
    {
        if (toponym is { Nation: not null, NationWord: NationWord.Adjective or NationWord.People })
        {
            return ToponymRole.People;
        }
        if (IsNamedOtherwise(toponym, isLocated) || IsPersonByNeighbours(toponym) || IsOrganisation(toponym) || IsHalfOfName(toponym) || IsSecondHalfOfName(toponym) || (_persons.Contains(toponym.Key) && (!isLocated || toponym.Nation is null)))
        {
            return ToponymRole.Other;
        }
        if (!isLocated && IsBeforeSurname(toponym))
        {
            return ToponymRole.Other;
        }
        if (toponym.MayBeGovernment)
        {
            if (IsQualifier(toponym) || IsInLongName(toponym) || IsHalfOfPair(toponym) || IsHolder(toponym) || IsGivenTo(toponym))
            {
                return ToponymRole.Government;
            }

            return isLocated && HasPlaceAfterPossessive(toponym) ? ToponymRole.Location
                : IsDateline(toponym) || HasTerritorialUse(toponym) ? ToponymRole.Location : ToponymRole.Government;
        }
        if (!isLocated && toponym is { Term: null, Nation: null } && toponym.Last < cues.Length && !BreaksLine(toponym.Last)
            && IsUpperAt(toponym.Last) && (cues[toponym.Last] & PlaceCue.Representative) != 0)
        {
            // "Ohio Sen. Jane Doe": whom she stands for, not where she is.
            return ToponymRole.Government;
        }
        if (toponym is { Term: null, Nation: null } && toponym.Last - toponym.First == 1 && IsPartOfLongerName(toponym))
        {
            return ToponymRole.Other;
        }
        if (toponym.Term is null && toponym.Last - toponym.First == 1 && (cues[toponym.First] & (PlaceCue.CommonWord | PlaceCue.FirstName | PlaceCue.Title | PlaceCue.OrganisationHead | PlaceCue.Compass)) is var cue and not PlaceCue.None
            && (!isLocated || IsSentenceStart(toponym.First) || IsNoun(toponym, cue)) && !(cue == PlaceCue.FirstName && IsFollowedByPlace(toponym)))
        {
            return ToponymRole.Other;
        }
        if (toponym.IsRespelt)
        {
            return isLocated && !IsSentenceStart(toponym.First) && !IsUpperAt(toponym.Last) ? ToponymRole.Location : ToponymRole.Other;
        }
        return IsInLongName(toponym) ? ToponymRole.Government : isLocated ? ToponymRole.Location : ToponymRole.Place;
    }

    // A member of a list of places is one: "in Kharkiv, Kyiv and Odesa".
    private void SpreadThroughLists(ToponymRole[] roles)
    {
        for (var i = 1; i < roles.Length; i++)
        {
            if (!AreJoined(toponyms[i - 1], toponyms[i]))
            {
                continue;
            }
            if (roles[i - 1] == ToponymRole.Location && roles[i] == ToponymRole.Other && toponyms[i] is { IsRespelt: false, Term: null })
            {
                // The parser alone may have taken it for a person: being listed weighs as much as a preposition.
                roles[i] = Role(toponyms[i], isLocated: true);
            }
            if (roles[i - 1] == ToponymRole.Location && (roles[i] == ToponymRole.Place || (roles[i] == ToponymRole.Government && toponyms[i].MayBeGovernment && !IsPossessive(toponyms[i]) && !IsSubject(toponyms[i]) && !IsQualifier(toponyms[i]))))
            {
                roles[i] = ToponymRole.Location;
            }
            else if (roles[i] is ToponymRole.Place && roles[i - 1] == ToponymRole.Government && !toponyms[i].MayBeGovernment && toponyms[i - 1].NationWord == NationWord.Capital)
            {
                roles[i - 1] = ToponymRole.Location;
            }
        }
    }

    /// <summary>Whether a word before it or a term after it puts something there.</summary>
    private bool IsLocated(Toponym toponym)
    {
        if (toponym.Term is not null)
        {
            return true;
        }
        var token = toponym.First - 1;
        var hasCompass = false;
        while (token >= 0 && !BreaksLine(token + 1) && (cues[token] & (PlaceCue.Article | PlaceCue.Compass)) != 0)
        {
            hasCompass |= (cues[token] & PlaceCue.Compass) != 0;
            token--;
        }
        if (hasCompass)
        {
            return true;
        }
        if (token < 0 || BreaksLine(token + 1))
        {
            return false;
        }
        var before = token > 0 ? cues[token - 1] : PlaceCue.None;
        var word = Word(token);
        if (word is "of" or "Of")
        {
            if (token > 2 && Word(token - 1) is "part" && Word(token - 2) is "the" && Word(token - 3) is "on")
            {
                // "On the part of Moscow": who does something.
                return false;
            }
            return (before & PlaceCue.OfArea) != 0 || ((before & PlaceCue.OfTown) != 0 && toponym.NationWord != NationWord.Name);
        }
        if (word is "on" or "On")
        {
            return ((before | HeadBefore(toponym, token)) & (PlaceCue.OnEvent | PlaceCue.Attack)) != 0 || !toponym.MayBeGovernment;
        }
        if (word is "against" or "Against")
        {
            return ((before | HeadBefore(toponym, token)) & PlaceCue.OnEvent) != 0;
        }
        if (word is "with")
        {
            return IsBorder(toponym, token);
        }
        if (word is "including" or "especially" or "particularly" or "notably" or "namely" || (word is "as" && token > 0 && Word(token - 1) is "such"))
        {
            return IsExampleOfPlaces(word is "as" ? token - 1 : token);
        }
        if (toponym.NationWord == NationWord.Capital && Word(word is "," && token > 0 ? token - 1 : token) is "capital" && toponym.MayBeGovernment)
        {
            // "Ukraine's capital Kyiv", "in the Czech capital, Prague".
            return true;
        }
        if (word is "from" or "From")
        {
            return (before & PlaceCue.WordFrom) == 0;
        }
        if (word is "to" or "To" or "towards" or "toward")
        {
            return (before & PlaceCue.WordTo) == 0;
        }
        if (word is "'s" or "’s")
        {
            // "Ukraine's Kharkiv": a place of that state.
            return !toponym.MayBeGovernment && token > 0 && NationTable.World.Find(Word(token - 1)) is not null;
        }
        return (cues[token] & PlaceCue.In) != 0 || ((cues[token] & PlaceCue.Attack) != 0 && !IsPossessive(toponym))
            || (word is "between" && (!toponym.MayBeGovernment || (token > 0 && Word(token - 1) is "border" or "borders" or "frontier")));
    }

    // What the word that governs a name tells, where that stands before the preposition: "attacks of rebel forces on Aden".
    private PlaceCue HeadBefore(Toponym toponym, int preposition)
    {
        var told = PlaceCue.None;
        var head = Head(toponym.Last - 1);
        for (var steps = 0; head >= 0 && head < preposition && steps < MostHeads; steps++, head = Head(head))
        {
            told |= cues[head];
            if (parsed.Tokens[head].Tag is not (UniversalTag.Noun or UniversalTag.Propn))
            {
                break;
            }
        }
        return told;
    }

    private int Head(int token) => parsed.Tokens[token].Head is >= 0 and var head ? parsed[parsed.SentenceOf(token)].First + head : -1;

    // "The border with Chad", "the frontier of Niger with Mali".
    private bool IsBorder(Toponym toponym, int preposition)
    {
        for (var token = preposition - 1; token >= Math.Max(0, preposition - BorderReach) && IsSameSentence(token, toponym.First); token--)
        {
            if (Word(token) is "border" or "borders" or "frontier" or "frontiers" or "boundary")
            {
                return true;
            }
            if (Word(token) is not "of" && token != preposition - 1 && (cues[token] & PlaceCue.Article) == 0)
            {
                return false;
            }
        }
        return false;
    }

    // "Several towns, including Gao": places are examples of places; states are so only where something is said to be in them ("in post-war countries such as Liberia").
    private bool IsExampleOfPlaces(int token)
    {
        token -= token > 0 && Word(token - 1) is "," or "–" or "-" ? 1 : 0;
        if (token < 1 || (cues[token - 1] & (PlaceCue.PlaceKinds | PlaceCue.StateKinds)) == 0)
        {
            return false;
        }
        var noun = token - 1;
        if ((cues[noun] & PlaceCue.StateKinds) == 0)
        {
            return true;
        }
        for (token = noun - 1; token >= Math.Max(0, noun - LongestPhrase) && IsSameSentence(token, noun); token--)
        {
            if ((cues[token] & PlaceCue.In) != 0)
            {
                return true;
            }
            if (parsed.Tokens[token].Tag is not (UniversalTag.Adj or UniversalTag.Det or UniversalTag.Num or UniversalTag.Noun or UniversalTag.Propn) && Word(token) is not "-")
            {
                return false;
            }
        }
        return false;
    }

    // "US sanctions", "at U.S. plants", "Kremlin pressure": a state or seat that only qualifies the noun behind it; "in the Sudan war", "the Mali border" are places.
    private bool IsQualifier(Toponym toponym)
    {
        if (!toponym.MayBeGovernment || toponym.NationWord is not (NationWord.Name or NationWord.Seat) || toponym.Last >= cues.Length || BreaksLine(toponym.Last) || !char.IsLetter(parsed.Text[parsed.Tokens[toponym.Last].Start]))
        {
            return false;
        }
        var head = Head(toponym.Last - 1);
        return head >= toponym.Last && head < toponym.Last + LongestPhrase && parsed.Tokens[toponym.Last - 1].Relation is Relation.Compound or Relation.Amod or Relation.Nmod or Relation.NmodPoss
            && parsed.Tokens[head].Tag == UniversalTag.Noun && (cues[head] & (PlaceCue.Possessed | PlaceCue.OnEvent | PlaceCue.Staged)) == 0 && GenericTerm.Find(Word(head)) is null;
    }

    // "Weapons to Kyiv", "supplies for Moscow": what a capital is given, its government is; what is sent to a country goes there.
    private bool IsGivenTo(Toponym toponym)
    {
        var preposition = toponym.First - 1;
        return toponym.NationWord == NationWord.Capital && preposition > 0 && !BreaksLine(toponym.First) && Word(preposition) is "to" or "for" && ((cues[preposition - 1] | HeadBefore(toponym, preposition)) & PlaceCue.Gift) != 0;
    }

    private bool HasPlaceAfterPossessive(Toponym toponym)
    {
        if (!IsPossessive(toponym))
        {
            return true;
        }
        var next = toponym.Last + 1;
        return next < cues.Length && ((cues[next] & PlaceCue.Possessed) != 0 || IsToponymAt(next));
    }

    // "Ukraine invasion", "Russia's Rostov region": the state is where, not who.
    private bool HasTerritorialUse(Toponym toponym)
    {
        if (toponym.Last >= cues.Length)
        {
            return false;
        }
        if (IsPossessive(toponym))
        {
            return toponym.Last + 1 < cues.Length && (IsOwnPlaceAt(toponym.Last + 1) || IsLand(toponym.Last + 1));
        }
        if (IsStruck(toponym.Last))
        {
            return true;
        }
        if (toponym.NationWord == NationWord.Capital && !BreaksLine(toponym.Last) && parsed.Tokens[toponym.Last].Tag == UniversalTag.Noun && LastOfCompound(toponym.Last) is var noun && (cues[noun] & PlaceCue.InTown) != 0)
        {
            // "A Berlin think tank", "the Moscow exhibition".
            return true;
        }
        return toponym.First > 0 && Word(toponym.Last) is "invasion" or "border" && Word(toponym.First - 1) is not "-";
    }

    // "Russia's Rostov region", not "Russia's Black Sea Fleet".
    private bool IsOwnPlaceAt(int token) => Search(token, toponym => toponym.First) is { Nation: null, IsRespelt: false } place && !IsInLongName(place) && !(place.Last < cues.Length && (cues[place.Last] & PlaceCue.OrganisationHead) != 0);

    private bool IsToponymAt(int token) => Search(token, toponym => toponym.First) is { Nation: null, IsRespelt: false };

    private Toponym? Search(int token, Func<Toponym, int> position)
    {
        int low = 0, high = toponyms.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = position(toponyms[middle]);
            if (found == token)
            {
                return toponyms[middle];
            }
            (low, high) = found < token ? (middle + 1, high) : (low, middle - 1);
        }
        return null;
    }

    private bool IsSameSentence(int left, int right) => parsed.SentenceOf(left) == parsed.SentenceOf(right);

    private bool IsSentenceStart(int token) => parsed[parsed.SentenceOf(token)].First == token || BreaksLine(token);

    private bool IsUpperAt(int token) => token < cues.Length && char.IsUpper(parsed.Text[parsed.Tokens[token].Start]);

    private bool BreaksLine(int token) => token > 0 && token < cues.Length && parsed.Text.AsSpan(parsed.Tokens[token - 1].End, parsed.Tokens[token].Start - parsed.Tokens[token - 1].End).Contains('\n');

    private ReadOnlySpan<char> Word(int token) => parsed.Text.AsSpan(parsed.Tokens[token].Start, parsed.Tokens[token].End - parsed.Tokens[token].Start);
}
