using System.Collections.Frozen;
using Attest.Claims.Nations;
using Attest.Language;

namespace Attest.Claims.Places;

/// <summary>Finds the words that may name a place: the longest capitalised run that the gazetteer knows, with the term after it.</summary>
/// <remarks>Hot: runs over every token of every report.</remarks>
internal sealed class ToponymFinder(Gazetteer gazetteer, ParsedText parsed, PlaceCue[] cues)
{
    private const int LongestName = 6;
    private const int ShortestRespelt = 6;
    private const int ShortestUnknown = 4;
    private const float SureOfPlace = 0.7f;
    private static readonly FrozenDictionary<string, string> Abbreviations = Table.Rows("Claims/Places/abbreviations.tsv").ToFrozenDictionary(row => row[0], row => row[1], StringComparer.Ordinal);
    private readonly List<NamedRow> _found = [];
    private int _name;

    /// <summary>How often each nation is named, by its ISO code: by name, adjective, people or capital.</summary>
    public Dictionary<string, int> NationCounts { get; } = [];

    /// <summary>All toponyms in the text's order, without overlap.</summary>
    public List<Toponym> Find()
    {
        var toponyms = new List<Toponym>();
        for (var number = 0; number < parsed.SentenceCount; number++)
        {
            var sentence = parsed[number];
            for (var token = sentence.First; token < sentence.Last;)
            {
                token = Find(token, sentence.Last, toponyms);
            }
        }
        ShareTerms(toponyms);
        return toponyms;
    }

    private int Find(int token, int end, List<Toponym> toponyms)
    {
        var isDirection = (cues[token] & (PlaceCue.Never | PlaceCue.Compass)) == (PlaceCue.Never | PlaceCue.Compass);
        if (!StartsUpper(token) || ((cues[token] & PlaceCue.Never) != 0 && !isDirection) || ((cues[token] & PlaceCue.Title) != 0 && Words(token, token + 1) is [.., '.'] and not "St."))
        {
            return token + 1;
        }
        var nation = NationTable.World.At(parsed, token);
        if (Abbreviations.GetValueOrDefault(Words(token, token + 1).ToString()) is { } fullName && gazetteer.Find(PlaceKey.Fold(fullName), Clear()) && IsAfterComma(token))
        {
            toponyms.Add(new Toponym(token, token + 1, parsed.Tokens[token].Span, PlaceKey.Fold(fullName), [.. _found], null, null, NationWord.Name, false));
            return token + 1;
        }
        var last = LongestRun(token, end);
        if (isDirection)
        {
            return FindLand(token, last, end, toponyms);
        }
        for (; last > token; last--)
        {
            var key = PlaceKey.Fold(Words(token, last));
            // A nation's own words are taken as such unless a longer name holds them.
            if (nation is { } named && last - token <= named.Tokens)
            {
                break;
            }
            if (char.IsLetterOrDigit(parsed.Text[parsed.Tokens[last - 1].Start]) && IsSearched(key, token, last) && gazetteer.Find(key, Clear()))
            {
                NamedRow[] rows = [.. _found];
                toponyms.Add(IsCalledAsRiver(token, last, end) && gazetteer.Find($"{key} river", Clear()) ? River(token, last, key, [.. _found]) : Make(token, last, end, key, rows, null, false));
                return Math.Max(last, TokenAt(toponyms[^1].Span.End, last));
            }
        }
        if (nation is { } match)
        {
            if (match.Match.Nation.Iso.Length > 0)
            {
                NationCounts[match.Match.Nation.Iso] = NationCounts.GetValueOrDefault(match.Match.Nation.Iso) + 1;
            }
            last = token + match.Tokens;
            var isOfPeople = match.Match.Word is NationWord.Adjective or NationWord.People;
            var key = PlaceKey.Fold(isOfPeople || match.Match.Word == NationWord.Name ? match.Match.Nation.Name : Words(token, last));
            if (isOfPeople)
            {
                if (gazetteer.Find(key, Clear()))
                {
                    toponyms.Add(new Toponym(token, last, new TextSpan(parsed.Tokens[token].Start, parsed.Tokens[last - 1].End), key, [.. _found], null, match.Match.Nation, match.Match.Word, false));
                }
                return last;
            }
            var written = PlaceKey.Fold(Words(token, last));
            if (gazetteer.Find(key, Clear()) || (IsSearched(written, token, last) && gazetteer.Find(written, Clear())))
            {
                if (match.Match.Word == NationWord.Seat && !_found.Exists(row => gazetteer[row.Row].Feature.Kind == PlaceKind.Site))
                {
                    // A village is called as the seat of a government is.
                    return last;
                }
                // A state of the past has no government to stand for.
                toponyms.Add(Make(token, last, end, key, [.. _found], _found.Exists(row => gazetteer[row.Row].Feature.Code == "PCLH") ? null : match.Match, false));
                return Math.Max(last, TokenAt(toponyms[^1].Span.End, last));
            }
            return last;
        }
        if (token + 1 < end && StartsUpper(token + 1) && !BreaksLine(token + 1) && TermAt(token + 1) is { } term && cues[token] == PlaceCue.None && Words(token, token + 1).Length > 2 && !EndsLongerName(token))
        {
            // A county or river that the gazetteer has not: a place, but where is not known.
            toponyms.Add(new Toponym(token, token + 1, new TextSpan(parsed.Tokens[token].Start, parsed.Tokens[token + 1].End), $"{PlaceKey.Fold(Words(token, token + 1))} {term.Ending}", [], term, null, NationWord.Name, false));
            return token + 2;
        }
        var count = toponyms.Count;
        Respelt(token, end, toponyms);
        if (toponyms.Count == count && IsUnknownPlace(token))
        {
            toponyms.Add(new Toponym(token, token + 1, parsed.Tokens[token].Span, PlaceKey.Fold(Words(token, token + 1)), [], null, null, NationWord.Name, false));
        }
        return token + 1;
    }

