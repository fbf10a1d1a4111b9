using System.Globalization;
using System.Text;
using System.Text.Json;
using Attest.Archive;
using Attest.Archive.Exports;
using Attest.Archive.Formats;
using Attest.Tests.Incidents;
using FsCheck;
using FsCheck.Fluent;

namespace Attest.Tests.Archive.Exports;

/// <summary>Each form is read back as another program would read it: the same counts and values.</summary>
public sealed class ExportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_of_JSON_are_the_incidents_of_the_archive_each_with_what_export_it_is_of()
    {
        await using var here = await FilledAsync();
        var incidents = await here.Archive.IncidentsAsync(0, 1000, Cancel);
        var lines = (await WriteAsync(here.Archive, ExportFormat.Jsonl)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(incidents.Count, lines.Length);
        var maps = await here.Archive.TextMapsAsync([.. incidents.SelectMany(incident => incident.Claims).Select(claim => claim.Report.Id).Distinct()], Cancel);
        foreach (var line in lines)
        {
            var read = IncidentJson.Read(Encoding.UTF8.GetBytes(line), report => maps[report]);
            Assert.Equal(IncidentJson.Write(incidents.Single(incident => incident.Id == read.Id), report => maps[report]), IncidentJson.Write(read, report => maps[report]));
            var export = JsonDocument.Parse(line).RootElement.GetProperty("export");
            Assert.StartsWith("jsonl/1 ", export.GetProperty("stamp").GetString(), StringComparison.Ordinal);
            Assert.Equal(JsonValueKind.Null, export.GetProperty("publishedBy").ValueKind);
            Assert.True(export.GetProperty("recordedBy").GetDateTimeOffset() > new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));
        }
    }

    [Fact]
    public async Task Rows_of_claims_have_every_claim_with_its_values()
    {
        await using var here = await FilledAsync();
        var incidents = await here.Archive.IncidentsAsync(0, 1000, Cancel);
        var rows = CsvText.Values(await WriteAsync(here.Archive, ExportFormat.Csv));
        var claims = incidents.SelectMany(incident => incident.Claims.Select(claim => (Incident: incident, Claim: claim))).ToList();
        Assert.Equal(claims.Count, rows.Count);
        foreach (var (incident, claim) in claims)
        {
            var row = rows.Single(row => row["claim_id"] == claim.Id && row["incident_id"] == incident.Id);
            Assert.Equal(incident.Title, row["incident_title"]);
            Assert.Equal(claim.Low, Number(row["low"]));
            Assert.Equal(claim.High, Number(row["high"]));
            Assert.Equal(claim.Speaker ?? "", row["speaker"]);
            Assert.Equal(incident.Origins.FirstOrDefault(origin => origin.Id == claim.Origin)?.Speaker ?? "", CsvCells.Unguarded(row["origin_name"]));
            Assert.Equal(claim.Report.Quote, CsvCells.Unguarded(row["quote"]));
            Assert.Equal(claim.Report.Id.Hex, row["report_id"]);
            Assert.Equal(incident.Place?.Name ?? "", row["place"]);
            Assert.Equal((double?)incident.Place?.Position.Longitude, (double?)Number(row["longitude"]));
            Assert.Equal(incident.Date?.Iso ?? "", row["date"]);
            Assert.StartsWith("csv/1 ", row["attest_export"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Features_are_the_incidents_with_points_areas_or_no_geometry_as_reports_say()
    {
        await using var here = await FilledAsync();
        var incidents = await here.Archive.IncidentsAsync(0, 1000, Cancel);
        using var json = JsonDocument.Parse(await WriteAsync(here.Archive, ExportFormat.Geojson));
        Assert.Equal("FeatureCollection", json.RootElement.GetProperty("type").GetString());
        Assert.StartsWith("geojson/1 ", json.RootElement.GetProperty("attest").GetProperty("stamp").GetString(), StringComparison.Ordinal);
        var features = json.RootElement.GetProperty("features").EnumerateArray().ToList();
        Assert.Equal(incidents.Count, features.Count);
        foreach (var feature in features)
        {
            var incident = incidents.Single(one => one.Id == feature.GetProperty("id").GetString());
            var properties = feature.GetProperty("properties");
            Assert.Equal(incident.Title, properties.GetProperty("title").GetString());
            Assert.Equal(incident.Claims.Count, properties.GetProperty("claims").GetInt32());
            Assert.Equal(incident.Toll.GetValueOrDefault(Measure.PeopleKilled)?.Low, properties.GetProperty("toll").TryGetProperty("people-killed", out var killed) && killed.GetProperty("low") is { ValueKind: JsonValueKind.Number } low ? low.GetDecimal() : null);
            GeoJson.Check(feature.GetProperty("geometry"));
            Assert.Equal(
                incident.Place is null ? null : incident.Place.GeoPrecision == 1 ? "Point" : "MultiPolygon",
                feature.GetProperty("geometry") is { ValueKind: JsonValueKind.Object } geometry ? geometry.GetProperty("type").GetString() : null);
        }
        Assert.Contains(features, feature => feature.GetProperty("geometry").ValueKind == JsonValueKind.Null);
    }

    [Theory]
    [InlineData("ne:UKR", "Ukraine", 49, 32)]
    [InlineData("ne:FJI", "Fiji", -18, 178)]
    [InlineData("ne:RUS", "Russia", 60, 100)]
    [InlineData("ne:ITA", "Italy", 42, 12)]
    [InlineData("gn:1", "Some reef", -17, 179.9)]
    public async Task An_area_has_closed_rings_that_turn_to_the_right_side_within_the_world(string gazetteer, string name, double latitude, double longitude)
    {
        await using var here = await FilledAsync();
        var radius = Attest.Claims.Places.PlaceOutlines.Shipped.Find(gazetteer)?.RadiusKm ?? 120;
        var incident = (await here.Archive.IncidentsAsync(0, 1, Cancel))[0] with { Place = new IncidentPlace(name, gazetteer, null, null, new GeoPoint(latitude, longitude), PlaceKind.Country, 3, radius) };
        using var json = JsonDocument.Parse(await WriteAsync(new ExportHeader(ExportFormat.Geojson, null, null), incident));
        var geometry = json.RootElement.GetProperty("features")[0].GetProperty("geometry");
        Assert.Equal("MultiPolygon", geometry.GetProperty("type").GetString());
        GeoJson.Check(geometry);
    }

    [Fact]
    public async Task Rows_of_ACLED_have_its_columns_in_its_order_and_its_codes()
    {
        const string Expected = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,"
            + "iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp";
        await using var here = await FilledAsync();
        var text = await WriteAsync(here.Archive, ExportFormat.Acled);
        Assert.StartsWith(Expected + ",", text, StringComparison.Ordinal);
        var rows = CsvText.Values(text);
        var coded = (await here.Archive.IncidentsAsync(0, 1000, Cancel)).Where(incident => incident is { Subtype: not null, Place.Kind: PlaceKind.City, Date: not null, Status: EventStatus.Happened or EventStatus.Ongoing or EventStatus.Alleged }).ToList();
        Assert.NotEmpty(coded);
        Assert.Equal(coded.Select(incident => "UKR" + incident.Id).Order(StringComparer.Ordinal), rows.Select(row => row["event_id_cnty"]).Order(StringComparer.Ordinal));
        foreach (var row in rows)
        {
            var incident = coded.Single(one => "UKR" + one.Id == row["event_id_cnty"]);
            Assert.Equal(incident.Toll.GetValueOrDefault(Measure.PeopleKilled)?.Low ?? 0, Number(row["fatalities"]));
            Assert.Equal(incident.Date!.Value.Iso, row["event_date"]);
            Assert.Equal(("1", "Explosions/Remote violence", "Political violence", incident.Subtype), (row["time_precision"], row["event_type"], row["disorder_type"], row["sub_event_type"]));
            Assert.Equal(("804", "Europe", "Ukraine", "1"), (row["iso"], row["region"], row["country"], row["geo_precision"]));
            Assert.DoesNotContain(incident.Actors.Where(actor => actor.Contested), actor => actor.Name == row["actor1"]);
            Assert.True(long.Parse(row["timestamp"], CultureInfo.InvariantCulture) > 1_700_000_000);
        }
    }

    [Theory]
    [InlineData(8, 9, false, 8)]
    [InlineData(24, null, true, 12)]
    [InlineData(200, null, true, 100)]
    [InlineData(200, null, false, 200)]
    [InlineData(null, 12, false, 0)]
    public async Task Fatalities_are_the_lowest_figure_with_vague_words_as_the_codebook_has_them(int? low, int? high, bool approximate, int expected)
    {
        var incident = ReadingSample.Link(new ReadingSample("one", "2031-05-02").Tell("strike", ReadingSample.Alba, "2031-05-01", figures: (Measure.PeopleKilled, low, high, false, approximate)).Read()).Single();
        Assert.Equal(expected.ToString(CultureInfo.InvariantCulture), CsvText.Values(await WriteAsync(new ExportHeader(ExportFormat.Acled, null, null), incident)).Single()["fatalities"]);
    }

    [Fact]
    public void What_ACLED_does_not_code_is_counted_by_the_first_reason()
    {
        var coded = ReadingSample.Link(new ReadingSample("one", "2031-05-02").Tell("strike", ReadingSample.Alba, "2031-05-01").Read()).Single();
        (Incident Incident, LeftOutReason? Reason)[] cases =
        [
            (coded, null), (coded with { Subtype = null, Place = null }, LeftOutReason.NoSubtype), (coded with { Subtype = "Pilgrimage" }, LeftOutReason.NoSubtype), (coded with { Status = EventStatus.Denied }, LeftOutReason.NotHappened),
            (coded with { Place = null, Date = null }, LeftOutReason.NoPlace), (coded with { Place = coded.Place! with { Kind = PlaceKind.Country } }, LeftOutReason.NoPlace), (coded with { Date = new TimeValue("2031") }, LeftOutReason.NoDay),
        ];
        var all = ExportWriter.Of(new ExportHeader(ExportFormat.Acled, null, null));
        foreach (var (incident, reason) in cases)
        {
            var writer = ExportWriter.Of(new ExportHeader(ExportFormat.Acled, null, null));
            var output = new System.Buffers.ArrayBufferWriter<byte>();
            writer.Write(new ExportedIncident(incident, _ => new CodePointMap(""), DateTimeOffset.UnixEpoch), output);
            Assert.Equal(reason is null ? [] : [reason.Value], writer.LeftOut.Keys);
            Assert.Equal(reason is null, output.WrittenCount > 0);
            all.Write(new ExportedIncident(incident, _ => new CodePointMap(""), DateTimeOffset.UnixEpoch), output);
        }
        Assert.Equal(cases.Length - 1, all.LeftOut.Values.Sum());
        Assert.Equal(2, all.LeftOut[LeftOutReason.NoPlace]);
    }

    [Fact]
    public async Task Rows_of_HXL_have_a_row_of_tags_and_numbers_for_the_ends_of_ranges()
    {
        await using var here = await FilledAsync();
        var text = await WriteAsync(here.Archive, ExportFormat.Hxl);
        var tags = CsvText.Rows(text)[1];
        Assert.All(tags, tag => Assert.Matches(@"^#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*$", tag));
        Assert.Equal(tags.Length, tags.Distinct().Count());
        var rows = CsvText.Values(text, headings: 2);
        var incidents = await here.Archive.IncidentsAsync(0, 1000, Cancel);
        Assert.Equal(incidents.Count, rows.Count);
        foreach (var incident in incidents)
        {
            var row = rows.Single(one => one["Incident"] == incident.Id);
            var killed = incident.Toll.GetValueOrDefault(Measure.PeopleKilled);
            Assert.Equal((killed?.Low, killed?.Shown, killed?.High), (Number(row["Killed, least"]), Number(row["Killed, shown"]), Number(row["Killed, greatest"])));
            Assert.Equal(incident.Claims.Count, Number(row["Claims"]));
            Assert.Equal(incident.Date?.Days.First?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", row["From"]);
        }
    }

    [Fact]
    public async Task As_of_a_moment_an_export_is_what_it_would_have_been_then()
    {
        var readings = InventedReports.Make(11, 60);
        await using var here = await TemporaryArchive.MakeAsync();
        foreach (var reading in readings.Take(30))
        {
            await here.RecordAsync(reading);
        }
        var then = (await here.Archive.ReportsAsync(0, 1000, Cancel)).Max(report => report.RecordedAt);
        var before = CsvText.Values(await WriteAsync(here.Archive, ExportFormat.Csv));
        foreach (var reading in readings.Skip(30))
        {
            await here.RecordAsync(reading);
        }
        var after = CsvText.Values(await WriteAsync(here.Archive, ExportFormat.Csv, recordedBy: then));
        Assert.True(CsvText.Values(await WriteAsync(here.Archive, ExportFormat.Csv)).Count > after.Count);
        Assert.All(after, row => Assert.Equal(ExportHeader.Moment(then), row["attest_recorded_by"]));
        static string Told(Dictionary<string, string> row) => $"{row["claim_id"]} {row["low"]} {row["high"]} {row["speaker"]} {row["report_id"]}";
        Assert.Equal(before.Select(Told).Order(StringComparer.Ordinal), after.Select(Told).Order(StringComparer.Ordinal));
        var published = CsvText.Values(await WriteAsync(here.Archive, ExportFormat.Csv, publishedBy: new DateTimeOffset(2031, 5, 4, 23, 59, 59, TimeSpan.Zero)));
        Assert.NotEmpty(published);
        Assert.All(published, row => Assert.True(string.CompareOrdinal(row["published"], "2031-05-05") < 0));
    }

    [Fact]
    public async Task A_filter_leaves_what_the_lists_of_the_site_leave()
    {
        await using var here = await FilledAsync();
        foreach (var filter in new IncidentFilter[] { new(Place: "Alba"), new(Measure: Measure.PeopleKilled, From: new DateOnly(2031, 5, 3)), new(IsDisputed: true), new(IsSlight: false), new(Publisher: "sample wire", Status: EventStatus.Happened) })
        {
            var expected = (await here.Archive.IncidentsAsync(filter, null, 1000, Cancel)).Items.Select(one => one.Incident.Id).ToList();
            Assert.NotEmpty(expected);
            Assert.Equal(expected, CsvText.Values(await WriteAsync(here.Archive, ExportFormat.Hxl, filter), headings: 2).Select(row => row["Incident"]));
            var asOf = CsvText.Values(await WriteAsync(here.Archive, ExportFormat.Hxl, filter, recordedBy: new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero)), headings: 2).Select(row => row["Incident"]);
            Assert.Equal(expected.Order(StringComparer.Ordinal), asOf.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_list_as_of_any_moment_gives_just_what_was_known_then_on_full_pages()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var moments = new List<DateTimeOffset>();
        var then = new Dictionary<DateTimeOffset, HashSet<string>>();
        foreach (var reading in InventedReports.Make(23, 60))
        {
            await here.RecordAsync(reading);
            await using var now = await here.Archive.OpenIncidentsAsync(IncidentFilter.All, null, null, Cancel);
            moments.Add(now.RecordedBy!.Value);
            then[moments[^1]] = (await now.ReadAsync(Cancel).ToListAsync(Cancel)).SelectMany(one => one.Incident.Claims).Select(claim => claim.Id).ToHashSet(StringComparer.Ordinal);
        }
        var ids = (await here.Archive.IncidentsAsync(IncidentFilter.All, null, 1000, Cancel)).Items.Select(one => one.Incident.Id).ToList();
        foreach (var filter in new IncidentFilter[] { IncidentFilter.All, new(Place: "Alba"), new(Type: EventType.Assault, From: new DateOnly(2031, 5, 4)), new(To: new DateOnly(2031, 5, 2)), new(Publisher: "Sample Daily"), new(IsDisputed: true) })
        {
            foreach (var (publishedBy, recordedBy) in moments.Where((_, number) => number % 12 == 3).Select(moment => ((DateTimeOffset?)null, (DateTimeOffset?)moment))
                .Concat([(new DateTimeOffset(2031, 5, 4, 12, 0, 0, TimeSpan.Zero), null), (new DateTimeOffset(2031, 5, 6, 12, 0, 0, TimeSpan.Zero), moments[30]), (new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero), null)]))
            {
                await using var reader = await here.Archive.OpenIncidentsAsync(filter, publishedBy, recordedBy, Cancel);
                var pages = new List<Page<ExportedIncident>>();
                do
                {
                    pages.Add(await reader.PageAsync(pages.LastOrDefault()?.Next, 3, 512, Cancel));
                }
                while (pages[^1].Next is not null);
                var listed = pages.SelectMany(page => page.Items).Select(one => one.Incident.Id).ToList();
                Assert.Equal(listed.Count, listed.Distinct(StringComparer.Ordinal).Count());
                Assert.All(pages.SkipLast(1), page => Assert.Equal(3, page.Items.Count));
                await using var whole = await here.Archive.OpenIncidentsAsync(IncidentFilter.All, publishedBy, recordedBy, Cancel);
                Assert.Equal((await whole.ReadAsync(Cancel).ToListAsync(Cancel)).Select(one => one.Incident).Where(incident => IsAskedFor(filter, incident)).Select(incident => incident.Id), listed);
                if (filter == IncidentFilter.All)
                {
                    if (publishedBy is null)
                    {
                        Assert.Equal(then[recordedBy!.Value].Order(StringComparer.Ordinal), pages.SelectMany(page => page.Items).SelectMany(one => one.Incident.Claims).Select(claim => claim.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
                    }
                    foreach (var id in ids.Concat(listed))
                    {
                        // What was no incident of its own yet leads to the one that its account belonged to.
                        var found = (await reader.OneAsync(id, Cancel))?.Incident.Id;
                        Assert.True(listed.Contains(id) ? found == id : found is null || listed.Contains(found), $"{id} led to {found}.");
                    }
                }
            }
        }
    }

    private static bool IsAskedFor(IncidentFilter filter, Incident incident) => (filter.Place is null || incident.Place?.Name == filter.Place) && (filter.Type is null || incident.Type == filter.Type)
        && (filter.From is null || incident.Date?.Days.Last >= filter.From) && (filter.To is null || incident.Date?.Days.First <= filter.To) && (filter.Publisher is null || incident.Claims.Any(claim => claim.Report.Publisher == filter.Publisher))
        && (filter.IsDisputed is null || incident.Contradictions.Any(one => one.State == ContradictionState.Open) == filter.IsDisputed);

    [Fact]
    public async Task What_is_added_while_an_export_runs_is_not_in_it()
    {
        await using var here = await FilledAsync();
        var expected = await WriteAsync(here.Archive, ExportFormat.Jsonl);
        await using var incidents = await here.Archive.OpenIncidentsAsync(IncidentFilter.All, null, null, Cancel);
        foreach (var reading in InventedReports.Make(99, 20))
        {
            await here.RecordAsync(reading with { Report = reading.Report with { Id = Sha256.Of(reading.Report.Id.Hex), Document = Sha256.Of(reading.Report.Document.Hex) } });
        }
        Assert.Equal(expected, await WriteAsync(new ExportHeader(ExportFormat.Jsonl, null, incidents.RecordedBy), incidents.ReadAsync(Cancel)));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("\n=1", "'\n=1")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\u200b=1", "'\u200b=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'=1", "''=1")]
    [InlineData("'tis", "'tis")]
    [InlineData("a=1", "a=1")]
    [InlineData("“We saw it,” he said", "“We saw it,” he said")]
    public void A_text_can_not_start_a_formula(string text, string cell)
    {
        Assert.Equal(cell, CsvCells.Harmless(text));
        Assert.Equal(text, CsvCells.Unguarded(cell));
    }

    [Fact]
    public void Any_text_comes_back_from_its_cell() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => text is null || CsvCells.Unguarded(CsvCells.Harmless(text)) == text).QuickCheckThrowOnFailure();

    private static async Task<TemporaryArchive> FilledAsync()
    {
        var here = await TemporaryArchive.MakeAsync();
        foreach (var reading in InventedReports.Make(7, 40))
        {
            await here.RecordAsync(reading);
        }
        return here;
    }

    private static async Task<string> WriteAsync(ReportArchive archive, ExportFormat format, IncidentFilter? filter = null, DateTimeOffset? publishedBy = null, DateTimeOffset? recordedBy = null)
    {
        await using var incidents = await archive.OpenIncidentsAsync(filter ?? IncidentFilter.All, publishedBy, recordedBy, Cancel);
        return await WriteAsync(new ExportHeader(format, publishedBy, incidents.RecordedBy), incidents.ReadAsync(Cancel));
    }

    private static Task<string> WriteAsync(ExportHeader header, Incident incident) =>
        WriteAsync(header, new[] { new ExportedIncident(incident, _ => new CodePointMap(""), DateTimeOffset.UnixEpoch) }.ToAsyncEnumerable());

    private static async Task<string> WriteAsync(ExportHeader header, IAsyncEnumerable<ExportedIncident> incidents)
    {
        using var output = new MemoryStream();
        await ExportWriter.Of(header).WriteAllAsync(incidents, output, Cancel);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static decimal? Number(string cell) => cell.Length == 0 ? null : decimal.Parse(cell, CultureInfo.InvariantCulture);
}
