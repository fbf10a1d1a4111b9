using System.Globalization;
using System.IO.Compression;
using Attest.Archive;
using Attest.Web.Accounts;
using Attest.Web.Pages.Live;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Attest.Web.Pages.Map;

/// <summary>The map, what it draws, and the table with the same content.</summary>
internal static class MapRoutes
{
    /// <summary>How many incidents a map draws at most; the newest are kept.</summary>
    public const int MostPins = 5000;

    /// <summary>How many it draws as of a moment, where incidents are made anew.</summary>
    public const int MostPinsThen = 500;

    private const int RowsAPage = 100, MostInTray = 100;

    private static readonly Lazy<Layer> Land = new(() => Layer.Of(MapJson.Land()));
    private static readonly Lazy<Layer> Borders = new(() => Layer.Of(MapJson.Borders()));

    /// <summary><c>GET /map</c>, <c>/map/pins.json</c> with the same filters, <c>/map/land.json</c> and <c>/map/borders.json</c>.</summary>
    public static void MapMap(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/map", PageResults.ReadOnly, PageAsync).ForReading().AnswersMoments();
        routes.MapMethods("/map/pins.json", PageResults.ReadOnly, PinsAsync).ForReading().AnswersMoments().MadeOnceAChange();
        routes.MapMethods("/map/land.json", PageResults.ReadOnly, (HttpContext context) => Send(context, Land.Value)).ForReading();
        routes.MapMethods("/map/borders.json", PageResults.ReadOnly, (HttpContext context) => Send(context, Borders.Value)).ForReading();
    }

    private static async Task<IResult> PageAsync(HttpRequest request, string? cursor, AskedMoment then, Publication publication, CancellationToken cancel)
    {
        if (!IncidentQueryText.TryRead(request.Query, out var filter, out var fault))
        {
            return PageResults.Refuse(Refusal.NoFilter(fault));
        }
        if (request.Query["cursor"].Count > 1 || (then.IsNow && !string.IsNullOrEmpty(cursor) && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return PageResults.Refuse(Refusal.NoCursor);
        }
        if (!then.IsNow)
        {
            return await PageThenAsync(filter, cursor, then, publication, cancel);
        }
        var placed = await publication.PinsAsync(filter with { IsPlaced = true }, string.IsNullOrEmpty(cursor) ? null : cursor, RowsAPage, cancel);
        var tray = await publication.PinsAsync(filter with { IsPlaced = false }, null, MostInTray, cancel);
        return PageResults.Show<MapPage>(new { Filter = filter, Placed = placed.Items, placed.Next, IsFirst = string.IsNullOrEmpty(cursor), Tray = tray.Items, TrayHasMore = tray.Next is not null });
    }

    private static async Task<IResult> PageThenAsync(IncidentFilter filter, string? cursor, AskedMoment then, Publication publication, CancellationToken cancel)
    {
        try
        {
            var placed = await publication.PinsAsync(filter with { IsPlaced = true }, then.PublishedBy, then.RecordedBy, string.IsNullOrEmpty(cursor) ? null : cursor, RowsAPage, cancel);
            var tray = await publication.PinsAsync(filter with { IsPlaced = false }, then.PublishedBy, then.RecordedBy, null, MostInTray, cancel);
            return PageResults.Show<MapPage>(new { Filter = filter, Placed = placed.Items, placed.Next, IsFirst = string.IsNullOrEmpty(cursor), Tray = tray.Items, TrayHasMore = tray.Next is not null });
        }
        catch (ArgumentException)
        {
            return PageResults.Refuse(Refusal.NoCursor);
        }
    }

    private static async Task<IResult> PinsAsync(HttpRequest request, AskedMoment then, Publication publication, CancellationToken cancel)
    {
        if (!IncidentQueryText.TryRead(request.Query, out var filter, out var fault))
        {
            return Results.Problem(fault, statusCode: StatusCodes.Status400BadRequest);
        }
        var pins = then.IsNow ? await publication.PinsAsync(filter, null, MostPins, cancel) : await publication.PinsAsync(filter, then.PublishedBy, then.RecordedBy, null, MostPinsThen, cancel);
        return Results.Bytes(MapJson.Pins(pins.Items, pins.Next is not null), MapJson.MediaType);
    }

    private static IResult Send(HttpContext context, Layer layer)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=86400";
        headers.Vary = HeaderNames.AcceptEncoding;
        var isPacked = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (isPacked)
        {
            headers.ContentEncoding = "gzip";
        }
        return Results.Bytes(isPacked ? layer.Packed : layer.Plain, MapJson.MediaType, entityTag: new EntityTagHeaderValue($"\"{layer.Digest[..32]}{(isPacked ? "-gzip" : "")}\""));
    }

    // The world's outlines do not change while the program runs: made once, when a map first asks for them.
    private sealed record Layer(byte[] Plain, byte[] Packed, string Digest)
    {
        public static Layer Of(byte[] plain)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            {
                gzip.Write(plain);
            }
            return new Layer(plain, packed.ToArray(), Sha256.Of(plain).Hex);
        }
    }
}
