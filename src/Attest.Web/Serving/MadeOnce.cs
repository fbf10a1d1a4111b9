using System.Globalization;
using Attest.Web.Accounts;
using Attest.Web.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Serving;

/// <summary>Pages that are made once for all who ask while nothing changes.</summary>
internal static class MadeOnce
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Keeps what the route answers until an incident changes; its words "3 hours ago" may be ten seconds old.</summary>
    /// <remarks>Nothing is kept of what is made for people who are signed in, and nothing kept is given to them. Who asks while it is made waits for it instead of making it again. Only for pages without a form's token.</remarks>
    public static void MadeOnceAChange(this RouteHandlerBuilder route) => route.CacheOutput(made => made.Expire(Longest).SetVaryByQuery("*").VaryByValue(async (context, cancel) =>
    {
        var publication = context.RequestServices.GetRequiredService<Publication>();
        return new("change", (await publication.LastLiveChangeAsync(null, cancel)).ToString(CultureInfo.InvariantCulture) + (publication.IsPublic ? " public" : "") + $" {Caller.SchemeOf(context.Request)}" + (context.RequestServices.GetRequiredService<CurrentActor>().HasAccounts ? " accounts" : ""));
    }));
}
