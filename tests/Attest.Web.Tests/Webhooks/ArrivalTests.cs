using System.Text.Json;
using Attest.Archive;
using Attest.Incidents;
using Attest.Web.Accounts;
using Attest.Web.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Tests.Webhooks;

/// <summary>An incident is told of once, when it first is what a webhook asks for, whatever made it so.</summary>
public sealed class ArrivalTests
{
    private const string Kharkiv = "Kharkiv", Odesa = "Odesa";

    private static readonly IncidentLinker Linker = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_incident_that_later_comes_near_is_told_then_and_never_again()
    {
        await using var bench = await WebhookBench.StartAsync();
        var elder = await bench.StrikeAsync(1, "Odesa");
        var (id, _) = await bench.AddAsync("", "Kharkiv", "30", WebhookKind.NewIncident);
        var incident = await bench.StrikeAsync(2, "Odesa");
        await bench.RunAsync();
        Assert.Empty(bench.Receiver.All);
        var moved = await MoveAsync(bench, incident);
        await bench.RunAsync();
        var told = Told(Assert.Single(await bench.DeliveriesAsync(id)));
        Assert.Equal(("attest.new-incident", incident, $"{WebhookBench.Site}/incidents/{incident}", "updated"), (told.GetProperty("type").GetString()!, told.GetProperty("subject").GetString()!, told.GetProperty("data").GetProperty("page").GetString()!, told.GetProperty("data").GetProperty("change").GetProperty("kind").GetString()!));
        Assert.Equal("Kharkiv", told.GetProperty("data").GetProperty("incident").GetProperty("place").GetProperty("name").GetString());
        // Away and back, and what was there before the webhook: nothing of it is new.
        await bench.Archive.UndoAsync(moved.Id, "no", "an editor", Linker, Cancel);
        await bench.RunAsync();
        await MoveAsync(bench, incident);
        await MoveAsync(bench, elder);
        await bench.RunAsync();
        Assert.Single(await bench.DeliveriesAsync(id));
    }

    [Fact]
    public async Task A_report_that_gives_the_figure_asked_for_makes_an_incident_new()
    {
        await using var bench = await WebhookBench.StartAsync();
        var (id, _) = await bench.AddAsync("/?measure=people-wounded", kinds: WebhookKind.NewIncident);
        var incident = await bench.StrikeAsync(1);
        await bench.RunAsync();
        Assert.Empty(bench.Receiver.All);
        await CorrectAsync(bench, incident, ClaimKind.Figure, new FieldValue(ClaimField.Measure, "people-wounded"));
        await bench.RunAsync();
        Assert.Equal([incident], (await bench.DeliveriesAsync(id)).Select(delivery => delivery.Incident));
    }

    [Fact]
    public async Task Its_figures_are_told_when_it_comes_near_and_raised_from_there()
    {
        await using var bench = await WebhookBench.StartAsync();
        var (id, _) = await bench.AddAsync("", "Kharkiv", "30", WebhookKind.FigureRaised);
        var incident = await bench.StrikeAsync(1, "Odesa");
        await MoveAsync(bench, incident);
        await bench.RunAsync();
        Assert.Equal("people-killed: none, 3", Figures(Assert.Single(await bench.DeliveriesAsync(id))));
        await CorrectAsync(bench, incident, ClaimKind.Figure, new FieldValue(ClaimField.Figure, "9"));
        await bench.RunAsync();
        var last = (await bench.DeliveriesAsync(id))[^1];
        Assert.Equal(("figure-raised", "people-killed: 3, 9"), (last.Event, Figures(last)));
        Assert.Equal(2, (await bench.DeliveriesAsync(id)).Count);
    }

    [Fact]
    public async Task What_the_message_of_a_new_incident_holds_already_is_not_told_once_more()
    {
        await using var bench = await WebhookBench.StartAsync();
        var (id, _) = await bench.AddAsync();
        var incident = await bench.StrikeAsync(1);
        await CorrectAsync(bench, incident, ClaimKind.Figure, new FieldValue(ClaimField.Figure, "9"));
        await bench.RunAsync();
        var first = Assert.Single(await bench.DeliveriesAsync(id));
        Assert.Equal(("new-incident", "people-killed: none, 9"), (first.Event, Figures(first)));
        await CorrectAsync(bench, incident, ClaimKind.Figure, new FieldValue(ClaimField.Figure, "12"));
        await bench.RunAsync();
        var last = (await bench.DeliveriesAsync(id))[^1];
        Assert.Equal((2, "figure-raised", "people-killed: 9, 12"), ((await bench.DeliveriesAsync(id)).Count, last.Event, Figures(last)));
    }

