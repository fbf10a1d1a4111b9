using System.Text;
using System.Text.Json;
using Attest.Archive;
using Attest.Incidents;
using Attest.Web.Webhooks;

namespace Attest.Web.Tests.Webhooks;

/// <summary>Whoever was told that something is so is told that it is so no more.</summary>
public sealed class EndingTests
{
    private static readonly IncidentLinker Linker = new();

    private static readonly Decision Because = new("read wrongly", "an editor");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_figure_that_falls_and_one_that_stands_no_more_are_told_though_the_incident_leaves_the_filter()
    {
        await using var bench = await WebhookBench.StartAsync();
        var (id, _) = await bench.AddAsync("/?measure=people-killed");
        var (others, _) = await bench.AddAsync("/?measure=people-killed", kinds: WebhookKind.FigureRaised);
        var incident = await bench.StrikeAsync(4);
        await bench.RunAsync();
        var figure = (await bench.Archive.IncidentAsync(incident, Cancel))!.Claims.First(claim => claim.Kind == ClaimKind.Figure);
        await bench.Archive.CorrectAsync(figure.Id, [new(ClaimField.Figure, "5")], Because, Linker, Cancel);
        await bench.RunAsync();
        await bench.Archive.CorrectAsync(figure.Id, [new(ClaimField.Measure, "people-wounded")], Because, Linker, Cancel);
        await bench.RunAsync();

        var told = (await bench.DeliveriesAsync(id)).Select(Told).ToList();
        Assert.Equal(["attest.new-incident", "attest.figure-lowered", "attest.figure-lowered"], told.Select(one => one.GetProperty("type").GetString()).Where(type => type is not "attest.figure-raised"));
        var lowered = told.Where(one => one.GetProperty("type").GetString() == "attest.figure-lowered").Select(one => one.GetProperty("data").GetProperty("figures")[0]).ToList();
        Assert.Equal((6, 5, 5, JsonValueKind.Null), (lowered[0].GetProperty("before").GetInt32(), lowered[0].GetProperty("after").GetInt32(), lowered[1].GetProperty("before").GetInt32(), lowered[1].GetProperty("after").ValueKind));
        Assert.Contains("no number stands any more", told[^1].GetProperty("data").GetProperty("words").ToString() + told[^2].GetProperty("data").GetProperty("words"), StringComparison.Ordinal);
        Assert.DoesNotContain(await bench.DeliveriesAsync(others), delivery => delivery.Event == "figure-lowered");
    }

    [Fact]
    public async Task A_merger_a_parting_and_an_end_are_told()
    {
        await using var bench = await WebhookBench.StartAsync();
        var (id, _) = await bench.AddAsync(kinds: [WebhookKind.NewIncident, WebhookKind.Merged, WebhookKind.Parted, WebhookKind.Removed]);
        var (one, other) = (await bench.StrikeAsync(1), await bench.StrikeAsync(2));
        await bench.RunAsync();
        var merged = await bench.Archive.JudgeAsync(Verdict.Same, one, other, "one", "an editor", Linker, Cancel);
        await bench.RunAsync();
        var last = Told((await bench.DeliveriesAsync(id))[^1]);
        Assert.Equal(("attest.merged", one, other), (last.GetProperty("type").GetString(), last.GetProperty("subject").GetString(), last.GetProperty("data").GetProperty("change").GetProperty("other").GetString()));
        await bench.Archive.UndoAsync(merged.Id, "two", "an editor", Linker, Cancel);
        await bench.RunAsync();
        Assert.Equal("parted", (await bench.DeliveriesAsync(id))[^1].Event);

        // A later version of the one report tells of it no more; a webhook that was never told of it is not told of its end.
        var (late, _) = await bench.AddAsync(kinds: WebhookKind.Removed);
        var report = (await bench.Archive.IncidentAsync(other, Cancel))!.Claims[0].Report;
        const string Text = "The report was withdrawn by its author.";
        var reading = new Reading("0.1.0", [], Examples.Report(Text, "Report 2", url: report.Url!) with { Published = new PublicationTime(new DateOnly(2030, 1, 1)) }, [], [], [], [], [], []);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await bench.Archive.RecordAsync(reading, Encoding.UTF8.GetBytes(Text), Linker, Cancel);
        await bench.RunAsync();
        Assert.Null(await bench.Archive.IncidentAsync(other, Cancel));
        var gone = Told((await bench.DeliveriesAsync(id))[^1]);
        Assert.Equal(("attest.removed", other, JsonValueKind.Null), (gone.GetProperty("type").GetString(), gone.GetProperty("subject").GetString(), gone.GetProperty("data").GetProperty("incident").ValueKind));
        Assert.Contains("nothing is left", gone.GetProperty("data").GetProperty("words")[0].GetString(), StringComparison.Ordinal);
        Assert.Empty(await bench.DeliveriesAsync(late));
    }

    [Fact]
    public void A_webhook_that_asked_for_what_sources_put_right_by_its_earlier_name_is_still_told() =>
        Assert.Equal((WebhookKind.Revised, WebhookKind.Revised, null), (WebhookKinds.Read("corrected"), WebhookKinds.Read("revised"), WebhookKinds.Read("nonsense")));

    private static JsonElement Told(DeliveryRow delivery) => JsonDocument.Parse(delivery.Body!).RootElement;
}
