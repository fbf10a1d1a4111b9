using System.Collections.Frozen;
using Attest.Claims.Nations;
using Attest.Language;
using Attest.Packs;

namespace Attest.Claims.Events;

/// <summary>Finds who and what can take part in the events of a sentence; remembers persons through the report.</summary>
internal sealed partial class ParticipantFinder
{
    private const int PhraseReach = 5;

    private static readonly FrozenSet<string> Fighters = WordClasses.Of("fighters");
    private static readonly FrozenSet<string> People = WordClasses.Of("people");
    private static readonly FrozenSet<string> Facilities = WordClasses.Of("facility");
    private static readonly FrozenSet<string> Vessels = WordClasses.Of("vessel");
    private static readonly FrozenSet<string> Aircraft = WordClasses.Of("aircraft");
    private static readonly FrozenSet<string> Weapons = WordClasses.Of("weapons");
    private static readonly FrozenSet<string> Equipment = WordClasses.Of("equipment");
    private static readonly FrozenSet<string> Officials = WordClasses.Of("officialword");
    private static readonly FrozenSet<string> Governments = WordClasses.Of("government");
    private static readonly FrozenSet<string> Offices = WordClasses.Of("office");
    private static readonly FrozenSet<string> BodyHeads = WordClasses.Of("body-head");
    private static readonly FrozenSet<string> Determiners = WordClasses.Of("determiner");
    private static readonly FrozenSet<string> Pronouns = WordClasses.Of("pronoun");
    private static readonly FrozenSet<string> Portfolios = WordClasses.Of("portfolio");
    private static readonly FrozenSet<string> Makers = WordClasses.Of("maker");
    private static readonly FrozenSet<string> Foes = WordClasses.Of("foe");
    private static readonly FrozenSet<string> Prepositions = WordClasses.Of("preposition");

    // By surname: how a person is named and whose side he or she is on.
    private readonly Dictionary<string, (string Name, string? Side)> _persons = new(StringComparer.Ordinal);
    private readonly Knowledge _known;
    private readonly Antecedents _antecedents = new();
    private Sayings? _said;

    /// <summary>What is known of the war that the report is about.</summary>
    public Knowledge Known => _known;

    /// <summary>Prepares for a report: the speakers are known persons and bodies from its first word on.</summary>
    /// <param name="speakers">Who says something in the report.</param>
    /// <param name="known">What is known of the war that it is about.</param>
    public ParticipantFinder(IReadOnlyList<Speaker> speakers, Knowledge known)
    {
        _known = known;
        foreach (var speaker in speakers)
        {
            if (speaker is { Named: true, Kind: SpeakerKind.Person } && speaker.Name.Split(' ') is [.., var surname] && surname.Length > 2)
            {
                _persons.TryAdd(surname, (speaker.Name, SideOf(speaker)));
            }
        }
    }

    /// <summary>Whose side somebody speaks for: an armed group's own where he or she leads one.</summary>
    public string? SideOf(Speaker speaker) => speaker.Kind == SpeakerKind.Person && GroupOf(speaker.Name, speaker.Side) is { } group ? group : speaker.Side;

    // The armed group that a person has an office in: it acts for itself, whichever state's it is.
    private string? GroupOf(string name, string? side) =>
        _known.Person(name, side) is { } person && _known.Holding(person) is { } holding && _known.Find(holding.Office.Affiliation) is { IsArmedGroup: true } ? holding.Office.Affiliation : null;

    /// <summary>Learns the persons that a sentence introduces by office and side, so that their bare surnames are known before.</summary>
    public void Learn(SentenceWords words)
    {
        Find(words, null);
        _antecedents.Clear();
    }

    /// <summary>The participants of a sentence, from left to right, without overlap.</summary>
    /// <param name="words">The sentence.</param>
    /// <param name="said">Who says what, so that "we" and "the enemy" are known; null where it does not matter.</param>
    public List<Participant> Find(SentenceWords words, Sayings? said)
    {
        _said = said;
        var found = new List<Participant>();
        for (var i = 0; i < words.Count;)
        {
            if (At(words, i) is { } participant)
            {
                found.Add(participant);
                _antecedents.Note(words, participant, QuoteAt(words, i));
                i = participant.Last + 1;
            }
            else
            {
                i++;
            }
        }
        return found;
    }

