namespace Attest.Packs;

/// <summary>What words of a text name, as a pack knows it.</summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Name">Its name in full.</param>
/// <param name="Side">Whose it is, as the pack names sides; null where it is nobody's or more than one side's.</param>
public sealed record PackName(PackNameKind Kind, string Name, string? Side)
{
    /// <summary>Who is named; null for all but a person.</summary>
    public PackPerson? Person { get; init; }

    /// <summary>Who an outlet belongs to; null for all but an outlet.</summary>
    public Ownership? Ownership { get; init; }

    /// <summary>Whether it is a body that fights in its own name: a private army, an armed group.</summary>
    public bool IsArmedGroup { get; init; }

    /// <summary>Whether a sector is one building, bridge or island, and no stretch of a front.</summary>
    public bool IsSite { get; init; }

    /// <summary>Whether the words were two or three capitals, which no word in lower case stands for.</summary>
    internal bool IsLetters { get; init; }
}

/// <summary>What sort of thing a pack's name is of.</summary>
public enum PackNameKind
{
    /// <summary>A side by its name.</summary>
    Side,

    /// <summary>A side by the name of its people or an adjective.</summary>
    Demonym,

    /// <summary>An organisation.</summary>
    Body,

    /// <summary>A human being.</summary>
    Person,

    /// <summary>An axis, a sector, a line.</summary>
    Sector,

    /// <summary>A channel that somebody publishes on.</summary>
    Channel,

    /// <summary>A newspaper, agency or broadcaster.</summary>
    Outlet,

    /// <summary>A disputed place.</summary>
    Place,

    /// <summary>A weapon or piece of equipment.</summary>
    Weapon,
}
