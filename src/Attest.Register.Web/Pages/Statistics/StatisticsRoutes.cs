using Attest.Register.Statistics;
using Attest.Register.Web.Access;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attest.Register.Web.Pages.Statistics;

/// <summary>The open statistics: a page, and the same as CSV and JSON.</summary>
internal static class StatisticsRoutes
{
    /// <summary><c>GET /register/statistics</c> and its downloads.</summary>
    public static void MapStatistics(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/register/statistics", PageResults.ReadOnly, async (RoomDoor door, CancellationToken cancel) =>
            PageResults.Show<StatisticsPage>(new { View = door.View(withForms: false), Statistics = await door.Register.StatisticsAsync(cancel) })).ForRoom(RoomAudience.Everybody);
        routes.MapMethods("/register/statistics.csv", PageResults.ReadOnly, async (RoomDoor door, CancellationToken cancel) =>
            Results.File(StatisticsFormats.Csv(await door.Register.StatisticsAsync(cancel)), "text/csv; charset=utf-8", $"{door.Register.Pack.Id}-statistics.csv")).ForRoom(RoomAudience.Everybody);
        routes.MapMethods("/register/statistics.json", PageResults.ReadOnly, async (RoomDoor door, CancellationToken cancel) =>
            Results.Bytes(StatisticsFormats.Json(await door.Register.StatisticsAsync(cancel)), "application/json")).ForRoom(RoomAudience.Everybody);
    }
}
