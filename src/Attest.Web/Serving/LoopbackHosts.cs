using Microsoft.AspNetCore.Builder;

namespace Attest.Web.Serving;

/// <summary>Where only this machine reaches the site, refuses requests that name another host.</summary>
/// <remarks>
/// A strange page can make its own name lead to this machine (DNS rebinding); its scripts then ask us as if we were its own host, and could read all
/// that we show. The name that they ask for gives them away. Of a public site there is nothing to steal, and a program in front of it may hand requests on.
/// </remarks>
internal static class LoopbackHosts
{
    /// <summary>Refuses them with a page, before anything is looked at.</summary>
    public static void UseLoopbackHosts(this IApplicationBuilder app, SiteReach reach)
    {
        if (reach is { IsLoopback: true, IsPublic: false })
        {
            app.Use((context, next) => SiteReach.IsLoopbackHost(context.Request.Host.Host) ? next(context) : PageResults.Refuse(Refusal.OtherHost).ExecuteAsync(context));
        }
    }
}
