using Attest.Claims.Nations;
using Attest.Language;

namespace Attest.Claims.Attributions;

/// <summary>The names that a text introduces, by which a surname, an office or a bare noun is told to be somebody or something named elsewhere.</summary>
internal sealed class NamesInText
{
    // In tokens: an office stands next to the name that holds it, before it or in apposition after it.
    private const int OfficeBefore = 5;
    private const int OfficeAfter = 8;
    private const int FarthestBody = 400;

    private readonly Words _words;
    private readonly List<TokenRange> _persons = [];
    private readonly List<TokenRange> _bodies = [];

    /// <summary>Collects the names of persons and bodies, in the text's order.</summary>
    public NamesInText(Words words)
    {
        _words = words;
        foreach (var mention in words.Parsed.Names)
        {
            var range = new TokenRange(mention.First, mention.Last);
            if (mention.Kind == NameKind.Person && PersonName.In(words, range) is { } person)
            {
                _persons.Add(person);
            }
            else if (mention.Kind == NameKind.Organisation)
            {
                _bodies.Add(range);
            }
        }
    }

    /// <summary>The full name that a surname or an initial with it stands for: the nearest before, else the first after; the name itself where the text has no fuller one.</summary>
    public TokenRange? Fuller(string surname, int position)
    {
        TokenRange? found = null;
        foreach (var person in _persons)
        {
            if (person.Length < 2 || IsInitial(person.First) || !_words.Phrase(person.Last - 1, person.Last).Equals(surname, StringComparison.Ordinal))
            {
                continue;
            }
            if (person.First > position && found is not null)
            {
                break;
            }
            found = person;
        }
        return found;
    }

    /// <summary>The person last introduced with an office before a position, of a side where one is asked for; null where nobody was.</summary>
    public TokenRange? Holder(string office, string? side, int position)
    {
        for (var k = _persons.Count - 1; k >= 0; k--)
        {
            var person = _persons[k];
            if (person.First < position && person.Length > 1 && (Holds(office, side, Math.Max(0, person.First - OfficeBefore), person.First) || Apposition(person.Last) is { IsEmpty: false } after && Holds(office, side, after.First, after.Last)))
            {
                return person;
            }
        }
        return null;
    }

    /// <summary>The body last named before a position by a noun such as "ministry", with the nation before it; null where none was.</summary>
    public TokenRange? Body(string noun, int position)
    {
        for (var k = _bodies.Count - 1; k >= 0; k--)
        {
            var body = _bodies[k];
            for (var i = body.First; body.First < position && body.Length > 1 && i < body.Last; i++)
            {
                if (_words[i] == noun)
                {
                    // "Institute for", where the rest of the name was not seen.
                    return WithNation(_words.Is(body.Last - 1, WordClass.Preposition) ? body with { Last = Math.Max(body.Last, NounPhrases.End(_words, body.First, _words.Parsed[_words.Parsed.SentenceOf(body.First)].Last)) } : body);
                }
            }
        }
        for (var k = Math.Min(position, _words.Count) - 1; k >= 0 && position - k < FarthestBody; k--)
        {
            if (_words[k] == noun && NounPhrases.Start(_words, k + 1, _words.Parsed[_words.Parsed.SentenceOf(k)].First) is var first && first < k && _words[first] is not ("a" or "an") && !(k - first == 1 && _words.Is(first, WordClass.Determiner)))
            {
                return new TokenRange(first, k + 1);
            }
        }
        return null;
    }

    private TokenRange WithNation(TokenRange body)
    {
        var first = body.First;
        if (first > 1 && NounPhrases.IsPossessive(_words, first - 1))
        {
            return new TokenRange(first - 2, body.Last);
        }
        return first > 0 && NationTable.World.Find(_words.Phrase(first - 1, first)) is not null ? new TokenRange(first - 1, body.Last) : body;
    }

    private TokenRange Apposition(int last)
    {
        if (_words[last] != ",")
        {
            return TokenRange.None;
        }
        var end = last + 1;
        while (end < _words.Count && end - last < OfficeAfter && _words[end] is not ("," or "."))
        {
            end++;
        }
        return new TokenRange(last + 1, end);
    }

    private bool Holds(string office, string? side, int first, int last)
    {
        var from = first;
        for (var k = first; k < last; k++)
        {
            if (_words[k] is "," or "." or ":" or ";" || _words.IsQuote(k))
            {
                from = k + 1;
            }
        }
        for (var k = from; k < last; k++)
        {
            if (_words[k] == office)
            {
                return side is null || NationTable.World.AllIn(_words.Phrase(from, last)).Any(nation => nation.Nation.Name == side);
            }
        }
        return false;
    }

    private bool IsInitial(int token) => _words.End(token) - _words.Start(token) <= 2 && (_words[token].EndsWith('.') || _words[token].Length == 1);
}
