namespace Attest.Web.Accounts;

/// <summary>Who asks, and in which role.</summary>
/// <param name="Name">What stands beside what they decide: the name that they signed in with, or words for who did not.</param>
/// <param name="Role">What they may do.</param>
internal sealed record Actor(string Name, Role Role)
{
    /// <summary>Whoever sits at this machine, while nobody has an account.</summary>
    public static Actor ThisMachine { get; } = new("this machine", Role.Administrator);

    /// <summary>Somebody who has not signed in and may read.</summary>
    public static Actor Reader { get; } = new("a reader", Role.Reader);

    /// <summary>Somebody who has not signed in and has no part in this archive.</summary>
    public static Actor Visitor { get; } = new("a visitor", Role.Visitor);

    /// <summary>Their account; null where they have none or did not sign in.</summary>
    public Account? Account { get; init; }

    /// <summary>The session in which they are signed in; null where they are not, and for programs.</summary>
    public string? Session { get; init; }

    /// <summary>What the token is good for that a program shows; null for people.</summary>
    public IReadOnlyList<TokenScope>? Scopes { get; init; }

    /// <summary>Whether a token was shown that opens nothing.</summary>
    public bool HasFalseToken { get; init; }

    /// <summary>Whether they are signed in with a browser.</summary>
    public bool IsSignedIn => Session is not null;

    /// <summary>Whether they may do what a role may.</summary>
    public bool Is(Role role) => Role.Includes(role);
}

/// <summary>Holds who makes the request, for all that answers it.</summary>
internal sealed class CurrentActor
{
    /// <summary>Who asks; a visitor until it is known.</summary>
    public Actor Actor { get; set; } = Actor.Visitor;

    /// <summary>Whether anybody has an account here, so that who has not signed in could.</summary>
    public bool HasAccounts { get; set; }
}
