using Attest.Archive;

namespace Attest.Tests.Archive;

/// <summary>Lists whose order rests on counts hold while reports come in that change the counts.</summary>
public sealed class RisingListTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Speakers_are_given_once_each_whoever_is_quoted_while_somebody_pages()
    {
        // The few who are quoted there, under nine names each.
        var readings = InventedReports.Make(seed: 5, count: 120).Select((reading, number) => reading with { Speakers = [.. reading.Speakers.Select(speaker => speaker with { Name = $"{speaker.Name} {(char)('A' + (number % 9))}" })] }).ToList();
        await using var here = await TemporaryArchive.MakeAsync();
        foreach (var reading in readings.Take(60))
        {
            await here.RecordAsync(reading);
        }
        var expected = (await here.Archive.SpeakersAsync(null, 1000, Cancel)).Items.Select(speaker => speaker.Key).ToList();
        Assert.True(expected.Count > 4);
        var (found, came) = (new List<string>(), readings.Skip(60).GetEnumerator());
        string? cursor = null;
        do
        {
            var page = await here.Archive.SpeakersAsync(cursor, 2, Cancel);
            found.AddRange(page.Items.Select(speaker => speaker.Key));
            cursor = page.Next;
            for (var i = 0; i < 8 && came.MoveNext(); i++)
            {
                await here.RecordAsync(came.Current);
            }
        }
        while (cursor is not null);
        Assert.Equal(expected, found);
        Assert.NotEqual(expected, (await here.Archive.SpeakersAsync(null, 1000, Cancel)).Items.Select(speaker => speaker.Key));
    }

    [Fact]
    public async Task Series_are_given_once_each_whatever_is_counted_while_somebody_pages()
    {
        var readings = InventedReports.Make(seed: 6, count: 160);
        await using var here = await TemporaryArchive.MakeAsync();
        foreach (var reading in readings.Take(80))
        {
            await here.RecordAsync(reading);
        }
        var expected = (await here.Archive.SeriesAsync(null, null, null, 1000, Cancel)).Items.Select(series => series.Id).ToList();
        var (found, came) = (new List<string>(), readings.Skip(80).GetEnumerator());
        string? cursor = null;
        do
        {
            var page = await here.Archive.SeriesAsync(null, null, cursor, 1, Cancel);
            found.AddRange(page.Items.Select(series => series.Id));
            cursor = page.Next;
            for (var i = 0; i < 10 && came.MoveNext(); i++)
            {
                await here.RecordAsync(came.Current);
            }
        }
        while (cursor is not null);
        // One that had values of a single day then may have come in since.
        Assert.Equal(found.Count, found.Distinct().Count());
        Assert.Equal(expected, found.Where(expected.Contains));
    }

    [Fact]
    public async Task Publishers_are_given_once_each_whoever_publishes_while_somebody_pages()
    {
        var readings = InventedReports.Make(seed: 5, count: 120).Select((reading, number) => reading with { Report = reading.Report with { Publisher = $"{reading.Report.Publisher} {(char)('A' + (number * number % 9))}" } }).ToList();
        await using var here = await TemporaryArchive.MakeAsync();
        foreach (var reading in readings.Take(60))
        {
            await here.RecordAsync(reading);
        }
        var expected = (await here.Archive.PublishersAsync(null, 1000, Cancel)).Items.Select(publisher => publisher.Name).ToList();
        Assert.True(expected.Count > 4);
        var (found, came) = (new List<string>(), readings.Skip(60).GetEnumerator());
        string? cursor = null;
        do
        {
            var page = await here.Archive.PublishersAsync(cursor, 2, Cancel);
            found.AddRange(page.Items.Select(publisher => publisher.Name));
            cursor = page.Next;
            for (var i = 0; i < 8 && came.MoveNext(); i++)
            {
                await here.RecordAsync(came.Current);
            }
        }
        while (cursor is not null);
        Assert.Equal(expected, found);
        Assert.NotEqual(expected, (await here.Archive.PublishersAsync(null, 1000, Cancel)).Items.Select(publisher => publisher.Name));
    }

    [Fact]
    public async Task Series_as_of_a_moment_are_given_as_they_were_whatever_is_counted_while_somebody_pages()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        foreach (var (number, days) in new[] { (0, 3), (1, 5), (2, 2), (3, 4), (4, 3) })
        {
            for (var day = 1; day <= days; day++)
            {
                await here.RecordAsync(Daily(number, day));
            }
        }
        var by = (await here.Archive.ReportsAsync(0, 1000, Cancel)).Max(report => report.RecordedAt);
        var expected = (await here.Archive.SeriesAsync(null, null, null, by, null, 1000, Cancel)).Items;
        Assert.Equal([5, 4, 3, 3, 2], expected.Select(series => series.Points.Count));
        var (found, came) = (new List<(string, int)>(), 0);
        string? cursor = null;
        do
        {
            var page = await here.Archive.SeriesAsync(null, null, null, by, cursor, 1, Cancel);
            found.AddRange(page.Items.Select(series => (series.Id, series.Points.Count)));
            cursor = page.Next;
            // The last becomes the first while somebody pages, and one comes that was not there.
            for (var day = 10; day < 14; day++, came++)
            {
                await here.RecordAsync(Daily(came < 12 ? 2 : 9, day + came));
            }
        }
        while (cursor is not null);
        Assert.Equal(expected.Select(series => (series.Id, series.Points.Count)), found);

        static Reading Daily(int ministry, int day)
        {
            var text = $"Overnight 20 people drones were killed, Harbourtown, 3 May, the mayor said, {day} {ministry}.";
            var at = new DateOnly(2023, 5, 1).AddDays(day);
            var told = SampleReadings.Of(text, $"https://daily.example/{day}/{ministry}", "Daily", at.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), null, 20);
            return told with
            {
                Speakers = [told.Speakers[0] with { Name = $"ministry {(char)('A' + ministry)}", Named = true, Kind = SpeakerKind.Body, Role = null, Affiliation = null }],
                Times = [told.Times[0] with { Value = TimeValue.Of(at) }],
                Figures = [told.Figures[0] with { Measure = Measure.DronesDowned, Event = null, Place = null, Of = "drones" }],
                Events = [],
            };
        }
    }

    [Fact]
    public async Task A_search_goes_on_as_it_began_whatever_comes_in()
    {
        var readings = InventedReports.Make(seed: 9, count: 80);
        await using var here = await TemporaryArchive.MakeAsync();
        foreach (var reading in readings.Take(40))
        {
            await here.RecordAsync(reading);
        }
        var expected = (await here.Archive.SearchAsync("alba", IncidentFilter.All, null, 1000, Cancel)).Reports.Select(hit => (hit.Report.Id, hit.Start)).ToList();
        Assert.True(expected.Count > 6);
        var (found, came) = (new List<(Sha256, int)>(), readings.Skip(40).GetEnumerator());
        string? cursor = null;
        do
        {
            var page = await here.Archive.SearchAsync("alba", IncidentFilter.All, cursor, 2, Cancel);
            found.AddRange(page.Reports.Select(hit => (hit.Report.Id, hit.Start)));
            cursor = page.Next;
            for (var i = 0; i < 4 && came.MoveNext(); i++)
            {
                await here.RecordAsync(came.Current);
            }
        }
        while (cursor is not null);
        // A version that another replaced meanwhile is no longer there to be given.
        Assert.Equal(found.Count, found.Distinct().Count());
        Assert.Equal(found, expected.Where(found.Contains));
        Assert.True(found.Count >= expected.Count * 0.8);
    }
}