    [Fact]
    public async Task What_is_merged_and_parted_while_the_webhook_is_paused_is_told_of_no_more_than_once()
    {
        await using var bench = await WebhookBench.StartAsync();
        var (id, _) = await bench.AddAsync(kinds: WebhookKind.NewIncident);
        var (one, other) = (await bench.StrikeAsync(1), await bench.StrikeAsync(2));
        await bench.RunAsync();
        await PauseAsync(bench, id);
        var merged = await MergeAsync(bench, one, other);
        var third = await bench.StrikeAsync(3);
        await MergeAsync(bench, one, third);
        await ResumeAsync(bench, id, withAll: true);
        await bench.RunAsync();
        Assert.Equal([one, other], (await bench.DeliveriesAsync(id)).Select(delivery => delivery.Incident));
        // What was told before it was merged is nothing new when it is by itself again.
        await PauseAsync(bench, id);
        await bench.Archive.UndoAsync(merged.Id, "not the same", "an editor", Linker, Cancel);
        await ResumeAsync(bench, id, withAll: true);
        await bench.RunAsync();
        Assert.Equal(2, (await bench.Archive.IncidentsAsync(0, 10, Cancel)).Count);
        Assert.Equal([one, other], (await bench.DeliveriesAsync(id)).Select(delivery => delivery.Incident));
    }

    [Fact]
    public async Task Two_that_became_one_before_anybody_looked_are_told_of_once()
    {
        await using var bench = await WebhookBench.StartAsync();
        var (id, _) = await bench.AddAsync(kinds: WebhookKind.NewIncident);
        var (one, other) = (await bench.StrikeAsync(1), await bench.StrikeAsync(2));
        await MergeAsync(bench, one, other);
        await bench.RunAsync();
        Assert.Equal([one], (await bench.DeliveriesAsync(id)).Select(delivery => delivery.Incident));
    }

    [Fact]
    public async Task What_came_into_being_before_a_webhook_goes_on_from_now_is_not_new_afterwards()
    {
        await using var bench = await WebhookBench.StartAsync();
        var (id, _) = await bench.AddAsync("", "Kharkiv", "30", WebhookKind.NewIncident);
        await PauseAsync(bench, id);
        var (near, far) = (await bench.StrikeAsync(1), await bench.StrikeAsync(2, "Odesa"));
        await ResumeAsync(bench, id, withAll: false);
        await CorrectAsync(bench, near, ClaimKind.Figure, new FieldValue(ClaimField.Figure, "9"));
        await MoveAsync(bench, far);
        await bench.RunAsync();
        Assert.Empty(await bench.DeliveriesAsync(id));
    }

    [Fact]
    public async Task What_a_webhook_forgets_it_is_not_told_again()
    {
        await using var bench = await WebhookBench.StartAsync(mostMet: 2);
        var (id, _) = await bench.AddAsync("", "Kharkiv", "30", WebhookKind.NewIncident);
        var late = await bench.StrikeAsync(1, "Odesa");
        var told = new List<string>();
        for (var number = 2; number < 7; number++)
        {
            told.Add(await bench.StrikeAsync(number));
            await bench.RunAsync();
        }
        Assert.Equal(told.TakeLast(2).Order(StringComparer.Ordinal), await MetAsync(bench, id));
        await MoveAsync(bench, told[0], Odesa);
        await bench.RunAsync();
        await MoveAsync(bench, told[0]);
        await MoveAsync(bench, late);
        await bench.RunAsync();
        Assert.Equal(told, (await bench.DeliveriesAsync(id)).Select(delivery => delivery.Incident));
    }

    [Fact]
    public async Task What_is_put_in_line_and_what_is_met_are_kept_together_through_a_start()
    {
        await using var bench = await WebhookBench.StartAsync();
        var (id, _) = await bench.AddAsync(kinds: WebhookKind.NewIncident);
        var incident = await bench.StrikeAsync(1);
        await bench.LookAsync();
        Assert.Equal([incident], await MetAsync(bench, id));
        await bench.StartAgainAsync();
        // As if it had been ended before either was written: both are made anew.
        await bench.WithAsync(async services =>
        {
            var context = services.GetRequiredService<AccountsContext>();
            await context.Deliveries.ExecuteDeleteAsync(Cancel);
            await context.Met.ExecuteDeleteAsync(Cancel);
            await context.Webhooks.ExecuteUpdateAsync(row => row.SetProperty(one => one.Cursor, 0L).SetProperty(one => one.CursorAt, 0L), Cancel);
        });
        await bench.RunAsync();
        await CorrectAsync(bench, incident, ClaimKind.Figure, new FieldValue(ClaimField.Figure, "9"));
        await bench.RunAsync();
        Assert.Single(await bench.DeliveriesAsync(id));
    }