    // "Eastern Europe", "Northern Africa": a land whose name begins with a direction.
    private int FindLand(int token, int last, int end, List<Toponym> toponyms)
    {
        for (; last > token + 1; last--)
        {
            var key = PlaceKey.Fold(Words(token, last));
            if (StartsUpper(last - 1) && gazetteer.Find(key, Clear()) && _found.Exists(row => gazetteer[row.Row].Feature.Kind is PlaceKind.Region or PlaceKind.Country))
            {
                toponyms.Add(Make(token, last, end, key, [.. _found], null, false));
                return Math.Max(last, TokenAt(toponyms[^1].Span.End, last));
            }
        }
        return token + 1;
    }

    // What the parser is sure is a place, of one word, and something is said to be in or near it: a village that the gazetteer has not.
    private bool IsUnknownPlace(int token)
    {
        if (token == 0 || (cues[token - 1] & PlaceCue.In) == 0 || BreaksLine(token) || cues[token] != PlaceCue.None || Words(token, token + 1).Length < ShortestUnknown || Words(token - 1, token) is "to" or "from" or "over" or "via" or "through")
        {
            return false;
        }
        while (_name < parsed.Names.Length && parsed.Names[_name].Last <= token)
        {
            _name++;
        }
        return _name < parsed.Names.Length && parsed.Names[_name] is { Kind: NameKind.Place, Confidence: > SureOfPlace } name && name.First == token && name.Last == token + 1;
    }

    // "The Northern Military District": a body, or a place whose name begins before.
    private bool EndsLongerName(int token) => parsed.Tokens[token].Tag == UniversalTag.Adj
        || (token > 0 && StartsUpper(token - 1) && !BreaksLine(token) && parsed.Tokens[token - 1].Tag is UniversalTag.Adj or UniversalTag.Propn);

