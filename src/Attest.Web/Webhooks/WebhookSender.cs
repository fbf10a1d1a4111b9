using System.Collections.Concurrent;
using System.Text;
using Attest.Sources.Fetching;
using Attest.Web.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Webhooks;

/// <summary>Sends what is in line, to each webhook one after another and to all at once.</summary>
/// <remarks>A delivery counts as delivered when its receiver answered 2xx and that is written down: a program that is ended in between sends it again, under the same id.</remarks>
internal sealed class WebhookSender(IServiceScopeFactory scopes, AccountFile file, WebhookOptions options, TimeProvider clock) : IDisposable
{
    /// <summary>How long a webhook rests after a test.</summary>
    public static readonly TimeSpan TestRest = TimeSpan.FromSeconds(10);

    private const int MostInARow = 100;

    private readonly WebPoster _poster = new();
    private readonly Dictionary<string, Task> _underWay = new(StringComparer.Ordinal);

    // Where what was sent could not be written down, nothing is sent for a while: it would be sent again and again.
    private readonly ConcurrentDictionary<string, long> _rests = new(StringComparer.Ordinal);

    // When each was last tested, by hand and lately.
    private readonly Dictionary<string, DateTimeOffset> _tests = new(StringComparer.Ordinal);

    /// <summary>Begins to send what is due, wherever nothing is being sent yet. Called by one at a time.</summary>
    /// <returns>Ends when all of it was sent once.</returns>
    public async Task<Task> SendDueAsync(CancellationToken cancel)
    {
        if (!file.HasAccounts())
        {
            return Task.CompletedTask;
        }
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<AccountsContext>();
        await file.PrepareAsync(context, cancel);
        var now = clock.GetUtcNow().UtcTicks;
        var due = await context.Webhooks.Where(webhook => webhook.Paused == null && webhook.CallAfter <= now
            && context.Deliveries.Any(delivery => delivery.WebhookId == webhook.Id && delivery.State == DeliveryState.Waiting && delivery.Next <= now)).Select(webhook => webhook.Id).ToListAsync(cancel);
        foreach (var id in due.Where(id => !_rests.TryGetValue(id, out var until) || until <= now).Where(id => !_underWay.TryGetValue(id, out var sending) || sending.IsCompleted))
        {
            _underWay[id] = Task.Run(() => SendAllAsync(id, cancel), CancellationToken.None);
        }
        return Task.WhenAll(_underWay.Values.Where(sending => !sending.IsCompleted || sending.IsFaulted));
    }

    /// <summary>Whether a webhook may be tested now; it then counts as tested.</summary>
    /// <param name="webhook">Its id.</param>
    /// <param name="wait">How long to wait where it may not.</param>
    public bool TryBeginTest(string webhook, out TimeSpan wait)
    {
        lock (_tests)
        {
            var now = clock.GetUtcNow();
            foreach (var past in _tests.Where(test => now - test.Value >= TestRest).Select(test => test.Key).ToList())
            {
                _tests.Remove(past);
            }
            wait = _tests.TryGetValue(webhook, out var last) ? last + TestRest - now : TimeSpan.Zero;
            return _tests.TryAdd(webhook, now);
        }
    }

    /// <summary>Sends one thing that only tries whether anything arrives, once and at once.</summary>
    public async Task TestAsync(WebhookRow webhook, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (context, book) = (scope.ServiceProvider.GetRequiredService<AccountsContext>(), scope.ServiceProvider.GetRequiredService<WebhookBook>());
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToString();
        var delivery = new DeliveryRow { Id = id, WebhookId = webhook.Id, Event = WebhookBody.Test, Made = now.UtcTicks, State = DeliveryState.GivenUp, Body = WebhookBody.OfTest(id, webhook, options.SiteOf(webhook), now) };
        var outcome = await AttemptAsync(webhook, delivery, book, cancel);
        delivery.State = outcome.Fault is null ? DeliveryState.Delivered : DeliveryState.GivenUp;
        context.Add(delivery);
        await context.SaveChangesAsync(cancel);
        await TrimAsync(webhook.Id, context);
    }

    /// <inheritdoc/>
    public void Dispose() => _poster.Dispose();

