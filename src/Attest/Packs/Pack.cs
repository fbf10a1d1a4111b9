namespace Attest.Packs;

/// <summary>What is known of one war, as data: who takes part, who speaks for whom since when, what is used and where it is fought. <c>docs/packs.md</c> says how one is written.</summary>
/// <param name="Id">Its stable name, which is also its folder's: ukraine-2022.</param>
/// <param name="Title">The war's name in a sentence.</param>
/// <param name="From">The first day that reports on it can be from.</param>
/// <param name="Until">The last; null while it goes on.</param>
/// <param name="Languages">ISO 639-1 codes of the languages that its names are told in, the first one that of its tables.</param>
/// <param name="Borders">The policy on disputed places, in a sentence that pages can show.</param>
/// <param name="Sides">Who takes part, the parties to the war first, in the order in which they are shown; never empty.</param>
/// <param name="Bodies">Armies, ministries, services, administrations, groups.</param>
/// <param name="Offices">What can be held, each with who held it.</param>
/// <param name="People">Who holds or held an office.</param>
/// <param name="Weapons">Weapons and equipment.</param>
/// <param name="Sectors">Axes, sectors, lines and the like, which are no place of a gazetteer.</param>
/// <param name="Outlets">Newspapers, agencies and broadcasters.</param>
/// <param name="Channels">Where an official or a body publishes.</param>
/// <param name="Places">Disputed places.</param>
public sealed record Pack(
    string Id,
    string Title,
    DateOnly From,
    DateOnly? Until,
    IReadOnlyList<string> Languages,
    string Borders,
    IReadOnlyList<PackSide> Sides,
    IReadOnlyList<PackBody> Bodies,
    IReadOnlyList<PackOffice> Offices,
    IReadOnlyList<PackPerson> People,
    IReadOnlyList<PackWeapon> Weapons,
    IReadOnlyList<PackSector> Sectors,
    IReadOnlyList<PackOutlet> Outlets,
    IReadOnlyList<PackChannel> Channels,
    IReadOnlyList<PackPlace> Places)
{
    /// <summary>ISO 3166-1 alpha-2 codes of the countries that it is fought in, the foremost first; empty where the pack does not say.</summary>
    public IReadOnlyList<string> Theatre { get; init; } = [];

    /// <summary>Days that reports on it count from, with the words for what began on each; empty where the pack names none.</summary>
    public IReadOnlyList<PackDay> Days { get; init; } = [];

    /// <summary>Six digits of the SHA-256 of its tables, by which readings made with one version of it are told from others.</summary>
    public string Digest { get; init; } = "";

    /// <summary>The names of the parties to the war, in the pack's order.</summary>
    public IReadOnlyList<string> Parties { get; } = [.. Sides.Where(side => side.Stance == SideStance.Party).Select(side => side.Name)];
}

/// <summary>A day that reports on a war count from.</summary>
/// <param name="Day">The day.</param>
/// <param name="Words">What began on it, in lower case: invasion, war.</param>
public sealed record PackDay(DateOnly Day, IReadOnlyList<string> Words);

/// <summary>A state, bloc or armed group that has to do with the war.</summary>
/// <param name="Name">Its name, which is what <c>side</c> says of speakers and figures.</param>
/// <param name="Stance">What it has to do with the war.</param>
/// <param name="Words">Names that reports use for it, beside <paramref name="Name"/>.</param>
/// <param name="Demonyms">Adjectives and names of its people or fighters.</param>
public sealed record PackSide(string Name, SideStance Stance, IReadOnlyList<string> Words, IReadOnlyList<string> Demonyms);

/// <summary>What a side has to do with a war.</summary>
public enum SideStance
{
    /// <summary>It fights it.</summary>
    Party,

    /// <summary>It arms, pays or aids a party.</summary>
    Supporter,

    /// <summary>It brings parties to talk, or watches over what they agreed.</summary>
    Mediator,

    /// <summary>It speaks of it and takes no part.</summary>
    Observer,
}