    private Participant? At(SentenceWords words, int index)
    {
        if (words.IsPunctuation(index))
        {
            return null;
        }
        if (words.IsCapital(index))
        {
            if (NationTable.World.At(words.Sentence.Parsed, words.Sentence.First + index) is { } nation && !IsMaker(words, index + nation.Tokens - 1))
            {
                // "in Alba"; "the Alba strike" tells where it was, as "Alba's strike" whose it is.
                return nation.Match.Word == NationWord.Capital && (words.PlaceAt(index) is not null || WordClasses.Is(words.At(index + nation.Tokens), "attackword"))
                    ? new Participant(index, index + nation.Tokens - 1, nation.Match.Nation.Name, nation.Match.Nation.Name, ParticipantKind.Capital, false)
                    : FromNation(words, index, nation.Match, nation.Tokens);
            }
            if (Collectives.At(words, index) is var (name, last))
            {
                return FromCollective(words, index, name, last);
            }
            if (_known.At(words.Sentence.Parsed, words.Sentence.First + index) is { Name: { Kind: PackNameKind.Side } or { IsArmedGroup: true } } party && index + party.Tokens <= words.Count)
            {
                return FromCollective(words, index, party.Name.Name, index + party.Tokens - 1, party.Name.Side);
            }
            return FromName(words, index) ?? (index == 0 || words.IsPunctuation(index - 1) ? FromPronoun(words, index) ?? FromFoe(words, index) ?? FromCommonNoun(words, index) : null);
        }
        return FromPronoun(words, index) ?? FromFoe(words, index) ?? FromCommonNoun(words, index);
    }

    // "Norland-made drones", "Norland-supplied shells": whose they were, not whose they are.
    private static bool IsMaker(SentenceWords words, int last) =>
        words.At(last + 1) is "-" or "–" ? Makers.Contains(words.At(last + 2)) : Makers.Contains(words.At(last + 1));

    // "Russia", "Russia's", "Russian troops", "Ukrainian President Olena Kovalenko", "Ukrainian port facilities".
    private Participant FromNation(SentenceWords words, int index, NationMatch match, int tokens)
    {
        var side = match.Nation.Name;
        var last = index + tokens - 1;
        var possessive = words.At(last + 1) is "'s" or "’s" or "'" or "’" || words.Lower[last].EndsWith("'s", StringComparison.Ordinal) || words.Lower[last].EndsWith("’s", StringComparison.Ordinal);
        if (words.At(last + 1) is "'s" or "’s")
        {
            last++;
        }
        if (match.Word is NationWord.People && !words.IsCapital(last + 1) || !possessive && match.Word is NationWord.Name or NationWord.Capital or NationWord.Seat)
        {
            // A people's name in the singular is mostly its adjective: "a Ukrainian drone"; what follows tells.
            if (match.Word != NationWord.People || words.Lower[last].EndsWith('s'))
            {
                return new Participant(index, last, side, side, ParticipantKind.Nation, possessive);
            }
        }
        var (end, kind, name) = Phrase(words, index, last, side);
        return new Participant(index, end, name, side, kind, kind == ParticipantKind.Nation && end == last);
    }

    // What an adjective or owner introduces, within a few words: the head tells whether it is the side itself or something of it.
    private (int Last, ParticipantKind Kind, string Name) Phrase(SentenceWords words, int first, int last, string side)
    {
        for (var i = last + 1; i <= last + PhraseReach && i < words.Count; i++)
        {
            if (words.IsPunctuation(i) || Prepositions.Contains(words.Lower[i]) || Determiners.Contains(words.Lower[i]))
            {
                break;
            }
            var word = words.Lower[i];
            if (Offices.Contains(word))
            {
                var (end, person) = PersonAfter(words, i, side);
                return person is null ? (OfficeEnd(words, i), ParticipantKind.Nation, side) : (end, ParticipantKind.Person, $"{side} ({person})");
            }
            // The last of a run of nouns is the head: in "Russian missile systems" the systems.
            if (KindOf(word) is { } kind && (i + 1 >= words.Count || KindOf(words.At(i + 1)) is null))
            {
                if (kind is ParticipantKind.Group && IsItself(word))
                {
                    return (i, ParticipantKind.Group, side);
                }
                return (i, kind, words.Sentence.Parsed.Text[words.Span(first).Start..words.Span(i).End].Replace('\n', ' '));
            }
        }
        return (last, ParticipantKind.Nation, side);
    }

