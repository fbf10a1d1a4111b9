using Attest.Web.Api;
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
    /// <summary>Where people sign in.</summary>
    public const string SignInAddress = "/sign-in";

    /// <summary>Where people look after their account.</summary>
    public const string AccountAddress = "/account";

    /// <summary>Lets in or refuses; it stands behind routing, and before whatever keeps answers.</summary>
    public static void UseAccessGate(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var services = context.RequestServices;
        var current = services.GetRequiredService<CurrentActor>();
        await services.GetRequiredService<ActorFinder>().FindAsync(context, current);
        if (context.GetEndpoint() is not { } endpoint)
        {
            await next(context);
            return;
        }
        var access = endpoint.Metadata.GetMetadata<RouteAccess>();
        if (access?.Least != Role.Visitor)
        {
            KeepApart(context, current.Actor);
        }
        // Routing makes endpoints of its own that say "no such method"; they are no routes and hold nothing.
        var verdict = endpoint is RouteEndpoint ? AccessRules.Judge(access, current, services.GetRequiredService<SiteReach>(), IsFromPage(context.Request)) : AccessVerdict.LetIn;
        if (verdict == AccessVerdict.LetIn)
        {
            await next(context);
            return;
        }
        await AnswerOf(verdict, access, current, context).ExecuteAsync(context);
    });

    // What is shown depends on who asks, so nothing on the way may give one's answer to another, and a browser forgets it with the session.
    private static void KeepApart(HttpContext context, Actor actor) => context.Response.OnStarting(() =>
    {
        var headers = context.Response.Headers;
        headers.Append(HeaderNames.Vary, $"{HeaderNames.Cookie}, {HeaderNames.Authorization}");
        if (actor.Account is not null)
        {
            headers.CacheControl = actor.IsSignedIn ? "private, no-store" : "private, no-cache";
        }
        return Task.CompletedTask;
    });

    private static IResult AnswerOf(AccessVerdict verdict, RouteAccess? access, CurrentActor current, HttpContext context)
    {
        var request = context.Request;
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (ActorFinder.IsOfProgram(request))
        {
            return ForPrograms(verdict, access, current.Actor, context);
        }
        return verdict switch
        {
            AccessVerdict.ChoosePassword => isRead ? new SeeOther(AccountAddress) : PageResults.Refuse(Refusal.FirstPassword),
            AccessVerdict.SignIn => isRead ? new SeeOther($"{SignInAddress}?next={Uri.EscapeDataString(request.Path + request.QueryString.ToString())}") : PageResults.Refuse(Refusal.SignInFirst),
            _ when access is null => PageResults.Refuse(Refusal.Unstated),
            _ when (access.NeedsAccount || access.NeedsSomebody) && !current.HasAccounts => PageResults.Refuse(Refusal.NoAccounts),
            _ when access.Withheld is { } withheld => PageResults.Refuse(withheld),
            _ when current.Actor.IsSignedIn => PageResults.Refuse(Refusal.NotOfRole(access.Least.Name, current.Actor.Role.Name)),
            _ => PageResults.Refuse(Refusal.NoWriting(context.RequestServices.GetRequiredService<WriteAccess>().Closed ?? "This needs a role that you do not have.")),
        };
    }

    private static IResult ForPrograms(AccessVerdict verdict, RouteAccess? access, Actor actor, HttpContext context)
    {
        if (verdict == AccessVerdict.SignIn)
        {
            // Feed readers ask for a name and a password only where they are told to. Elsewhere a browser would put up a window of its own for what a page's script asks.
            var bearer = actor.HasFalseToken ? "Bearer error=\"invalid_token\"" : "Bearer";
            context.Response.Headers.WWWAuthenticate = MachinePaths.IsFeed(context.Request.Path) ? new([bearer, "Basic realm=\"attest\", charset=\"UTF-8\""]) : new(bearer);
            return Results.Problem(
                actor.HasFalseToken ? "The token is not known here, has ended or was revoked." : "Show a token: Authorization: Bearer attest_… . Readers and editors make them under /account/tokens.",
                statusCode: StatusCodes.Status401Unauthorized, title: "Say who you are");
        }
        if (verdict == AccessVerdict.ChoosePassword)
        {
            return PageResults.Refuse(Refusal.FirstPassword);
        }
        if (actor.Scopes is not null && access?.Scope is { } scope)
        {
            context.Response.Headers.WWWAuthenticate = $"Bearer error=\"insufficient_scope\", scope=\"{scope}\"";
        }
        return Results.Problem(
            access is null ? "This address does not say whom it is for, so it is closed to all. That is a fault of the program."
            : access.Scope is { } asked ? $"This asks for a token that may {asked.Meaning} ({asked}), of somebody who is at least {asked.Least}."
            : $"This asks for the role {access.Least}; a token has no part in it.",
            statusCode: StatusCodes.Status403Forbidden, title: "This is not for you");
    }

    // A program says nothing of pages. Browsers do, at least for whatever can change something.
    private static bool IsFromPage(HttpRequest request) => request.Headers.ContainsKey("Sec-Fetch-Site") || request.Headers.Origin.Count > 0;
}
