using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using Attest.Archive;
using Attest.Incidents;
using Attest.Web.Publishing;

namespace Attest.Web.Tests.Pages.Posts;

/// <summary>More posts among incidents than a page takes, and what is told of those that are taken back.</summary>
public sealed class ManyPostsTests : IAsyncLifetime
{
    private const int Incidents = 12, AtOnce = 10;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attest-web-tests-");
    private readonly MovedClock _clock = new();
    private readonly Decision _editor = new("because", "an editor");
    private ReportArchive _archive = default!;
    private IReadOnlyList<Incident> _incidents = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _archive = await ReportArchive.OpenAsync(_folder.FullName, _clock, Cancel);
        for (var number = 0; number < Incidents; number++)
        {
            var reading = Examples.Hostile("Odesa police", number);
            reading = reading with { Report = reading.Report with { Published = new PublicationTime(Examples.Day, _clock.Start.AddMinutes(5 * number)), Publisher = number % 2 == 0 ? "Even" : "Odd" } };
            await _archive.RecordAsync(reading, Encoding.UTF8.GetBytes(reading.Report.Text), new IncidentLinker(), Cancel);
        }
        _incidents = await _archive.IncidentsAsync(0, 100, Cancel);
        Assert.Equal(Incidents, _incidents.Count);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(61)]
    [InlineData(0)]
    public async Task However_many_posts_stand_among_incidents_each_is_on_one_page_in_one_order(int seconds)
    {
        var written = new List<string>();
        for (var number = 0; number < 70; number++)
        {
            _clock.Now = _clock.Start.AddSeconds(seconds * number);
            written.Add(await WriteAsync(_incidents[number % Incidents]));
        }
        written.Reverse();
        foreach (var publication in new[] { new Publication(_archive, new SiteOptions()), new Publication(_archive, new SiteOptions { Public = new PublicationPolicy() }) })
        {
            var all = await WalkAsync(publication, IncidentFilter.All);
            Assert.Equal(written, all.Posts);
            Assert.Equal(Incidents, all.Incidents.Distinct().Count());
            Assert.Equal(Incidents, all.Incidents.Count);
            var even = await WalkAsync(publication, IncidentFilter.All with { Publisher = "Even" });
            var asked = _incidents.Select((incident, place) => (incident, place)).Where(one => one.incident.Claims[0].Report.Publisher == "Even").Select(one => one.place).ToHashSet();
            Assert.Equal(written.Where((_, place) => asked.Contains((69 - place) % Incidents)), even.Posts);
            Assert.Equal(asked.Count, even.Incidents.Count);
        }
    }

    [Fact]
    public async Task A_narrowed_stream_tells_of_posts_that_are_held_back_withdrawn_or_about_something_else_now()
    {
        var (even, odd) = (_incidents.First(incident => incident.Claims[0].Report.Publisher == "Even"), _incidents.First(incident => incident.Claims[0].Report.Publisher == "Odd"));
        _clock.Now = _clock.Start.AddHours(2);
        var (held, withdrawn, moved, others, draft) = (await WriteAsync(even), await WriteAsync(even), await WriteAsync(even), await WriteAsync(odd), (await _archive.WritePostAsync(Draft(even), _editor, isHeld: true, Cancel)).Post);
        var before = await _archive.LastLiveChangeAsync(null, Cancel);
        await _archive.ActOnPostAsync(held, PostAction.Held, _editor, Cancel);
        await _archive.ActOnPostAsync(others, PostAction.Held, _editor, Cancel);
        await _archive.ActOnPostAsync(withdrawn, PostAction.Withdrawn, _editor, Cancel);
        await _archive.CorrectPostAsync(moved, Draft(odd), _editor, Cancel);
        await _archive.CorrectPostAsync(draft, Draft(even) with { Text = "Not for everybody yet [1]." }, _editor, Cancel);
        await _archive.WritePostAsync(new PostDraft(PostKind.KeyPoints, "", "A point of the whole [1].", [new(1, odd.Claims[0].Id)]), _editor, isHeld: false, Cancel);
        await using var site = AttestSite.Create(_archive, ["http://127.0.0.1:0"], new SiteOptions());
        await site.StartAsync(Cancel);
        using var client = new HttpClient { BaseAddress = new Uri(site.Urls.Single()) };
        using var answer = await client.GetAsync($"/live?after={before}&publisher=Even", HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var told = new List<string>();
        await foreach (var change in SseParser.Create(await answer.Content.ReadAsStreamAsync(Cancel), (_, data) => Encoding.UTF8.GetString(data)).EnumerateAsync(Cancel))
        {
            if (change.EventType == "change")
            {
                told.Add(change.Data);
            }
            if (change.Data.Contains(Post.KeyPoints, StringComparison.Ordinal))
            {
                break;
            }
        }
        Assert.Equal([$$"""{"post":"{{held}}","kind":"held"}""", $$"""{"post":"{{withdrawn}}","kind":"withdrawn"}""", $$"""{"post":"{{moved}}","kind":"corrected"}""", """{"post":"key-points","kind":"written"}"""], told);
        await site.StopAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _archive.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static PostDraft Draft(Incident incident) => new(PostKind.Post, "", "What is known [1].", [new(1, incident.Claims[0].Id)]);

    private async Task<string> WriteAsync(Incident incident) => (await _archive.WritePostAsync(Draft(incident), _editor, isHeld: false, Cancel)).Post;

    private static async Task<(List<string> Posts, List<string> Incidents)> WalkAsync(Publication publication, IncidentFilter filter)
    {
        var (posts, incidents, cursor, pages) = (new List<string>(), new List<string>(), (string?)null, 0);
        do
        {
            var page = await publication.LiveAsync(filter, filter, cursor, 5, AtOnce, Cancel);
            posts.AddRange(page.Posts.Select(post => post.Id));
            incidents.AddRange(page.Incidents.Select(one => one.Incident.Id));
            Assert.True(++pages < 100, "The pages have no end.");
            cursor = page.Next;
        }
        while (cursor is not null);
        return (posts, incidents);
    }

    private sealed class MovedClock : TimeProvider
    {
        public DateTimeOffset Start { get; } = new(2031, 3, 12, 8, 0, 0, TimeSpan.Zero);

        public DateTimeOffset Now { get; set; } = new(2031, 3, 12, 7, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
