using System.Diagnostics;
using System.Globalization;
using Attest.Web.Accounts;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Attest.Web.Pages.SigningIn;

/// <summary>Signing in and out, and what people look after about their own account.</summary>
internal static class SigningInRoutes
{
    /// <summary>The most bytes of a form here.</summary>
    internal const long MostBytes = 16 * 1024;

    private const string TooOften = "That was tried too often. Wait ten minutes, then try again.", TooMany = "Too many people sign in at this moment. Try again in a moment.";

    // A refusal comes after this long, whatever it was for, so that its time tells nothing.
    private static readonly TimeSpan RefusalAfter = TimeSpan.FromMilliseconds(600);

    /// <summary><c>GET /sign-in</c>, <c>GET /account</c>, and their forms.</summary>
    public static void MapSigningIn(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/sign-in", PageResults.ReadOnly, ShowSignIn).ForEverybody();
        routes.MapPost("/sign-in", SignInAsync).ForEverybody().TakesForm(MostBytes);
        routes.MapPost("/sign-out", SignOutAsync).ForAccount(Role.Member, withFirstPassword: true).TakesForm(MostBytes);
        routes.MapMethods("/account", PageResults.ReadOnly, (HttpContext context, Actor actor, SessionBook sessions, CancellationToken cancel) => ShowAccountAsync(context, actor, sessions, [], cancel))
            .ForAccount(Role.Member, withFirstPassword: true);
        routes.MapPost("/account/password", ChangePasswordAsync).ForAccount(Role.Member, withFirstPassword: true).TakesForm(MostBytes);
        routes.MapPost("/account/sessions/{id}/end", EndSessionAsync).ForAccount(Role.Member).TakesForm(MostBytes);
        routes.MapPost("/account/sessions/end", EndOthersAsync).ForAccount(Role.Member).TakesForm(MostBytes);
    }

    /// <summary>A field of the form that was sent.</summary>
    internal static async Task<string> FieldAsync(HttpContext context, string name) => (await context.Request.ReadFormAsync(context.RequestAborted))[name].ToString();

    private static IResult ShowSignIn(HttpContext context, CurrentActor current, string? next) =>
        current.Actor.IsSignedIn ? new SeeOther(OnSite(next)) : SignInForm(context, current, "", next, null, StatusCodes.Status200OK);

