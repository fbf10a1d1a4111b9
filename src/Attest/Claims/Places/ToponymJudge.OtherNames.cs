using Attest.Claims.Attributions;
using Attest.Claims.Nations;
using Attest.Language;

namespace Attest.Claims.Places;

/// <content>Whether the words belong to another name: a person's, a body's, an event's, or a longer one.</content>
internal sealed partial class ToponymJudge
{
    // "Alba-Mar" where only the first half is known: another name.
    private bool IsHalfOfName(Toponym toponym) => toponym is { Nation: null, Term: null } && toponym.Last + 1 < cues.Length && Word(toponym.Last) is "-" && parsed.Tokens[toponym.Last].Start == parsed.Tokens[toponym.Last - 1].End
        && parsed.Tokens[toponym.Last + 1].Start == parsed.Tokens[toponym.Last].End && IsUnknownName(toponym.Last + 1) && Search(toponym.Last + 1, other => other.First) is null;

    // "Thomas-Greenfield", "Euro-Atlantic": the second half of another name.
    private bool IsSecondHalfOfName(Toponym toponym) => toponym is { Nation: null, Term: null } && toponym.First > 1 && Word(toponym.First - 1) is "-" && parsed.Tokens[toponym.First].Start == parsed.Tokens[toponym.First - 1].End
        && parsed.Tokens[toponym.First - 1].Start == parsed.Tokens[toponym.First - 2].End && IsUpperAt(toponym.First - 2) && NationTable.World.Find(Word(toponym.First - 2)) is null && Search(toponym.First - 2, other => other.Last - 1) is null or { IsRespelt: true };

    // "The Russia-Ukraine conflict": who is at war, unless it is of the border between them.
    private bool IsHalfOfPair(Toponym toponym)
    {
        if (toponym is not { MayBeGovernment: true, NationWord: NationWord.Name or NationWord.Capital })
        {
            return false;
        }
        var end = toponym.Last;
        if (end + 1 < cues.Length && IsJoiner(end) && NationTable.World.At(parsed, end + 1) is { } next)
        {
            end += 1 + next.Tokens;
        }
        else if (!(toponym.First > 1 && IsJoiner(toponym.First - 1) && NationTable.World.Find(Word(toponym.First - 2)) is not null))
        {
            return false;
        }
        return end < cues.Length && !BreaksLine(end) && parsed.Tokens[end].Tag == UniversalTag.Noun && Word(end) is not ("border" or "borders" or "frontier" or "boundary");
    }

    // "Moscow-annexed land", "Kyiv-held districts": whose it is; "Kyiv-based" and "Odesa-bound" say where.
    private bool IsHolder(Toponym toponym) => toponym.Last + 1 < cues.Length && IsJoiner(toponym.Last) && parsed.Tokens[toponym.Last + 1].PennTag is "VBN" or "VBD" or "JJ"
        && char.IsLower(Word(toponym.Last + 1)[0]) && Word(toponym.Last + 1) is not ("based" or "born" or "bound" or "made" or "wide" or "listed" or "registered" or "educated" or "raised");

    private bool IsJoiner(int token) => Word(token) is "-" or "–" && parsed.Tokens[token].Start == parsed.Tokens[token - 1].End && token + 1 < cues.Length && parsed.Tokens[token + 1].Start == parsed.Tokens[token].End;

    // "At the Centre for Studies", "East-West relations": towns have no article, and a point of the compass joined to another is none.
    private bool IsNoun(Toponym toponym, PlaceCue cue) =>
        ((cue & (PlaceCue.CommonWord | PlaceCue.OrganisationHead | PlaceCue.Title)) != 0 && toponym.First > 0 && (cues[toponym.First - 1] & PlaceCue.Article) != 0 && !BreaksLine(toponym.First))
        || ((cue & PlaceCue.Compass) != 0 && ((toponym.Last < cues.Length && Word(toponym.Last) is "-" or "–") || (toponym.First > 0 && (cues[toponym.First - 1] & PlaceCue.Article) != 0)));

