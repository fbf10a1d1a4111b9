using Attest.Web.Accounts;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Attest.Web.Pages.SigningIn;

/// <summary>Who signs in here, for administrators.</summary>
internal static class UserRoutes
{
    /// <summary><c>GET /users</c> and its forms.</summary>
    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/users", PageResults.ReadOnly, async (HttpContext context, AccountBook accounts, SessionBook sessions, CancellationToken cancel) =>
            await ShowAsync(context, accounts, sessions, [], null, cancel)).ForAccount(Role.Administrator);
        routes.MapPost("/users", AddAsync).ForAccount(Role.Administrator).TakesForm(SigningInRoutes.MostBytes);
        routes.MapPost("/users/{id}/role", SetRoleAsync).ForAccount(Role.Administrator).TakesForm(SigningInRoutes.MostBytes);
        routes.MapPost("/users/{id}/password", ResetAsync).ForAccount(Role.Administrator).TakesForm(SigningInRoutes.MostBytes);
        routes.MapPost("/users/{id}/sessions/end", EndSessionsAsync).ForAccount(Role.Administrator).TakesForm(SigningInRoutes.MostBytes);
        routes.MapPost("/users/{id}/remove", RemoveAsync).ForAccount(Role.Administrator).TakesForm(SigningInRoutes.MostBytes);
    }

    private static async Task<IResult> AddAsync(HttpContext context, AccountBook accounts, SessionBook sessions, CancellationToken cancel)
    {
        var (name, role, password) = (await SigningInRoutes.FieldAsync(context, "name"), Role.Named(await SigningInRoutes.FieldAsync(context, "role")), FirstPassword.New());
        var faults = role is null ? ["Say which role the account has."] : await accounts.AddAsync(name, role, password, mustChange: true, cancel);
        return await ShowAsync(context, accounts, sessions, faults, faults.Count == 0 ? new FirstPassword(NamePolicy.Normalized(name), password) : null, cancel);
    }

    private static async Task<IResult> SetRoleAsync(string id, HttpContext context, AccountBook accounts, SessionBook sessions, CancellationToken cancel)
    {
        if (await accounts.FindAsync(id, cancel) is not { } account || Role.Named(await SigningInRoutes.FieldAsync(context, "role")) is not { } role)
        {
            return PageResults.Refuse(Refusal.NoAccount);
        }
        return await accounts.SetRoleAsync(account, role, cancel) is { } fault ? await ShowAsync(context, accounts, sessions, [fault], null, cancel) : new SeeOther($"/users#user-{id}");
    }

    private static async Task<IResult> ResetAsync(string id, HttpContext context, AccountBook accounts, SessionBook sessions, CancellationToken cancel)
    {
        if (await accounts.FindAsync(id, cancel) is not { } account)
        {
            return PageResults.Refuse(Refusal.NoAccount);
        }
        var password = FirstPassword.New();
        var faults = await accounts.SetPasswordAsync(account, password, mustChange: true, kept: null, cancel);
        return await ShowAsync(context, accounts, sessions, faults, faults.Count == 0 ? new FirstPassword(account.UserName!, password) : null, cancel);
    }

    private static async Task<IResult> EndSessionsAsync(string id, AccountBook accounts, SessionBook sessions, CancellationToken cancel)
    {
        if (await accounts.FindAsync(id, cancel) is null)
        {
            return PageResults.Refuse(Refusal.NoAccount);
        }
        await sessions.EndAllAsync(id, kept: null, cancel);
        return new SeeOther($"/users#user-{id}");
    }

    private static async Task<IResult> RemoveAsync(string id, HttpContext context, Actor actor, AccountBook accounts, SessionBook sessions, CancellationToken cancel)
    {
        if (await accounts.FindAsync(id, cancel) is not { } account)
        {
            return PageResults.Refuse(Refusal.NoAccount);
        }
        var fault = id == actor.Account!.Id ? "Your own account is removed by another administrator, or in the terminal: attest user remove." : await accounts.RemoveAsync(account, cancel);
        return fault is not null ? await ShowAsync(context, accounts, sessions, [fault], null, cancel) : new SeeOther("/users");
    }

    private static async Task<IResult> ShowAsync(HttpContext context, AccountBook accounts, SessionBook sessions, IReadOnlyList<string> faults, FirstPassword? made, CancellationToken cancel) =>
        new RazorComponentResult<UsersPage>(new { Accounts = await accounts.AllAsync(cancel), Sessions = await sessions.CountsAsync(cancel), Faults = faults, Made = made, Token = Forms.TokenFor(context) })
        {
            StatusCode = faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
}