    private static async Task<IResult> SignInAsync(HttpContext context, CurrentActor current, SiteReach reach, AccountBook accounts, SessionBook sessions, SignInThrottle throttle, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        var (name, password, next) = (await FieldAsync(context, "name"), await FieldAsync(context, "password"), await FieldAsync(context, "next"));
        var address = Caller.AddressOf(context.Request);
        var device = current.HasAccounts && await accounts.NamedAsync(name, cancel) is { } named ? DeviceCookie.Read(context, named.Id) : null;
        if (!throttle.TryBegin(name, address, out var wait, device))
        {
            context.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return SignInForm(context, current, name, next, TooOften, StatusCodes.Status429TooManyRequests);
        }
        Account? account = null;
        if (current.HasAccounts)
        {
            using var turn = await throttle.TurnAsync(cancel);
            if (!turn.IsAcquired)
            {
                context.Response.Headers.RetryAfter = "10";
                return SignInForm(context, current, name, next, TooMany, StatusCodes.Status503ServiceUnavailable);
            }
            account = await accounts.CheckAsync(name, password, device is not null, cancel);
        }
        if (account is null)
        {
            if (RefusalAfter - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } rest)
            {
                await Task.Delay(rest, cancel);
            }
            return SignInForm(context, current, name, next, "Name and password do not fit together, or this account is locked for a while after too many attempts.", StatusCodes.Status422UnprocessableEntity);
        }
        if (current.Actor is { Session: { } before, Account: { } holder })
        {
            await sessions.EndAsync(holder.Id, before, cancel);
        }
        DeviceCookie.Write(context, account.Id);
        SessionCookie.Write(context, await sessions.StartAsync(account, context.Request.Headers.UserAgent.ToString(), address, cancel));
        // Where the archive is not for everybody, its front page is closed to members.
        var isClosed = OnSite(next) == "/" && !reach.IsPublic && !account.Role.Includes(Role.Reader);
        return new SeeOther(account.MustChangePassword || isClosed ? AccessGate.AccountAddress : OnSite(next));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, Actor actor, SessionBook sessions, CancellationToken cancel)
    {
        await sessions.EndAsync(actor.Account!.Id, actor.Session!, cancel);
        SessionCookie.Clear(context);
        // What the browser kept of this site goes with the session.
        context.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return new SeeOther("/");
    }

    private static async Task<IResult> ShowAccountAsync(HttpContext context, Actor actor, SessionBook sessions, IReadOnlyList<string> faults, CancellationToken cancel, int refused = StatusCodes.Status422UnprocessableEntity) =>
        new RazorComponentResult<AccountPage>(new
        {
            Account = actor.Account!, actor.Session, Sessions = await sessions.OfAsync(actor.Account!.Id, cancel), Token = Forms.TokenFor(context), Faults = faults, HasChanged = context.Request.Query.ContainsKey("changed"),
        })
        { StatusCode = faults.Count == 0 ? StatusCodes.Status200OK : refused };

    private static async Task<IResult> ChangePasswordAsync(HttpContext context, Actor actor, AccountBook accounts, SessionBook sessions, SignInThrottle throttle, CancellationToken cancel)
    {
        var (current, password, again) = (await FieldAsync(context, "current"), await FieldAsync(context, "password"), await FieldAsync(context, "again"));
        if (password != again)
        {
            return await ShowAccountAsync(context, actor, sessions, ["The new password was not the same both times."], cancel);
        }
        if (!throttle.TryBegin(actor.Name, Caller.AddressOf(context.Request), out var wait, actor.Session))
        {
            context.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return await ShowAccountAsync(context, actor, sessions, [TooOften], cancel, StatusCodes.Status429TooManyRequests);
        }
        using var turn = await throttle.TurnAsync(cancel);
        if (!turn.IsAcquired)
        {
            context.Response.Headers.RetryAfter = "10";
            return await ShowAccountAsync(context, actor, sessions, [TooMany], cancel, StatusCodes.Status503ServiceUnavailable);
        }
        if (await accounts.CheckAsync(actor.Name, current, isKnown: true, cancel) is not { } account)
        {
            return await ShowAccountAsync(context, actor, sessions, ["The present password is another."], cancel);
        }
        var faults = current == password ? ["The new password is the present one."] : await accounts.SetPasswordAsync(account, password, mustChange: false, actor.Session, cancel);
        return faults.Count == 0 ? new SeeOther("/account?changed=yes") : await ShowAccountAsync(context, actor, sessions, faults, cancel);
    }

    private static async Task<IResult> EndSessionAsync(string id, HttpContext context, Actor actor, SessionBook sessions, CancellationToken cancel)
    {
        if (!await sessions.EndAsync(actor.Account!.Id, id, cancel))
        {
            return PageResults.Refuse(Refusal.NoAccount);
        }
        if (id == actor.Session)
        {
            SessionCookie.Clear(context);
            return new SeeOther("/");
        }
        return new SeeOther("/account#sessions");
    }

    private static async Task<IResult> EndOthersAsync(Actor actor, SessionBook sessions, CancellationToken cancel)
    {
        await sessions.EndAllAsync(actor.Account!.Id, actor.Session, cancel);
        return new SeeOther("/account#sessions");
    }

    private static RazorComponentResult<SignInPage> SignInForm(HttpContext context, CurrentActor current, string name, string? next, string? fault, int status) => new(new
    {
        Name = name, Next = OnSite(next), Fault = fault, Token = Forms.TokenFor(context), current.HasAccounts, IsSecure = Caller.IsSecure(context.Request) || SiteReach.IsLoopbackHost(context.Request.Host.Host),
    })
    { StatusCode = status };

    // Only a page of this site: what begins with two slashes is another host.
    private static string OnSite(string? next) => next is ['/', ..] and not ['/', '/' or '\\', ..] && !next.Any(char.IsControl) && next.Length <= 4096 ? next : "/";
}