    // A longer name outweighs the place in it; a person's of the same length only where no preposition says that somebody is there ("fell in Lyman").
    private bool IsNamedOtherwise(Toponym toponym, bool isLocated)
    {
        foreach (var name in parsed.Names)
        {
            if (name.First >= toponym.Last)
            {
                return false;
            }
            if (name.Last > toponym.First && name.Kind is NameKind.Person or NameKind.Organisation or NameKind.Equipment or NameKind.Event && name.Confidence > LeastOfName
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
            // "Diplomat Paris Doe": a role in lower case before two capitals.
            if (toponym is { Nation: null, Term: null } && toponym.Last - toponym.First == 1 && toponym.Last < cues.Length && !BreaksLine(toponym.Last) && IsUpperAt(toponym.Last) && (cues[toponym.Last] & ~(PlaceCue.CommonWord | PlaceCue.FirstName)) == 0
                && GenericTerm.Find(Word(toponym.Last)) is null && char.IsLower(parsed.Text[parsed.Tokens[before].Start]) && SpeakerWords.Default.IsRole(Word(before).ToString()))
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

    // "Nariman Doe said": a surname that the parser hangs on the name.
    private bool IsBeforeSurname(Toponym toponym) => toponym is { Nation: null, Term: null } && toponym.Last - toponym.First == 1 && toponym.Last < cues.Length && !BreaksLine(toponym.Last) && IsSameSentence(toponym.First, toponym.Last)
        && IsUnknownName(toponym.Last) && parsed.Tokens[toponym.Last].Tag == UniversalTag.Propn && parsed.Tokens[toponym.Last].Relation == Relation.Flat && Head(toponym.Last) == toponym.First;

    // A capitalised word that is no place, people, term or adjective of direction.
    private bool IsUnknownName(int token) => IsUpperAt(token) && char.IsLetter(parsed.Text[parsed.Tokens[token].Start]) && Word(token).ContainsAnyInRange('a', 'z')
        && (cues[token] & ~(PlaceCue.CommonWord | PlaceCue.FirstName)) == 0 && GenericTerm.Find(Word(token)) is null
        && NationTable.World.Find(Word(token)) is null && Search(token, toponym => toponym.Last - 1) is null;

    // "East Main Street", "Bank of": a common word beside another capital is part of a name.
    private bool IsPartOfLongerName(Toponym toponym) =>
        (cues[toponym.First] & (PlaceCue.CommonWord | PlaceCue.Compass | PlaceCue.OrganisationHead | PlaceCue.Title)) != 0
        && ((toponym.Last < cues.Length && !BreaksLine(toponym.Last) && IsUpperAt(toponym.Last) && IsSameSentence(toponym.First, toponym.Last))
            || (toponym.First > 0 && !BreaksLine(toponym.First) && IsUpperAt(toponym.First - 1) && IsSameSentence(toponym.First - 1, toponym.First) && !IsSentenceStart(toponym.First - 1)));

    private bool IsOrganisation(Toponym toponym) => IsBeforeCapital(toponym) && (Word(toponym.Last) is "Day" || (cues[toponym.Last] & PlaceCue.OrganisationHead) != 0) && !IsEvent(toponym.Last);

    private bool IsBeforeCapital(Toponym toponym) => toponym.Term is null && toponym.Last < cues.Length && !BreaksLine(toponym.Last) && IsUpperAt(toponym.Last) && IsSameSentence(toponym.First, toponym.Last);

    // "Red Sea Security Forum", "Springfield City Council": what is named ends further on in the same run of capitals. A body of that place, as a government is.
    private bool IsInLongName(Toponym toponym)
    {
        if (!IsBeforeCapital(toponym))
        {
            return false;
        }
        for (var token = toponym.Last + 1; token < Math.Min(cues.Length, toponym.Last + LongestPhrase) && IsUpperAt(token) && !BreaksLine(token) && IsSameSentence(toponym.First, token) && !IsToponymAt(token - 1); token++)
        {
            if ((cues[token] & PlaceCue.OrganisationHead) != 0 && (cues[token] & PlaceCue.Title) == 0)
            {
                return true;
            }
        }
        return false;
    }

    // Games are held at the place that they are named after.
    private bool IsEvent(int token) => Word(token) is "Games" or "Olympics" or "Olympic" or "Marathon" or "Conference" or "Summit" or "Fair" or "Festival";
}
