using Attest.Language;
using Attest.Language.Coreference;
using Attest.Packs;

namespace Attest.Claims.Attributions;

/// <summary>Keeps one identity for each speaker of a report: a surname after a full name, a pronoun, "the ministry" lead to the one meant.</summary>
internal sealed class SpeakerBook(Words words, Knowledge known, IReadOnlyList<Place> places, IReadOnlyList<Candidate> candidates)
{
    // No report has so many speakers; a list of names without end must not cost its square.
    private const int Reach = 500;

    // In tokens: who spoke farther back is not meant by a mere calling.
    private const int Near = 150;

    private static readonly string[] Polls = ["poll", "polls", "survey", "surveys", "polling", "questionnaire"];

    private readonly bool[] _isSaid = Said(words, candidates);
    private Dictionary<int, CoreferenceLink>? _links;
    private readonly List<Entry> _entries = [];
    private readonly NamesInText _names = new(words);
    private readonly SpeakerIdentity _identity = new(words, known, places);

    // Who spoke last, within nobody else's words, and where the words for them end.
    private Entry? _speaking;
    private Entry? _unspecified;
    private int _spokenUntil;

    /// <summary>The speakers, in the order in which they were first met.</summary>
    public IReadOnlyList<Speaker> Speakers => [.. _entries.Select(entry => new Speaker(entry.Id, entry.Name, entry.Role, entry.Affiliation, entry.Side, entry.Kind, entry.Named))];

    /// <summary>Whose a speaker is; null where it is not known.</summary>
    public string? SideOf(LocalId speaker) => _entries[speaker.Number - 1].Side;

    /// <summary>The poll or survey whose respondents a source counts ("72 percent", "a majority", "most voters"); null where it counts nobody or no poll was named before.</summary>
    public LocalId? Poll(TokenRange source)
    {
        var counts = false;
        for (var k = source.First; k < source.Last && !counts; k++)
        {
            counts = words[k] is "percent" or "%" or "respondents" or "voters" or "majority" or "majorities" or "pluralities" or "plurality" || (words[k] == "per" && words[k + 1] == "cent") || (words[k] == "those" && words[k + 1] is "who" or "concerned" && k == source.First)
                || (words.IsDigits(k) && words.Text[words.End(k) - 1] == '%');
        }
        return counts ? _entries.FindLast(entry => entry is { Kind: SpeakerKind.Document } && IsPoll(entry.Name))?.Id : null;
    }