/// <summary>An organisation.</summary>
/// <param name="Name">Its name in full.</param>
/// <param name="Side">Whose it is; null for an international one that is no side.</param>
/// <param name="Kind">What sort, such as army, ministry or service.</param>
/// <param name="Words">Other names and letters for it.</param>
public sealed record PackBody(string Name, string? Side, string Kind, IReadOnlyList<string> Words);

/// <summary>An office.</summary>
/// <param name="Id">By which the pack's people refer to it.</param>
/// <param name="Title">What its holder is called: Minister of Defence.</param>
/// <param name="Affiliation">The state, body or place that it belongs to.</param>
/// <param name="Side">Whose it is; null for an international one.</param>
/// <param name="Words">Other words for the title.</param>
public sealed record PackOffice(string Id, string Title, string Affiliation, string? Side, IReadOnlyList<string> Words);

/// <summary>Somebody who holds or held offices.</summary>
/// <param name="Name">The name in full.</param>
/// <param name="Variants">Other spellings of it; a single word is a surname.</param>
/// <param name="Pronoun">he or she; null where it is not known.</param>
/// <param name="Holdings">Offices with their days, in the table's order; never empty.</param>
public sealed record PackPerson(string Name, IReadOnlyList<string> Variants, string? Pronoun, IReadOnlyList<PackHolding> Holdings);

/// <summary>An office held for a time.</summary>
/// <param name="Office">Which.</param>
/// <param name="From">The first day that is sure; null where it began before all reports on the war.</param>
/// <param name="Until">The last day that is sure; null where it is held still.</param>
public sealed record PackHolding(PackOffice Office, DateOnly? From, DateOnly? Until)
{
    /// <summary>Whether it is held on a day; null stands for a day that is not known, on which only what is held still is.</summary>
    public bool Holds(DateOnly? day) => day is { } known ? !(known < From) && !(known > Until) : Until is null;
}

/// <summary>A weapon or piece of equipment.</summary>
/// <param name="Name">Its usual name.</param>
/// <param name="Kind">Drone, missile, tank and so on.</param>
/// <param name="Sides">Who uses it.</param>
/// <param name="Words">Other names.</param>
public sealed record PackWeapon(string Name, string Kind, IReadOnlyList<string> Sides, IReadOnlyList<string> Words);

/// <summary>A part of the war's ground that has a name of its own.</summary>
/// <param name="Name">Its usual name.</param>
/// <param name="Kind">Axis, sector, front, line, bridgehead.</param>
/// <param name="Words">Other names.</param>
public sealed record PackSector(string Name, string Kind, IReadOnlyList<string> Words);

/// <summary>A newspaper, agency or broadcaster.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Ownership">Who it belongs to.</param>
/// <param name="Side">State that it is of.</param>
/// <param name="Words">Other names.</param>
public sealed record PackOutlet(string Name, Ownership Ownership, string Side, IReadOnlyList<string> Words);

/// <summary>Who an outlet belongs to.</summary>
public enum Ownership
{
    /// <summary>A state, or whoever acts for it.</summary>
    State,

    /// <summary>Persons or companies.</summary>
    Private,

    /// <summary>The public, under a law that keeps the state out.</summary>
    Public,
}

/// <summary>A channel that an official or a body publishes on.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Medium">Telegram, X, a site.</param>
/// <param name="Speaker">Who publishes there.</param>
/// <param name="Side">Whose side that is; null for none.</param>
/// <param name="Words">Other names.</param>
public sealed record PackChannel(string Name, string Medium, string Speaker, string? Side, IReadOnlyList<string> Words);

/// <summary>A place that more than one state claims, or that one holds and another's it is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Belongs">ISO 3166-1 code of the state that the pack's policy puts it in.</param>
/// <param name="Note">What a page says of the dispute: by which rule it belongs there and who claims or holds it otherwise; null where it is not disputed.</param>
/// <param name="Words">Other names.</param>
public sealed record PackPlace(string Name, string Belongs, string? Note, IReadOnlyList<string> Words);
