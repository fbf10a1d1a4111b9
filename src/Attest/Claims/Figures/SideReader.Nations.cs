using Attest.Claims.Nations;
using Attest.Claims.Places;
using Attest.Language;

namespace Attest.Claims.Figures;

/// <content>The nations and places named before, in and around a figure.</content>
internal sealed partial class SideReader
{
    // The last nation named before the figure, where that is the only one but the speaker's own.
    private string? OnlyBefore(int position, TextSpan sentence, string? claimant)
    {
        string? only = null;
        for (var k = FirstFrom(sentence.Start); k < _matches.Count && _matches[k].Start < position; k++)
        {
            if (_matches[k] is { IsPerson: false, Side: var name } && name != claimant)
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

    // "Chinese exports rose by 69%": the nation whose trade, output or the like is told of.
    private string? OwnedBefore(int position, TextSpan sentence)
    {
        for (var k = FirstFrom(position) - 1; k >= 0 && _matches[k].Start >= sentence.Start; k--)
        {
            var after = _words.TokenAt(_matches[k].End);
            after += _words[after] is "'s" or "’s" ? 1 : 0;
            for (var end = after + LongestName; after < end && _words.Parsed.Tokens[Math.Min(after, _words.Count - 1)].Tag is UniversalTag.Noun or UniversalTag.Adj; after++)
            {
                if (FigureWords.Economy.Contains(_words[after]))
                {
                    return _matches[k].Side;
                }
            }
        }
        return null;
    }

    // "90 percent of Mariupol": the country of what it is a part of.
    private string? PartOfPlace(int after)
    {
        if (_words[after] != "of" || after + 1 >= _words.Count)
        {
            return null;
        }
        var start = _words.Start(after + 1);
        var k = PlaceOrder.FirstFrom(_places, start);
        return k < _places.Count && _places[k] is { Country: { } country, Kind: not PlaceKind.Country } place && _words.TokenAt(place.Span.Start) - after <= 2 ? NationTable.World.ByIso(country)?.Name : null;
    }

    // The nation that a sentence opens with is most often its subject.
    private string? FirstIn(int position, TextSpan sentence) => In(new TextSpan(sentence.Start, Math.Max(sentence.Start, Math.Min(position, sentence.Start + OpeningLength))), last: false);

    private string? In(TextSpan span, bool last)
    {
        string? found = null;
        for (var k = FirstFrom(span.Start); k < _matches.Count && _matches[k].Start < span.End; k++)
        {
            if (last && _matches[k].IsPerson)
            {
                continue;
            }
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
            if (FigureWords.BoundTo.Contains(_words[_words.TokenAt(_places[k].Span.Start) - 1]))
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

    // The country of the last place told of before a sentence that names none.
    private string? PlaceBefore(int position)
    {
        var k = PlaceOrder.FirstFrom(_places, position) - 1;
        return k >= 0 && position - _places[k].Span.End < TopicLength && _places[k].Country is { } country ? NationTable.World.ByIso(country)?.Name : null;
    }

    // Where a sentence names nobody who could have done it: the nation that the nearest sentence before has as its subject, else the one named last.
    private string? Topic(int position, Func<string, bool> isOther)
    {
        string? named = null;
        for (var k = FirstFrom(position) - 1; k >= 0 && position - _matches[k].End < TopicLength; k--)
        {
            if (isOther(_matches[k].Side))
            {
                continue;
            }
            named ??= _matches[k].Side;
            for (var node = _words.TokenAt(_matches[k].Start); node >= 0 && _words.Parsed.Tokens[node].Tag is UniversalTag.Propn or UniversalTag.Adj or UniversalTag.Noun; node = _tree.Head(node))
            {
                if (_tree.RelationOf(node) is Relation.Nsubj)
                {
                    return _matches[k].Side;
                }
            }
        }
        return named;
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
