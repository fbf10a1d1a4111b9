using Attest.Claims.Nations;

namespace Attest.Claims.Figures;

/// <summary>Tells who lost, launched, paid or deployed what a figure counts.</summary>
internal sealed class SideReader
{
    private readonly Words _words;
    private readonly List<NationMatch> _matches = [];
    private readonly IReadOnlyList<Place> _places;
    private readonly IReadOnlyList<Attribution> _attributions;
    private readonly IReadOnlyList<Speaker> _speakers;
    private readonly (string First, string Second)? _parties;

    /// <summary>Finds the nations that a text names, and the two it names most: the parties.</summary>
    public SideReader(Words words, IReadOnlyList<Place> places, IReadOnlyList<Attribution> attributions, IReadOnlyList<Speaker> speakers)
    {
        (_words, _places, _attributions, _speakers) = (words, places, attributions, speakers);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i++)
        {
            if (NationTable.World.At(words.Parsed, i) is { } found)
            {
                _matches.Add(found.Match);
                counts[found.Match.Nation.Name] = counts.GetValueOrDefault(found.Match.Nation.Name) + 1;
                i += found.Tokens - 1;
            }
        }
        var ranked = counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(2).ToList();
        _parties = ranked.Count == 2 ? (ranked[0].Key, ranked[1].Key) : null;
    }

    /// <summary>The side of a figure; null where the text does not tell.</summary>
    public string? Of(Measure measure, TextSpan counted, TextSpan sentence, Attribution? attribution)
    {
        var adjective = In(counted, last: false);
        switch (measure)
        {
            case Measure.PeopleCount or Measure.Countries or Measure.Duration or Measure.Distance or Measure.Speed or Measure.Price or Measure.OpinionShare or Measure.MoneyNeeded or Measure.EquipmentRequested:
                return null;
            case Measure.PeopleKilled or Measure.PeopleWounded or Measure.PeopleMissing or Measure.PeopleDisplaced or Measure.BuildingsDamaged or Measure.FacilitiesDamaged:
                return adjective ?? PlaceIn(sentence);
            case Measure.DronesDowned or Measure.MissilesDowned:
                // Whoever shoots down does not lose: the side is the other one.
                return adjective ?? (Before(counted.Start, sentence) ?? SpeakerSide(attribution)) switch
                {
                    { } shooter => Opponent(shooter),
                    null => null,
                };
            case Measure.PersonnelLosses or Measure.TanksLost or Measure.VehiclesLost or Measure.AirDefenceLost or Measure.AircraftLost or Measure.EquipmentLost:
                return adjective ?? Before(counted.Start, sentence) ?? (SpeakerSide(attribution) is { } claimant ? Opponent(claimant) : null);
            case Measure.AttacksRepelled:
                return adjective ?? (SpeakerSide(attribution) is { } defender ? Opponent(defender) : null);
            case Measure.Other or Measure.ChangePercent or Measure.CommodityVolume:
                return adjective ?? Before(counted.Start, sentence);
            default:
                return adjective ?? Before(counted.Start, sentence) ?? SpeakerSide(attribution);
        }
    }

    private string? Opponent(string side) => _parties is not { } parties ? null : parties.First == side ? parties.Second : parties.Second == side ? parties.First : null;

    private string? SpeakerSide(Attribution? attribution) => attribution?.Speaker is { } id ? _speakers[id.Number - 1].Side : null;

    private string? In(TextSpan span, bool last)
    {
        string? found = null;
        for (var k = FirstFrom(span.Start); k < _matches.Count && _matches[k].Start < span.End; k++)
        {
            found = _matches[k].Nation.Name;
            if (!last)
            {
                break;
            }
        }
        return found;
    }

    private string? Before(int position, TextSpan sentence) => In(new TextSpan(sentence.Start, Math.Max(sentence.Start, position)), last: true);

    private string? PlaceIn(TextSpan sentence)
    {
        int low = 0, high = _places.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_places[middle].Span.Start < sentence.Start)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        for (var k = low; k < _places.Count && _places[k].Span.Start < sentence.End; k++)
        {
            if (_places[k].Country is { } country && NationTable.World.ByIso(country) is { } nation)
            {
                return nation.Name;
            }
        }
        return null;
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
