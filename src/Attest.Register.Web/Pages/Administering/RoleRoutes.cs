using Attest.Register.DamageClaims;
using Attest.Register.Web.Access;
using Attest.Web.Rooms;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Attest.Register.Web.Pages.Administering;

/// <summary>Who is examiner, board or auditor.</summary>
internal static class RoleRoutes
{
    private const int AtOnce = 50;

    /// <summary><c>GET /register/roles</c> and its form.</summary>
    public static void MapRoles(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/register/roles", PageResults.ReadOnly, (string? cursor, RoomDoor door, CancellationToken cancel) => ShowAsync(null, door, cancel, cursor)).ForRoom(RoomAudience.RolesShown);
        routes.MapPost("/register/roles", GiveAsync).ForRoom(RoomAudience.Administrators).TakesForm(16 * 1024);
    }

    private static async Task<IResult> GiveAsync(HttpContext context, RoomDoor door, CancellationToken cancel)
    {
        var form = await door.FormAsync(cancel);
        if (!WireNames<RegisterRole>.TryParse(form["role"], out var role))
        {
            return await ShowAsync(door.View().Text("roles.no-role"), door, cancel);
        }
        if (await SiteAccounts.NamedAsync(context, form["account"], cancel) is not { } account)
        {
            return await ShowAsync(door.View().Text("roles.no-account"), door, cancel);
        }
        try
        {
            await door.Register.GiveRoleAsync(door.Known, account.Key, account.Name, role, form["why"], cancel);
        }
        catch (RegisterException refused) when (refused.Kind == RegisterRefusal.NotPossible)
        {
            return await ShowAsync(refused.In(door.Language), door, cancel);
        }
        return new SeeOther("/register/roles");
    }

    private static async Task<IResult> ShowAsync(string? fault, RoomDoor door, CancellationToken cancel, string? cursor = null) => new RazorComponentResult<RolesPage>(new
    {
        View = door.View(), Fault = fault, Holders = await door.Register.RolesAsync(door.Known, cancel),
        Changes = await door.Register.RoleChangesAsync(door.Known, string.IsNullOrEmpty(cursor) ? null : cursor, AtOnce, cancel),
    })
    {
        StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
    };
}