    // "On the Dnipro": towns and regions have no article; what follows is no noun that the name belongs to ("the Dnipro council").
    private bool IsCalledAsRiver(int first, int last, int end) => first > 0 && Words(first - 1, first) is "the" or "The" && (cues[first] & PlaceCue.Compass) == 0
        && (last == end || !(char.IsLetterOrDigit(parsed.Text[parsed.Tokens[last].Start]) && parsed.Tokens[last].Tag is UniversalTag.Noun or UniversalTag.Propn or UniversalTag.Adj))
        && (last == end || Words(last, last + 1) is not ("-" or "–" or "'s" or "’s"));

    private Toponym River(int first, int last, string key, NamedRow[] rows) =>
        new(first, last, new TextSpan(parsed.Tokens[first].Start, parsed.Tokens[last - 1].End), $"{key} river", rows, GenericTerm.Find("river"), null, NationWord.Name, false);

    private bool IsAfterComma(int token) => token > 0 && Words(token - 1, token) is ",";

    private void Respelt(int token, int end, List<Toponym> toponyms)
    {
        var word = Words(token, token + 1);
        if (word.Length < ShortestRespelt || (cues[token] & (PlaceCue.FirstName | PlaceCue.CommonWord | PlaceCue.SpeechVerb | PlaceCue.Title)) != 0)
        {
            return;
        }
        var skeleton = PlaceKey.Skeleton(PlaceKey.Fold(word));
        if (skeleton.Length >= ShortestRespelt - 1 && gazetteer.FindSkeleton(skeleton, Clear()))
        {
            toponyms.Add(Make(token, token + 1, end, PlaceKey.Fold(word), [.. _found], null, true));
        }
    }

    private Toponym Make(int first, int last, int end, string key, NamedRow[] rows, NationMatch? nation, bool isRespelt)
    {
        var span = new TextSpan(parsed.Tokens[first].Start, parsed.Tokens[last - 1].End);
        if (IsCalledCity(last, end) && Array.Exists(rows, row => gazetteer[row.Row].IsSettlement))
        {
            return new Toponym(first, last + 1, span with { End = parsed.Tokens[last].End }, key, rows, null, null, NationWord.Name, isRespelt);
        }
        // "Black Sea coast": what has its own term takes no other.
        var term = last < end && !BreaksLine(last) && !(last - first > 1 && TermAt(last - 1) is not null) ? TermAt(last) : null;
        if (term is { Ending: "peninsula" } && !StartsUpper(last) && Array.Exists(rows, row => row.IsFirstName && gazetteer[row.Row].Feature.Kind == term.Kind))
        {
            // "The Crimea peninsula": the land has the name by itself.
            return new Toponym(first, last, span, key, rows, null, nation?.Nation, nation?.Word ?? NationWord.Name, isRespelt);
        }
        if (term is not null)
        {
            if (gazetteer.Find($"{key} {term.Ending}", Clear()) || (term.Kind == PlaceKind.Region && gazetteer.Find($"{key} oblast", Clear())))
            {
                if (_found.Exists(row => gazetteer[row.Row].Feature.Kind == term.Kind))
                {
                    return new Toponym(first, last, span with { End = parsed.Tokens[last].End }, $"{key} {term.Ending}", [.. rows, .. _found], term, null, NationWord.Name, isRespelt);
                }
            }
            // "The Donbas region" is the Donbas; "the Rostov region" is not Rostov.
            var isNamedBySelf = Array.Exists(rows, row => gazetteer[row.Row].Feature.Kind == term.Kind) && !Array.Exists(rows, row => gazetteer[row.Row].IsSettlement);
            return isNamedBySelf
                ? new Toponym(first, last, span, key, rows, null, nation?.Nation, nation?.Word ?? NationWord.Name, isRespelt)
                : new Toponym(first, last, span with { End = parsed.Tokens[last].End }, $"{key} {term.Ending}", rows, term, null, NationWord.Name, isRespelt);
        }
        return new Toponym(first, last, span, key, rows, null, nation?.Nation, nation?.Word ?? NationWord.Name, isRespelt);
    }