    [Fact]
    public async Task A_webhook_of_an_earlier_version_of_the_program_goes_on_and_repeats_nothing()
    {
        await using var bench = await WebhookBench.StartAsync();
        var (id, _) = await bench.AddAsync(kinds: WebhookKind.NewIncident);
        var known = await bench.StrikeAsync(1);
        await bench.RunAsync();
        await bench.WithAsync(services => services.GetRequiredService<AccountsContext>().Database.ExecuteSqlRawAsync("DROP TABLE webhook_met; ALTER TABLE webhooks DROP COLUMN Begun; ALTER TABLE webhooks DROP COLUMN Site", Cancel));
        await bench.StartAgainAsync(address: new Uri("https://attest.example.org/"));
        await CorrectAsync(bench, known, ClaimKind.Figure, new FieldValue(ClaimField.Figure, "9"));
        var next = await bench.StrikeAsync(2);
        await bench.RunAsync();
        var deliveries = await bench.DeliveriesAsync(id);
        Assert.Equal([known, next], deliveries.Select(delivery => delivery.Incident));
        // What the site is served under comes before what its owner typed once.
        Assert.Equal([$"{WebhookBench.Site}/incidents/{known}", $"https://attest.example.org/incidents/{next}"], deliveries.Select(delivery => Told(delivery).GetProperty("data").GetProperty("page").GetString()));
        Assert.Equal($"https://attest.example.org/webhooks/{id}", Told(deliveries[^1]).GetProperty("source").GetString());
    }

    private static JsonElement Told(DeliveryRow delivery) => JsonDocument.Parse(delivery.Body!).RootElement;

    private static string Figures(DeliveryRow delivery) => string.Join("; ", Told(delivery).GetProperty("data").GetProperty("figures").EnumerateArray()
        .Select(figure => $"{figure.GetProperty("measure").GetString()}: {(figure.GetProperty("before") is { ValueKind: JsonValueKind.Number } before ? before.GetRawText() : "none")}, {figure.GetProperty("after").GetRawText()}"));

    private static async Task<List<string>> MetAsync(WebhookBench bench, string id)
    {
        var met = new List<string>();
        await bench.WithAsync(async services => met.AddRange(await services.GetRequiredService<AccountsContext>().Met.Where(row => row.WebhookId == id).Select(row => row.Incident).ToListAsync(Cancel)));
        return [.. met.Order(StringComparer.Ordinal)];
    }

    private static Task<bool> PauseAsync(WebhookBench bench, string id) => bench.AskAsync(async (book, _) =>
    {
        await book.PauseAsync(id, WebhookBook.PausedByHand, Cancel);
        return true;
    });

    private static Task<bool> ResumeAsync(WebhookBench bench, string id, bool withAll) => bench.AskAsync(async (book, _) =>
    {
        await book.ResumeAsync(id, withAll, Cancel);
        return true;
    });

    private static Task<Judgement> MoveAsync(WebhookBench bench, string incident, string town = Kharkiv) => CorrectAsync(bench, incident, ClaimKind.Event, new FieldValue(ClaimField.Place, town));

    private static async Task<Judgement> CorrectAsync(WebhookBench bench, string incident, ClaimKind kind, FieldValue value)
    {
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        var claim = (await bench.Archive.IncidentAsync(incident, Cancel))!.Claims.First(claim => claim.Kind == kind);
        return await bench.Archive.CorrectAsync(claim.Id, [value], new Decision("seen on the spot", "an editor"), Linker, Cancel);
    }

    private static async Task<Judgement> MergeAsync(WebhookBench bench, string one, string other)
    {
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        var claims = await Task.WhenAll(new[] { one, other }.Select(async id => (await bench.Archive.IncidentAsync(id, Cancel))!.Claims[0].Id));
        return await bench.Archive.JudgeAsync(Verdict.Same, claims[0], claims[1], "one strike", "an editor", Linker, Cancel);
    }
}
