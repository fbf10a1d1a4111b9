using System.Text;
using System.Text.Json;
using Attest.Archive;
using Attest.Incidents;
using Attest.Web.Accounts;
using Attest.Web.Api;
using Attest.Web.Tests.Api;
using Attest.Web.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Tests.Webhooks;

/// <summary>What is sent to webhooks: what they ask for, signed, in order, and again until it arrives.</summary>
public sealed class DeliveryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_incident_is_told_once_signed_and_as_the_API_gives_it()
    {
        await using var bench = await WebhookBench.StartAsync();
        await bench.StrikeAsync(1);
        var (id, secret) = await bench.AddAsync(kinds: WebhookKind.NewIncident);
        await bench.RunAsync();
        Assert.Empty(bench.Receiver.All);
        var incident = await bench.StrikeAsync(2);
        await bench.RunAsync();
        await bench.RunAsync();
        var came = Assert.Single(bench.Receiver.All);
        Assert.Equal(("new-incident", "/hook"), (came.Event, came.Path));
        Assert.Equal(WebhookSignature.Of(secret, bench.Clock.GetUtcNow(), came.Body), came.Signature);
        using var body = JsonDocument.Parse(came.Body);
        var root = body.RootElement;
        Assert.Equal(("1.0", came.Delivery, $"{WebhookBench.Site}/webhooks/{id}", "attest.new-incident", incident), (root.GetProperty("specversion").GetString()!, root.GetProperty("id").GetString()!, root.GetProperty("source").GetString()!, root.GetProperty("type").GetString()!, root.GetProperty("subject").GetString()!));
        var check = new SchemaCheck(JsonDocument.Parse(OpenApiDocument.Bytes).RootElement);
        check.Check(root.GetProperty("data").GetProperty("incident"), "Incident");
        check.Check(root.GetProperty("data").GetProperty("change"), "Change");
        var delivery = Assert.Single(await bench.DeliveriesAsync(id));
        Assert.Equal((DeliveryState.Delivered, 1, 204, null), (delivery.State, delivery.Attempts, delivery.Status ?? 0, delivery.Next));
        Assert.DoesNotContain(secret, (await bench.WebhookAsync(id)).Secret, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_made_after_a_post_begins_now_and_not_with_the_first_change_of_all()
    {
        await using var bench = await WebhookBench.StartAsync();
        await bench.StrikeAsync(1);
        var claim = (await bench.Archive.IncidentsAsync(0, 10, Cancel))[0].Claims[0].Id;
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await bench.Archive.WritePostAsync(new PostDraft(PostKind.Post, "", "Three were killed [1].", [new NumberedClaim(1, claim)]), new Decision("", "editor"), isHeld: false, Cancel);
        await bench.AddAsync();
        await bench.RunAsync();
        Assert.Empty(bench.Receiver.All);
    }

    [Fact]
    public async Task One_webhook_whose_filter_can_not_be_read_pauses_and_the_others_are_told()
    {
        await using var bench = await WebhookBench.StartAsync();
        var (broken, _) = await bench.AddAsync(kinds: WebhookKind.NewIncident);
        var (whole, _) = await bench.AddAsync(kinds: WebhookKind.NewIncident);
        await bench.WithAsync(services => services.GetRequiredService<AccountsContext>().Webhooks.Where(row => row.Id == broken).ExecuteUpdateAsync(row => row.SetProperty(one => one.Kinds, "once-known")));
        await bench.StrikeAsync(1);
        await bench.RunAsync();
        Assert.Single(bench.Receiver.All);
        Assert.NotNull((await bench.WebhookAsync(broken)).Paused);
        Assert.Null((await bench.WebhookAsync(whole)).Paused);
    }

    [Fact]
    public async Task Each_webhook_is_told_of_its_kinds_its_filter_and_what_is_near_alone()
    {
        await using var bench = await WebhookBench.StartAsync();
        var all = await bench.AddAsync();
        var raised = await bench.AddAsync(kinds: WebhookKind.FigureRaised);
        var odesa = await bench.AddAsync("/?place=Odesa", kinds: WebhookKind.NewIncident);
        var near = await bench.AddAsync("", "Chuhuiv", "60", WebhookKind.NewIncident);
        var far = await bench.AddAsync("", "Chuhuiv", "10", WebhookKind.NewIncident);
        var none = await bench.AddAsync("http://127.0.0.1:5080/?measure=people-wounded", kinds: WebhookKind.NewIncident);
        var (kharkivs, odesas) = (await bench.StrikeAsync(1), await bench.StrikeAsync(2, "Odesa"));
        await bench.RunAsync();
        async Task<string> Told(string id) => string.Join(", ", (await bench.DeliveriesAsync(id)).Where(delivery => delivery.State == DeliveryState.Delivered).Select(delivery => $"{delivery.Event} {(delivery.Incident == kharkivs ? "Kharkiv" : delivery.Incident == odesas ? "Odesa" : "?")}"));
        Assert.Equal("new-incident Kharkiv, new-incident Odesa", await Told(all.Id));
        Assert.Equal("figure-raised Kharkiv, figure-raised Odesa", await Told(raised.Id));
        Assert.Equal("new-incident Odesa", await Told(odesa.Id));
        Assert.Equal("new-incident Kharkiv", await Told(near.Id));
        Assert.Equal("", await Told(far.Id));
        Assert.Equal("", await Told(none.Id));
    }

    [Fact]
    public async Task A_dispute_a_denial_and_a_raised_figure_are_told_also_where_an_incident_begins_with_them()
    {
        await using var bench = await WebhookBench.StartAsync();
        var (disputes, _) = await bench.AddAsync("/?all=yes", kinds: [WebhookKind.DisputeOpened, WebhookKind.Denied]);
        var (raised, _) = await bench.AddAsync("/?all=yes", kinds: [WebhookKind.FigureRaised, WebhookKind.Revised]);
        var reading = Examples.Reading();
        await bench.Archive.RecordAsync(reading, Encoding.UTF8.GetBytes(reading.Report.Text), new IncidentLinker(), Cancel);
        await bench.RunAsync();
        Assert.Contains((await bench.DeliveriesAsync(disputes)).Select(delivery => delivery.Event), kind => kind is "dispute-opened" or "denied");
        Assert.Contains("figure-raised", (await bench.DeliveriesAsync(raised)).Select(delivery => delivery.Event));
        var before = (await bench.DeliveriesAsync(raised)).Count;
        var incident = (await bench.Archive.IncidentsAsync(0, 10, Cancel)).First(one => one.Toll.ContainsKey(Measure.PeopleKilled));
        var claim = incident.Claims.First(one => one.High == 7);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await bench.Archive.CorrectAsync(claim.Id, [new FieldValue(ClaimField.Figure, "90")], new Decision("ninety", "an editor"), new IncidentLinker(), Cancel);
        await bench.RunAsync();
        var last = (await bench.DeliveriesAsync(raised))[^1];
        Assert.Equal((before + 1, "figure-raised"), ((await bench.DeliveriesAsync(raised)).Count, last.Event));
        using var body = JsonDocument.Parse(last.Body!);
        Assert.Equal(90, body.RootElement.GetProperty("data").GetProperty("change").GetProperty("after").GetInt32());
    }

    [Fact]
    public async Task What_does_not_arrive_is_sent_again_ever_later_under_the_same_id_and_then_given_up()
    {
        await using var bench = await WebhookBench.StartAsync();
        var (id, secret) = await bench.AddAsync(kinds: WebhookKind.NewIncident);
        bench.Receiver.Status = 503;
        bench.Receiver.Answer = new string('x', 5000);
        await bench.StrikeAsync(1);
        await bench.RunAsync();
        for (var attempt = 1; attempt <= RetrySchedule.Waits.Count; attempt++)
        {
            var delivery = Assert.Single(await bench.DeliveriesAsync(id));
            Assert.Equal((DeliveryState.Waiting, attempt, 503, 1024, "It did not take it."), (delivery.State, delivery.Attempts, delivery.Status ?? 0, delivery.Answer!.Length, delivery.Fault));
            Assert.Equal(bench.Clock.GetUtcNow() + RetrySchedule.Waits[attempt - 1], new DateTimeOffset(delivery.Next!.Value, TimeSpan.Zero));
            bench.Clock.Advance(RetrySchedule.Waits[attempt - 1] - TimeSpan.FromSeconds(1));
            await bench.RunAsync();
            Assert.Equal(attempt, bench.Receiver.All.Count);
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
            await bench.RunAsync();
            Assert.Equal(attempt + 1, bench.Receiver.All.Count);
        }
        Assert.Equal(DeliveryState.GivenUp, Assert.Single(await bench.DeliveriesAsync(id)).State);
        Assert.Single(bench.Receiver.All.Select(came => came.Delivery).Distinct());
        Assert.Single(bench.Receiver.All.Select(came => Convert.ToHexString(came.Body)).Distinct());
        Assert.Equal(RetrySchedule.MostAttempts, bench.Receiver.All.Select(came => came.Signature).Distinct().Count());
        Assert.Equal(WebhookSignature.Of(secret, bench.Clock.GetUtcNow(), bench.Receiver.All.Last().Body), bench.Receiver.All.Last().Signature);
        Assert.Null((await bench.WebhookAsync(id)).Paused);
        // By hand it is sent once more.
        bench.Receiver.Status = 200;
        await bench.AskAsync((book, _) => book.SendAgainAsync(id, bench.Receiver.All.First().Delivery, Cancel));
        await bench.RunAsync();
        Assert.Equal(DeliveryState.Delivered, Assert.Single(await bench.DeliveriesAsync(id)).State);
    }

    [Fact]
    public async Task Waits_are_drawn_out_by_no_more_than_a_fifth()
    {
        foreach (var attempt in Enumerable.Range(1, RetrySchedule.Waits.Count))
        {
            Assert.InRange(RetrySchedule.After(attempt, 0.999)!.Value, RetrySchedule.Waits[attempt - 1], RetrySchedule.Waits[attempt - 1] * 1.2);
        }
        Assert.Null(RetrySchedule.After(RetrySchedule.MostAttempts, 0.5));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task The_order_is_kept_until_one_fails_three_times_and_many_given_up_pause_the_webhook()
    {
        await using var bench = await WebhookBench.StartAsync();
        var (id, _) = await bench.AddAsync(kinds: WebhookKind.NewIncident);
        bench.Receiver.Status = 500;
        for (var number = 1; number <= RetrySchedule.MostGivenUp + 1; number++)
        {
            await bench.StrikeAsync(number);
        }
        await bench.RunAsync();
        bench.Clock.Advance(RetrySchedule.Waits[0]);
        await bench.RunAsync();
        Assert.Equal(2, bench.Receiver.All.Count);
        Assert.Single(bench.Receiver.All.Select(came => came.Delivery).Distinct());
        bench.Clock.Advance(RetrySchedule.Waits[1]);
        await bench.RunAsync();
        bench.Clock.Advance(RetrySchedule.Rest);
        await bench.RunAsync();
        Assert.Equal(2, bench.Receiver.All.Select(came => came.Delivery).Distinct().Count());
        for (var hours = 0; hours < 60 && (await bench.WebhookAsync(id)).Paused is null; hours++)
        {
            for (var step = 0; step < 12; step++)
            {
                bench.Clock.Advance(TimeSpan.FromMinutes(5));
                await bench.RunAsync();
            }
        }
        Assert.StartsWith($"{RetrySchedule.MostGivenUp} deliveries", (await bench.WebhookAsync(id)).Paused, StringComparison.Ordinal);
        var sent = bench.Receiver.All.Count;
        await bench.StrikeAsync(30);
        bench.Clock.Advance(TimeSpan.FromDays(2));
        await bench.RunAsync();
        Assert.Equal(sent, bench.Receiver.All.Count);
        // What waited and what came meanwhile is sent when it goes on, in order.
        bench.Receiver.Status = 200;
        await bench.AskAsync(async (book, _) =>
        {
            await book.ResumeAsync(id, withAll: true, Cancel);
            return true;
        });
        await bench.RunAsync();
        var deliveries = await bench.DeliveriesAsync(id);
        Assert.Equal(RetrySchedule.MostGivenUp, deliveries.Count(delivery => delivery.State == DeliveryState.GivenUp));
        Assert.Equal(deliveries.Where(delivery => delivery.State == DeliveryState.Delivered).Select(delivery => delivery.Id), bench.Receiver.All.Skip(sent).Select(came => came.Delivery));
        Assert.Equal(2, deliveries.Count(delivery => delivery.State == DeliveryState.Delivered));
    }

    [Fact]
    public async Task After_a_start_it_goes_on_where_it_was_and_what_was_not_noted_comes_again_under_its_id()
    {
        await using var bench = await WebhookBench.StartAsync();
        var (id, _) = await bench.AddAsync(kinds: WebhookKind.NewIncident);
        await bench.StrikeAsync(1);
        await bench.LookAsync();
        await bench.StartAgainAsync();
        await bench.RunAsync();
        var first = Assert.Single(bench.Receiver.All);
        // Ended after the receiver answered and before that was noted: the row is as it was before.
        await bench.WithAsync(services => services.GetRequiredService<AccountsContext>().Deliveries.ExecuteUpdateAsync(row => row.SetProperty(one => one.State, DeliveryState.Waiting).SetProperty(one => one.Next, 0L).SetProperty(one => one.Attempts, 0), Cancel));
        await bench.StrikeAsync(2);
        await bench.StartAgainAsync();
        await bench.RunAsync();
        Assert.Equal([first.Delivery, first.Delivery], bench.Receiver.All.Take(2).Select(came => came.Delivery));
        Assert.Equal(3, bench.Receiver.All.Count);
        Assert.Equal(2, (await bench.DeliveriesAsync(id)).Count);
    }

    [Fact]
    public async Task Changes_that_a_rebuild_numbered_anew_are_looked_at_twice_rather_than_left_out()
    {
        await using var bench = await WebhookBench.StartAsync();
        var (id, _) = await bench.AddAsync(kinds: WebhookKind.NewIncident);
        var known = await bench.StrikeAsync(1);
        await bench.RunAsync();
        // As if what was looked at last had had a far greater number before. What is met is not met again.
        await bench.WithAsync(services => services.GetRequiredService<AccountsContext>().Webhooks.ExecuteUpdateAsync(row => row.SetProperty(one => one.Cursor, 1_000_000L), Cancel));
        var next = await bench.StrikeAsync(2);
        await bench.RunAsync();
        Assert.Equal([known, next], (await bench.DeliveriesAsync(id)).Select(delivery => delivery.Incident));
    }

    [Fact]
    public async Task A_webhook_whose_owner_is_no_editor_any_more_pauses_and_goes_with_the_account()
    {
        await using var bench = await WebhookBench.StartAsync();
        var (id, _) = await bench.AddAsync();
        await bench.WithAsync(async services =>
        {
            var book = services.GetRequiredService<AccountBook>();
            await book.SetRoleAsync((await book.NamedAsync("editor", Cancel))!, Role.Reader, Cancel);
        });
        await bench.StrikeAsync(1);
        await bench.RunAsync();
        Assert.Empty(bench.Receiver.All);
        Assert.Equal("its owner is no editor any more", (await bench.WebhookAsync(id)).Paused);
        await bench.WithAsync(async services =>
        {
            var book = services.GetRequiredService<AccountBook>();
            await book.RemoveAsync((await book.NamedAsync("editor", Cancel))!, Cancel);
            Assert.Equal(0, await services.GetRequiredService<AccountsContext>().Webhooks.CountAsync(Cancel));
            Assert.Equal(0, await services.GetRequiredService<AccountsContext>().Deliveries.CountAsync(Cancel));
        });
    }

    [Fact]
    public async Task Nothing_is_sent_to_this_machine_unless_that_is_allowed_and_no_redirect_is_followed()
    {
        await using var bench = await WebhookBench.StartAsync();
        var (id, _) = await bench.AddAsync(kinds: WebhookKind.NewIncident);
        bench.Receiver.Status = 307;
        await bench.StrikeAsync(1);
        await bench.RunAsync();
        Assert.Equal("It leads elsewhere, and that is not followed.", Assert.Single(await bench.DeliveriesAsync(id)).Fault);
        Assert.Equal("/hook", Assert.Single(bench.Receiver.All).Path);
        await bench.StartAgainAsync(allowPrivate: false);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.RunAsync();
        Assert.Single(bench.Receiver.All);
        Assert.Contains("a loopback address", Assert.Single(await bench.DeliveriesAsync(id)).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_says_how_a_message_is_checked()
    {
        await using var bench = await WebhookBench.StartAsync();
        var (_, secret) = await bench.AddAsync(kinds: WebhookKind.NewIncident);
        await bench.StrikeAsync(1);
        await bench.RunAsync();
        var came = Assert.Single(bench.Receiver.All);
        var document = await File.ReadAllTextAsync(Document(), Cancel);
        foreach (var (signature, isGenuine) in new[] { (came.Signature, true), (came.Signature.Replace("v1=", "v1=0", StringComparison.Ordinal)[..^1], false) })
        {
            if (File.Exists("/usr/bin/openssl"))
            {
                Assert.Equal(isGenuine ? "genuine\n" : "forged\n", await RunAsync($"printf '%s' \"$BODY\" > body.json; {Block(document, "sh")} || echo forged", signature));
            }
            Assert.Equal(isGenuine ? "True\n" : "False\n", await RunAsync($"cat > check.py <<'END'\n{Block(document, "python")}\nimport os\nprint(is_genuine(os.environ['SECRET'], os.environ['SIGNATURE'], os.environ['BODY'].encode(), int(os.environ['SIGNATURE'].split(',')[0][2:])))\nEND\npython3 check.py; rm check.py", signature));
        }

        Task<string> RunAsync(string line, string signature) => Shell.RunAsync($"{line}\nrm -f body.json", ("SECRET", secret), ("SIGNATURE", signature), ("BODY", Encoding.UTF8.GetString(came.Body)));
    }

    private static string Block(string document, string language)
    {
        var start = document.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return document[start..document.IndexOf("```", start, StringComparison.Ordinal)].TrimEnd();
    }

    private static string Document([System.Runtime.CompilerServices.CallerFilePath] string caller = "") => Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", "docs", "webhooks.md");
}
