using Attest.Web.Accounts;
using Attest.Web.Publishing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Attest.Web.Webhooks;

/// <summary>Who is told of what changes, and what was sent.</summary>
internal sealed class WebhookBook(AccountFile file, AccountsContext context, Publications publications, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>The most webhooks that an account has.</summary>
    public const int MostOfAccount = 20;

    /// <summary>Deliveries of one webhook that are shown and kept when they are done, and of how many of them the body is kept.</summary>
    public const int MostKept = 200, MostBodies = 50;

    /// <summary>Why one that its owner paused is.</summary>
    public const string PausedByHand = "paused by hand";

    private readonly IDataProtector _protector = protection.CreateProtector("Attest.Webhooks");

    /// <summary>The webhooks of an account, or for an administrator all, each with its owner's name and how many deliveries wait; by name.</summary>
    public async Task<IReadOnlyList<ListedWebhook>> AllAsync(Account account, CancellationToken cancel)
    {
        await file.PrepareAsync(context, cancel);
        var seesAll = account.Role.Includes(Role.Administrator);
        var found = await context.Webhooks.AsNoTracking().Where(webhook => seesAll || webhook.AccountId == account.Id).Join(context.Users, webhook => webhook.AccountId, owner => owner.Id, (webhook, owner) => new
        {
            webhook, owner = owner.UserName!, waiting = context.Deliveries.Count(delivery => delivery.WebhookId == webhook.Id && delivery.State == DeliveryState.Waiting),
            last = context.Deliveries.Where(delivery => delivery.WebhookId == webhook.Id && delivery.Last != null).OrderByDescending(delivery => delivery.Last).FirstOrDefault(),
        }).ToListAsync(cancel);
        return [.. found.OrderBy(one => one.webhook.Name, StringComparer.OrdinalIgnoreCase).ThenBy(one => one.webhook.Id, StringComparer.Ordinal).Select(one => new ListedWebhook(one.webhook, one.owner, one.owner == account.UserName, one.waiting, one.last))];
    }

    /// <summary>One of them; null where there is none that the account may see.</summary>
    public async Task<ListedWebhook?> FindAsync(Account account, string id, CancellationToken cancel) => (await AllAsync(account, cancel)).FirstOrDefault(one => one.Webhook.Id == id);

    /// <summary>What a webhook was told, the newest first.</summary>
    public async Task<IReadOnlyList<DeliveryRow>> DeliveriesAsync(string webhook, int most, CancellationToken cancel) =>
        await context.Deliveries.AsNoTracking().Where(delivery => delivery.WebhookId == webhook).OrderByDescending(delivery => delivery.Number).Take(most).ToListAsync(cancel);

    /// <summary>Makes a webhook; it is told of what changes from now on.</summary>
    /// <param name="account">Whose it is.</param>
    /// <param name="order">What is meant.</param>
    /// <param name="site">The site's address, as who makes it reached it, without a slash at its end; null where that is not known.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The secret, which is shown once; null where the account has as many as it may have.</returns>
    public async Task<(string Id, string Secret)?> AddAsync(Account account, WebhookOrder order, string? site, CancellationToken cancel)
    {
        await file.PrepareAsync(context, cancel);
        var (secret, last) = (Accounts.Secret.New(WebhookSignature.Prefix), await ChangeFeed.LastAsync(publications.Whole, cancel));
        var webhook = new WebhookRow
        {
            Id = Accounts.Secret.NewId(), AccountId = account.Id, Name = order.Name, Address = order.Address, Filter = order.Filter, Kinds = string.Join(' ', order.Kinds.Select(WireNames<WebhookKind>.Of)),
            Near = order.Near?.Name, NearLatitude = order.Near?.Position.Latitude, NearLongitude = order.Near?.Position.Longitude, NearKm = order.Km,
            Secret = _protector.Protect(secret), Made = clock.GetUtcNow().UtcTicks, Cursor = last.Sequence, CursorAt = last.At, Begun = last.Sequence, Site = site,
        };
        // It keeps others from writing, so that two at once don't both find room for one more.
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        if (await context.Webhooks.CountAsync(other => other.AccountId == account.Id, cancel) >= MostOfAccount)
        {
            return null;
        }
        context.Add(webhook);
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return (webhook.Id, secret);
    }

    /// <summary>The secret of a webhook; null where the keys that encrypted it are gone.</summary>
    public string? SecretOf(WebhookRow webhook)
    {
        try
        {
            return _protector.Unprotect(webhook.Secret);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Stops sending; what changes meanwhile is sent afterwards.</summary>
    public Task PauseAsync(string id, string why, CancellationToken cancel) =>
        context.Webhooks.Where(webhook => webhook.Id == id && webhook.Paused == null).ExecuteUpdateAsync(webhook => webhook.SetProperty(row => row.Paused, why), cancel);

    /// <summary>Goes on sending.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="withAll">Whether what changed meanwhile is sent, too; else it is dropped.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task ResumeAsync(string id, bool withAll, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcTicks;
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        if (withAll)
        {
            await context.Deliveries.Where(delivery => delivery.WebhookId == id && delivery.State == DeliveryState.Waiting).ExecuteUpdateAsync(delivery => delivery.SetProperty(row => row.Next, now), cancel);
        }
        else
        {
            var last = await ChangeFeed.LastAsync(publications.Whole, cancel);
            await context.Deliveries.Where(delivery => delivery.WebhookId == id && delivery.State == DeliveryState.Waiting)
                .ExecuteUpdateAsync(delivery => delivery.SetProperty(row => row.State, DeliveryState.Dropped).SetProperty(row => row.Next, (long?)null), cancel);
            await context.Webhooks.Where(webhook => webhook.Id == id).ExecuteUpdateAsync(webhook => webhook.SetProperty(row => row.Cursor, last.Sequence).SetProperty(row => row.CursorAt, last.At).SetProperty(row => row.Begun, last.Sequence), cancel);
            await context.Met.Where(met => met.WebhookId == id && met.Born <= last.Sequence).ExecuteDeleteAsync(cancel);
        }
        await context.Webhooks.Where(webhook => webhook.Id == id).ExecuteUpdateAsync(webhook => webhook.SetProperty(row => row.Paused, (string?)null).SetProperty(row => row.GivenUp, 0).SetProperty(row => row.CallAfter, 0L), cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Sends a delivery again: what waits at once, what was given up once more from the beginning.</summary>
    /// <returns>False where there is none of this id that can be sent.</returns>
    public async Task<bool> SendAgainAsync(string webhook, string delivery, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcTicks;
        var count = await context.Deliveries.Where(row => row.WebhookId == webhook && row.Id == delivery && row.Body != null && row.State != DeliveryState.Delivered)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Next, now).SetProperty(one => one.Attempts, one => one.State == DeliveryState.Waiting ? one.Attempts : 0).SetProperty(one => one.State, DeliveryState.Waiting), cancel);
        await context.Webhooks.Where(row => row.Id == webhook).ExecuteUpdateAsync(row => row.SetProperty(one => one.CallAfter, 0L), cancel);
        return count > 0;
    }

    /// <summary>Removes a webhook with its log.</summary>
    public Task RemoveAsync(string id, CancellationToken cancel) => context.Webhooks.Where(webhook => webhook.Id == id).ExecuteDeleteAsync(cancel);
}

/// <summary>A webhook in a list.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="IsOwn">Whether it is of who asks.</param>
/// <param name="Waiting">How many deliveries wait.</param>
/// <param name="Last">The delivery that was sent last; null where none was.</param>
public sealed record ListedWebhook(WebhookRow Webhook, string Owner, bool IsOwn, int Waiting, DeliveryRow? Last);
