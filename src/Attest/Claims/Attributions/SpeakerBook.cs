namespace Attest.Claims.Attributions;

/// <summary>Keeps one identity for each speaker of a report: a surname after a full name, a pronoun, "the ministry" lead to the one meant.</summary>
internal sealed class SpeakerBook(Words words)
{
    // No report has so many speakers; a list of names without end must not cost its square.
    private const int Reach = 500;

    private readonly List<Entry> _entries = [];
    private readonly NamesInText _names = new(words);

    /// <summary>The speakers, in the order in which they were first met.</summary>
    public IReadOnlyList<Speaker> Speakers => [.. _entries.Select(entry => new Speaker(entry.Id, entry.Name, entry.Role, entry.Affiliation, entry.Side, entry.Kind, entry.Named))];

    /// <summary>Who the words of a source mean; null where a pronoun has nobody to stand for.</summary>
    /// <param name="source">The words.</param>
    /// <param name="quoting">Who speaks the words around the source, where it stands in a quotation: "we" is them.</param>
    /// <param name="isQuoted">Whether the source stands in quotation marks: "he" is then not the one who speaks, and who is named there is not the one spoken of outside.</param>
    public LocalId? Resolve(TokenRange source, LocalId? quoting, bool isQuoted)
    {
        var name = Known(SpeakerName.Parse(words, source), source.First);
        var entry = name.Pronoun is { } pronoun ? Referent(pronoun, quoting, isQuoted) : Find(name) ?? Issuer(name) ?? Add(name);
        if (entry is null)
        {
            return null;
        }
        if (!isQuoted || entry.LastMet == 0)
        {
            entry.LastMet = isQuoted ? 1 : source.First + 2;
        }
        entry.Role ??= name.Role;
        entry.Side ??= name.Side;
        entry.Affiliation ??= name.Affiliation;
        if (name.Surname is not null && name.Text.Length > entry.Name.Length && name.Text.IndexOf('.', StringComparison.Ordinal) is not 1 && entry.Kind == SpeakerKind.Person && name.Pronoun is null)
        {
            entry.Name = name.Text;
        }
        else if (entry.Kind == SpeakerKind.Body && name.Acronym is { } acronym && acronym == entry.Acronym && name.Text.Length > entry.Name.Length)
        {
            entry.Name = name.Text;
        }
        return entry.Id;
    }

    // A surname by the full name, "the president" by whoever holds the office, "the ministry" by the one named before.
    private SpeakerName Known(SpeakerName name, int position)
    {
        if (name.Surname is { } surname && (!name.Text.Contains(' ', StringComparison.Ordinal) || name.Text.IndexOf('.', StringComparison.Ordinal) is 1))
        {
            return _names.Fuller(surname, position) is { } full ? Renamed(name, full) : name;
        }
        if (name is not { IsDefinite: true, Named: false, Head: { } head } || _entries.Any(entry => entry.Key == name.Key || (name.IsBare && entry.Head == head)))
        {
            return name;
        }
        if (name.Kind == SpeakerKind.Person && IsOffice(name, head) && _names.Holder(head, name.Side, position) is { } holder)
        {
            return Renamed(name, holder) with { Kind = SpeakerKind.Person, Named = true, Role = name.Text, Surname = words.Phrase(holder.Last - 1, holder.Last), Head = head, IsBare = false };
        }
        return name is { Kind: SpeakerKind.Body, IsBare: true } && _names.Body(head, position) is { } body ? SpeakerName.Parse(words, body) : name;
    }

    // "The president", "the French president"; not "the president of the bank in the next town".
    private static bool IsOffice(SpeakerName name, string head) => name.Text.EndsWith(head, StringComparison.OrdinalIgnoreCase) && name.Text.Count(letter => letter == ' ') <= 3;

    private SpeakerName Renamed(SpeakerName name, TokenRange full)
    {
        var text = words.Phrase(full.First, full.Last);
        return name with { Text = text, Key = text.ToLowerInvariant() };
    }

    // "The statement", "the update": of the body that was named last.
    private Entry? Issuer(SpeakerName name) => name is { IsBare: true, IsDefinite: true, Kind: SpeakerKind.Document }
        ? _entries.TakeLast(Reach).Where(entry => entry.Kind is SpeakerKind.Body or SpeakerKind.Document).MaxBy(entry => entry.LastMet)
        : null;

    private Entry? Referent(string pronoun, LocalId? quoting, bool isQuoted)
    {
        if (pronoun is "i" or "we" or "my" or "our")
        {
            return quoting is { } id ? _entries[id.Number - 1] : null;
        }
        Entry? best = null;
        for (var k = _entries.Count - 1; k >= Math.Max(0, _entries.Count - Reach); k--)
        {
            var entry = _entries[k];
            if ((!isQuoted || entry.Id != quoting) && Fits(entry, pronoun) && (best is null || entry.LastMet > best.LastMet))
            {
                best = entry;
            }
        }
        return best;
    }

    private static bool Fits(Entry entry, string pronoun) => pronoun switch
    {
        "he" or "she" or "his" or "her" => entry.Kind == SpeakerKind.Person,
        "it" or "its" => entry.Kind is SpeakerKind.Body or SpeakerKind.Document or SpeakerKind.Outlet,
        _ => entry.Kind is SpeakerKind.Group or SpeakerKind.Body,
    };

    private Entry? Find(SpeakerName name)
    {
        Entry? found = null;
        for (var k = _entries.Count - 1; k >= Math.Max(0, _entries.Count - Reach); k--)
        {
            var entry = _entries[k];
            var same = entry.Key == name.Key
                || (name.Surname is { } surname && entry.Kind == SpeakerKind.Person && entry.Surname == surname && GivenNamesFit(entry.Name, name.Text))
                || (name.IsBare && name.Head is { } head && entry.Head == head && (name.Side is null || entry.Side == name.Side))
                || (name.Acronym is { } acronym && entry.Acronym == acronym);
            if (same && (found is null || entry.LastMet > found.LastMet))
            {
                found = entry;
            }
        }
        return found;
    }

    private static bool GivenNamesFit(string known, string met)
    {
        var a = known.Split(' ');
        var b = met.Split(' ');
        return a.Length == 1 || b.Length == 1 || a[0] == b[0] || a[0].StartsWith(b[0].TrimEnd('.'), StringComparison.Ordinal) || b[0].StartsWith(a[0].TrimEnd('.'), StringComparison.Ordinal);
    }

    private Entry Add(SpeakerName name)
    {
        var entry = new Entry
        {
            Id = new LocalId('s', _entries.Count + 1),
            Key = name.Key,
            Name = name.Text,
            Role = name.Role,
            Affiliation = name.Affiliation,
            Side = name.Side,
            Kind = name.Kind,
            Named = name.Named,
            Surname = name.Surname,
            Head = name.Head,
            Acronym = name.Acronym,
        };
        _entries.Add(entry);
        return entry;
    }

    private sealed class Entry
    {
        public required LocalId Id { get; init; }

        public required string Key { get; init; }

        public required string Name { get; set; }

        public required string? Role { get; set; }

        public required string? Affiliation { get; set; }

        public required string? Side { get; set; }

        public required SpeakerKind Kind { get; init; }

        public required bool Named { get; init; }

        public required string? Surname { get; init; }

        public required string? Head { get; init; }

        public required string? Acronym { get; init; }

        public int LastMet { get; set; }
    }
}
