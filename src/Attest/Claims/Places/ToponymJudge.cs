using Attest.Claims.Nations;
using Attest.Language;

namespace Attest.Claims.Places;

/// <summary>Decides from the words around a toponym whether it is meant as a place, as a government, or as neither.</summary>
/// <remarks>A settlement or region is a place unless something speaks against it; a state or capital is a government unless something is said to be or move there.</remarks>
internal sealed class ToponymJudge(ParsedText parsed, PlaceCue[] cues, IReadOnlyList<Toponym> toponyms)
{
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
        if (IsNamedOtherwise(toponym, isLocated) || IsPersonByNeighbours(toponym) || IsOrganisation(toponym) || (_persons.Contains(toponym.Key) && (!isLocated || toponym.Nation is null)))
        {
            return ToponymRole.Other;
        }
        if (toponym.MayBeGovernment)
        {
            return isLocated && HasPlaceAfterPossessive(toponym) ? ToponymRole.Location
                : IsDateline(toponym) || HasTerritorialUse(toponym) ? ToponymRole.Location : ToponymRole.Government;
        }
        if (toponym is { Term: null, Nation: null } && toponym.Last - toponym.First == 1 && IsPartOfLongerName(toponym))
        {
            return ToponymRole.Other;
        }
        if (toponym.Term is null && toponym.Last - toponym.First == 1 && (cues[toponym.First] & (PlaceCue.CommonWord | PlaceCue.FirstName | PlaceCue.Title | PlaceCue.OrganisationHead | PlaceCue.Compass)) is var cue and not PlaceCue.None
            && (!isLocated || IsSentenceStart(toponym.First)) && !(cue == PlaceCue.FirstName && IsFollowedByPlace(toponym)))
        {
            return ToponymRole.Other;
        }
        if (toponym.IsRespelt)
        {
            return isLocated && !IsSentenceStart(toponym.First) && !IsUpperAt(toponym.Last) ? ToponymRole.Location : ToponymRole.Other;
        }
        return isLocated ? ToponymRole.Location : ToponymRole.Place;
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
            if (roles[i - 1] == ToponymRole.Location && (roles[i] == ToponymRole.Place || (roles[i] == ToponymRole.Government && !IsPossessive(toponyms[i]) && !IsSubject(toponyms[i]))))
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
            return (before & PlaceCue.OfArea) != 0;
        }
        if (word is "on" or "On")
        {
            return (before & (PlaceCue.OnEvent | PlaceCue.Attack)) != 0 || !toponym.MayBeGovernment;
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
            || (word is "between" && !toponym.MayBeGovernment);
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
            return toponym.Last + 1 < cues.Length && IsToponymAt(toponym.Last + 1);
        }
        return toponym.First > 0 && Word(toponym.Last) is "invasion" or "border" && Word(toponym.First - 1) is not "-";
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
        return isPlaceBefore || (isCapitals && toponym.Last < cues.Length && Word(toponym.Last) is "(" or "," or "—" or "–" or "-" or "--");
    }

    // A longer name outweighs the place in it; a person's of the same length only where no preposition says that somebody is there ("fell in Lyman").
    private bool IsNamedOtherwise(Toponym toponym, bool isLocated)
    {
        foreach (var name in parsed.Names)
        {
            if (name.First >= toponym.Last)
            {
                return false;
            }
            if (name.Last > toponym.First && name.Kind is NameKind.Person or NameKind.Organisation or NameKind.Equipment or NameKind.Event && name.Confidence > 0.8f
                && (name.Last - name.First > toponym.Last - toponym.First || (name.Kind == NameKind.Person && !isLocated)))
            {
                return true;
            }
        }
        return false;
    }

    private bool IsPersonByNeighbours(Toponym toponym)
    {
        if (toponym.Nation is not null && toponym.NationWord == NationWord.Name && (cues[toponym.First] & PlaceCue.FirstName) == 0)
        {
            return false;
        }
        var before = toponym.First - 1;
        if (before >= 0 && !BreaksLine(toponym.First) && IsSameSentence(before, toponym.First))
        {
            if (Word(before) is "." && before > 0 && Word(before - 1).Length <= 4 && (cues[before - 1] & PlaceCue.Title) != 0)
            {
                before--;
            }
            if (IsUpperAt(before) && (cues[before] & (PlaceCue.FirstName | PlaceCue.Title)) != 0 && (cues[before] & PlaceCue.Compass) == 0)
            {
                return true;
            }
            // "Name Surname" of which the first is not known.
            if (toponym is { Nation: null, Term: null } && toponym.Last - toponym.First == 1 && IsUnknownName(before) && !IsSentenceStart(before))
            {
                return true;
            }
            // An initial: "J. Houston".
            if (IsUpperAt(before) && Word(before) is { Length: 2 } initial && initial[1] == '.')
            {
                return true;
            }
        }
        return toponym.Last < cues.Length && toponym.Term is null && toponym.Last - toponym.First == 1 && (cues[toponym.First] & PlaceCue.FirstName) != 0 && !BreaksLine(toponym.Last)
            && IsUpperAt(toponym.Last) && (cues[toponym.Last] & PlaceCue.OrganisationHead) == 0 && !IsEvent(toponym.Last) && !IsToponymAt(toponym.Last) && IsSameSentence(toponym.First, toponym.Last);
    }

    // A capitalised word that is no place, people, term or adjective of direction.
    private bool IsUnknownName(int token) => IsUpperAt(token) && char.IsLetter(parsed.Text[parsed.Tokens[token].Start]) && Word(token).ContainsAnyInRange('a', 'z')
        && (cues[token] & ~(PlaceCue.CommonWord | PlaceCue.FirstName)) == 0 && GenericTerm.Find(Word(token)) is null
        && NationTable.World.Find(Word(token)) is null && Search(token, toponym => toponym.Last - 1) is null;

    // "East Main Street", "Bank of": a common word beside another capital is part of a name.
    private bool IsPartOfLongerName(Toponym toponym) =>
        (cues[toponym.First] & (PlaceCue.CommonWord | PlaceCue.Compass | PlaceCue.OrganisationHead | PlaceCue.Title)) != 0
        && ((toponym.Last < cues.Length && !BreaksLine(toponym.Last) && IsUpperAt(toponym.Last) && IsSameSentence(toponym.First, toponym.Last))
            || (toponym.First > 0 && !BreaksLine(toponym.First) && IsUpperAt(toponym.First - 1) && IsSameSentence(toponym.First - 1, toponym.First) && !IsSentenceStart(toponym.First - 1)));

    private bool IsOrganisation(Toponym toponym) => toponym.Term is null && toponym.Last < cues.Length && !BreaksLine(toponym.Last) && IsUpperAt(toponym.Last)
        && (cues[toponym.Last] & PlaceCue.OrganisationHead) != 0 && IsSameSentence(toponym.First, toponym.Last) && !IsEvent(toponym.Last);

    // Games are held at the place that they are named after.
    private bool IsEvent(int token) => Word(token) is "Games" or "Olympics" or "Olympic" or "Marathon" or "Conference" or "Summit" or "Fair" or "Festival";

    private bool IsFollowedByPlace(Toponym toponym) => toponym.Last + 1 < cues.Length && Word(toponym.Last) is "," && IsToponymAt(toponym.Last + 1);

    private bool IsSubject(Toponym toponym) => toponym.Last < cues.Length && (cues[toponym.Last] & PlaceCue.SpeechVerb) != 0;

    private bool IsPossessive(Toponym toponym) => toponym.Last < cues.Length && Word(toponym.Last) is "'s" or "’s" or "'" or "’";

    private bool AreJoined(Toponym left, Toponym right)
    {
        if (right.First - left.Last is < 1 or > 3)
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
            if (Word(i) is not ("," or "and" or "or" or "&" or "/" or "–" or "-" or "the"))
            {
                return false;
            }
        }
        return true;
    }

    private bool IsToponymAt(int token) => Search(token, toponym => toponym.First) is { Nation: null };

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
