namespace Attest.Register.Packs;

/// <summary>The rules of one register, as data: what can be filed, what each category asks for, what is eligible, which reasons a decision gives.</summary>
/// <param name="Id">Name of its folder.</param>
/// <param name="Title">Title in English.</param>
/// <param name="TitleIn">Title in other languages.</param>
/// <param name="Prefix">What numbers begin with.</param>
/// <param name="From">The first day that counts.</param>
/// <param name="Until">The last day that counts; null while it is open.</param>
/// <param name="Countries">ISO 3166-1 alpha-2 codes of the territory.</param>
/// <param name="Smallest">Counts below this are withheld from statistics.</param>
/// <param name="AppealDays">Days within which a decision can be appealed.</param>
/// <param name="ReachKm">How far from land a pin still lies in the territory's waters.</param>
/// <param name="Currency">Currency of amounts where none is stated, ISO 4217.</param>
/// <param name="ExcludedNationalities">States whose nationals can't be recorded unless they show another nationality.</param>
/// <param name="Note">What whoever uses the pack must know of it.</param>
/// <param name="Categories">In the pack's order.</param>
/// <param name="Fields">In the pack's order, by their ids.</param>
/// <param name="Reasons">Reasons that decisions give.</param>
/// <param name="Means">What can have caused damage.</param>
/// <param name="Kinds">Kinds of damage, by their ids.</param>
/// <param name="Confusions">Usual mistakes between categories.</param>
/// <param name="FamilyWords">Words that tell of several persons.</param>
public sealed record RegisterPack(
    string Id,
    string Title,
    IReadOnlyDictionary<string, string> TitleIn,
    string Prefix,
    DateOnly From,
    DateOnly? Until,
    IReadOnlyList<string> Countries,
    int Smallest,
    int AppealDays,
    double ReachKm,
    string Currency,
    IReadOnlyList<string> ExcludedNationalities,
    string Note,
    IReadOnlyList<Category> Categories,
    IReadOnlyList<FormField> Fields,
    IReadOnlyList<DecisionReason> Reasons,
    IReadOnlyList<DamageMeans> Means,
    IReadOnlyList<DamageKind> Kinds,
    IReadOnlyList<CategoryConfusion> Confusions,
    IReadOnlyList<string> FamilyWords)
{
    /// <summary>How the open statistics are kept from telling of single people.</summary>
    public StatisticsPolicy Statistics { get; init; } = StatisticsPolicy.Usual;

    /// <summary>By which clock its pages tell hours; what is kept and given to other programs is UTC.</summary>
    public PackClock Clock { get; init; } = PackClock.Utc;

    /// <summary>The note in other languages.</summary>
    public IReadOnlyDictionary<string, string> NoteIn { get; init; } = new Dictionary<string, string>();

    /// <summary>The category with a code; null where there is none.</summary>
    public Category? Find(string code) => Categories.FirstOrDefault(category => category.Code == code);

    /// <summary>Whether a category can't be filed by form without a piece of evidence.</summary>
    /// <param name="code">The category's code; one that is not known needs none.</param>
    public bool NeedsEvidence(string code) => Find(code)?.Asks.Any(asked => asked is { Field: "evidence", IsRequired: true }) == true;

    /// <summary>The field with an id; null where there is none.</summary>
    public FormField? Field(string id) => Fields.FirstOrDefault(field => field.Id == id);
}

/// <summary>How open statistics are kept from telling of single people by comparing what was published at different times.</summary>
/// <param name="RoundedTo">Counts that are published are rounded to the nearest multiple of this; 1 for exact ones.</param>
/// <param name="EveryDays">They are published anew after so many days at the earliest.</param>
/// <param name="LeastChanged">And only when so many damage claims are counted otherwise since: filed, or of another category, region, month or state.</param>
public sealed record StatisticsPolicy(int RoundedTo, int EveryDays, int LeastChanged)
{
    /// <summary>What a pack that says nothing else gets.</summary>
    public static StatisticsPolicy Usual { get; } = new(5, 30, 10);
}

