using System.Net;
using System.Text.Json;
using Attest.Archive;
using Attest.Web.Pages.Map;

namespace Attest.Web.Tests.Pages.Map;

public sealed class MapRoutesTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<JsonElement> JsonAsync(string address)
    {
        using var answer = await site.Client.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/geo+json", answer.Content.Headers.ContentType?.MediaType);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(Cancel));
        return json.RootElement.Clone();
    }

    private static List<JsonElement> Features(JsonElement collection, string kind)
    {
        Assert.Equal("FeatureCollection", collection.GetProperty("type").GetString());
        return [.. collection.GetProperty("features").EnumerateArray().Where(feature => feature.GetProperty("type").GetString() == "Feature" && feature.GetProperty("properties").GetProperty("kind").GetString() == kind)];
    }

    private static IncidentPin Pin(string id, string? place, GeoPoint? position, int? precision, double? radiusKm) => new(
        id, "Something", EventType.Assault, EventStatus.Happened, place, position, precision, radiusKm, null, 1, 1, false, 1);

    private static JsonElement Drawn(params IncidentPin[] pins)
    {
        using var json = JsonDocument.Parse(MapJson.Pins(pins, hasMore: true));
        return json.RootElement.Clone();
    }

    [Fact]
    public async Task Without_script_the_table_and_the_tray_tell_of_every_incident()
    {
        var page = Markup.Parse(await site.Client.GetStringAsync("/map", Cancel));
        var pins = (await site.Archive.PinsAsync(IncidentFilter.All, null, 100, Cancel)).Items;
        Assert.NotEmpty(pins);
        var placed = page.QuerySelectorAll(".map-table a").Select(link => link.GetAttribute("href")).ToList();
        var tray = page.QuerySelectorAll("[data-tray] a").Select(link => link.GetAttribute("href")).ToList();
        Assert.Equal(pins.Where(pin => pin.Position is not null).Select(pin => $"/incidents/{pin.Id}"), placed);
        Assert.Equal(pins.Where(pin => pin.Position is null).Select(pin => $"/incidents/{pin.Id}"), tray);
        // What only a script can do is not shown without it.
        Assert.All(page.QuerySelectorAll(".map-frame, .map-tools, .brush"), part => Assert.True(part.HasAttribute("hidden")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?place=Kharkiv")]
    [InlineData("?from=2031-03-12&to=2031-03-12")]
    [InlineData("?disputed=yes")]
    [InlineData("?type=AID")]
    public async Task The_pins_are_those_of_the_same_filters(string query)
    {
        var page = Markup.Parse(await site.Client.GetStringAsync($"/map{query}", Cancel));
        var shown = page.QuerySelectorAll(".map-table a, [data-tray] a").Select(link => link.GetAttribute("href")!.Split('/')[^1]).Order(StringComparer.Ordinal);
        var pins = await JsonAsync($"/map/pins.json{query}");
        Assert.False(pins.GetProperty("more").GetBoolean());
        Assert.Equal(shown, Features(pins, "incident").Select(pin => pin.GetProperty("id").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(Features(pins, "incident").Where(pin => pin.GetProperty("geometry").ValueKind != JsonValueKind.Null), pin =>
        {
            var at = pin.GetProperty("geometry").GetProperty("coordinates");
            Assert.InRange(at[0].GetDouble(), -180, 180);
            Assert.InRange(at[1].GetDouble(), -90, 90);
        });
    }

    [Fact]
    public async Task Hostile_titles_stay_text()
    {
        var pin = (await site.Archive.PinsAsync(IncidentFilter.All, null, 100, Cancel)).Items.First(pin => pin.Title.Contains("<script>", StringComparison.Ordinal));
        using var answer = await site.Client.GetAsync("/map/pins.json", Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        using var json = JsonDocument.Parse(text);
        Assert.Contains(pin.Title, Features(json.RootElement, "incident").Select(feature => feature.GetProperty("properties").GetProperty("title").GetString()));
        Markup.CheckSafe(await site.Client.GetStringAsync("/map", Cancel));
    }

    [Fact]
    public async Task A_filter_that_cannot_be_read_is_refused_with_its_reason()
    {
        using var answer = await site.Client.GetAsync("/map/pins.json?from=May", Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("A day is written as", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public void An_incident_is_called_what_its_page_calls_it()
    {
        var pin = Pin("clash", null, null, null, null) with { Subtype = "Armed clash", Status = EventStatus.Alleged };
        Assert.Equal("Armed clash, unverified; 1 report, 1 known origin", MapWords.Kind(pin));
        Assert.Equal("Assault; 1 report, 1 known origin", MapWords.Kind(pin with { Subtype = null, Status = EventStatus.Happened }));
    }

    [Fact]
    public async Task The_sub_type_and_the_weight_of_an_incident_come_with_its_pin()
    {
        foreach (var pin in (await site.Archive.PinsAsync(IncidentFilter.All, null, 100, Cancel)).Items)
        {
            var incident = (await site.Archive.IncidentAsync(pin.Id, Cancel))!;
            Assert.Equal((incident.Subtype, incident.Weight), (pin.Subtype, pin.Weight));
        }
    }

    [Fact]
    public void What_is_not_a_point_is_an_area_and_reports_that_mean_one_state_share_its_outline()
    {
        var ukraine = new GeoPoint(49, 32);
        var drawn = Drawn(
            Pin("town", "Kharkiv", new GeoPoint(49.98, 36.25), 1, 15), Pin("near", "Kharkiv", new GeoPoint(49.98, 36.25), 2, 20),
            Pin("state", "Ukraine", ukraine, 3, 436), Pin("same", "Ukraine", ukraine, 3, 446), Pin("nowhere", null, null, null, null));
        var areas = Features(drawn, "area").Select(area => (
            Key: area.GetProperty("id").GetString(), Place: area.GetProperty("properties").GetProperty("place").GetString(), IsOutline: area.GetProperty("properties").GetProperty("outline").GetBoolean())).ToList();
        Assert.Equal([("a1", "Kharkiv", false), ("a2", "Ukraine", true)], areas);
        Assert.Equal([null, "a1", "a2", "a2", null], Features(drawn, "incident").Select(pin => pin.GetProperty("properties").GetProperty("area").GetString()));
        Assert.Equal(JsonValueKind.Null, Features(drawn, "incident")[^1].GetProperty("geometry").ValueKind);
        Assert.True(drawn.GetProperty("more").GetBoolean());
    }

    [Theory]
    [InlineData("/map/land.json", "land")]
    [InlineData("/map/borders.json", "disputed")]
    public async Task The_outlines_are_kept_by_the_browser_and_packed_where_it_can_unpack(string address, string kind)
    {
        Assert.NotEmpty(Features(await JsonAsync(address), kind));
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var packed = await site.Client.SendAsync(request, Cancel);
        Assert.Equal("gzip", packed.Content.Headers.ContentEncoding.Single());
        Assert.True((await packed.Content.ReadAsByteArrayAsync(Cancel)).Length < 300_000);
        Assert.Equal(TimeSpan.FromDays(1), packed.Headers.CacheControl?.MaxAge);

        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.AcceptEncoding.ParseAdd("gzip");
        again.Headers.IfNoneMatch.Add(packed.Headers.ETag!);
        using var unchanged = await site.Client.SendAsync(again, Cancel);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }
}
