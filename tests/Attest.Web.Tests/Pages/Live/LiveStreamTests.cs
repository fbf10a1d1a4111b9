using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using Attest.Incidents;

namespace Attest.Web.Tests.Pages.Live;

public sealed class LiveStreamTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<string> AddAsync(string town, string address)
    {
        var reading = Examples.Reading();
        var text = reading.Report.Text;
        await site.Archive.RecordAsync(
            reading with { Report = Examples.Report(text, url: $"https://{address}.example/", publisher: town, items: reading.Report.Items) }, Encoding.UTF8.GetBytes(text), new IncidentLinker(), Cancel);
        return text;
    }

    private async Task<IAsyncEnumerator<SseItem<string>>> OpenAsync(string address, string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }
        var answer = await site.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return SseParser.Create(await answer.Content.ReadAsStreamAsync(Cancel), (_, data) => Encoding.UTF8.GetString(data)).EnumerateAsync(Cancel).GetAsyncEnumerator(Cancel);
    }

    private static async Task<List<SseItem<string>>> TakeAsync(IAsyncEnumerator<SseItem<string>> stream, int count)
    {
        var changes = new List<SseItem<string>>();
        while (changes.Count < count && await stream.MoveNextAsync())
        {
            if (stream.Current.EventType == "change")
            {
                changes.Add(stream.Current);
            }
        }
        return changes;
    }

    [Fact]
    public async Task What_is_added_while_a_page_is_open_arrives_and_after_a_break_nothing_is_missed_or_repeated()
    {
        var before = await site.Archive.LastChangeAsync(null, Cancel);
        await using var open = await OpenAsync($"/live?after={before}&all=yes");
        await AddAsync("First", "first");
        var first = await TakeAsync(open, 1);
        Assert.Matches("""^\{"incident":"[0-9a-f]+","kind":"[a-z-]+"\}$""", first[0].Data);
        await AddAsync("Second", "second");
        var all = await site.Archive.ChangesAsync(before, 100, Cancel);
        await using var again = await OpenAsync("/live?all=yes", first[0].EventId);
        Assert.Equal(
            all.Where(change => change.Sequence > long.Parse(first[0].EventId!, System.Globalization.CultureInfo.InvariantCulture)).Select(change => change.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            (await TakeAsync(again, all.Count - 1)).Select(change => change.EventId));
    }

    [Fact]
    public async Task A_filtered_stream_tells_only_of_what_fits()
    {
        var before = await site.Archive.LastChangeAsync(null, Cancel);
        await using var open = await OpenAsync($"/live?after={before}&publisher=Wanted");
        await AddAsync("Other", "other");
        await AddAsync("Wanted", "wanted");
        var change = Assert.Single(await TakeAsync(open, 1));
        var fits = (await site.Archive.IncidentsAsync(new Attest.Archive.IncidentFilter(Publisher: "Wanted"), null, 10, Cancel)).Items.Select(one => one.Incident.Id);
        Assert.Contains(fits, id => change.Data.Contains(id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_of_another_archive_is_told_to_begin_anew()
    {
        await using var open = await OpenAsync("/live?after=9000000000000000");
        while (await open.MoveNextAsync() && open.Current.EventType != "reset")
        {
        }
        Assert.Equal("reset", open.Current.EventType);
    }

    [Theory]
    [InlineData("/live")]
    [InlineData("/live?after=x")]
    [InlineData("/live?after=1&type=WAR")]
    public async Task A_stream_that_cannot_be_started_is_refused(string address)
    {
        using var answer = await site.Client.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