/// <summary>What can be filed under.</summary>
/// <param name="Code">Such as <c>A3.1</c>.</param>
/// <param name="Title">In English.</param>
/// <param name="TitleIn">In other languages, by their codes.</param>
/// <param name="Group">Who files.</param>
/// <param name="Asks">What its form asks for, in the pack's order.</param>
/// <param name="HasAmount">Whether an amount can be stated.</param>
/// <param name="Kind">What kind of damage it is of, by its id.</param>
/// <param name="IsRestricted">Whether it touches what people must not be seen to have suffered: torture, sexual violence, detention. Statistics tell none of its regions.</param>
public sealed record Category(
    string Code, string Title, IReadOnlyDictionary<string, string> TitleIn, ClaimantGroup Group, IReadOnlyList<AskedField> Asks, bool HasAmount, string Kind, bool IsRestricted)
{
    /// <summary>Whether its form asks for a field.</summary>
    public bool AsksFor(string field) => Asks.Any(asked => asked.Field == field);
}

/// <summary>Who files under a category.</summary>
public enum ClaimantGroup
{
    /// <summary>A human being.</summary>
    Person,

    /// <summary>The State, its regions and bodies.</summary>
    State,

    /// <summary>A company or association.</summary>
    Entity,
}

/// <summary>A field that a category asks for.</summary>
/// <param name="Field">The field's id.</param>
/// <param name="IsRequired">Whether it must be filled.</param>
public sealed record AskedField(string Field, bool IsRequired);

/// <summary>A field of the forms.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Part">The step of the form that holds it: who, what, when, where, amount, evidence.</param>
/// <param name="Kind">How it is filled.</param>
/// <param name="Label">In English.</param>
/// <param name="LabelIn">In other languages.</param>
/// <param name="Help">In English.</param>
/// <param name="HelpIn">In other languages.</param>
public sealed record FormField(
    string Id, string Part, FormFieldKind Kind, string Label, IReadOnlyDictionary<string, string> LabelIn, string Help, IReadOnlyDictionary<string, string> HelpIn);

/// <summary>How a field is filled.</summary>
public enum FormFieldKind
{
    /// <summary>It is a member of the statement.</summary>
    BuiltIn,

    /// <summary>A short text.</summary>
    Text,

    /// <summary>A long text.</summary>
    Words,

    /// <summary>A day or month, such as 2023-03-22 or 2023-03.</summary>
    Day,

    /// <summary>A number, with a point or a comma.</summary>
    Number,
}

/// <summary>A reason that a decision gives.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Step"><see cref="DamageClaims.DamageStep.Return"/> or <see cref="DamageClaims.DamageStep.Refuse"/>.</param>
/// <param name="Title">In English.</param>
/// <param name="TitleIn">In other languages.</param>
public sealed record DecisionReason(string Id, DamageClaims.DamageStep Step, string Title, IReadOnlyDictionary<string, string> TitleIn);

/// <summary>What can have caused damage.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">In English.</param>
/// <param name="LabelIn">In other languages.</param>
/// <param name="Modes">PLOVER's modes of incidents that were caused so; empty where nothing is known.</param>
/// <param name="Subtypes">ACLED's sub-event types of them.</param>
/// <param name="Like">Those that it is easily taken for, by their ids.</param>
public sealed record DamageMeans(string Id, string Label, IReadOnlyDictionary<string, string> LabelIn, IReadOnlyList<string> Modes, IReadOnlyList<string> Subtypes, IReadOnlyList<string> Like);

/// <summary>What kind of damage categories are of, and which incidents fit it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">In English, to stand in a sentence: “damage to a building”.</param>
/// <param name="LabelIn">In other languages.</param>
/// <param name="Strong">ACLED's sub-event types that commonly cause it.</param>
/// <param name="Weak">Those that can.</param>
/// <param name="Toll">Measures that speak for it where an incident has one.</param>
/// <param name="Modes">PLOVER's modes that speak for it, whatever the type.</param>
public sealed record DamageKind(
    string Id, string Label, IReadOnlyDictionary<string, string> LabelIn, IReadOnlyList<string> Strong, IReadOnlyList<string> Weak, IReadOnlyList<Measure> Toll, IReadOnlyList<string> Modes);

/// <summary>A usual mistake between two categories.</summary>
/// <param name="Category">The category chosen.</param>
/// <param name="Other">The one that may be meant.</param>
/// <param name="Words">Any of these in the account raises the question; folded to lower case.</param>
/// <param name="Question">What the claimant is asked, in English.</param>
/// <param name="QuestionIn">In other languages.</param>
public sealed record CategoryConfusion(string Category, string Other, IReadOnlyList<string> Words, string Question, IReadOnlyDictionary<string, string> QuestionIn);
