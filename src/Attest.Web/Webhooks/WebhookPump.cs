using Attest.Archive;
using Attest.Web.Accounts;
using Attest.Web.Api;
using Attest.Web.Publishing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Webhooks;

/// <summary>Puts in line what each webhook is to be told.</summary>
/// <remarks>What is put in line, which incidents were met and how far the changes were looked at are written at once: a program that is ended in between has done all or nothing, so that nothing is left out and nothing is put in line twice.</remarks>
internal sealed class WebhookPump(IServiceScopeFactory scopes, AccountFile file, Publications publications, WebhookOptions options, TimeProvider clock)
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
        var before = webhook.Cursor;
        webhook.Begun ??= before;
        await PutInLineAsync(webhook, changes, context, publication, cancel);
        (webhook.Cursor, webhook.CursorAt) = (last.Sequence, last.At.UtcTicks);
        var isLonger = context.ChangeTracker.Entries<MetRow>().Any(entry => entry.State == EntityState.Added);
        // Its owner may have paused it meanwhile, or let it go on from now: then what was made here is not wanted.
        await using (var transaction = await context.Database.BeginTransactionAsync(cancel))
        {
            if (!await context.Webhooks.AnyAsync(row => row.Id == id && row.Paused == null && row.Cursor == before, cancel))
            {
                return false;
            }
            await context.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        if (isLonger)
        {
            await MetIncidents.SweepAsync(context, id, options.MostMet, cancel);
        }
        return changes.Count == AtOnce;
    }

    private async Task PutInLineAsync(WebhookRow webhook, IReadOnlyList<IncidentChange> changes, AccountsContext context, Publication publication, CancellationToken cancel)
    {
        // Before any incident is looked at: what one shows holds every change up to here.
        var through = await publication.LastChangeAsync(null, cancel);
        var kinds = WebhookKinds.Of(webhook);
        var changed = changes.Select(change => change.Incident).ToHashSet(StringComparer.Ordinal);
        var told = (await context.Deliveries.Where(delivery => delivery.WebhookId == webhook.Id && changed.Contains(delivery.Incident!)).Select(delivery => delivery.Incident!).Distinct().ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        var heldAlready = await context.Met.Where(row => row.WebhookId == webhook.Id && changed.Contains(row.Incident)).ToDictionaryAsync(row => row.Incident, row => row.Through, StringComparer.Ordinal, cancel);
        var fitting = await FittingAsync(webhook, [.. changes.Where(change => change.Kind != IncidentChangeKind.Removed).Select(change => change.Incident).Distinct(StringComparer.Ordinal)], publication, cancel);
        var met = await MetIncidents.OfAsync(context, webhook, [.. fitting.Values.Distinct(StringComparer.Ordinal)], publication, cancel);
        foreach (var change in changes)
        {
            if (change.Kind == IncidentChangeKind.Removed || !fitting.ContainsKey(change.Incident))
            {
                // Whoever was told of an incident is told what becomes of it, also where that takes it out of what the webhook asks for.
                if (told.Contains(change.Incident) && change.Sequence > heldAlready.GetValueOrDefault(change.Incident) && WebhookKinds.Of(change.Kind) is { } end && kinds.Contains(end))
                {
                    var left = change.Kind == IncidentChangeKind.Removed ? null : await publication.IncidentAsync(change.Incident, cancel);
                    if (left is not null || end == WebhookKind.Removed)
                    {
                        await PutAsync(webhook, end, change, left, isArrival: false, context, publication, cancel);
                    }
                }
                continue;
            }
            var id = fitting[change.Incident];
            var isArrival = met.IsArrival(id);
            var kind = WebhookKinds.Of(change.Kind);
            if ((!isArrival && (kind is null || !kinds.Contains(kind.Value) || met.IsTold(id, change))) || await publication.IncidentAsync(id, cancel) is not { } incident)
            {
                continue;
            }
            if (isArrival)
            {
                kind = WebhookKinds.OfArrival(incident, kinds);
                // A dispute or a denial that came after it is told as what it is.
                kind = kind is WebhookKind.DisputeOpened or WebhookKind.Denied && changes.Any(later => later.Sequence > change.Sequence && WebhookKinds.Of(later.Kind) == kind && fitting.GetValueOrDefault(later.Incident) == id) ? null : kind;
                met.Meet(id, kind is null ? 0 : through);
            }
            if (kind is null)
            {
                continue;
            }
            await PutAsync(webhook, kind.Value, change, incident, isArrival, context, publication, cancel);
            told.Add(change.Incident);
        }
    }

    private async Task PutAsync(WebhookRow webhook, WebhookKind kind, IncidentChange change, Incident? incident, bool isArrival, AccountsContext context, Publication publication, CancellationToken cancel)
    {
        var (delivery, now) = (Guid.CreateVersion7(clock.GetUtcNow()).ToString(), clock.GetUtcNow().UtcTicks);
        context.Add(new DeliveryRow
        {
            Id = delivery, WebhookId = webhook.Id, Event = WireNames<WebhookKind>.Of(kind), Incident = incident?.Id ?? change.Incident, Made = now, Next = now, State = DeliveryState.Waiting,
            Body = WebhookBody.Of(delivery, webhook, options.SiteOf(webhook), new ToldChange(kind, change, incident, isArrival), await ApiAnswer.MapsAsync(publication, incident?.Claims ?? [], cancel)),
        });
    }

    // The incidents that some ids lead to and that the webhook asks for as they are now, by those ids.
    private static async Task<Dictionary<string, string>> FittingAsync(WebhookRow webhook, IReadOnlyList<string> ids, Publication publication, CancellationToken cancel)
    {
        var pins = (await publication.PinsOfAsync(ids, cancel)).ToDictionary(pin => pin.Id, StringComparer.Ordinal);
        var heirs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (pins.ContainsKey(id))
            {
                heirs[id] = id;
            }
            else if (await publication.IncidentAsync(id, cancel) is { } heir)
            {
                heirs[id] = heir.Id;
            }
        }
        foreach (var pin in await publication.PinsOfAsync([.. heirs.Values.Where(heir => !pins.ContainsKey(heir)).Distinct(StringComparer.Ordinal)], cancel))
        {
            pins.Add(pin.Id, pin);
        }
        var visible = await publication.VisibleAsync(WebhookForm.FilterOf(webhook.Filter), [.. pins.Keys], cancel);
        return heirs.Where(one => visible?.Contains(one.Value) != false && pins.TryGetValue(one.Value, out var pin) && IsNear(webhook, pin)).ToDictionary(StringComparer.Ordinal);
    }

    // Of a region only one that lies near as a whole: where in it something was, nobody says.
    private static bool IsNear(WebhookRow webhook, IncidentPin pin) => webhook is not { NearLatitude: { } latitude, NearLongitude: { } longitude, NearKm: { } km }
        || (pin is { Position: { } position } && position.DistanceKm(new GeoPoint(latitude, longitude)) + (pin.GeoPrecision > 2 ? pin.RadiusKm ?? 0 : 0) <= km);
}
