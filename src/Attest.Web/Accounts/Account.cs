using Microsoft.AspNetCore.Identity;

namespace Attest.Web.Accounts;

/// <summary>Somebody who signs in.</summary>
public sealed class Account : IdentityUser
{
    /// <summary>The longest name.</summary>
    public const int LongestName = 64;

    /// <summary>The name of the role, one of <see cref="Accounts.Role.OfAccounts"/>.</summary>
    public required string RoleName { get; set; }

    /// <summary>When the account was made, in ticks of UTC.</summary>
    public required long Made { get; init; }

    /// <summary>Whether the password was chosen by somebody else, so that it is good for one thing alone: to choose another.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>What they may do; the least where the name of the role is not known to this version.</summary>
    public Role Role => Role.Named(RoleName) ?? Role.Member;
}
