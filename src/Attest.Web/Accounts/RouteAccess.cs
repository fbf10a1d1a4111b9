using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;

namespace Attest.Web.Accounts;

/// <summary>What a route asks of those who use it. Every route states it (a test looks), and <see cref="AccessGate"/> holds it.</summary>
/// <param name="Least">The least role.</param>
/// <param name="LeastInPublic">The least role where the site is for everybody; whoever has less than <see cref="Role.Reader"/> gets what the publication policy shows.</param>
internal sealed record RouteAccess(Role Least, Role LeastInPublic)
{
    /// <summary>What the public is told instead; null for nothing in particular.</summary>
    public Refusal? Withheld { get; init; }

    /// <summary>The least role on a site.</summary>
    public Role On(SiteReach reach) => reach.IsPublic ? LeastInPublic : Least;
}

/// <summary>How routes state it.</summary>
internal static class RouteAccesses
{
    /// <summary>Whoever reaches the site: for what holds nothing of the archive, such as style sheets.</summary>
    public static TRoute ForEverybody<TRoute>(this TRoute route)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(Role.Visitor, Role.Visitor));

    /// <summary>Readers; on a public site everybody, who gets what the publication policy shows.</summary>
    public static TRoute ForReading<TRoute>(this TRoute route)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(Role.Reader, Role.Visitor));

    /// <summary>Readers, on a public site too: for what holds whole texts.</summary>
    /// <param name="route">The route.</param>
    /// <param name="withheld">What the public is told.</param>
    public static TRoute ForReadingWhole<TRoute>(this TRoute route, Refusal withheld)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(Role.Reader, Role.Reader) { Withheld = withheld });

    /// <summary>This role and those that include it, on every site.</summary>
    public static TRoute ForRole<TRoute>(this TRoute route, Role least)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess(least, least));
}