    private static int OfficeEnd(SentenceWords words, int office)
    {
        while (Offices.Contains(words.At(office + 1)) || Officials.Contains(words.At(office + 1)))
        {
            office++;
        }
        // "secretary of state", "minister of foreign affairs"
        if (words.At(office + 1) == "of")
        {
            var last = words.At(office + 2) == "the" ? office + 2 : office + 1;
            var end = last;
            while (Portfolios.Contains(words.At(end + 1)) || words.At(end + 1) == "and" && Portfolios.Contains(words.At(end + 2)))
            {
                end++;
            }
            return end > last ? end : office;
        }
        return office;
    }

    // "President Olena Kovalenko": the capitals after an office are a person's name, and the person is on that side from here on.
    private (int Last, string? Name) PersonAfter(SentenceWords words, int office, string side)
    {
        var first = OfficeEnd(words, office) + 1;
        var last = first - 1;
        while (words.IsCapital(last + 1) && !words.IsPunctuation(last + 1) && last - first < 3)
        {
            last++;
        }
        if (last < first)
        {
            return (office, null);
        }
        var name = words.Sentence.Parsed.Text[words.Span(first).Start..words.Span(last).End];
        var surname = words.Sentence.Form(last).ToString();
        if (_persons.TryGetValue(surname, out var known) && known.Name.Length >= name.Length)
        {
            (name, side) = known.Side is not null && GroupOf(known.Name, null) is not null ? (known.Name, known.Side) : (known.Name, side);
        }
        _persons[surname] = (name, side);
        return (last, name);
    }

    // "FARC", "Western officials", "the West's"; an armed group acts in its own name, on the side that its pack gives.
    private static Participant FromCollective(SentenceWords words, int index, string name, int last, string? side = null)
    {
        var end = last;
        while (end < last + 2 && KindOf(words.At(end + 1)) is ParticipantKind.Group)
        {
            end++;
        }
        var possessive = words.At(end + 1) is "'s" or "’s";
        return new Participant(index, possessive ? end + 1 : end, name, side ?? name, ParticipantKind.Nation, possessive || end == last);
    }

    private Participant? FromName(SentenceWords words, int index)
    {
        if (Determiners.Contains(words.Lower[index]) || Prepositions.Contains(words.Lower[index]) || Pronouns.Contains(words.Lower[index]))
        {
            return null;
        }
        var last = index;
        while (last - index < 7 && (words.IsCapital(last + 1) && !words.IsPunctuation(last + 1) && words.PlaceAt(last + 1) is null || words.IsHyphened(last + 1)))
        {
            last++;
        }
        if (words.Tag(index) is UniversalTag.Propn && _known.Person(words.Sentence.Parsed.Text[words.Span(index).Start..words.Span(last).End]) is { } somebody)
        {
            return FromPerson(words, index, last, somebody);
        }
        for (var i = last; i >= index; i--)
        {
            if (words.Tag(i) is UniversalTag.Propn or UniversalTag.None or UniversalTag.X && _persons.TryGetValue(WithoutPossessive(words.Sentence.Form(i)), out var person))
            {
                var possessive = words.At(i + 1) is "'s" or "’s";
                if (possessive && person.Side is not null && IsItself(words.At(i + 2)))
                {
                    return new Participant(index, i + 2, person.Side, person.Side, ParticipantKind.Group, false);
                }
                return new Participant(
                    index, possessive ? i + 1 : i, person.Side is null || person.Side == person.Name ? person.Name : $"{person.Side} ({person.Name})", person.Side, ParticipantKind.Person, possessive);
            }
        }
        if (words.PlaceAt(index) is not null)
        {
            return null;
        }
        // "the Northern Shield Brigade", "Harrow fighters"
        var head = words.At(last + 1);
        if (BodyHeads.Contains(words.Lower[last]) && last > index || (Fighters.Contains(head) || head is "group") && words.Sentence.Form(index).Length > 2 && !(index == 0 && WordClasses.Is(words.Lower[0], "adjective")))
        {
            var end = BodyHeads.Contains(words.Lower[last]) ? last : last + 1;
            var name = words.Sentence.Parsed.Text[words.Span(index).Start..words.Span(last).End];
            var side = NationTable.World.FirstIn(name)?.Nation.Name;
            return new Participant(index, end, side is null ? name : $"{side} ({name})", side, ParticipantKind.Body, words.At(end + 1) is "'s" or "’s");
        }
        // Initials of a body: three to six capitals.
        var form = words.Sentence.Form(index);
        if (form.Length is >= 3 and <= 6 && IsAllCapitals(form))
        {
            return new Participant(index, index, form.ToString(), null, ParticipantKind.Body, words.At(index + 1) is "'s" or "’s");
        }
        return null;
    }

