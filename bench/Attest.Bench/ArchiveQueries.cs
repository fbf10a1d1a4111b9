using System.Diagnostics;
using System.Globalization;
using Attest.Archive;
using Attest.Incidents.Tallies;

namespace Attest.Bench;

/// <summary>How long each question that a page asks takes in an archive such as <c>linking --keep</c> leaves, one after another in one process: the middle, the slowest of a hundred, in milliseconds.</summary>
internal static class ArchiveQueries
{
    private const int Times = 100;

    public static async Task PrintAsync(string folder)
    {
        var cancel = CancellationToken.None;
        await using var archive = await ReportArchive.OpenAsync(folder, TimeProvider.System, cancel);
        var status = await archive.StatusAsync(cancel);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{status.Claims:N0} claims, {status.Reports:N0} reports, {status.Incidents:N0} incidents"));
        Console.WriteLine($"{"question",-44}{"p50 ms",10}{"p99 ms",10}");
        var pins = (await archive.PinsAsync(IncidentFilter.All, null, 500, cancel)).Items.Where(pin => pin is { Place: not null, Date: not null }).ToList();
        var reports = (await archive.ReportsAsync(null, null, 500, cancel)).Items;
        var speaker = (await archive.SpeakersAsync(null, 1, cancel)).Items[0].Key;
        var random = new Random(1);
        IncidentPin Any() => pins[random.Next(pins.Count)];
        DateOnly DayOf(IncidentPin pin) => pin.Date!.Value.Days.First!.Value;
        async Task AskAsync(string question, Func<Task> ask)
        {
            var times = new List<double>();
            for (var i = -3; i < Times; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await ask();
                if (i >= 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }
            times.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{question,-44}{times[Times / 2],10:F2}{times[Times - 2],10:F2}"));
        }
        await AskAsync("counts", () => archive.StatusAsync(cancel));
        await AskAsync("30 incidents", () => archive.IncidentsAsync(IncidentFilter.All, null, 30, cancel));
        await AskAsync("30 incidents of a place", () => archive.IncidentsAsync(new IncidentFilter(Place: Any().Place), null, 30, cancel));
        await AskAsync("30 incidents of a place and a publisher", () => archive.IncidentsAsync(new IncidentFilter(Place: Any().Place, Publisher: $"Outlet {random.Next(48)}"), null, 30, cancel));
        await AskAsync("30 incidents of a day", () => archive.IncidentsAsync(new IncidentFilter(From: DayOf(Any()), To: DayOf(Any())), null, 30, cancel));
        await AskAsync("30 incidents of a side, disputed", () => archive.IncidentsAsync(new IncidentFilter(Side: "Southland", IsDisputed: true), null, 30, cancel));
        await AskAsync("500 pins of a stretch of the map", () => archive.PinsAsync(new IncidentFilter(Box: new GeoBox(46, 25, 48, 29)), null, 500, cancel));
        await AskAsync("one incident", () => archive.IncidentAsync(Any().Id, cancel));
        await AskAsync("one report", () => archive.ReportAsync(reports[random.Next(reports.Count)].Id.Hex, cancel));
        await AskAsync("50 reports", () => archive.ReportsAsync(null, null, 50, cancel));
        await AskAsync("50 reports of a publisher", () => archive.ReportsAsync($"Outlet {random.Next(48)}", null, 50, cancel));
        await AskAsync("50 claims of a speaker", () => archive.SpeakerClaimsAsync(speaker, null, 50, cancel));
        await AskAsync("publishers", () => archive.PublishersAsync(null, 100, cancel));
        var last = await archive.LastChangeAsync(null, cancel);
        await AskAsync("the last change", () => archive.LastChangeAsync(null, cancel));
        await AskAsync("200 changes", () => archive.ChangesAsync(last / 2, 200, cancel));
        await AskAsync("coverage, a page", () => archive.CoverageAsync(null, null, null, null, 300, cancel));
        await AskAsync("coverage of a place, a page", () => archive.CoverageAsync(Any().Place, null, null, null, 300, cancel));
        await AskAsync("search: a word that is everywhere", () => archive.SearchAsync("killed", IncidentFilter.All, null, 20, cancel));
        await AskAsync("search: a place", () => archive.SearchAsync(Any().Place!, IncidentFilter.All, null, 20, cancel));
        await AskAsync("search: a phrase and a beginning", () => archive.SearchAsync("\"were killed\" mab*", IncidentFilter.All, null, 20, cancel));
        await AskAsync("search: a word of a place in a month", () => archive.SearchAsync("killed", new IncidentFilter(Place: Any().Place, From: DayOf(Any()).AddDays(-30), To: DayOf(Any())), null, 20, cancel));
        await AskAsync("tally of a place", () => archive.TallyAsync(new TallyQuery(Measure.PeopleKilled, Place: Any().Place), null, null, cancel));
    }
}