    private async Task SendAllAsync(string id, CancellationToken cancel)
    {
        try
        {
            for (var sent = 0; sent < MostInARow && !cancel.IsCancellationRequested; sent++)
            {
                await using var scope = scopes.CreateAsyncScope();
                if (!await SendNextAsync(id, scope.ServiceProvider.GetRequiredService<AccountsContext>(), scope.ServiceProvider.GetRequiredService<WebhookBook>(), cancel))
                {
                    return;
                }
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _rests[id] = (clock.GetUtcNow() + RetrySchedule.Rest).UtcTicks;
            throw;
        }
    }

    // Whether another may follow at once.
    private async Task<bool> SendNextAsync(string id, AccountsContext context, WebhookBook book, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await context.Webhooks.FirstOrDefaultAsync(row => row.Id == id && row.Paused == null && row.CallAfter <= now.UtcTicks, cancel) is not { } webhook || await NextAsync(id, now.UtcTicks, context, cancel) is not { } number)
        {
            return false;
        }
        var delivery = await context.Deliveries.FirstAsync(row => row.Number == number, cancel);
        var outcome = await AttemptAsync(webhook, delivery, book, cancel);
        if (outcome.Fault is null)
        {
            (delivery.State, delivery.Next, webhook.GivenUp, webhook.CallAfter) = (DeliveryState.Delivered, null, 0, 0);
        }
        else
        {
            webhook.CallAfter = (clock.GetUtcNow() + RetrySchedule.Rest).UtcTicks;
            if (RetrySchedule.After(delivery.Attempts, options.Chance()) is { } wait)
            {
                delivery.Next = (clock.GetUtcNow() + wait).UtcTicks;
            }
            else
            {
                (delivery.State, delivery.Next, webhook.GivenUp) = (DeliveryState.GivenUp, null, webhook.GivenUp + 1);
                webhook.Paused = webhook.GivenUp >= RetrySchedule.MostGivenUp ? $"{webhook.GivenUp} deliveries after one another did not arrive, though each was sent {RetrySchedule.MostAttempts} times" : null;
            }
        }
        // The one is taken away or paused meanwhile: what was sent stays written down where its log still is.
        try
        {
            await context.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        await TrimAsync(id, context);
        return outcome.Fault is null;
    }

    // The first that waits; one that failed often no longer holds up those after it.
    private static async Task<long?> NextAsync(string id, long now, AccountsContext context, CancellationToken cancel)
    {
        var line = context.Deliveries.Where(row => row.WebhookId == id && row.State == DeliveryState.Waiting);
        var holding = await line.Where(row => row.Attempts < RetrySchedule.InOrder && row.Next > now).MinAsync(row => (long?)row.Number, cancel) ?? long.MaxValue;
        return await line.Where(row => row.Next <= now && row.Number < holding).MinAsync(row => (long?)row.Number, cancel);
    }

    private async Task<PostOutcome> AttemptAsync(WebhookRow webhook, DeliveryRow delivery, WebhookBook book, CancellationToken cancel)
    {
        var began = clock.GetUtcNow();
        if (book.SecretOf(webhook) is not { } secret)
        {
            var lost = new PostOutcome(null, "Its secret can't be read any more: the keys in the archive's folder are gone. Make the webhook anew.", []);
            Note(delivery, lost, began, null);
            return lost;
        }
        var body = Encoding.UTF8.GetBytes(delivery.Body!);
        KeyValuePair<string, string>[] headers =
        [
            new("Attest-Event", delivery.Event), new("Attest-Delivery", delivery.Id), new("Attest-Signature", WebhookSignature.Of(secret, began, body)),
        ];
        var outcome = await _poster.PostAsync(new Uri(webhook.Address), options.AllowPrivate, WebhookBody.MediaType, body, headers, cancel);
        Note(delivery, outcome, began, headers);
        return outcome;
    }

    private void Note(DeliveryRow delivery, PostOutcome outcome, DateTimeOffset began, IEnumerable<KeyValuePair<string, string>>? headers)
    {
        delivery.Attempts++;
        delivery.Last = began.UtcTicks;
        delivery.Took = (int)(clock.GetUtcNow() - began).TotalMilliseconds;
        (delivery.Status, delivery.Fault, delivery.Answer) = (outcome.Status, outcome.Fault, Encoding.UTF8.GetString(outcome.Answer));
        delivery.Headers = headers is null ? null : string.Join('\n', headers.Select(header => $"{header.Key}: {header.Value}"));
    }

    // What is done and long past is forgotten, so that the file does not grow for ever.
    private static async Task TrimAsync(string id, AccountsContext context)
    {
        var done = context.Deliveries.Where(row => row.WebhookId == id && row.State != DeliveryState.Waiting);
        var oldest = await done.OrderByDescending(row => row.Number).Skip(WebhookBook.MostKept).Select(row => row.Number).FirstOrDefaultAsync();
        await done.Where(row => row.Number <= oldest).ExecuteDeleteAsync();
        var bare = await done.OrderByDescending(row => row.Number).Skip(WebhookBook.MostBodies).Select(row => row.Number).FirstOrDefaultAsync();
        await done.Where(row => row.Number <= bare && row.Body != null).ExecuteUpdateAsync(row => row.SetProperty(one => one.Body, (string?)null));
    }
}

/// <summary>What may be varied about sending.</summary>
/// <param name="AllowPrivate">Whether addresses that are not public may be connected to.</param>
internal sealed record WebhookOptions(bool AllowPrivate)
{
    /// <summary>A number from 0 to 1 by which a wait is drawn out.</summary>
    public Func<double> Chance { get; init; } = Random.Shared.NextDouble;

    /// <summary>How many incidents a webhook remembers to have met.</summary>
    public int MostMet { get; init; } = MetIncidents.Most;

    /// <summary>The address that a program in front of the site gives it; null where none is known.</summary>
    public Uri? Address { get; init; }

    /// <summary>What links of a webhook's messages begin with: the site's address without a slash at its end, or nothing where it is not known.</summary>
    public string SiteOf(WebhookRow webhook) => Address?.GetLeftPart(UriPartial.Authority) ?? webhook.Site ?? "";
}