    private Participant FromPerson(SentenceWords words, int index, int last, PackPerson person)
    {
        var side = GroupOf(person.Name, null) ?? _known.SideOf(person);
        var possessive = words.At(last + 1) is "'s" or "’s" or "'" or "’";
        _persons.TryAdd(words.Sentence.Form(last).ToString(), (person.Name, side));
        if (possessive && side is not null && IsItself(words.At(last + 2)))
        {
            return new Participant(index, last + 2, side, side, ParticipantKind.Group, false);
        }
        return new Participant(index, possessive ? last + 1 : last, side is null || side == person.Name ? person.Name : $"{side} ({person.Name})", side, ParticipantKind.Person, possessive);
    }

    private static Participant? FromCommonNoun(SentenceWords words, int index)
    {
        if (KindOf(words.Lower[index]) is not { } kind || KindOf(words.At(index + 1)) is not null)
        {
            return null;
        }
        var first = index;
        while (first > 0 && first > index - 3 && !Determiners.Contains(words.Lower[first - 1]) && !Prepositions.Contains(words.Lower[first - 1]) && !words.IsPunctuation(first - 1)
            && (KindOf(words.Lower[first - 1]) is not null || WordClasses.Is(words.Lower[first - 1], "adjective")))
        {
            first--;
        }
        var name = words.Sentence.Parsed.Text[words.Span(first).Start..words.Span(index).End].Replace('\n', ' ');
        // "the president of Peru", "residents of Ukraine"
        if (words.At(index + 1) is "of" or "from" && FirstNation(words, words.At(index + 2) == "the" ? index + 3 : index + 2) is var (nation, last))
        {
            return IsItself(words.Lower[index]) ? new Participant(index, last, nation, nation, ParticipantKind.Group, false) : new Participant(index, last, $"{name} of {nation}", nation, kind, false);
        }
        return new Participant(index, index, name, null, kind, false);
    }

    private static (string Nation, int Last)? FirstNation(SentenceWords words, int index) =>
        index < words.Count && words.PlaceAt(index) is null or { Kind: PlaceKind.Country } && NationTable.World.At(words.Sentence.Parsed, words.Sentence.First + index) is { Match.Word: NationWord.Name } found
            ? (found.Match.Nation.Name, index + found.Tokens - 1)
            : null;

    // Its troops, officials and government are the side itself; its people and buildings are not.
    private static bool IsItself(string word) => Fighters.Contains(word) || Officials.Contains(word) || Governments.Contains(word);

    private static ParticipantKind? KindOf(string word) =>
        word.Length == 0 ? null
        : Fighters.Contains(word) || People.Contains(word) || Officials.Contains(word) || Governments.Contains(word) ? ParticipantKind.Group
        : Facilities.Contains(word) || Vessels.Contains(word) ? ParticipantKind.Thing
        : Weapons.Contains(word) || Equipment.Contains(word) || Aircraft.Contains(word) ? ParticipantKind.Weapon
        : null;

    private static string WithoutPossessive(ReadOnlySpan<char> form) => (form.Length > 2 && form[^1] == 's' && form[^2] is '\'' or '’' ? form[..^2] : form).ToString();

    private static bool IsAllCapitals(ReadOnlySpan<char> form)
    {
        foreach (var letter in form)
        {
            if (letter is < 'A' or > 'Z')
            {
                return false;
            }
        }
        return true;
    }
}
