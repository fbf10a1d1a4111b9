using Attest.Register.DamageClaims;
using Attest.Register.Web.Access;
using Attest.Register.Web.Pages.Administering;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attest.Register.Web.Pages.Home;

/// <summary>The room's front page.</summary>
internal static class HomeRoutes
{
    private const int OwnAtOnce = 50;

    /// <summary><c>GET /register</c> and what belongs to it.</summary>
    public static void MapHome(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/register", PageResults.ReadOnly, ShowAsync).ForRoom(RoomAudience.Everybody);
        routes.MapPost("/register/as", LookAs).ForRoom(RoomAudience.Claimants).TakesForm(4 * 1024);
    }

    private static async Task<IResult> ShowAsync(string? cursor, string? show, string? traces, RoomDoor door, CancellationToken cancel)
    {
        var onlyLacking = show == "lacking";
        var (drafts, own) = door.Actor is { } actor
            ? (onlyLacking ? [] : await door.Register.DraftsAsync(actor, cancel), await door.Register.OwnAsync(actor, onlyLacking, cursor, OwnAtOnce, cancel))
            : ([], new Attest.Archive.Page<DamageClaimSummary>([], null));
        return PageResults.Show<HomePage>(new { View = door.View(), Drafts = drafts, Own = own, OnlyLacking = onlyLacking, LeavesTraces = traces == EraseRoutes.TracesLeft, Statistics = await door.Register.StatisticsAsync(cancel) });
    }

    // While nobody has an account, whoever sits at this machine may do all, and can look at the room as each of those who will.
    private static async Task<IResult> LookAs(HttpContext context, RoomDoor door, CancellationToken cancel)
    {
        var role = (await door.FormAsync(cancel))["role"];
        if (!door.Caller.IsThisMachine || !WireNames<RegisterRole>.TryParse(role, out _))
        {
            return RoomGate.Refuse(door, new Refusal(StatusCodes.Status409Conflict, door.View().Text("refused.as"), door.View().Text("refused.as-what"), door.View().Text("refused.not-possible-do")));
        }
        context.Response.Cookies.Append(RoomDoor.AsCookie, role, new CookieOptions { Path = RegisterRoom.Home, SameSite = SameSiteMode.Strict, HttpOnly = true });
        return new SeeOther(RegisterRoom.Home);
    }
}