    // "Kharkiv City"; not "Kharkiv City Council", "Kharkiv City Hall".
    private bool IsCalledCity(int token, int end) => token < end && !BreaksLine(token) && Words(token, token + 1) is "City"
        && (token + 1 == end || BreaksLine(token + 1) || (cues[token + 1] & PlaceCue.OrganisationHead) == 0 && Words(token + 1, token + 2) is not ("Hall" or "Day"));

    // "Kherson and Odesa oblasts": both are oblasts.
    private void ShareTerms(List<Toponym> toponyms)
    {
        for (var i = toponyms.Count - 1; i > 0; i--)
        {
            if (toponyms[i].Term is not { NamesList: true } term || toponyms[i - 1] is not { Term: null, Nation: null } before
                || !IsJoined(before.Last, toponyms[i].First))
            {
                continue;
            }
            var found = gazetteer.Find($"{before.Key} {term.Ending}", Clear()) || gazetteer.Find($"{before.Key} oblast", Clear());
            toponyms[i - 1] = before with { Term = term, Key = $"{before.Key} {term.Ending}", Rows = found ? [.. before.Rows, .. _found] : before.Rows };
        }
    }

    /// <summary>Whether only commas and "and" stand between two tokens: the members of a list.</summary>
    internal bool IsJoined(int after, int before)
    {
        if (before - after is < 1 or > 3)
        {
            return false;
        }
        for (var i = after; i < before; i++)
        {
            if (Words(i, i + 1) is not ("," or "and" or "or" or "&" or "the" or "/"))
            {
                return false;
            }
        }
        return true;
    }

    private List<NamedRow> Clear()
    {
        _found.Clear();
        return _found;
    }

    private int LongestRun(int token, int end)
    {
        var last = token + 1;
        for (var i = token + 1; i < end && i - token < LongestName + 2 && !BreaksLine(i); i++)
        {
            if (StartsUpper(i) || IsNumberPart(i))
            {
                last = i + 1;
            }
            else if (TermAt(i) is not null || Words(i, i + 1) is "plant" or "base" or "station" or "steelworks")
            {
                last = i + 1;
            }
            else if ((cues[i] & PlaceCue.LowerConnector) == 0 && Words(i, i + 1) is not ("-" or "–" or "." or "nuclear" or "power" or "military" or "air" or "hydroelectric" or "training"))
            {
                break;
            }
        }
        return last;
    }

    private bool IsSearched(string key, int first, int last)
    {
        if (key.Length < 3)
        {
            return false;
        }
        // Words in capitals throughout are names or abbreviations: short ones are abbreviations.
        return last - first > 1 || key.Length > 4 || !IsAllUpper(Words(first, last));
    }

    private GenericTerm? TermAt(int token) => GenericTerm.Find(Words(token, token + 1));

    private bool IsNumberPart(int token) => char.IsAsciiDigit(parsed.Text[parsed.Tokens[token].Start]) && parsed.Tokens[token].End - parsed.Tokens[token].Start <= 2
        && token > 0 && Words(token - 1, token) is "-";

    private bool BreaksLine(int token) => token > 0 && parsed.Text.AsSpan(parsed.Tokens[token - 1].End, parsed.Tokens[token].Start - parsed.Tokens[token - 1].End).Contains('\n');

    private int TokenAt(int position, int from)
    {
        while (from < parsed.Tokens.Length && parsed.Tokens[from].End <= position)
        {
            from++;
        }
        return from;
    }

    private ReadOnlySpan<char> Words(int first, int last) => parsed.Text.AsSpan(parsed.Tokens[first].Start, parsed.Tokens[last - 1].End - parsed.Tokens[first].Start);

    private bool StartsUpper(int token) => char.IsUpper(parsed.Text[parsed.Tokens[token].Start]);

    private static bool IsAllUpper(ReadOnlySpan<char> words)
    {
        foreach (var letter in words)
        {
            if (char.IsLower(letter))
            {
                return false;
            }
        }
        return true;
    }
}
