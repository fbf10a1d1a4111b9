using System.Security.Claims;
using System.Text;
using Attest.Web.Api;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using IdentityClaim = System.Security.Claims.Claim;

namespace Attest.Web.Accounts;

/// <summary>Finds out who makes a request.</summary>
internal sealed class ActorFinder(SiteReach reach, AccountFile? file = null)
{
    /// <summary>Where programs ask and write.</summary>
    public static readonly PathString Machines = "/api";

    private const string Bearer = "Bearer ", Basic = "Basic ";

    /// <summary>Whether a token is looked at there: under <see cref="Machines"/>, and at what programs follow, which is feeds, the stream of changes and the bytes of snapshots.</summary>
    public static bool IsForPrograms(PathString path) => IsOfMachines(path) || IsFollowed(path);

    /// <summary>Whether it lies under <see cref="Machines"/>.</summary>
    public static bool IsOfMachines(PathString path) => path.StartsWithSegments(Machines, out var rest) && rest.HasValue;

    private static bool IsFollowed(PathString path) => MachinePaths.IsFeed(path) || (path.Value?.TrimEnd('/') is { } value
        && (value.Equals("/live", StringComparison.OrdinalIgnoreCase) || (path.StartsWithSegments("/snapshots") && value.EndsWith(".json", StringComparison.OrdinalIgnoreCase))));

    /// <summary>Whether a request is a program's: made where only programs ask; or where they follow, with a token or by something that doesn't show pages.</summary>
    public static bool IsOfProgram(HttpRequest request) => IsOfMachines(request.Path)
        || (IsFollowed(request.Path) && (request.Headers.Authorization.Count > 0 || !request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Finds out who makes it, and whether anybody has an account.</summary>
    /// <remarks>
    /// Where nobody has an account: on a site that only this machine reaches, whoever sits at it, who may do all; else a reader, or on a public site a visitor.
    /// As soon as one has: who signed in; else, at this machine, a reader, and from elsewhere a visitor.
    /// </remarks>
    public async Task FindAsync(HttpContext context, CurrentActor current)
    {
        current.HasAccounts = file?.HasAccounts() == true;
        if (current.HasAccounts)
        {
            // A file that an older program made may lack tables that pages ask for.
            await file!.PrepareAsync(context.RequestServices.GetRequiredService<AccountsContext>(), context.RequestAborted);
        }
        current.Actor = current.HasAccounts ? await KnownAsync(context) ?? Stranger(context.Request) : Unnamed(context.Request);
        if (current.Actor.Account is { } account)
        {
            // What ASP.NET does for people who are signed in hangs on this: their pages are not kept for others, and their forms are theirs alone.
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new IdentityClaim(ClaimTypes.NameIdentifier, account.Id), new IdentityClaim("session", current.Actor.Session ?? "")], "attest"));
        }
    }

    private Actor Unnamed(HttpRequest request) =>
        reach.IsPublic ? Actor.Visitor
        : reach.IsOfThisMachine(request) ? Actor.ThisMachine
        : Actor.Reader;

    private Actor Stranger(HttpRequest request) => !reach.IsPublic && reach.IsOfThisMachine(request) ? Actor.Reader : Actor.Visitor;

    private async Task<Actor?> KnownAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (IsForPrograms(context.Request.Path) && header.Length > 0)
        {
            return TokenIn(header, IsFollowed(context.Request.Path)) is { } shown
                && await context.RequestServices.GetRequiredService<TokenBook>().FindAsync(shown, context.RequestAborted) is var (owner, token)
                ? new Actor(owner.UserName!, owner.Role) { Account = owner, Scopes = TokenScope.Named(token.Scopes.Split(' ')) }
                : Stranger(context.Request) with { HasFalseToken = true };
        }
        return SessionCookie.Read(context.Request) is { Length: > 0 } held
            && await context.RequestServices.GetRequiredService<SessionBook>().FindAsync(held, context.RequestAborted) is var (account, session)
            ? new Actor(account.UserName!, account.Role) { Account = account, Session = session.Id }
            : null;
    }

    // Feed readers know names and passwords alone: the token is the password. Browsers send those along by themselves, so what writes takes none.
    private static string? TokenIn(string header, bool isFollowed)
    {
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return header[Bearer.Length..].Trim();
        }
        var bytes = new byte[header.Length];
        return isFollowed && header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) && Convert.TryFromBase64String(header[Basic.Length..].Trim(), bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length) is var pair && pair.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? pair[(colon + 1)..] : null;
    }
}
