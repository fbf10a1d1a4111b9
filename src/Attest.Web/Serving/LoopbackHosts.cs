using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Attest.Web.Serving;

/// <summary>Where only this machine reaches the site, refuses requests that name another host than this machine or the site's own address.</summary>
/// <remarks>
/// A strange page can make its own name lead to this machine (DNS rebinding); its scripts then ask us as if we were its own host, and could read all
/// that we show. The name that they ask for gives them away. Of a public site there is nothing to steal, and a program in front of it may hand requests on.
/// </remarks>
internal static class LoopbackHosts
{
    /// <summary>Makes a request that a program in front of the site hands on look as it was made: under the site's address.</summary>
    /// <remarks>A request that names the address is one, whatever else it says; one that names this machine is one where it says that it was handed on. Nobody gains by pretending it: it makes a stranger of whoever sits here.</remarks>
    public static void UseAddress(this IApplicationBuilder app, SiteReach reach)
    {
        if (reach.Address is not { } address)
        {
            return;
        }
        app.Use((context, next) =>
        {
            var request = context.Request;
            if (reach.IsOwnHost(request.Host) || (SiteReach.IsLoopbackHost(request.Host.Host) && SiteReach.IsHandedOn(request)))
            {
                SiteReach.HandOn(context);
                request.Scheme = address.Scheme;
                request.Host = address.IsDefaultPort ? new HostString(address.IdnHost) : new HostString(address.IdnHost, address.Port);
            }
            return next(context);
        });
    }

    /// <summary>Refuses them with a page, before anything is looked at.</summary>
    public static void UseLoopbackHosts(this IApplicationBuilder app, SiteReach reach)
    {
        if (reach is { IsLoopback: true, IsPublic: false })
        {
            app.Use((context, next) => SiteReach.IsLoopbackHost(context.Request.Host.Host) || reach.IsOwnHost(context.Request.Host) ? next(context) : PageResults.Refuse(Refusal.OtherHost).ExecuteAsync(context));
        }
    }
}
