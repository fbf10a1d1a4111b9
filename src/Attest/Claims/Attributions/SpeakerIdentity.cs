using Attest.Claims.Nations;
using Attest.Claims.Places;
using Attest.Packs;

namespace Attest.Claims.Attributions;

/// <summary>Tells who is meant by what is known of the war: a name in any spelling, an office by its holder on the report's day, a body by its nation. Completes role, affiliation and side.</summary>
internal sealed class SpeakerIdentity(Words words, Knowledge known, IReadOnlyList<Place> places)
{
    /// <summary>What the words of a source tell, completed; the same where nothing is known.</summary>
    /// <param name="name">What the words themselves tell.</param>
    /// <param name="source">The words.</param>
    public SpeakerName Complete(SpeakerName name, TokenRange source)
    {
        if (name.Pronoun is not null)
        {
            return name;
        }
        var completed = name.Kind switch
        {
            SpeakerKind.Outlet => OfOutlet(name),
            SpeakerKind.Person when name.Named => (known.Person(name.Text, name.Side) ?? Misspelt(name)) is { } person ? OfPerson(name, person) : name.Role is null && known.Find(name.Text) is { Kind: PackNameKind.Side or PackNameKind.Body or PackNameKind.Channel } ? OfBody(name) : name,
            SpeakerKind.Group => name,
            _ => Held(name) is { } holder ? OfPerson(name, holder) : OfBody(name),
        };
        var isTold = !ReferenceEquals(completed, name);
        return completed.Side is null && !isTold && completed.Kind is not (SpeakerKind.Outlet or SpeakerKind.Document) ? completed with { Side = SideIn(source) ?? SideOfPlace(completed, source) } : completed with { Side = completed.Side is { } side ? known.SideOf(side) : null };
    }

    private SpeakerName OfOutlet(SpeakerName name) => known.Find(name.Text) is { Kind: PackNameKind.Outlet } outlet
        ? name with
        {
            Text = outlet.Name,
            Key = outlet.Name.ToLowerInvariant(),
            Role = outlet.Ownership == Ownership.State ? "state media" : null,
            Affiliation = outlet.Ownership == Ownership.State ? $"Government of {outlet.Side}" : null,
            Side = outlet.Ownership == Ownership.State ? outlet.Side : null,
        }
        : name;

    // "The Lorvalian president", "the governor of Harrow"; a spokesperson without a name may be any.
    private PackPerson? Held(SpeakerName name) => name.Head is not null && !name.IsIndefinite && !name.IsFormer && (name.Kind == SpeakerKind.Person || !name.Named) ? known.Holder(name.Side, name.Text) : null;

    private SpeakerName OfPerson(SpeakerName name, PackPerson person)
    {
        var holding = HoldingOf(person, name.Role);
        // An office that the report gives and the pack does not is kept in the report's words.
        var isTold = name.Role is { } role && !name.IsFormer && holding is not null && !Shares(role, holding.Office) && role.Contains(' ', StringComparison.Ordinal);
        return name with
        {
            Text = name.Text.Contains(' ', StringComparison.Ordinal) && PlaceKey.Fold(name.Text) == PlaceKey.Fold(person.Name) ? name.Text : person.Name,
            Key = person.Name.ToLowerInvariant(),
            Kind = SpeakerKind.Person,
            Named = true,
            Surname = person.Name[(person.Name.LastIndexOf(' ') + 1)..],
            Role = isTold ? name.Role : holding?.Office.Title ?? name.Role,
            Affiliation = isTold ? name.Affiliation ?? holding?.Office.Affiliation : holding?.Office.Affiliation ?? name.Affiliation,
            Side = known.SideOf(person) ?? name.Side,
            Gender = person.Pronoun ?? name.Gender,
            IsBare = false,
        };
    }

    private static bool Shares(string role, PackOffice office)
    {
        var telling = PackWords.Telling(role).Split(' ');
        return PackWords.Telling(office.Title).Split(' ').Any(word => telling.Contains(word, StringComparer.Ordinal));
    }

