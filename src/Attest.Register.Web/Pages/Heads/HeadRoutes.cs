using System.Globalization;
using System.Text;
using Attest.Register.Heads;
using Attest.Register.Web.Access;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attest.Register.Web.Pages.Heads;

/// <summary>The heads of the ledger, for everybody: what evidence packs are held against, and what anybody keeps to tell whether the ledger was changed.</summary>
internal static class HeadRoutes
{
    private const int AtOnce = 100;

    /// <summary><c>GET /register/heads</c>, the same as text, one of them, and the newest.</summary>
    public static void MapHeads(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/register/heads", PageResults.ReadOnly, async (string? cursor, RoomDoor door, CancellationToken cancel) =>
            PageResults.Show<HeadsPage>(new { View = door.View(withForms: false), Heads = await door.Register.HeadsAsync(cursor, AtOnce, cancel), Key = door.Register.HeadKey })).ForRoom(RoomAudience.Everybody);
        routes.MapMethods("/register/heads.txt", PageResults.ReadOnly, async (string? cursor, RoomDoor door, CancellationToken cancel) =>
            Written(door, (await door.Register.HeadsAsync(cursor, DamageRegister.MostListed, cancel)).Items)).ForRoom(RoomAudience.Everybody);
        routes.MapMethods("/register/heads/{size}", PageResults.ReadOnly, OneAsync).ForRoom(RoomAudience.Everybody);
        routes.MapMethods("/register/checkpoint", PageResults.ReadOnly, async (RoomDoor door, CancellationToken cancel) =>
            await door.Register.HeadsAsync(null, 1, cancel) is { Items: [var newest] } ? Text(newest.Note) : RoomGate.Refuse(door, RoomGate.NotThere(door.Language))).ForRoom(RoomAudience.Everybody);
    }

    private static async Task<IResult> OneAsync(string size, RoomDoor door, CancellationToken cancel) =>
        long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var entries) && await door.Register.HeadAsync(entries, cancel) is { } head
            ? Written(door, [head]) : RoomGate.Refuse(door, RoomGate.NotThere(door.Language));

    private static IResult Written(RoomDoor door, IEnumerable<LedgerHead> heads) => Text($"{door.Register.HeadKey}\n\n{string.Join('\n', heads.Select(head => head.Note))}");

    private static IResult Text(string text) => Results.Text(text, "text/plain", Encoding.UTF8);
}
