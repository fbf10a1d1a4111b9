using Attest.Language;

namespace Attest.Packs;

/// <summary>What is known of the war that a report is about, as of the report's day. Where no pack fits it knows nothing, and reading goes on without.</summary>
public sealed class Knowledge
{
    private const int LeastConsonants = 3;
    private const int LeastConsonantsAlone = 5;

    private readonly IReadOnlyList<PackIndex> _packs;
    private readonly DateOnly? _day;

    internal Knowledge(IReadOnlyList<PackIndex> packs, DateOnly? day, bool isGiven = false)
    {
        (_packs, _day) = (packs, day);
        Digest = isGiven ? string.Join('-', packs.Select(pack => pack.Pack.Digest)) : null;
        Parties = packs.Count == 0 ? [] : [.. packs.SelectMany(pack => pack.Pack.Parties).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Knows of no war.</summary>
    public static Knowledge None { get; } = new([], null);

    /// <summary>The war, by its pack's id; null where no pack fits.</summary>
    public string? Conflict => _packs.Count > 0 ? _packs[0].Pack.Id : null;

    /// <summary>Names of the parties to the war, in their pack's order; empty where no pack fits.</summary>
    public IReadOnlyList<string> Parties { get; }

    /// <summary>The country that the war is fought in, by its ISO 3166-1 alpha-2 code; null where no pack fits, or it is fought in several.</summary>
    public string? Theatre => _packs is [{ Pack.Theatre: [var only] }, ..] ? only : null;

    /// <summary>The days that reports on the war count from, with what began on each; empty where no pack fits.</summary>
    public IReadOnlyList<PackDay> Days => _packs.Count > 0 ? _packs[0].Pack.Days : [];

    /// <summary>Digest of packs that were given for the reading; null where the choice was left to the reader, whose version covers what ships.</summary>
    public string? Digest { get; }

    /// <summary>What exactly these words name; null where nothing that is known.</summary>
    public PackName? Find(ReadOnlySpan<char> words)
    {
        foreach (var pack in _packs)
        {
            if (pack.Find(words) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    /// <summary>The longest known name that begins at a token, and the number of tokens it takes; null where none does.</summary>
    /// <param name="parsed">The text.</param>
    /// <param name="token">Index in <see cref="ParsedText.Tokens"/>.</param>
    public (PackName Name, int Tokens)? At(ParsedText parsed, int token)
    {
        foreach (var pack in _packs)
        {
            if (pack.At(parsed, token) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    /// <summary>The side that somebody or something of this name is on: an armed group on its state's, a state on its own; the name itself where it is not known.</summary>
    public string SideOf(string name) => Find(name)?.Side ?? name;

    /// <summary>The disputed place of this name; null where none is.</summary>
    public PackPlace? DisputedPlace(string name)
    {
        foreach (var pack in _packs)
        {
            if (pack.DisputedPlace(name) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    /// <summary>The other of two parties to the war; null where there are not two, or the side is none of them.</summary>
    public string? Opponent(string side) => Parties is not [var one, var other] ? null : side == one ? other : side == other ? one : null;

    /// <summary>Who bears a name: in full, or by the surname alone where only one can be meant: of those who hold an office on the report's day, or of all where the day is not known.</summary>
    /// <param name="name">The name as it stands in the report, without titles.</param>
    /// <param name="side">The side where the report tells it; null where it does not.</param>
    public PackPerson? Person(string name, string? side = null)
    {
        if (name.Contains(' ', StringComparison.Ordinal) && Find(name)?.Person is { } known)
        {
            return known;
        }
        var surname = name[(name.LastIndexOf(' ') + 1)..];
        PackPerson? found = null;
        var isSure = true;
        foreach (var pack in _packs)
        {
            foreach (var person in name.Length > surname.Length ? pack.WithSound(surname) : pack.WithSurname(surname))
            {
                if (name.Length > surname.Length ? GivenNamesFit(person, name) : (_day is null || Holding(person) is not null) && (side is null || SideOf(person) == side))
                {
                    (found, isSure) = (person, isSure && (found is null || found == person));
                }
            }
        }
        return isSure ? found : null;
    }

    /// <summary>The one person of the pack whose name has the same consonants, where the given name fits too or the surname is long enough to tell; null where nobody or several have.</summary>
    internal PackPerson? Alike(string name)
    {
        var surname = name[(name.LastIndexOf(' ') + 1)..];
        var isFull = name.Length > surname.Length;
        var letters = PackWords.Consonants(surname);
        if (letters.Length < (isFull ? LeastConsonants : LeastConsonantsAlone))
        {
            return null;
        }
        PackPerson? found = null;
        foreach (var pack in _packs)
        {
            foreach (var person in pack.WithConsonants(letters))
            {
                if (isFull ? !GivenNameSounds(person, name) : _day is not null && Holding(person) is null)
                {
                    continue;
                }
                if (found is not null && found != person)
                {
                    return null;
                }
                found = person;
            }
        }
        return found;
    }

    private static bool GivenNameSounds(PackPerson person, string name) => person.Variants.Append(person.Name).Any(known =>
        known.Split(' ') is [var given, .., _] && name.Split(' ') is [var other, .., _] && other.Length > 2 && Beginning(given) == Beginning(other));

    /// <summary>What a common noun with "the" before it means in reports of the war: the alliance, the bloc; null where nothing.</summary>
    internal PackName? Common(string words)
    {
        foreach (var pack in _packs)
        {
            if (pack.Common(words) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    /// <summary>Who holds an office on the report's day; null where it is not known. A report of no known day tells only of an office that nobody else has held.</summary>
    /// <param name="side">Whose office; null where the words name it by themselves.</param>
    /// <param name="words">The title: president, defence minister, governor of a region.</param>
    public PackPerson? Holder(string? side, string words)
    {
        foreach (var pack in _packs)
        {
            if (pack.Office(side, words) is not { } office)
            {
                continue;
            }
            var holders = pack.Holders(office);
            foreach (var (person, holding) in holders)
            {
                if (_day is null ? holders.All(other => other.Person == person) : holding.Holds(_day))
                {
                    return person;
                }
            }
        }
        return null;
    }

    /// <summary>The office that a person holds on the report's day, the first where there are several; null where none is known.</summary>
    public PackHolding? Holding(PackPerson person)
    {
        ArgumentNullException.ThrowIfNull(person);
        foreach (var holding in person.Holdings)
        {
            if (holding.Holds(_day))
            {
                return holding;
            }
        }
        return null;
    }

    /// <summary>Whether an office is held on the report's day.</summary>
    public bool IsHeld(PackHolding holding)
    {
        ArgumentNullException.ThrowIfNull(holding);
        return holding.Holds(_day);
    }

    /// <summary>The side of a person: by the office of the day, or else by the last one named; null where there is none.</summary>
    public string? SideOf(PackPerson person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return (Holding(person) ?? person.Holdings[^1]).Office.Side;
    }

    /// <summary>The body that words mean: "defence ministry" of a side, or a name of its own where the side is null.</summary>
    public PackBody? Body(string? side, string words)
    {
        foreach (var pack in _packs)
        {
            if (pack.Body(side, words) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    private static bool GivenNamesFit(PackPerson person, string name) => person.Variants.Append(person.Name).Any(known =>
        known.Split(' ') is [var given, .., var last] && name.Split(' ') is [var other, .., var otherLast]
        && PackWords.Sound(last) == PackWords.Sound(otherLast) && (other.Length <= 2 ? given[0] == other[0] : Beginning(given) == Beginning(other)));

    private static string Beginning(string given) => PackWords.Sound(given) is { Length: > 3 } sound ? sound[..3] : PackWords.Sound(given);
}
