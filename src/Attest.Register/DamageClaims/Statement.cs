namespace Attest.Register.DamageClaims;

/// <summary>What a claimant states in a damage claim. While it is a draft, any part may be missing.</summary>
/// <remarks>It is personal data throughout: it is kept encrypted with the damage claim's own key and nowhere else.</remarks>
public sealed record Statement
{
    /// <summary>Nothing stated yet.</summary>
    public static Statement Empty { get; } = new();

    /// <summary>Code of the category, such as <c>A3.1</c>; empty where none is chosen.</summary>
    public string Category { get; init; } = "";

    /// <summary>Who files, where that is a human being.</summary>
    public Person? Claimant { get; init; }

    /// <summary>Who files, where that is a company or a body of the State.</summary>
    public Entity? Entity { get; init; }

    /// <summary>Who acts for the claimant; null where nobody does.</summary>
    public Representative? Representative { get; init; }

    /// <summary>What happened, in the claimant's own words.</summary>
    public string Account { get; init; } = "";

    /// <summary>When.</summary>
    public DamageTime? When { get; init; }

    /// <summary>Where.</summary>
    public DamagePlace? Where { get; init; }

    /// <summary>What caused it, by an id of the pack's <c>means.tsv</c>; empty where nothing is said.</summary>
    public string Means { get; init; } = "";

    /// <summary>The property concerned.</summary>
    public Property? Property { get; init; }

    /// <summary>The person concerned, where that is not the claimant: who died, who is missing.</summary>
    public Person? PersonConcerned { get; init; }

    /// <summary>What the person concerned is to the claimant.</summary>
    public string Relation { get; init; } = "";

    /// <summary>The amount claimed; null where none is stated.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Currency of the amount, ISO 4217; empty for the pack's own.</summary>
    public string Currency { get; init; } = "";

    /// <summary>What other fields of the category hold, by their ids in the pack's <c>fields.tsv</c>.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Of a draft: what was typed where a number, a day or a currency is asked for and is none, by the form's field; null where all could be read. It is kept, told of, and stands in the way of submitting.</summary>
    public IReadOnlyDictionary<string, string>? Unread { get; init; }

    /// <summary>Who files, in one line: a person's or an entity's name; empty where neither is stated.</summary>
    public string ClaimantName => Claimant?.Name ?? Entity?.Name ?? "";
}

/// <summary>A human being.</summary>
/// <param name="FamilyName">As it is written in their papers, in any script.</param>
/// <param name="GivenName">Likewise.</param>
/// <param name="Patronymic">Empty where there is none.</param>
/// <param name="BornOn">Day of birth; null where not stated.</param>
/// <param name="IdentityNumber">Tax or identity number; empty where not stated.</param>
public sealed record Person(string FamilyName, string GivenName, string Patronymic = "", DateOnly? BornOn = null, string IdentityNumber = "")
{
    /// <summary>ISO 3166-1 alpha-2 codes of the states whose national they are; empty where not stated.</summary>
    public IReadOnlyList<string> Nationalities { get; init; } = [];

    /// <summary>How to reach them: an address, a telephone number; empty where not stated.</summary>
    public string Contact { get; init; } = "";

    /// <summary>The name in one line.</summary>
    public string Name => string.Join(' ', new[] { GivenName, Patronymic, FamilyName }.Where(part => part.Length > 0));
}

/// <summary>A company, an association or a body of the State.</summary>
/// <param name="Name">Its name as registered, in any script.</param>
/// <param name="RegistrationNumber">Its number in a state's register; empty where not stated.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code of that state; empty where not stated.</param>
public sealed record Entity(string Name, string RegistrationNumber = "", string Country = "")
{
    /// <summary>How to reach it.</summary>
    public string Contact { get; init; } = "";
}

/// <summary>Who acts for a claimant.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Basis">On what ground: parent, guardian, power of attorney, director.</param>
public sealed record Representative(string Name, string Basis)
{
    /// <summary>How to reach them.</summary>
    public string Contact { get; init; } = "";
}

/// <summary>The days that something can have been on.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last; the first itself for a single day.</param>
/// <param name="Precision">How well it is known.</param>
public sealed record DamageTime(DateOnly First, DateOnly Last, DamageTimePrecision Precision)
{
    /// <summary>What is known of a first and a last day with a precision: a month is all of its days. Null where they contradict each other: a single day has no later last one.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last; null where it is not stated.</param>
    /// <param name="precision">How well it is known.</param>
    public static DamageTime? Of(DateOnly first, DateOnly? last, DamageTimePrecision precision) => precision switch
    {
        DamageTimePrecision.Month => MonthOf(last ?? first) is var end && end.First >= MonthOf(first).First ? new DamageTime(MonthOf(first).First, end.Last, precision) : null,
        DamageTimePrecision.Within or DamageTimePrecision.Throughout => new DamageTime(first, last ?? first, precision),
        _ => last is null || last == first ? new DamageTime(first, first, precision) : null,
    };

    private static (DateOnly First, DateOnly Last) MonthOf(DateOnly day) => new DateOnly(day.Year, day.Month, 1) is var begin ? (begin, begin.AddMonths(1).AddDays(-1)) : default;

    /// <summary>One day, known.</summary>
    public static DamageTime On(DateOnly day) => new(day, day, DamageTimePrecision.Day);

    /// <summary>Number of days, at least 1 where the ends are in order.</summary>
    public int Days => Last.DayNumber - First.DayNumber + 1;
}

/// <summary>How well a claimant knows when something was.</summary>
public enum DamageTimePrecision
{
    /// <summary>On this day.</summary>
    Day,

    /// <summary>About this day: a day or two before or after.</summary>
    About,

    /// <summary>On one day within these, which one is not known.</summary>
    Within,

    /// <summary>All through these days: an occupation, a detention.</summary>
    Throughout,

    /// <summary>Only the month is known.</summary>
    Month,
}

/// <summary>Where something was.</summary>
/// <param name="Settlement">Town or village, as it was chosen or typed; empty where only a pin was put.</param>
public sealed record DamagePlace(string Settlement)
{
    /// <summary>The gazetteer entry that was chosen, such as <c>geonames:698740</c>; empty where none was.</summary>
    public string Gazetteer { get; init; } = "";

    /// <summary>First-level region, as typed or as the gazetteer has it; empty where not known.</summary>
    public string Region { get; init; } = "";

    /// <summary>Street, with its kind as written; empty where not stated.</summary>
    public string Street { get; init; } = "";

    /// <summary>House number with its letter or part.</summary>
    public string House { get; init; } = "";

    /// <summary>Flat or room.</summary>
    public string Flat { get; init; } = "";

    /// <summary>Post code.</summary>
    public string PostCode { get; init; } = "";

    /// <summary>The pin that the claimant put; null where none was.</summary>
    public GeoPoint? Pin { get; init; }
}

/// <summary>What property is concerned.</summary>
/// <param name="Description">What it is: a flat, a house, a workshop.</param>
/// <param name="RegistryNumber">Its number in a register of property; empty where not stated.</param>
public sealed record Property(string Description, string RegistryNumber = "");
