namespace Attest.Web.Accounts;

/// <summary>What somebody may do here. A role may do all that the roles which it includes may do.</summary>
public sealed class Role
{
    private readonly Role? _included;

    private Role(string name, Role? included = null) => (Name, _included) = (name, included);

    /// <summary>Who has no part in this archive.</summary>
    public static Role Visitor { get; } = new("visitor");

    /// <summary>Signs in, for what a room of the site keeps for them, and sees of the archive what everybody sees.</summary>
    public static Role Member { get; } = new("member", Visitor);

    /// <summary>Reads all that is kept.</summary>
    public static Role Reader { get; } = new("reader", Member);

    /// <summary>Adds reports, watches sources, corrects what was read.</summary>
    public static Role Editor { get; } = new("editor", Reader);

    /// <summary>Says who signs in, and as what.</summary>
    public static Role Administrator { get; } = new("administrator", Editor);

    /// <summary>The roles that an account can have, the least first.</summary>
    public static IReadOnlyList<Role> OfAccounts { get; } = [Member, Reader, Editor, Administrator];

    /// <summary>Its name, as the command and the pages write it.</summary>
    public string Name { get; }

    /// <summary>The role of an account with this name; null where there is none.</summary>
    public static Role? Named(string? name) => OfAccounts.FirstOrDefault(role => role.Name == name);

    /// <summary>Whether this role may do what another may.</summary>
    public bool Includes(Role other) => this == other || _included?.Includes(other) == true;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
