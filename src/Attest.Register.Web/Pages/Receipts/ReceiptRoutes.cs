using Attest.Register.Receipts;
using Attest.Register.Web.Access;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Attest.Register.Web.Pages.Receipts;

/// <summary>Whether a receipt that somebody kept is this register's: told to whoever has it, and nothing beyond that.</summary>
internal static class ReceiptRoutes
{
    /// <summary><c>GET /register/receipt</c> and its form.</summary>
    public static void MapReceipts(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/register/receipt", PageResults.ReadOnly, (RoomDoor door) => Show(door, null, null)).ForRoom(RoomAudience.Claimants);
        routes.MapPost("/register/receipt", CheckAsync).ForRoom(RoomAudience.Claimants).TakesForm(ReceiptFile.MostBytes + (64 * 1024));
    }

    private static async Task<IResult> CheckAsync(HttpContext context, RoomDoor door, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        using var file = new MemoryStream();
        if (form.Files.GetFile("file") is { } given)
        {
            await given.CopyToAsync(file, cancel);
        }
        return ReceiptFile.Read(file.ToArray()) is { } receipt
            ? Show(door, (receipt.Number, (await door.Register.CheckReceiptAsync(receipt, cancel)).Count == 0), null)
            : Show(door, null, door.View().Text("kept.none"));
    }

    private static RazorComponentResult<KeptReceiptPage> Show(RoomDoor door, (string Number, bool Holds)? checkedOne, string? fault) =>
        new(new { View = door.View(), Number = checkedOne?.Number, Holds = checkedOne?.Holds ?? false, Fault = fault }) { StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };
}
