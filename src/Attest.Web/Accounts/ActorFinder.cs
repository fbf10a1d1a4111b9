using Attest.Web.Serving;
using Microsoft.AspNetCore.Http;

namespace Attest.Web.Accounts;

/// <summary>Finds out who makes a request.</summary>
internal sealed class ActorFinder(SiteReach reach)
{
    /// <summary>Who makes it. Where nobody has an account: on a site that only this machine reaches, whoever sits at it, who may do all; else a reader, or on a public site a visitor.</summary>
    public Actor Of(HttpContext context) =>
        reach.IsPublic ? Actor.Visitor
        : reach.IsLoopback && !SiteReach.IsHandedOn(context.Request) ? Actor.ThisMachine
        : Actor.Reader;
}
