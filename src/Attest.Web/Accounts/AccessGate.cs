using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Attest.Web.Accounts;

/// <summary>Holds what each route states: finds out who asks, and lets in whoever has the role.</summary>
internal static class AccessGate
{
    private static readonly Refusal Unstated = new(
        StatusCodes.Status403Forbidden, "Nobody is let in here", "This address does not say whom it is for, so it is closed to all. That is a fault of the program.", "Start from the incidents or the reports.");

    /// <summary>Lets in or refuses; it stands behind routing, and before whatever keeps answers.</summary>
    public static void UseAccessGate(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var services = context.RequestServices;
        var actor = services.GetRequiredService<ActorFinder>().Of(context);
        services.GetRequiredService<CurrentActor>().Actor = actor;
        if (context.GetEndpoint() is not { } endpoint)
        {
            await next(context);
            return;
        }
        var access = endpoint.Metadata.GetMetadata<RouteAccess>();
        if (access?.Least != Role.Visitor)
        {
            // What is shown depends on who asks, so nothing on the way may give one's answer to another.
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.Append(HeaderNames.Vary, $"{HeaderNames.Cookie}, {HeaderNames.Authorization}");
                return Task.CompletedTask;
            });
        }
        // Routing makes endpoints of its own that say "no such method"; they are no routes and hold nothing.
        if (endpoint is RouteEndpoint && RefusalOf(access, actor, services) is { } refusal)
        {
            await PageResults.Refuse(refusal).ExecuteAsync(context);
            return;
        }
        await next(context);
    });

    private static Refusal? RefusalOf(RouteAccess? access, Actor actor, IServiceProvider services) =>
        access is null ? Unstated
        : actor.Is(access.On(services.GetRequiredService<SiteReach>())) ? null
        : access.Withheld ?? Refusal.NoWriting(services.GetRequiredService<WriteAccess>().Closed ?? "This needs a role that you do not have.");
}
