using Attest.Claims.Attributions;
using Attest.Claims.Nations;
using Attest.Language;
using Attest.Language.Coreference;
using Attest.Packs;

namespace Attest.Claims.Figures;

/// <summary>Tells who lost, launched, paid or deployed what a figure counts.</summary>
internal sealed partial class SideReader
{
    // Clauses above a figure that are looked through for who does or suffers what is counted.
    private const int MostClauses = 12;

    // In tokens: how far from a word those that qualify it may stand.
    private const int Reach = 40;

    // In tokens: "of the Greek army's general staff".
    private const int LongestName = 7;

    // In characters: how far into its sentence a nation may stand that opens it.
    private const int OpeningLength = 40;

    // In characters: how far back the place of a sentence that names none may stand.
    private const int TopicLength = 400;

    private readonly Words _words;
    private readonly ClauseTree _tree;
    private readonly List<(int Start, int End, string Side, bool IsPerson)> _matches = [];
    private readonly IReadOnlyList<Place> _places;
    private readonly IReadOnlyList<Speaker> _speakers;
    private readonly (string First, string Second)? _parties;
    private Dictionary<int, int>? _antecedents;

    /// <summary>Finds the nations that a text names, and the two it names most: the parties, unless it is known who they are.</summary>
    public SideReader(Words words, ClauseTree tree, IReadOnlyList<Place> places, IReadOnlyList<Speaker> speakers, Knowledge known)
    {
        (_words, _tree, _places, _speakers) = (words, tree, places, speakers);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i++)
        {
            if (NationTable.World.At(words.Parsed, i) is { } found)
            {
                _matches.Add((found.Match.Start, found.Match.End, found.Match.Nation.Name, false));
                counts[found.Match.Nation.Name] = counts.GetValueOrDefault(found.Match.Nation.Name) + 1;
                i += found.Tokens - 1;
            }
            else if (words.IsCapital(i) && Named(known, i) is var (tokens, side, isPerson))
            {
                _matches.Add((words.Start(i), words.End(i + tokens - 1), side, isPerson));
                i += tokens - 1;
            }
        }
        var ranked = counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(2).ToList();
        _parties = known.Parties is [var one, var other] ? (one, other) : ranked.Count == 2 ? (ranked[0].Key, ranked[1].Key) : null;
    }

    // A body or an armed group stands for its side; so does who holds an office of it.
    private (int Tokens, string Side, bool IsPerson)? Named(Knowledge known, int token)
    {
        if (known.At(_words.Parsed, token) is { } named)
        {
            return named.Name switch
            {
                { Side: { } side, Kind: PackNameKind.Body or PackNameKind.Side } => (named.Tokens, side, false),
                { Kind: PackNameKind.Person, Person: { } person } when known.SideOf(person) is { } side => (named.Tokens, side, true),
                _ => null,
            };
        }
        return _words.Parsed.Tokens[token].Tag == UniversalTag.Propn && known.Person(_words.Phrase(token, token + 1)) is { } bearer && known.SideOf(bearer) is { } own ? (1, own, true) : null;
    }

    /// <summary>The side of a figure; null where the text does not tell.</summary>
    /// <param name="measure">What is measured.</param>
    /// <param name="counted">The number with what it counts.</param>
    /// <param name="number">The number's own first token.</param>
    /// <param name="sentence">Its sentence.</param>
    /// <param name="attribution">Who says so.</param>
    /// <param name="listed">The side of the figure before it in one list; null where there is none.</param>
    public string? Of(Measure measure, TokenRange counted, int number, TextSpan sentence, Attribution? attribution, string? listed)
    {
        var span = _words.Span(counted.First, counted.Last);
        var claimant = SpeakerSide(attribution);
        var owner = Owner(span) ?? OfNation(counted.Last) ?? (IsEnemy(counted) ? Other(claimant) : null) ?? Numbered(counted.Last - 1);
        switch (measure)
        {
            case Measure.PeopleCount:
                return owner ?? (IsOfResidents(counted) ? PlaceIn(sentence, span.Start) : null);
            case Measure.Distance:
                return Amounted(number);
            case Measure.Countries or Measure.Duration or Measure.Speed or Measure.Price or Measure.OpinionShare or Measure.MoneyNeeded or Measure.EquipmentRequested:
                return null;
            case Measure.PeopleKilled or Measure.PeopleWounded or Measure.PeopleMissing or Measure.PeopleDisplaced or Measure.BuildingsDamaged or Measure.FacilitiesDamaged:
                return owner ?? listed ?? PlaceIn(sentence, span.Start) ?? (measure == Measure.PeopleDisplaced ? null : Other(Agent(number, "by") ?? Struck(number, claimant))) ?? PlaceBefore(sentence.Start);
            case Measure.DronesDowned or Measure.MissilesDowned:
                // Whoever shoots down does not lose: the side is the other one.
                return owner ?? listed ?? Other(Doer(number, claimant) ?? Agent(number, "by") ?? Before(span.Start, sentence) ?? claimant);
            case Measure.DronesLaunched or Measure.MissilesLaunched:
                return owner ?? Doer(number, claimant) ?? listed ?? Agent(number, "by") ?? Governing(number, claimant) ?? OnlyBefore(span.Start, sentence, claimant) ?? Other(claimant ?? PlaceIn(sentence, span.Start));
            case Measure.PersonnelLosses or Measure.TanksLost or Measure.VehiclesLost or Measure.AirDefenceLost or Measure.AircraftLost or Measure.EquipmentLost:
                return owner ?? listed ?? Governing(number, claimant) ?? Loser(number, claimant) ?? OnlyBefore(span.Start, sentence, claimant) ?? Other(claimant);
            case Measure.PeopleCaptured:
                return owner ?? listed ?? Governing(number, claimant) ?? Loser(number, claimant);
            case Measure.AttacksRepelled:
                return owner ?? Other(Doer(number, claimant) ?? claimant);
            case Measure.TradeValue:
                return Doer(number, claimant) ?? Governing(number, claimant) ?? OwnedBefore(span.Start, sentence);
            case Measure.ChangePercent:
                return owner ?? (IsSufferer(number) ? null : Doer(number, claimant) ?? OwnedBefore(span.Start, sentence));
            case Measure.Other or Measure.CommodityVolume:
                return owner ?? PartOfPlace(counted.Last) ?? (IsSufferer(number) ? null : Doer(number, claimant));
            case Measure.EquipmentSupplied or Measure.MoneyPledged or Measure.MoneySpent:
                return (measure == Measure.EquipmentSupplied ? owner : null) ?? Doer(number, claimant) ?? listed ?? Agent(number, "from") ?? Governing(number, claimant) ?? FirstIn(span.Start, sentence) ?? claimant ?? Topic(sentence.Start, side => side == _parties?.First || side == _parties?.Second);
            case Measure.TroopsDeployed:
                return owner ?? listed ?? Governing(number, claimant) ?? Doer(number, claimant) ?? OnlyBefore(span.Start, sentence, claimant) ?? Topic(sentence.Start, side => side == claimant);
            default:
                return owner ?? Doer(number, claimant) ?? listed ?? claimant;
        }
    }

    // "The number of Russian losses reached 900", "Kenya's losses are 900 soldiers": whose the number is, its subject tells.
    private string? Numbered(int counted)
    {
        var node = counted;
        for (var steps = 0; node >= 0 && steps < MostClauses; steps++, node = _tree.Head(node))
        {
            if ((_tree.Child(node, Relation.Cop) >= 0 || FigureWords.Amounting.Contains(_words.Parsed.Tokens[node].Lemma)) && _tree.Child(node, Relation.Nsubj) is >= 0 and var subject && FigureWords.Tally.Contains(_words[subject]))
            {
                var range = _tree.Subtree(subject);
                return range.Contains(counted) ? null : Owner(_words.Span(range.First, range.Last));
            }
            if (_words.Parsed.Tokens[node].Tag == UniversalTag.Verb)
            {
                return null;
            }
        }
        return null;
    }

    // "Sanctions on 30 firms", "accused of 12 crimes": what somebody's doing is aimed at is not theirs.
    private bool IsSufferer(int number)
    {
        var node = number;
        for (var steps = 0; node >= 0 && steps < MostClauses && _words.Parsed.Tokens[node].Tag is not (UniversalTag.Verb or UniversalTag.Aux); steps++, node = _tree.Head(node))
        {
            if (_tree.RelationOf(node) is Relation.Nmod or Relation.Obl && FigureWords.Aimed.Contains(_words[_tree.Subtree(node).First]))
            {
                return true;
            }
        }
        return false;
    }

    // "Rebel shelling killed nine": the nation whose deed is the subject of a verb of harm.
    private string? Struck(int number, string? claimant) => Clause(number, claimant, out var verb) is { } found && FigureWords.Striking.Contains(_words.Parsed.Tokens[verb].Lemma) ? found.Side : null;

    // "Kenya's front line amounts to 900 km": whose it is, its subject tells.
    private string? Amounted(int number)
    {
        for (var (node, steps) = (number, 0); node >= 0 && steps < MostClauses; steps++, node = _tree.Head(node))
        {
            if (FigureWords.Amounting.Contains(_words.Parsed.Tokens[node].Lemma) || _tree.Child(node, Relation.Cop) >= 0)
            {
                var subject = _tree.Child(node, Relation.Nsubj);
                return subject < 0 || subject > number ? null : Owner(_words.Span(_tree.Subtree(subject).First, subject));
            }
        }
        return null;
    }

    private string? Other(string? side) => side is null ? null : Opponent(side);

    // "1,000 civilians": who lives where they are told of.
    private bool IsOfResidents(TokenRange counted)
    {
        for (var k = counted.First; k < counted.Last; k++)
        {
            if (FigureWords.Resident.Contains(_words[k]))
            {
                return true;
            }
        }
        return false;
    }

    // "the enemy lost", "occupiers' losses": said of the other side than the speaker's.
    private bool IsEnemy(TokenRange range)
    {
        for (var k = range.First; k < range.Last; k++)
        {
            if (FigureWords.Enemy.Contains(_words[k]))
            {
                return true;
            }
        }
        return false;
    }

    // "Russian losses of 12 tanks", "a US package of 31 tanks": the nation that qualifies a noun above the figure, up to the nearest verb.
    private string? Governing(int number, string? claimant)
    {
        var child = number;
        var node = _tree.Head(number);
        for (var steps = 0; node >= 0 && steps < MostClauses && _words.Parsed.Tokens[node].Tag is UniversalTag.Noun or UniversalTag.Propn or UniversalTag.Num; steps++)
        {
            var range = _tree.Subtree(node);
            for (var k = Math.Max(range.First, node - Reach); k < Math.Min(range.Last, node + Reach); k++)
            {
                if (k != child && _tree.Head(k) == node && _tree.RelationOf(k) is Relation.Amod or Relation.NmodPoss or Relation.Compound or Relation.Nmod && !_tree.Subtree(k).Contains(number))
                {
                    var own = _tree.Subtree(k);
                    if (_tree.RelationOf(k) == Relation.Nmod && _words[own.First] is not ("of" or "by" or "among"))
                    {
                        // "troops to Romania", "a strike on Kharkiv": where, not whose.
                        continue;
                    }
                    if ((Owner(_words.Span(own.First, own.Last)) ?? (IsEnemy(own) ? Other(claimant) : null)) is { } side)
                    {
                        return side;
                    }
                }
            }
            (child, node) = (node, _tree.Head(node));
        }
        return null;
    }

    /// <summary>Whose losses a heading announces: "losses of the Greek army", "Greek losses", "what Greece lost"; null where it does not tell.</summary>
    /// <param name="losses">The word for losses in it.</param>
    /// <param name="heading">The heading.</param>
    public string? OfHeading(int losses, TextSpan heading)
    {
        var after = In(new TextSpan(_words.End(losses), Math.Max(_words.End(losses), heading.End)), last: false);
        return _words[losses + 1] is "of" or "by" or "among" && after is not null ? after : Before(_words.Start(losses), heading) ?? after;
    }

    // The nation in the subject of the nearest clause around a figure that names one.
    private string? Doer(int number, string? claimant) => Clause(number, claimant, out _) is { } found ? found.Side : null;

    // Who loses what a figure counts: whoever "lost" it, or else not the one who destroyed it.
    private string? Loser(int number, string? claimant)
    {
        if (Clause(number, claimant, out var verb) is not { } found)
        {
            return Agent(number, "by", "to") is { } agent ? Opponent(agent) : null;
        }
        return FigureWords.Defeating.Contains(_words.Parsed.Tokens[verb].Lemma)
            ? Opponent(found.Side) : found.Side;
    }

    // "were lost to Russian shelling", "was destroyed by a Ukrainian drone".
    private string? Agent(int number, string preposition, string or = "by")
    {
        var verb = _tree.Head(number);
        for (var steps = 0; verb >= 0 && steps < MostClauses; steps++, verb = _tree.Head(verb))
        {
            for (var k = verb + 1; k < Math.Min(_tree.Subtree(verb).Last, verb + Reach); k++)
            {
                if (_tree.Head(k) == verb && _tree.RelationOf(k) is Relation.Obl or Relation.OblAgent && (_words[_tree.Subtree(k).First] == preposition || _words[_tree.Subtree(k).First] == or))
                {
                    var range = _tree.Subtree(k);
                    return In(_words.Span(range.First, range.Last), last: false);
                }
            }
        }
        return null;
    }

    // The nearest clause whose subject is a nation's. A pronoun in what somebody says stands for who says it: "Kenya says it has lost 12".
    private (string Side, int Verb)? Clause(int number, string? claimant, out int verb)
    {
        verb = _tree.Head(number);
        var told = -1;
        for (var steps = 0; verb >= 0 && steps < MostClauses; steps++)
        {
            var subject = _tree.Child(verb, Relation.Nsubj);
            if (subject >= 0 && !_tree.Subtree(subject).Contains(number) && !IsReceiving(verb) && (told >= 0 || !IsSaying(verb)))
            {
                var range = _tree.Subtree(subject);
                if (In(_words.Span(range.First, range.Last), last: false) is { } side)
                {
                    verb = told >= 0 ? told : verb;
                    return (side, verb);
                }
                if (claimant is not null && FigureWords.Own.Contains(_words[subject]))
                {
                    return (claimant, verb);
                }
                if (Meant(subject, verb) is { } meant)
                {
                    return (meant, verb);
                }
                told = told < 0 && FigureWords.Pronoun.Contains(_words[subject]) ? verb : told;
            }
            if (told < 0 && _tree.RelationOf(verb) is Relation.Ccomp or Relation.Parataxis)
            {
                // Whoever says so does not thereby do so.
                return null;
            }
            verb = _tree.Head(verb);
        }
        return null;
    }

    // "He announced", "a country which supplies": whom the tree and the text's names make a pronoun mean.
    private string? Meant(int subject, int verb)
    {
        if (_words[subject] is "which" or "who" or "that")
        {
            var noun = _tree.RelationOf(verb) is Relation.Acl or Relation.AclRelcl ? _tree.Head(verb) : -1;
            return noun < 0 || noun >= subject ? null : Owner(_words.Span(_tree.Subtree(noun).First, subject));
        }
        _antecedents ??= CoreferenceResolver.Resolve(_words.Parsed).Where(link => link.Kind == CoreferenceKind.Pronoun).ToDictionary(link => link.First, link => link.Name);
        if (!_antecedents.TryGetValue(subject, out var number))
        {
            return null;
        }
        var name = _words.Parsed.Names[number];
        return In(_words.Span(name.First, name.Last), last: false);
    }

    // Whoever receives does not give.
    private bool IsReceiving(int verb) => FigureWords.Receiving.Contains(_words.Parsed.Tokens[verb].Lemma);

    // Whoever says so does not thereby do so.
    private bool IsSaying(int verb) => FigureWords.Saying.Contains(_words.Parsed.Tokens[verb].Lemma);

    // "Iranian-made drones" are flown by somebody else.
    private string? Owner(TextSpan counted)
    {
        for (var k = FirstFrom(counted.Start); k < _matches.Count && _matches[k].Start < counted.End; k++)
        {
            var after = _words.TokenAt(_matches[k].End);
            var made = _words[after] == "-" ? _words[after + 1] : _words[after];
            if (!FigureWords.Made.Contains(made))
            {
                return _matches[k].Side;
            }
        }
        return null;
    }

    // "20 generals of the Greek army": the nation of what is counted, up to the next verb or preposition.
    private string? OfNation(int after)
    {
        if (_words[after] != "of")
        {
            return null;
        }
        var end = after + 1;
        while (end < Math.Min(_words.Count, after + LongestName) && _words.Parsed.Tokens[end].Tag is UniversalTag.Det or UniversalTag.Adj or UniversalTag.Noun or UniversalTag.Propn)
        {
            end++;
        }
        return end > after + 1 ? Owner(_words.Span(after + 1, end)) : null;
    }

    private string? Opponent(string side) => _parties is not { } parties ? null : parties.First == side ? parties.Second : parties.Second == side ? parties.First : null;

    private string? SpeakerSide(Attribution? attribution) => attribution?.Speaker is { } id ? _speakers[id.Number - 1].Side : null;
}
