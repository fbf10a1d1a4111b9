namespace Attest.Web.Accounts;

/// <summary>A browser in which somebody is signed in. What the browser holds is kept as its digest alone.</summary>
public sealed class SessionRow
{
    /// <summary>Names the session in lists; it opens nothing.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of what the browser holds, in hexadecimal digits.</summary>
    public required string Digest { get; init; }

    /// <summary>Whose it is.</summary>
    public required string AccountId { get; init; }

    /// <summary>When they signed in, in ticks of UTC.</summary>
    public required long Started { get; init; }

    /// <summary>When it was last used, in ticks of UTC, within a few minutes.</summary>
    public required long Used { get; set; }

    /// <summary>What the browser calls itself.</summary>
    public required string Agent { get; init; }

    /// <summary>The address that they signed in from.</summary>
    public required string Address { get; init; }
}

/// <summary>What a program shows instead of signing in. It is kept as its digest alone.</summary>
public sealed class TokenRow
{
    /// <summary>Names the token in lists; it opens nothing.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of the token, in hexadecimal digits.</summary>
    public required string Digest { get; init; }

    /// <summary>Whose it is: it may do no more than they.</summary>
    public required string AccountId { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>The names of its scopes, parted by blanks.</summary>
    public required string Scopes { get; init; }

    /// <summary>When it was made, in ticks of UTC.</summary>
    public required long Made { get; init; }

    /// <summary>When it was last used, in ticks of UTC, within a few minutes; null while it never was.</summary>
    public long? Used { get; set; }

    /// <summary>When it ends, in ticks of UTC.</summary>
    public required long Ends { get; init; }

    /// <summary>When it was revoked, in ticks of UTC; null where it was not.</summary>
    public long? Revoked { get; set; }
}

/// <summary>What somebody says to their colleagues about an incident. It is no judgement, and no part of the ledger.</summary>
public sealed class CommentRow
{
    /// <summary>Names the comment.</summary>
    public required string Id { get; init; }

    /// <summary>The incident's id when it was written; it may live on under another.</summary>
    public required string Incident { get; init; }

    /// <summary>Whose it is; null where the account is gone.</summary>
    public string? AccountId { get; init; }

    /// <summary>The name of who wrote it.</summary>
    public required string Author { get; init; }

    /// <summary>The words.</summary>
    public required string Text { get; init; }

    /// <summary>When it was written, in ticks of UTC.</summary>
    public required long Made { get; init; }
}

/// <summary>A narrowed page that somebody comes back to.</summary>
public sealed class ViewRow
{
    /// <summary>Names the view in its link, which works for everybody.</summary>
    public required string Id { get; init; }

    /// <summary>Whose list it stands in.</summary>
    public required string AccountId { get; init; }

    /// <summary>What its owner calls it; nobody else sees that.</summary>
    public required string Name { get; init; }

    /// <summary>The page with what it is narrowed to, an address on this site.</summary>
    public required string Address { get; init; }

    /// <summary>When it was saved, in ticks of UTC.</summary>
    public required long Made { get; init; }
}