    // "President Volodymir Zelnski": whoever holds the office and has a name of the same consonants.
    private PackPerson? Misspelt(SpeakerName name)
    {
        if (name is { IsFormer: false, Role: { } role } && !role.StartsWith("former", StringComparison.OrdinalIgnoreCase) && known.Holder(name.Side, role) is { } holder && PackWords.Consonants(holder.Name[(holder.Name.LastIndexOf(' ') + 1)..]) is { Length: > 2 } letters
            && letters == PackWords.Consonants(name.Text[(name.Text.LastIndexOf(' ') + 1)..]))
        {
            return holder;
        }
        return known.Alike(name.Text);
    }

    // Of several offices the one that the report speaks of.
    private PackHolding? HoldingOf(PackPerson person, string? role)
    {
        if (role is not null)
        {
            var telling = PackWords.Telling(role).Split(' ');
            foreach (var holding in person.Holdings)
            {
                if (known.IsHeld(holding) && Array.Exists(telling, word => PackWords.Telling(holding.Office.Title).Split(' ').Contains(word, StringComparer.Ordinal)))
                {
                    return holding;
                }
            }
        }
        return known.Holding(person);
    }

    private SpeakerName OfBody(SpeakerName name)
    {
        if (name is { IsDefinite: true, Named: false } && known.Common(name.Text) is { } common)
        {
            return name with { Text = common.Name, Key = common.Name.ToLowerInvariant(), Kind = SpeakerKind.Body, Named = true, Affiliation = null, Side = common.Side, IsBare = false };
        }
        if (known.Body(name.Side, name.Text) is { } body)
        {
            return name with
            {
                Text = body.Name,
                Key = body.Name.ToLowerInvariant(),
                Kind = SpeakerKind.Body,
                Named = true,
                Affiliation = body.Kind is "ministry" or "service" or "government" && body.Side is not null ? $"Government of {body.Side}" : body.Side,
                Side = body.Side,
                IsBare = false,
            };
        }
        return known.Find(name.Text) switch
        {
            // An armed group is a side itself.
            { Kind: PackNameKind.Side } side when NationTable.World.Find(side.Name) is null or { Nation.Iso.Length: 0 } => name with { Text = side.Name, Key = side.Name.ToLowerInvariant(), Kind = SpeakerKind.Body, Named = true, Affiliation = null, Side = side.Name, IsBare = false },
            { Person: { } person } => OfPerson(name, person),
            { Kind: PackNameKind.Channel } channel => name with { Text = channel.Name, Key = channel.Name.ToLowerInvariant(), Kind = SpeakerKind.Outlet, Named = true, Side = channel.Side },
            { Kind: PackNameKind.Outlet } => OfOutlet(name with { Kind = SpeakerKind.Outlet, Named = true }),
            _ => name,
        };
    }

    // "Kremlin officials", "officers of the security service".
    private string? SideIn(TokenRange source)
    {
        for (var token = source.First; token < source.Last; token++)
        {
            if (known.At(words.Parsed, token) is { Name: { Side: { } side, Kind: PackNameKind.Side or PackNameKind.Demonym or PackNameKind.Body or PackNameKind.Person } } found && token + found.Tokens <= source.Last)
            {
                return side;
            }
            // "the Moreau administration"
            if (words.IsCapital(token) && source.Length > 1 && known.Person(words.Phrase(token, token + 1)) is { } person)
            {
                return known.SideOf(person);
            }
        }
        return null;
    }

    // Who holds an office in a town speaks for the state that it is in; who lives there speaks for nobody.
    private string? SideOfPlace(SpeakerName name, TokenRange source)
    {
        if (name.Kind is not (SpeakerKind.Person or SpeakerKind.Body) && name.Head is not ("officials" or "authorities" or "governors" or "mayors" or "police" or "prosecutors"))
        {
            return null;
        }
        var span = words.Span(source.First, source.Last);
        var low = PlaceOrder.FirstFrom(places, span.Start);
        for (; low < places.Count && places[low].Span.Start < span.End; low++)
        {
            if (places[low].Country is { } country && NationTable.World.ByIso(country) is { } nation && (name.Kind == SpeakerKind.Body || name.Role is not null || name.Head is not null) && name.Head is not ("resident" or "witness" or "analyst" or "expert" or "reporter" or "correspondent"))
            {
                return known.SideOf(nation.Name);
            }
        }
        return null;
    }
}
