using System.Collections.Frozen;
using Attest.Claims.Nations;
using Attest.Language;
using Attest.Packs;

namespace Attest.Claims.Attributions;

/// <summary>What the words of a source tell of the speaker: name, role, affiliation, side, kind.</summary>
internal sealed record SpeakerName
{
    // In tokens: "released late on Monday evening by".
    private const int LongestIssue = 6;

    private static readonly FrozenSet<string> Issuing = new[] { "released", "published", "issued", "prepared", "compiled", "commissioned", "drafted", "drawn", "written", "produced", "conducted", "obtained", "posted", "circulated", "distributed", "filed", "submitted", "signed", "presented", "authored" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The name, or for the unnamed the words themselves.</summary>
    public required string Text { get; init; }

    /// <summary>By which two sources that are written alike are the same.</summary>
    public required string Key { get; init; }

    /// <summary>What sort of thing it is.</summary>
    public required SpeakerKind Kind { get; init; }

    /// <summary>Whether the words hold a name.</summary>
    public required bool Named { get; init; }

    /// <summary>Office or occupation.</summary>
    public string? Role { get; init; }

    /// <summary>Body or state spoken for.</summary>
    public string? Affiliation { get; init; }

    /// <summary>Party or state.</summary>
    public string? Side { get; init; }

    /// <summary>Last part of a person's name.</summary>
    public string? Surname { get; init; }

    /// <summary>The noun that "the ministry" and "the spokesperson" are found again by.</summary>
    public string? Head { get; init; }

    /// <summary>Capital letters that a body is also known by.</summary>
    public string? Acronym { get; init; }

    /// <summary>Whether it is no more than a determiner and a noun, which stands for one named before.</summary>
    public bool IsBare { get; init; }

    /// <summary>Whether "the", "this" or "that" stands before it.</summary>
    public bool IsDefinite { get; init; }

    /// <summary>Whether "a" or "an" stands before it: one of several.</summary>
    public bool IsIndefinite { get; init; }

    /// <summary>Whether the office is one held before: "the former president", "the ex-minister".</summary>
    public bool IsFormer { get; init; }

    /// <summary>he or she; null where it is not known.</summary>
    public string? Gender { get; init; }

    /// <summary>The pronoun that the source is; null where it is none.</summary>
    public string? Pronoun { get; init; }

    /// <summary>Reads the words of a source.</summary>
    public static SpeakerName Parse(Words words, TokenRange source)
    {
        var tables = SpeakerWords.Default;
        if (source.Length == 1 && words.Is(source.First, WordClass.Pronoun) && words.Phrase(source.First, source.Last) != "US")
        {
            var form = words[source.First];
            return new SpeakerName { Text = words.Phrase(source.First, source.Last), Key = form, Kind = SpeakerKind.Unknown, Named = false, Pronoun = form switch { "him" => "he", "them" => "they", "me" => "i", "us" => "we", _ => form } };
        }
        if (source.Length == 1 && words[source.First] is "his" or "her" or "their" or "its")
        {
            return new SpeakerName { Text = words[source.First], Key = words[source.First], Kind = SpeakerKind.Unknown, Named = false, Pronoun = words[source.First] is "their" ? "they" : words[source.First] };
        }
        var first = source.First;
        while (first < source.Last - 1 && (words[first] is "the" or "a" or "an" or "," || words.IsQuote(first)))
        {
            first++;
        }
        var text = words.Phrase(first, source.Last);
        var nations = NationTable.World.AllIn(text);
        var side = Home(text, nations);
        if (tables.OutletAt(words, first, source.Last) is { } outlet && (outlet.Tokens == source.Last - first || words[first + outlet.Tokens] is "news" or "newspaper" or "agency" or "," or "'s" or "’s"))
        {
            return new SpeakerName { Text = outlet.Name, Key = outlet.Name.ToLowerInvariant(), Kind = SpeakerKind.Outlet, Named = true, Head = "outlet" };
        }
        // A nation or the seat of its government, by itself.
        if (nations.Count == 1 && nations[0].Start == 0 && nations[0].End == text.Length && nations[0].Word is not (NationWord.Adjective or NationWord.People))
        {
            var nation = nations[0].Nation.Name;
            var affiliation = nations[0].Nation.Iso.Length == 0 ? nation : $"Government of {nation}";
            return nations[0].Word == NationWord.Seat
                ? new SpeakerName { Text = text, Key = text.ToLowerInvariant(), Kind = SpeakerKind.Body, Named = true, Affiliation = affiliation, Side = nation }
                : new SpeakerName { Text = nation, Key = "government of " + nation, Kind = SpeakerKind.Body, Named = true, Affiliation = affiliation, Side = nation };
        }
        if (nations.Count == 1 && nations[0].Start == 0 && nations[0].End == text.Length && nations[0].Word == NationWord.People)
        {
            return new SpeakerName { Text = text, Key = text.ToLowerInvariant(), Kind = SpeakerKind.Group, Named = false, Affiliation = nations[0].Nation.Name, Side = nations[0].Nation.Name };
        }
        return PersonName.In(words, new TokenRange(first, source.Last)) is { } person && !IsOfGroup(words, first, person.First)
            ? OfPerson(words, new TokenRange(first, source.Last), person, side)
            : OfThing(words, new TokenRange(first, source.Last), text, side);
    }

    // "sources close to Anna Moreau", "participants in the Harrow Forum": those who speak are the group.
    private static bool IsOfGroup(Words words, int first, int name)
    {
        for (var k = first; k < name - 1; k++)
        {
            if (SpeakerWords.Default.IsGroup(words[k]) && (k == first || !words.IsCapital(k)) && (words.Is(k + 1, WordClass.Preposition) || words[k + 1] is "close" or "loyal" or "familiar"))
            {
                return true;
            }
        }
        return false;
    }

    // What is told of somebody besides does not tell whose he is.
    private static int RelativeStart(string text)
    {
        var least = text.Length;
        foreach (var word in (string[])[" who ", " which ", " whose ", ", born ", " based in "])
        {
            var at = text.IndexOf(word, StringComparison.Ordinal);
            least = at >= 0 && at < least ? at : least;
        }
        return least;
    }

    // "The ambassador to Vesk" is not of Vesk.
    private static string? Home(string text, IReadOnlyList<NationMatch> nations)
    {
        var relative = RelativeStart(text);
        foreach (var nation in nations)
        {
            if (nation.Start >= relative)
            {
                break;
            }
            var before = text.AsSpan(0, nation.Start).TrimEnd();
            before = before.EndsWith(" the", StringComparison.Ordinal) ? before[..^4] : before;
            if (!before.EndsWith("ambassador to", StringComparison.OrdinalIgnoreCase) && !before.EndsWith("envoy to", StringComparison.OrdinalIgnoreCase))
            {
                return nation.Nation.Name;
            }
        }
        return null;
    }

    private static SpeakerName OfPerson(Words words, TokenRange source, TokenRange person, string? side)
    {
        var name = words.Phrase(person.First, person.Last);
        var (role, affiliation) = RoleWords.Read(words, source, person);
        var surname = words.Phrase(person.Last - 1, person.Last);
        string? head = null;
        for (var k = source.First; k < source.Last; k++)
        {
            if (!person.Contains(k) && SpeakerWords.Default.IsRole(words[k]))
            {
                head = words[k];
            }
        }
        return new SpeakerName { Text = name, Key = name.ToLowerInvariant(), Kind = SpeakerKind.Person, Named = true, Role = role, Affiliation = affiliation, Side = side, Surname = surname, Head = head };
    }

    private static SpeakerName OfThing(Words words, TokenRange source, string text, string? side)
    {
        var tables = SpeakerWords.Default;
        var kind = SpeakerKind.Unknown;
        string? head = null;
        string? acronym = null;
        SpeakerName? issuer = null;
        var named = false;
        var plain = text.TrimEnd(' ', ',');
        for (var k = source.First; k < source.Last; k++)
        {
            var form = SpeakerDescription.Plain(words[k]);
            if (kind == SpeakerKind.Document && IsIssued(words, k, source.Last) is var by && by > 0)
            {
                // "a report released on Monday by the bank": whose it is.
                (plain, issuer) = (words.Phrase(source.First, k), Parse(words, new TokenRange(by, source.Last)));
                break;
            }
            if (kind == SpeakerKind.Document && words[k] is "in" or "across" or "among" or "on" or "about" or "into")
            {
                // "the survey in nine states": what it is of is not what it is.
                plain = words.Phrase(source.First, k);
                break;
            }
            if (k > source.First && head is not null && (words[k - 1] is "," or "who" or "which" || (words.Is(k, WordClass.Preposition) && kind is SpeakerKind.Group or SpeakerKind.Person)))
            {
                break;
            }
            var found = tables.IsDocument(form) ? SpeakerKind.Document
                : tables.IsGroup(form) ? SpeakerKind.Group
                : tables.IsRole(form) ? SpeakerKind.Person
                : tables.IsBody(form) ? SpeakerKind.Body
                : SpeakerKind.Unknown;
            if (found != SpeakerKind.Unknown && !(kind == SpeakerKind.Document && words[k - 1] is "by" or "from" or "of"))
            {
                (kind, head) = (found, form);
            }
            if (words.IsCapital(k) && NationTable.World.Find(words.Phrase(k, k + 1)) is null && words.End(k) - words.Start(k) is > 1 and <= 6 && form.Length == text.Length | char.IsUpper(words.Text[words.End(k) - 1]))
            {
                acronym = form;
            }
            named |= words.IsCapital(k) && !IsPlainOpening(words, k) && NationTable.World.Find(words.Phrase(k, k + 1)) is not { Word: NationWord.Adjective or NationWord.People } && kind is not (SpeakerKind.Group or SpeakerKind.Person);
        }
        var bare = source.Length == 1 && head is not null;
        if (kind == SpeakerKind.Unknown)
        {
            kind = named ? SpeakerKind.Body : IsPlural(words, source) ? SpeakerKind.Group : SpeakerKind.Unknown;
        }
        return new SpeakerName
        {
            Text = plain,
            Key = kind == SpeakerKind.Body && side is not null ? BodyKey(plain, side) : plain.ToLowerInvariant(),
            Kind = kind,
            Named = named && kind is SpeakerKind.Body or SpeakerKind.Outlet or SpeakerKind.Document,
            Affiliation = issuer is { Pronoun: null } ? issuer.Text : null,
            Side = side,
            Head = head,
            Acronym = acronym,
            IsBare = bare,
            IsFormer = words[source.First] is "former" || words[source.First].StartsWith("ex-", StringComparison.Ordinal),
            IsDefinite = source.First > 0 && words[source.First - 1] is "the" or "this" or "that",
            IsIndefinite = source.First > 0 && words[source.First - 1] is "a" or "an" or "another",
        };
    }

    // A word with a capital only because a sentence begins with it.
    private static bool IsPlainOpening(Words words, int token) =>
        token == words.Parsed[words.Parsed.SentenceOf(token)].First && words.Parsed.Tokens[token].Tag is UniversalTag.Det or UniversalTag.Pron or UniversalTag.Num or UniversalTag.Adv or UniversalTag.Part or UniversalTag.Adp or UniversalTag.Sconj or UniversalTag.Cconj;

    // "released on Monday by", "published by": where the words for the issuer begin; 0 where none do.
    private static int IsIssued(Words words, int token, int last)
    {
        if (words.Parsed.Tokens[token].PennTag != "VBN" || !Issuing.Contains(words[token]))
        {
            return 0;
        }
        for (var k = token + 1; k < Math.Min(last - 1, token + LongestIssue); k++)
        {
            if (words[k] is "by" or "from")
            {
                return k + 1;
            }
        }
        return 0;
    }

    private static bool IsPlural(Words words, TokenRange source)
    {
        for (var k = source.Last - 1; k >= source.First; k--)
        {
            if (words.Parsed.Tokens[k].Tag == UniversalTag.Noun && (k + 1 == source.Last || words.Parsed.Tokens[k + 1].Tag is not UniversalTag.Noun))
            {
                return words.Parsed.Tokens[k].Morphology.HasFlag(Morphology.Plural);
            }
        }
        return false;
    }

    // "The Lorvalian defence ministry" and "Lorvale's Ministry of Defence" are one.
    private static string BodyKey(string text, string side)
    {
        var plain = text;
        var matches = NationTable.World.AllIn(text);
        for (var k = matches.Count - 1; k >= 0; k--)
        {
            plain = plain.Remove(matches[k].Start, matches[k].End - matches[k].Start);
        }
        return $"{side}: {PackWords.Telling(plain)}";
    }
}
