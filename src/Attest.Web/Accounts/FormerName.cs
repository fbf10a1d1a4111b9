namespace Attest.Web.Accounts;

/// <summary>The name of an account that was removed. It is given to nobody else: what its owner decided, filed or was allowed in a room of the site stands under it.</summary>
internal sealed class FormerName
{
    /// <summary>The name as names are compared.</summary>
    public required string Name { get; init; }

    /// <summary>When the account was removed, in ticks of universal time.</summary>
    public required long Removed { get; init; }
}
