using Attest.Claims.Attributions;
using Attest.Claims.Nations;
using Attest.Claims.Places;
using Attest.Language;
using Attest.Packs;

namespace Attest.Claims.Figures;

/// <summary>Tells who lost, launched, paid or deployed what a figure counts.</summary>
internal sealed class SideReader
{
    // Clauses above a figure that are looked through for who does or suffers what is counted.
    private const int MostClauses = 12;

    // In tokens: how far from a word those that qualify it may stand.
    private const int Reach = 40;

    // In tokens: "of the Greek army's general staff".
    private const int LongestName = 7;

    // In characters: how far into its sentence a nation may stand that opens it.
    private const int OpeningLength = 40;

    private static readonly HashSet<string> Enemies = new(["enemy", "enemies", "adversary", "occupiers", "occupier", "invaders", "aggressor", "aggressors", "opponent", "opponents"], StringComparer.Ordinal);

    private readonly Words _words;
    private readonly ClauseTree _tree;
    private readonly List<(int Start, int End, string Side)> _matches = [];
    private readonly IReadOnlyList<Place> _places;
    private readonly IReadOnlyList<Speaker> _speakers;
    private readonly (string First, string Second)? _parties;

    /// <summary>Finds the nations that a text names, and the two it names most: the parties, unless it is known who they are.</summary>
    public SideReader(Words words, ClauseTree tree, IReadOnlyList<Place> places, IReadOnlyList<Speaker> speakers, Knowledge known)
    {
        (_words, _tree, _places, _speakers) = (words, tree, places, speakers);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i++)
        {
            if (NationTable.World.At(words.Parsed, i) is { } found)
            {
                _matches.Add((found.Match.Start, found.Match.End, found.Match.Nation.Name));
                counts[found.Match.Nation.Name] = counts.GetValueOrDefault(found.Match.Nation.Name) + 1;
                i += found.Tokens - 1;
            }
            else if (words.IsCapital(i) && known.At(words.Parsed, i) is { Name: { Side: { } side, Kind: PackNameKind.Body or PackNameKind.Side } } named)
            {
                // A body or an armed group stands for its side.
                _matches.Add((words.Start(i), words.End(i + named.Tokens - 1), side));
                i += named.Tokens - 1;
            }
        }
        var ranked = counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(2).ToList();
        _parties = known.Parties is [var one, var other] ? (one, other) : ranked.Count == 2 ? (ranked[0].Key, ranked[1].Key) : null;
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
        var owner = Owner(span) ?? OfNation(counted.Last) ?? (IsEnemy(counted) ? Other(claimant) : null);
        switch (measure)
        {
            case Measure.PeopleCount or Measure.Countries or Measure.Duration or Measure.Distance or Measure.Speed or Measure.Price or Measure.OpinionShare or Measure.MoneyNeeded or Measure.EquipmentRequested:
                return null;
            case Measure.PeopleKilled or Measure.PeopleWounded or Measure.PeopleMissing or Measure.PeopleDisplaced or Measure.BuildingsDamaged or Measure.FacilitiesDamaged:
                return owner ?? listed ?? PlaceIn(sentence, span.Start) ?? (measure == Measure.PeopleDisplaced ? null : Other(Agent(number, "by") ?? Struck(number)));
            case Measure.DronesDowned or Measure.MissilesDowned:
                // Whoever shoots down does not lose: the side is the other one.
                return owner ?? listed ?? Other(Doer(number) ?? Agent(number, "by") ?? Before(span.Start, sentence) ?? claimant);
            case Measure.DronesLaunched or Measure.MissilesLaunched:
                return owner ?? Doer(number) ?? listed ?? Agent(number, "by") ?? Governing(number, claimant) ?? OnlyBefore(span.Start, sentence, claimant) ?? Other(claimant);
            case Measure.PersonnelLosses or Measure.TanksLost or Measure.VehiclesLost or Measure.AirDefenceLost or Measure.AircraftLost or Measure.EquipmentLost:
                return owner ?? listed ?? Governing(number, claimant) ?? Loser(number) ?? OnlyBefore(span.Start, sentence, claimant) ?? Other(claimant);
            case Measure.PeopleCaptured:
                return owner ?? listed ?? Governing(number, claimant) ?? Loser(number);
            case Measure.AttacksRepelled:
                return owner ?? Other(Doer(number) ?? claimant);
            case Measure.TradeValue:
                return Doer(number) ?? Governing(number, claimant);
            case Measure.Other or Measure.ChangePercent or Measure.CommodityVolume:
                return owner ?? (IsSufferer(number) ? null : Doer(number));
            case Measure.EquipmentSupplied or Measure.MoneyPledged or Measure.MoneySpent:
                return (measure == Measure.EquipmentSupplied ? owner : null) ?? Doer(number) ?? listed ?? Agent(number, "from") ?? Governing(number, claimant) ?? FirstIn(span.Start, sentence) ?? claimant;
            case Measure.TroopsDeployed:
                return owner ?? listed ?? Governing(number, claimant) ?? Doer(number);
            default:
                return owner ?? Doer(number) ?? listed ?? claimant;
        }
    }

    // "Sanctions on 30 firms", "accused of 12 crimes": what somebody's doing is aimed at is not theirs.
    private bool IsSufferer(int number)
    {
        var node = number;
        for (var steps = 0; node >= 0 && steps < MostClauses && _words.Parsed.Tokens[node].Tag is not (UniversalTag.Verb or UniversalTag.Aux); steps++, node = _tree.Head(node))
        {
            if (_tree.RelationOf(node) is Relation.Nmod or Relation.Obl && _words[_tree.Subtree(node).First] is "on" or "against" or "among")
            {
                return true;
            }
        }
        return false;
    }

    // "Rebel shelling killed nine": the nation whose deed is the subject of a verb of harm.
    private string? Struck(int number) => Clause(number, out var verb) is { } found && _words.Parsed.Tokens[verb].Lemma is "kill" or "injure" or "wound" or "murder" or "strike" or "hit" or "destroy" or "damage" or "shell" or "bomb" or "execute" ? found.Side : null;

    private string? Other(string? side) => side is null ? null : Opponent(side);

    // "the enemy lost", "occupiers' losses": said of the other side than the speaker's.
    private bool IsEnemy(TokenRange range)
    {
        for (var k = range.First; k < range.Last; k++)
        {
            if (Enemies.Contains(_words[k]))
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

    // The last nation named before the figure, where that is the only one but the speaker's own.
    private string? OnlyBefore(int position, TextSpan sentence, string? claimant)
    {
        string? only = null;
        for (var k = FirstFrom(sentence.Start); k < _matches.Count && _matches[k].Start < position; k++)
        {
            if (_matches[k].Side is var name && name != claimant)
            {
                if (only is not null && only != name)
                {
                    return null;
                }
                only = name;
            }
        }
        return only;
    }

    /// <summary>Whose losses a heading announces: "losses of the Greek army", "Greek losses", "what Greece lost"; null where it does not tell.</summary>
    /// <param name="losses">The word for losses in it.</param>
    /// <param name="heading">The heading.</param>
    public string? OfHeading(int losses, TextSpan heading)
    {
        var after = In(new TextSpan(_words.End(losses), Math.Max(_words.End(losses), heading.End)), last: false);
        return _words[losses + 1] is "of" or "by" or "among" && after is not null ? after : Before(_words.Start(losses), heading) ?? after;
    }

    // The nation that a sentence opens with is most often its subject.
    private string? FirstIn(int position, TextSpan sentence) => In(new TextSpan(sentence.Start, Math.Max(sentence.Start, Math.Min(position, sentence.Start + OpeningLength))), last: false);

    // The nation in the subject of the nearest clause around a figure that names one.
    private string? Doer(int number) => Clause(number, out _) is { } found ? found.Side : null;

    // Who loses what a figure counts: whoever "lost" it, or else not the one who destroyed it.
    private string? Loser(int number)
    {
        if (Clause(number, out var verb) is not { } found)
        {
            return Agent(number, "by", "to") is { } agent ? Opponent(agent) : null;
        }
        return _words.Parsed.Tokens[verb].Lemma is "destroy" or "hit" or "down" or "shoot" or "kill" or "eliminate" or "neutralize" or "capture" or "strike" or "damage" or "take" or "seize"
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

    private (string Side, int Verb)? Clause(int number, out int verb)
    {
        verb = _tree.Head(number);
        for (var steps = 0; verb >= 0 && steps < MostClauses; steps++)
        {
            var subject = _tree.Child(verb, Relation.Nsubj);
            if (subject >= 0 && !_tree.Subtree(subject).Contains(number))
            {
                var range = _tree.Subtree(subject);
                if (!IsReceiving(verb) && !IsSaying(verb) && In(_words.Span(range.First, range.Last), last: false) is { } side)
                {
                    return (side, verb);
                }
            }
            if (_tree.RelationOf(verb) is Relation.Ccomp or Relation.Parataxis)
            {
                // Whoever says so does not thereby do so.
                return null;
            }
            verb = _tree.Head(verb);
        }
        return null;
    }

    // Whoever receives does not give.
    private bool IsReceiving(int verb) => _words.Parsed.Tokens[verb].Lemma is "receive" or "get" or "obtain" or "need" or "await" or "secure";

    // Whoever says so does not thereby do so.
    private bool IsSaying(int verb) => _words.Parsed.Tokens[verb].Lemma is "say" or "tell" or "report" or "add" or "note" or "state" or "claim" or "estimate" or "believe" or "confirm" or "warn" or "write" or "show" or "indicate";

    // "Iranian-made drones" are flown by somebody else.
    private string? Owner(TextSpan counted)
    {
        for (var k = FirstFrom(counted.Start); k < _matches.Count && _matches[k].Start < counted.End; k++)
        {
            var after = _words.TokenAt(_matches[k].End);
            var made = _words[after] == "-" ? _words[after + 1] : _words[after];
            if (made is not ("made" or "built" or "designed" or "supplied" or "produced" or "manufactured" or "provided" or "donated" or "developed"))
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

    private string? In(TextSpan span, bool last)
    {
        string? found = null;
        for (var k = FirstFrom(span.Start); k < _matches.Count && _matches[k].Start < span.End; k++)
        {
            found = _matches[k].Side;
            if (!last)
            {
                break;
            }
        }
        return found;
    }

    private string? Before(int position, TextSpan sentence) => In(new TextSpan(sentence.Start, Math.Max(sentence.Start, position)), last: true);

    // The country of the place nearest to a figure in its sentence; a settlement or region outweighs the name of a country, which may be a doer.
    private string? PlaceIn(TextSpan sentence, int position)
    {
        var low = PlaceOrder.FirstFrom(_places, sentence.Start);
        string? nearest = null;
        var best = int.MaxValue;
        for (var k = low; k < _places.Count && _places[k].Span.Start < sentence.End; k++)
        {
            if (_words[_words.TokenAt(_places[k].Span.Start) - 1] is "to" or "into" or "for")
            {
                // Where they went is not whose they are.
                continue;
            }
            var distance = Math.Abs(_places[k].Span.Start - position) + (_places[k].Kind == PlaceKind.Country ? sentence.Length : 0);
            if (distance < best && _places[k].Country is { } country && NationTable.World.ByIso(country) is { } nation)
            {
                (nearest, best) = (nation.Name, distance);
            }
        }
        return nearest;
    }

    private int FirstFrom(int position)
    {
        int low = 0, high = _matches.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_matches[middle].Start < position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }
}