    private static bool IsPoll(string name) => Polls.Any(word => name.EndsWith(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Takes a speaker for respondents of a poll.</summary>
    public void Answers(LocalId speaker, LocalId poll)
    {
        var entry = _entries[speaker.Number - 1];
        entry.Role ??= "respondents";
        entry.Affiliation ??= _entries[poll.Number - 1].Name;
    }

    /// <summary>Whoever it is that the text leaves open.</summary>
    public LocalId Unspecified() => (_unspecified ??= Add(new SpeakerName { Text = Speaker.Unspecified, Key = "\n", Kind = SpeakerKind.Unknown, Named = false })).Id;

    /// <summary>Who the words of a source mean; null where a pronoun has nobody to stand for.</summary>
    /// <param name="source">The words.</param>
    /// <param name="quoting">Who speaks the words around the source, where it stands in a quotation: "we" is them.</param>
    /// <param name="isQuoted">Whether the source stands in quotation marks: "he" is then not the one who speaks, and who is named there is not the one spoken of outside.</param>
    public LocalId? Resolve(TokenRange source, LocalId? quoting, bool isQuoted)
    {
        var name = _identity.Complete(Known(SpeakerName.Parse(words, source), source.First), source);
        var entry = name.Pronoun is { } pronoun ? Referent(pronoun, source.First, quoting, isQuoted) : Find(name) ?? Issuer(name) ?? Described(name, source) ?? Somebody(name, source.First) ?? Add(name);
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
        entry.Gender ??= name.Gender;
        entry.Affiliation ??= name.Affiliation ?? (entry != _speaking && !isQuoted ? IssuedBy(name, entry) : null);
        if (!isQuoted && quoting is null)
        {
            (_speaking, _spokenUntil, entry.HasSpoken) = (entry, source.Last, true);
        }
        if (entry is { Kind: SpeakerKind.Person, Named: true } && name is { Pronoun: null, Named: true })
        {
            entry.Called.Add(words, source);
            entry.Called.Add(entry.Role, entry.Affiliation, entry.Side);
        }
        if (name.Surname is not null && name.Surname == entry.Surname && name.Text.Length > entry.Name.Length && name.Text.IndexOf('.', StringComparison.Ordinal) is not 1 && entry.Kind == SpeakerKind.Person && name.Pronoun is null)
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
    private Entry? Issuer(SpeakerName name)
    {
        if (name is not { IsBare: true, IsDefinite: true, Kind: SpeakerKind.Document or SpeakerKind.Body, Head: { } head })
        {
            return null;
        }
        if (name.Kind == SpeakerKind.Body)
        {
            // "The agency", "the newspaper": the outlet that was named last.
            return head is "agency" or "station" or "company" ? _entries.TakeLast(Reach).Where(entry => entry.Kind == SpeakerKind.Outlet).MaxBy(entry => entry.LastMet) : null;
        }
        return _entries.TakeLast(Reach).Where(entry => entry.Kind == SpeakerKind.Document && (entry.Head == head || entry.Name.Contains(head, StringComparison.OrdinalIgnoreCase))).MaxBy(entry => entry.LastMet)
            ?? _entries.TakeLast(Reach).Where(entry => entry is { Kind: SpeakerKind.Body or SpeakerKind.Document, HasSpoken: true }).MaxBy(entry => entry.LastMet);
    }

    // "The statement said" after somebody spoke: his, or that body's; "analysts said" after an institute did: its own.
    private string? IssuedBy(SpeakerName name, Entry entry)
    {
        if (_speaking is not { Kind: SpeakerKind.Body or SpeakerKind.Group } issuer || issuer.Named is false && issuer.Kind is SpeakerKind.Body || entry.LastMet - _spokenUntil > Near)
        {
            return null;
        }
        return entry.Kind == SpeakerKind.Document && name is { IsBare: true, IsDefinite: true } ? issuer.Name
            : name.Key is "analysts" or "experts" or "researchers" or "authors" or "the analysts" or "the experts" or "the researchers" or "the authors" && IsInstitute(issuer.Name) ? issuer.Name : null;
    }

    private static bool IsInstitute(string name) => name.Contains("Institute", StringComparison.Ordinal) || name.Contains("Centre", StringComparison.Ordinal) || name.Contains("Center", StringComparison.Ordinal) || name.Contains("Foundation", StringComparison.Ordinal) || name.Contains("Council on", StringComparison.Ordinal);

    // "The Lorvalian journalist": whoever was introduced as a Lorvalian correspondent; of several the one who fits best, then who spoke last.
    private Entry? Described(SpeakerName name, TokenRange source)
    {
        const double Fits = 0.99, FitsNearby = 0.3;
        if (name is not { IsDefinite: true, Named: false, Head: { } head, Kind: SpeakerKind.Person })
        {
            return null;
        }
        Entry? best = null;
        var most = 0.0;
        foreach (var entry in _entries.TakeLast(Reach))
        {
            if (entry is not { Kind: SpeakerKind.Person, Named: true })
            {
                continue;
            }
            var fit = entry.Called.Fit(words, source, head);
            if ((fit >= Fits || (fit >= FitsNearby && source.First - entry.LastMet < Near)) && (fit > most || (fit == most && entry.LastMet > best!.LastMet)))
            {
                (best, most) = (entry, fit);
            }
        }
        return best;
    }

    // "The politician", "the diplomat": whoever spoke shortly before.
    private Entry? Somebody(SpeakerName name, int position)
    {
        if (name is not { IsBare: true, IsDefinite: true, Kind: SpeakerKind.Person, Named: false, Head: { } head })
        {
            return null;
        }
        var near = _entries.TakeLast(Reach).Where(entry => entry is { Kind: SpeakerKind.Person, Named: true } && position - entry.LastMet < Near).ToList();
        return near.Where(entry => entry.Role is { } role && role.Contains(head, StringComparison.OrdinalIgnoreCase)).MaxBy(entry => entry.LastMet)
            ?? (near.MaxBy(entry => entry.LastMet) is { } last && (last.Role is null || head is "politician" or "leader" or "official" or "statesman" or "man" or "woman" or "head" or "chief" or "dictator" or "ruler") ? last : null);
    }

    private Entry? Referent(string pronoun, int position, LocalId? quoting, bool isQuoted)
    {
        if (pronoun is "he" or "she" or "his" or "her" && !isQuoted && _speaking is { Kind: SpeakerKind.Person } speaking && (speaking.Gender is null || Agrees(speaking.Gender, pronoun)) && IsStillSpeaking(speaking, position, quoting is not null))
        {
            speaking.Gender ??= pronoun is "he" or "his" ? "he" : "she";
            return speaking;
        }
        if (pronoun is "he" or "she" or "his" or "her" && Antecedent(position) is { } name && Find(name) is var met && (met is null || !isQuoted || met.Id != quoting) && (isQuoted || !IsPassedBy(met, name, pronoun, position))
            && (met ?? (name.Text.Contains(' ', StringComparison.Ordinal) && !name.Text.EndsWith('-') ? Add(name) : null)) is { } told)
        {
            told.Gender ??= pronoun is "he" or "his" ? "he" : "she";
            return told;
        }
        if (pronoun is "i" or "we" or "my" or "our")
        {
            return quoting is { } id ? _entries[id.Number - 1] : isQuoted && position - _spokenUntil < Near ? _speaking : null;
        }
        Entry? best = null;
        for (var k = _entries.Count - 1; k >= Math.Max(0, _entries.Count - Reach); k--)
        {
            var entry = _entries[k];
            if ((!isQuoted || entry.Id != quoting) && Fits(entry, pronoun) && (entry.Gender is null || Agrees(entry.Gender, pronoun)) && (best is null || entry.LastMet > best.LastMet))
            {
                best = entry;
            }
        }
        return best;
    }

    // Whoever spoke shortly before goes on, unless somebody else has done something since.
    private bool IsStillSpeaking(Entry speaking, int position, bool isWithin)
    {
        if (position < _spokenUntil || position - _spokenUntil >= Near)
        {
            return false;
        }
        var names = words.Parsed.Names;
        for (var k = PersonName.FirstNameFrom(words, position) - 1; k >= 0 && names[k].First >= _spokenUntil; k--)
        {
            if (names[k].Kind == NameKind.Person && (isWithin || !_isSaid[names[k].First]) && words.Phrase(names[k].Last - 1, names[k].Last) != speaking.Surname && words.Parsed.Tokens[names[k].Head].Relation is Relation.Nsubj or Relation.NsubjPass)
            {
                return false;
            }
        }
        return true;
    }

    // Which tokens stand in what somebody says.
    private static bool[] Said(Words words, IReadOnlyList<Candidate> candidates)
    {
        var said = new bool[words.Count];
        foreach (var candidate in candidates)
        {
            foreach (var piece in candidate.Content)
            {
                said.AsSpan(piece.First, Math.Min(piece.Last, said.Length) - piece.First).Fill(true);
            }
        }
        return said;
    }

    // "This is Venn's last winter, he notes": who was named last in passing, or in what another said, does not speak where that other spoke just before.
    private bool IsPassedBy(Entry? told, SpeakerName name, string pronoun, int position)
    {
        var names = words.Parsed.Names;
        for (var k = PersonName.FirstNameFrom(words, position) - 1; k >= 0 && position - names[k].First < Near; k--)
        {
            var surname = words.Phrase(names[k].Last - 1, names[k].Last);
            if (surname != (told?.Surname ?? name.Surname) && surname != name.Surname && !name.Text.EndsWith(surname, StringComparison.Ordinal))
            {
                continue;
            }
            return (_isSaid[names[k].First] || words.Parsed.Tokens[names[k].Head].Relation is not (Relation.Nsubj or Relation.NsubjPass or Relation.Appos))
                && _entries.TakeLast(Reach).Where(entry => entry is { Kind: SpeakerKind.Person }).MaxBy(entry => entry.LastMet) is { } last && last != told && position - last.LastMet < Near && (last.Gender is null || Agrees(last.Gender, pronoun));
        }
        return false;
    }

    // Whom the tree and the text's names make a pronoun mean, where that is a human being.
    private SpeakerName? Antecedent(int position)
    {
        _links ??= CoreferenceResolver.Resolve(words.Parsed).Where(link => link.Kind == CoreferenceKind.Pronoun).ToDictionary(link => link.First);
        if (!_links.TryGetValue(position, out var link) || words.Parsed.Names[link.Name] is not { Kind: NameKind.Person } mention)
        {
            return null;
        }
        var range = new TokenRange(words.Parsed.FirstAfterTitle(mention), mention.Last);
        var name = _identity.Complete(Known(SpeakerName.Parse(words, range), range.First), range);
        return name is { Kind: SpeakerKind.Person, Named: true } ? name : null;
    }

    private static bool Agrees(string gender, string pronoun) => pronoun switch
    {
        "he" or "his" => gender == "he",
        "she" or "her" => gender == "she",
        _ => true,
    };

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
                || (name.Kind == SpeakerKind.Person && entry.Kind == SpeakerKind.Person && name.Named && entry.Named && entry.Name.StartsWith(name.Text, StringComparison.Ordinal) && entry.Name.Length > name.Text.Length && entry.Name[name.Text.Length] == ' ' && !name.Text.Contains(' ', StringComparison.Ordinal))
                || (name.IsBare && name.Head is { } head && entry.Head == head && (name.Side is null || entry.Side == name.Side))
                || (name.Acronym is { } acronym && entry.Acronym == acronym);
            if (same && (found is null || entry.LastMet > found.LastMet))
            {
                found = entry;
            }
        }
        return found ?? Misspelt(name);
    }

    // "Zelanski" for a Zelensky named before, "Chernea" for Cernea.
    private Entry? Misspelt(SpeakerName name)
    {
        if (name is not { Kind: SpeakerKind.Person, Surname: { } surname })
        {
            return null;
        }
        var spelling = SpeakerDescription.Spelling(surname);
        var given = name.Text.Contains(' ', StringComparison.Ordinal) ? name.Text[..name.Text.IndexOf(' ', StringComparison.Ordinal)] : null;
        foreach (var entry in _entries.TakeLast(Reach))
        {
            if (entry is { Kind: SpeakerKind.Person, Surname: { } known } && SpeakerDescription.IsSpeltAlike(entry.Spelling ??= SpeakerDescription.Spelling(known), spelling)
                && (given is null || !entry.Name.Contains(' ', StringComparison.Ordinal) || given[0] == entry.Name[0] || SpeakerDescription.IsSpeltAlike(SpeakerDescription.Spelling(given), SpeakerDescription.Spelling(entry.Name[..entry.Name.IndexOf(' ', StringComparison.Ordinal)]))))
            {
                return entry;
            }
        }
        return null;
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
            Gender = name.Gender,
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

        public string? Gender { get; set; }
        public string? Spelling { get; set; }

        public SpeakerDescription Called { get; } = new();

        public int LastMet { get; set; }

        // By itself, not only in what another says.
        public bool HasSpoken { get; set; }
    }
}
