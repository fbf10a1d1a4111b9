using Attest.Language;

namespace Attest.Packs;

/// <summary>The names of one pack by hashed keys. Hot: each capitalised word of a text is looked up in it.</summary>
internal sealed class PackIndex
{
    private const int LongestKey = 96;

    private readonly Dictionary<string, PackName> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _longestByFirst = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PackName>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _firstLookup;
    private readonly Dictionary<string, List<PackPerson>> _bySurname = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<PackPerson>> _bySound = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<PackPerson>> _byConsonants = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Side, string Words), PackOffice> _offices = [];
    private readonly Dictionary<(string Side, string Words), PackBody> _bodies = [];
    private readonly Dictionary<string, List<(PackPerson Person, PackHolding Holding)>> _holders = new(StringComparer.Ordinal);

    private readonly Dictionary<string, PackName> _common = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PackPlace> _disputed = new(StringComparer.Ordinal);

    /// <summary>Takes a pack's names in. Of two alike the first stays: sides before bodies, bodies before people.</summary>
    public PackIndex(Pack pack)
    {
        Pack = pack;
        _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        _firstLookup = _longestByFirst.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var side in pack.Sides)
        {
            Add(new PackName(PackNameKind.Side, side.Name, side.Name), [side.Name, .. side.Words]);
            Add(new PackName(PackNameKind.Demonym, side.Name, side.Name), side.Demonyms);
        }
        foreach (var body in pack.Bodies)
        {
            Add(new PackName(PackNameKind.Body, body.Name, body.Side) { IsArmedGroup = body.Kind is "private army" or "armed group" }, [body.Name, .. body.Words]);
            foreach (var words in (string[])[body.Name, .. body.Words])
            {
                AddUnique(_bodies, body.Side, words, body, other => other.Name == body.Name);
            }
        }
        foreach (var office in pack.Offices)
        {
            foreach (var words in (string[])[office.Title, .. office.Words])
            {
                AddUnique(_offices, office.Side, words, office, other => other.Id == office.Id);
            }
        }
        foreach (var person in pack.People)
        {
            Add(new PackName(PackNameKind.Person, person.Name, person.Holdings[0].Office.Side) { Person = person }, [person.Name, .. person.Variants.Where(name => name.Contains(' ', StringComparison.Ordinal))]);
            foreach (var surname in person.Variants.Append(person.Name).Select(LastWord).Distinct(StringComparer.Ordinal))
            {
                Slot(_bySurname, surname).Add(person);
            }
            foreach (var sound in person.Variants.Append(person.Name).Select(name => PackWords.Sound(LastWord(name))).Distinct(StringComparer.Ordinal))
            {
                Slot(_bySound, sound).Add(person);
            }
            foreach (var letters in person.Variants.Append(person.Name).Select(name => PackWords.Consonants(LastWord(name))).Distinct(StringComparer.Ordinal))
            {
                Slot(_byConsonants, letters).Add(person);
            }
            foreach (var holding in person.Holdings)
            {
                Slot(_holders, holding.Office.Id).Add((person, holding));
            }
        }
        foreach (var sector in pack.Sectors)
        {
            Add(new PackName(PackNameKind.Sector, sector.Name, null) { IsSite = sector.Kind is "site" or "corridor" }, [sector.Name, .. sector.Words]);
        }
        foreach (var channel in pack.Channels)
        {
            Add(new PackName(PackNameKind.Channel, channel.Name, channel.Side), [channel.Name, .. channel.Words]);
        }
        foreach (var outlet in pack.Outlets)
        {
            Add(new PackName(PackNameKind.Outlet, outlet.Name, outlet.Side) { Ownership = outlet.Ownership }, [outlet.Name, .. outlet.Words]);
        }
        foreach (var place in pack.Places)
        {
            foreach (var name in place.Note is null ? [] : (IEnumerable<string>)[place.Name, .. place.Words])
            {
                _disputed.TryAdd(PackWords.Key(name), place);
            }
            Add(new PackName(PackNameKind.Place, place.Name, null), [place.Name, .. place.Words]);
        }
        foreach (var weapon in pack.Weapons)
        {
            Add(new PackName(PackNameKind.Weapon, weapon.Name, weapon.Sides is [var only] ? only : null), [weapon.Name, .. weapon.Words]);
        }
    }

    /// <summary>The pack whose names these are.</summary>
    public Pack Pack { get; }

    /// <summary>What exactly these words name; null where nothing.</summary>
    public PackName? Find(ReadOnlySpan<char> words)
    {
        if (words.IsEmpty || words.Length > LongestKey)
        {
            return null;
        }
        Span<char> key = stackalloc char[LongestKey];
        return _lookup.TryGetValue(key[..PackWords.Fold(words, key)], out var found) && Capitals(found, words) ? found : null;
    }

    /// <summary>The longest name that begins at a token, and the number of tokens it takes; null where none does.</summary>
    public (PackName Name, int Tokens)? At(ParsedText parsed, int token)
    {
        var tokens = parsed.Tokens;
        var start = tokens[token].Start;
        if (!char.IsUpper(parsed.Text[start]) && !char.IsAsciiDigit(parsed.Text[start]))
        {
            return null;
        }
        Span<char> key = stackalloc char[LongestKey];
        var first = parsed.Text.AsSpan(start, Math.Min(LongestKey, tokens[token].End - start));
        if (!_firstLookup.TryGetValue(FirstWord(key[..PackWords.Fold(first, key)]), out var longest))
        {
            return null;
        }
        (PackName, int)? best = null;
        for (var last = token; last < tokens.Length && last - token < 2 * longest && tokens[last].End - start <= LongestKey; last++)
        {
            if (last > token && parsed.Text[tokens[last].Start] is '\'' or '’' && tokens[last].End - tokens[last].Start <= 2)
            {
                continue;
            }
            var words = parsed.Text.AsSpan(start, tokens[last].End - start);
            if (_lookup.TryGetValue(key[..PackWords.Fold(words, key)], out var found) && Capitals(found, words))
            {
                best = (found, last - token + 1);
            }
        }
        return best;
    }

    /// <summary>What a common noun with "the" before it means in reports of this war: the alliance, the bloc; null where nothing.</summary>
    public PackName? Common(string words) => _common.GetValueOrDefault(PackWords.Key(words));

    /// <summary>The disputed place of this name; null where none is.</summary>
    public PackPlace? DisputedPlace(string name) => _disputed.GetValueOrDefault(PackWords.Key(name));

    /// <summary>Everybody with a surname, in the pack's order; empty where there is nobody.</summary>
    public IReadOnlyList<PackPerson> WithSurname(string surname) => _bySurname.TryGetValue(PackWords.Key(surname), out var people) ? people : [];

    /// <summary>Everybody whose surname sounds like this one, in the pack's order; empty where there is nobody.</summary>
    public IReadOnlyList<PackPerson> WithSound(string surname) => _bySound.TryGetValue(PackWords.Sound(surname), out var people) ? people : [];

    /// <summary>Everybody whose surname has these consonants, in the pack's order; empty where there is nobody.</summary>
    public IReadOnlyList<PackPerson> WithConsonants(string letters) => _byConsonants.TryGetValue(letters, out var people) ? people : [];

    /// <summary>The office that words mean, of a side; of any where the side is null and only one has such an office.</summary>
    public PackOffice? Office(string? side, string words) => Find(_offices, side, words);

    /// <summary>The body that words mean, of a side; of any where the side is null and only one has such a body.</summary>
    public PackBody? Body(string? side, string words) => Find(_bodies, side, words);

    /// <summary>Who held an office, with when.</summary>
    public IReadOnlyList<(PackPerson Person, PackHolding Holding)> Holders(PackOffice office) => _holders.TryGetValue(office.Id, out var holders) ? holders : [];

    // Whose a title or body is by its own words: the first side that they name, and the telling words without its name.
    private (string? Side, string Words) Owner(string words)
    {
        var (side, start, end) = FirstSide(words, null);
        return (side, PackWords.Telling(side is null ? words : words.Remove(start, end - start)));
    }

    // The first name of a side in words, or of the one side that is asked for.
    private (string? Side, int Start, int End) FirstSide(string words, string? only)
    {
        Span<char> key = stackalloc char[LongestKey];
        for (var start = 0; start < words.Length; start = words.IndexOf(' ', start) is var blank && blank < 0 ? words.Length : blank + 1)
        {
            if (!char.IsUpper(words[start]))
            {
                continue;
            }
            var length = words.AsSpan(start).IndexOf(' ') is var space && space < 0 ? words.Length - start : space;
            if (length > LongestKey || !_firstLookup.TryGetValue(FirstWord(key[..PackWords.Fold(words.AsSpan(start, length), key)]), out _))
            {
                continue;
            }
            for (var end = Math.Min(words.Length, start + LongestKey); end > start; end = words.LastIndexOf(' ', end - 1, end - start))
            {
                if (_lookup.TryGetValue(key[..PackWords.Fold(words.AsSpan(start, end - start), key)], out var name) && name.Kind is PackNameKind.Side or PackNameKind.Demonym && (only is null || name.Name == only))
                {
                    return (name.Name, start, end);
                }
            }
        }
        return default;
    }

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> key) => key.IndexOf(' ') is var blank and > 0 ? key[..blank] : key;

    private T? Find<T>(Dictionary<(string, string), T> map, string? side, string words)
        where T : class
    {
        var (own, telling) = Owner(words);
        return telling.Length == 0 ? null
            : own is not null && map.TryGetValue((own, telling), out var found) ? found
            : side is not null && side != own && map.TryGetValue((side, PackWords.Telling(words)), out found) ? found
            : side is null || own is not null ? map.GetValueOrDefault(("", PackWords.Telling(words)))
            : null;
    }

    private void Add(PackName name, IReadOnlyList<string> words)
    {
        foreach (var one in words)
        {
            var key = PackWords.Key(one);
            if (one.StartsWith("the ", StringComparison.Ordinal))
            {
                _common.TryAdd(key[4..], name);
            }
            if (key.Length is 0 or > LongestKey || char.IsLower(one[0]) || !_names.TryAdd(key, one.Length <= 3 && one.All(char.IsUpper) ? name with { IsLetters = true } : name))
            {
                continue;
            }
            var first = key.Split(' ', 2)[0];
            _longestByFirst[first] = Math.Max(_longestByFirst.GetValueOrDefault(first), key.Count(letter => letter == ' ') + 1);
        }
    }

    // Under its own side without that side's name, and under none where no other has words like these.
    private void AddUnique<T>(Dictionary<(string, string), T> map, string? side, string words, T value, Func<T, bool> isSame)
        where T : class
    {
        var telling = PackWords.Telling(words);
        if (side is not null)
        {
            var (own, start, end) = FirstSide(words, side);
            map.TryAdd((side, own is null ? telling : PackWords.Telling(words.Remove(start, end - start))), value);
        }
        if (!map.TryAdd(("", telling), value) && map[("", telling)] is { } other && !isSame(other))
        {
            map[("", telling)] = null!;
        }
    }

    private static List<T> Slot<T>(Dictionary<string, List<T>> map, string key)
    {
        if (!map.TryGetValue(key, out var list))
        {
            map.Add(key, list = []);
        }
        return list;
    }

    private static string LastWord(string name) => PackWords.Key(name.AsSpan(name.LastIndexOf(' ') + 1));

    // "US" is a state and "us" is not.
    private static bool Capitals(PackName name, ReadOnlySpan<char> words)
    {
        for (var k = 0; name.IsLetters && k < words.Length; k++)
        {
            if (char.IsLower(words[k]))
            {
                return k > 0 && words[k - 1] is '\'' or '’';
            }
        }
        return true;
    }
}
