using Attest.Archive;
using Attest.Web.Accounts;
using Attest.Web.Api;
using Attest.Web.Publishing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Webhooks;

/// <summary>Puts in line what each webhook is to be told.</summary>
/// <remarks>What is put in line and how far the changes were looked at are written at once: a program that is ended in between has done both or neither, so that nothing is left out and nothing is put in line twice.</remarks>
internal sealed class WebhookPump(IServiceScopeFactory scopes, AccountFile file, Publications publications, TimeProvider clock)
{
    private const int AtOnce = 200;

    /// <summary>Deliveries that wait at most for one webhook; more are put in line as those go.</summary>
    public const int MostWaiting = 500;

    /// <summary>Looks at what changed since it last looked, for each webhook that is active.</summary>
    /// <returns>Whether there may be more at once.</returns>
    public async Task<bool> LookAsync(CancellationToken cancel)
    {
        if (!file.HasAccounts())
        {
            return false;
        }
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<AccountsContext>();
        await file.PrepareAsync(context, cancel);
        var (more, faults) = (false, new List<Exception>());
        foreach (var id in await context.Webhooks.Where(webhook => webhook.Paused == null).Select(webhook => webhook.Id).ToListAsync(cancel))
        {
            await using var own = scopes.CreateAsyncScope();
            var book = own.ServiceProvider.GetRequiredService<WebhookBook>();
            try
            {
                more |= await LookAsync(id, own.ServiceProvider.GetRequiredService<AccountsContext>(), book, cancel);
            }
            catch (Exception fault) when (IsPassing(fault))
            {
                faults.Add(fault);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // What this one asks for can't be told by this program; the others go on.
                await book.PauseAsync(id, $"what it is to be told could not be made: {fault.Message}", cancel);
            }
        }
        // More is looked for only where nothing failed, so that what fails is not tried without end.
        return faults.Count == 0 ? more : throw new AggregateException(faults);
    }

    /// <summary>Whether a fault may be gone at the next try: the archive or the file is being rebuilt, or written by another.</summary>
    public static bool IsPassing(Exception fault) => fault is ArchiveException or SqliteException or DbUpdateException or IOException || (fault is AggregateException { InnerExceptions: var all } && all.All(IsPassing));

    private async Task<bool> LookAsync(string id, AccountsContext context, WebhookBook book, CancellationToken cancel)
    {
        var found = await context.Webhooks.Where(webhook => webhook.Id == id && webhook.Paused == null).Join(context.Users, webhook => webhook.AccountId, owner => owner.Id, (webhook, owner) => new { webhook, owner }).FirstOrDefaultAsync(cancel);
        if (found is not { webhook: var webhook, owner: var owner })
        {
            return false;
        }
        if (!owner.Role.Includes(Role.Editor))
        {
            await book.PauseAsync(id, "its owner is no editor any more", cancel);
            return false;
        }
        if (await context.Deliveries.CountAsync(delivery => delivery.WebhookId == id && delivery.State == DeliveryState.Waiting, cancel) >= MostWaiting)
        {
            return false;
        }
        var publication = publications.For(new Actor(owner.UserName!, owner.Role) { Account = owner });
        var changes = await ChangeFeed.AfterAsync(publication, webhook.Cursor, webhook.CursorAt, AtOnce, cancel);
        if (changes is not [.., var last])
        {
            return false;
        }
        context.AddRange(await DeliveriesAsync(webhook, changes, publication, cancel));
        (webhook.Cursor, webhook.CursorAt) = (last.Sequence, last.At.UtcTicks);
        await context.SaveChangesAsync(cancel);
        return changes.Count == AtOnce;
    }

    private async Task<List<DeliveryRow>> DeliveriesAsync(WebhookRow webhook, IReadOnlyList<IncidentChange> changes, Publication publication, CancellationToken cancel)
    {
        var kinds = webhook.Kinds.Split(' ').Select(WireNames<WebhookKind>.Parse).ToHashSet();
        var wanted = changes.Where(change => WebhookKinds.Of(change.Kind) is { } kind && (kind == WebhookKind.NewIncident || kinds.Contains(kind))).ToList();
        var deliveries = new List<DeliveryRow>();
        if (wanted.Count == 0)
        {
            return deliveries;
        }
        var visible = await publication.VisibleAsync(WebhookForm.FilterOf(webhook.Filter), [.. wanted.Select(change => change.Incident).Distinct(StringComparer.Ordinal)], cancel);
        foreach (var change in wanted.Where(change => visible?.Contains(change.Incident) != false))
        {
            if (await publication.IncidentAsync(change.Incident, cancel) is not { } incident || !IsNear(webhook, incident.Place) || WebhookKinds.Of(change.Kind, incident, kinds) is not { } kind)
            {
                continue;
            }
            var (delivery, now) = (Guid.CreateVersion7(clock.GetUtcNow()).ToString(), clock.GetUtcNow().UtcTicks);
            deliveries.Add(new DeliveryRow
            {
                Id = delivery, WebhookId = webhook.Id, Event = WireNames<WebhookKind>.Of(kind), Incident = incident.Id, Made = now, Next = now, State = DeliveryState.Waiting,
                Body = WebhookBody.Of(delivery, webhook, kind, change, incident, await ApiAnswer.MapsAsync(publication, incident.Claims, cancel)),
            });
        }
        return deliveries;
    }

    // Of a region only one that lies near as a whole: where in it something was, nobody says.
    private static bool IsNear(WebhookRow webhook, IncidentPlace? place) => webhook is not { NearLatitude: { } latitude, NearLongitude: { } longitude, NearKm: { } km }
        || (place is not null && place.Position.DistanceKm(new GeoPoint(latitude, longitude)) + (place.GeoPrecision > 2 ? place.RadiusKm : 0) <= km);
}
