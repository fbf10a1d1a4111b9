using Attest.Register.DamageClaims;
using Attest.Register.Web.Access;
using Attest.Register.Web.Pages.DamageClaims;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Attest.Register.Web.Pages.Administering;

/// <summary>Erasing: by its claimant from the page of the damage claim, by the board and administrators from a page of its own, which tells nothing of what is stated.</summary>
internal static class EraseRoutes
{
    private const long MostBytes = 16 * 1024;
    private const int AtOnce = 50;

    /// <summary>What the address says after erasing, where traces are left for now.</summary>
    internal const string TracesLeft = "left";

    /// <summary><c>GET /register/erase</c>, and the form of every damage claim that erases it.</summary>
    public static void MapErasing(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/register/erase", PageResults.ReadOnly, (string? number, string? cursor, string? traces, RoomDoor door, CancellationToken cancel) => ShowAsync(number, cursor, null, "", door, cancel, traces == TracesLeft)).ForRoom(RoomAudience.Erasers);
        routes.MapPost("/register/damage-claims/{id}/erase", EraseAsync).ForRoom(RoomAudience.ItsErasers).TakesForm(MostBytes);
    }

    private static async Task<IResult> ShowAsync(string? number, string? cursor, string? fault, string words, RoomDoor door, CancellationToken cancel, bool leavesTraces = false)
    {
        DamageClaimSummary? claim = null;
        try
        {
            claim = string.IsNullOrWhiteSpace(number) ? null : await door.Register.ErasableAsync(door.Known, number.Trim(), cancel);
        }
        catch (RegisterException refused) when (refused.Kind == RegisterRefusal.NotFound)
        {
            fault ??= refused.In(door.Language);
        }
        return new RazorComponentResult<ErasePage>(new
        {
            View = door.View(), Claim = claim, Asked = number ?? "", Words = words, Fault = fault, LeavesTraces = leavesTraces,
            Tombstones = await door.Register.TombstonesAsync(door.Known, string.IsNullOrEmpty(cursor) ? null : cursor, AtOnce, cancel),
        })
        { StatusCode = fault is null ? StatusCodes.Status200OK : claim is null ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<IResult> EraseAsync(string id, RoomDoor door, CancellationToken cancel)
    {
        var form = await door.FormAsync(cancel);
        var isReader = await MayReadAsync(id, door, cancel);
        if (isReader && (await door.Register.StepsAsync(door.Known, id, cancel)).All(step => step.Step != DamageStep.Erase))
        {
            return RoomGate.Refuse(door, new Refusal(StatusCodes.Status403Forbidden, door.View().Text("refused.not-allowed"), door.View().Text("erase.not-yours"), door.View().Text("refused.not-allowed-do")));
        }
        var claim = await door.Register.ErasableAsync(door.Known, id, cancel);
        var fault = !form["number"].Equals(claim.Number, StringComparison.OrdinalIgnoreCase) ? door.View().Text("erase.other-number") : null;
        try
        {
            if (fault is null)
            {
                var erased = await door.Register.EraseAsync(door.Known, claim.Id, form["words"], cancel);
                return new SeeOther($"{(door.Known.IsAdministrator || door.Known.Role == RegisterRole.Board ? "/register/erase" : RegisterRoom.Home)}{(erased.LeavesTraces ? $"?traces={TracesLeft}" : "")}");
            }
        }
        catch (RegisterException refused) when (refused.Kind == RegisterRefusal.NotPossible)
        {
            fault = refused.In(door.Language);
        }
        return isReader ? await DamageClaimRoutes.ShowAsync(claim.Id, fault, form["words"], [], isHandedIn: false, door, cancel) : await ShowAsync(claim.Number, null, fault, form["words"], door, cancel);
    }

    // Whoever reads it is answered on its own page; an administrator, who does not, on the page of erasing.
    private static async Task<bool> MayReadAsync(string id, RoomDoor door, CancellationToken cancel)
    {
        try
        {
            await door.Register.StepsAsync(door.Known, id, cancel);
            return true;
        }
        catch (RegisterException refused) when (refused.Kind == RegisterRefusal.NotFound)
        {
            return false;
        }
    }
}
