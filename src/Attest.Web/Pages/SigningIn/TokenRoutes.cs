using System.Globalization;
using Attest.Web.Accounts;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Attest.Web.Pages.SigningIn;

/// <summary>The tokens that readers and editors give to programs.</summary>
internal static class TokenRoutes
{
    /// <summary><c>GET /account/tokens</c> and its forms.</summary>
    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/account/tokens", PageResults.ReadOnly, async (HttpContext context, Actor actor, TokenBook tokens, TimeProvider clock, CancellationToken cancel) =>
            await ShowAsync(context, actor, tokens, clock, null, null, cancel)).ForAccount(Role.Reader);
        routes.MapPost("/account/tokens", AddAsync).ForAccount(Role.Reader).TakesForm(SigningInRoutes.MostBytes);
        routes.MapPost("/account/tokens/{id}/revoke", RevokeAsync).ForAccount(Role.Reader).TakesForm(SigningInRoutes.MostBytes);
    }

    private static async Task<IResult> AddAsync(HttpContext context, Actor actor, TokenBook tokens, TimeProvider clock, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        var name = form["name"].ToString().Trim();
        var scopes = TokenScope.Named(form["scope"].OfType<string>());
        var now = clock.GetUtcNow().UtcTicks;
        var fault = name.Length is 0 or > TokenBook.LongestName || name.Any(char.IsControl) ? $"A token has a name of 1 to {TokenBook.LongestName} characters, by which you know it again."
            : scopes.Count == 0 ? "Say what the token is good for; without that it opens nothing."
            : scopes.FirstOrDefault(scope => !actor.Role.Includes(scope.Least)) is { } beyond ? $"A token does no more than its owner may, and only who is {beyond.Least} may {beyond.Meaning}."
            : !int.TryParse(form["days"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) || !TokenBook.Days.Contains(days) ? "Say for how many days the token holds."
            : (await tokens.OfAsync(actor.Account!.Id, cancel)).Count(token => token.Revoked is null && token.Ends > now) >= TokenBook.MostOfAccount ? "You have too many tokens. Revoke those that are no longer needed."
            : null;
        // The token is shown here and never again, so this answer is the page itself.
        return fault is not null ? await ShowAsync(context, actor, tokens, clock, fault, null, cancel)
            : await ShowAsync(context, actor, tokens, clock, null, await tokens.AddAsync(actor.Account!, name, scopes, TimeSpan.FromDays(int.Parse(form["days"].ToString(), CultureInfo.InvariantCulture)), cancel), cancel);
    }

    private static async Task<IResult> RevokeAsync(string id, Actor actor, TokenBook tokens, CancellationToken cancel) =>
        await tokens.RevokeAsync(actor.Account!.Id, id, cancel) ? new SeeOther("/account/tokens") : PageResults.Refuse(Refusal.NoAccount);

    private static async Task<IResult> ShowAsync(HttpContext context, Actor actor, TokenBook tokens, TimeProvider clock, string? fault, string? made, CancellationToken cancel) =>
        new RazorComponentResult<TokensPage>(new { actor.Role, Tokens = await tokens.OfAsync(actor.Account!.Id, cancel), Now = clock.GetUtcNow().UtcTicks, Fault = fault, Made = made, Token = Forms.TokenFor(context) })
        {
            StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
}
