using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;

namespace Attest.Web.Accounts;

/// <summary>What a route asks of those who use it. Every route states it (a test looks), and <see cref="AccessGate"/> holds it.</summary>
/// <param name="Least">The least role.</param>
/// <param name="LeastInPublic">The least role where the site is for everybody; whoever has less than <see cref="Role.Reader"/> gets what the publication policy shows.</param>
internal sealed record RouteAccess(Role Least, Role LeastInPublic)
{
    /// <summary>What the public is told instead where nobody can sign in; null for nothing in particular.</summary>
    public Refusal? Withheld { get; init; }

    /// <summary>Whether it is about the account of who asks, so that nobody uses it without signing in.</summary>
    public bool NeedsAccount { get; init; }

    /// <summary>Whether it must be known who asks: somebody who signed in, or whoever sits at this machine while nobody has an account.</summary>
    public bool NeedsSomebody { get; init; }

    /// <summary>Whether it is open to who has still to choose a password of their own.</summary>
    public bool TakesFirstPassword { get; init; }

    /// <summary>What a token must be good for; null where programs have no part. Browsers don't use a route that asks for a scope of writing.</summary>
    public TokenScope? Scope { get; init; }

    /// <summary>The least role on a site.</summary>
    public Role On(SiteReach reach) => reach.IsPublic ? LeastInPublic : Least;
}

/// <summary>How routes state it.</summary>
public static class RouteAccesses
{
    /// <summary>Whoever reaches the site: for what holds nothing of the archive, such as style sheets.</summary>
    public static TRoute ForEverybody<TRoute>(this TRoute route)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(Role.Visitor, Role.Visitor) { TakesFirstPassword = true });

    /// <summary>Readers; on a public site everybody, who gets what the publication policy shows. Where programs ask (<see cref="ActorFinder.IsForPrograms"/>) tokens that may read, too.</summary>
    public static TRoute ForReading<TRoute>(this TRoute route)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(Role.Reader, Role.Visitor) { Scope = TokenScope.Read });

    /// <summary>Readers, on a public site too: for what holds whole texts.</summary>
    /// <param name="route">The route.</param>
    /// <param name="withheld">What the public is told where nobody can sign in.</param>
    public static TRoute ForReadingWhole<TRoute>(this TRoute route, Refusal withheld)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(Role.Reader, Role.Reader) { Withheld = withheld, Scope = TokenScope.Read });

    /// <summary>This role and those that include it, on every site.</summary>
    public static TRoute ForRole<TRoute>(this TRoute route, Role least)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(least, least));

    /// <summary>Those who have signed in with this role or one that includes it.</summary>
    /// <param name="route">The route.</param>
    /// <param name="least">The least role.</param>
    /// <param name="withFirstPassword">Whether it is open to who has still to choose a password of their own.</param>
    public static TRoute ForAccount<TRoute>(this TRoute route, Role least, bool withFirstPassword = false)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(least, least) { NeedsAccount = true, TakesFirstPassword = withFirstPassword });

    /// <summary>Those who have signed in with this role, and tokens of theirs that may read.</summary>
    public static TRoute ForAccountAndPrograms<TRoute>(this TRoute route, Role least)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(least, least) { NeedsAccount = true, Scope = TokenScope.Read });

    /// <summary>Those who have signed in with this role or one that includes it, and whoever sits at this machine while nobody has an account.</summary>
    /// <param name="route">The route.</param>
    /// <param name="least">The least role.</param>
    public static TRoute ForSomebody<TRoute>(this TRoute route, Role least)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(least, least) { NeedsSomebody = true });

    /// <summary>Programs that write: a token of this scope whose owner has the role, or a program at this machine while nobody has an account.</summary>
    internal static TRoute ForPrograms<TRoute>(this TRoute route, TokenScope scope)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(scope.Least, scope.Least) { Scope = scope });
}
