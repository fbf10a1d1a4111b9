using Attest.Archive;
using Attest.Web.Accounts;
using Attest.Web.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Attest.Web.Webhooks;

/// <summary>Which of some incidents a webhook has met: each is met once, when it first is what the webhook asks for, whether anything was told of it or not.</summary>
/// <remarks>An incident that was merged into another, and the other, count as met together: what lives on under another id is nothing new.</remarks>
internal sealed class MetIncidents
{
    /// <summary>How many a webhook remembers. Of what came into being before the eldest of them nothing is new any more, so that forgetting tells nothing twice.</summary>
    public const int Most = 50_000;

    private readonly AccountsContext _context;
    private readonly WebhookRow _webhook;
    private readonly Dictionary<string, MetRow> _rows;
    private readonly IReadOnlyDictionary<string, long> _births;

    private MetIncidents(AccountsContext context, WebhookRow webhook, Dictionary<string, MetRow> rows, IReadOnlyDictionary<string, long> births) => (_context, _webhook, _rows, _births) = (context, webhook, rows, births);

    /// <summary>Looks them up.</summary>
    /// <param name="context">Where they are kept; what is met is added to it, and kept when it is saved.</param>
    /// <param name="webhook">Whose.</param>
    /// <param name="incidents">The ids of incidents that are, no aliases.</param>
    /// <param name="publication">Where the incidents are.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<MetIncidents> OfAsync(AccountsContext context, WebhookRow webhook, IReadOnlyCollection<string> incidents, Publication publication, CancellationToken cancel)
    {
        var rows = await context.Met.Where(row => row.WebhookId == webhook.Id && incidents.Contains(row.Incident)).ToDictionaryAsync(row => row.Incident, StringComparer.Ordinal, cancel);
        var met = new MetIncidents(context, webhook, rows, await publication.BirthsAsync([.. incidents.Where(incident => !rows.ContainsKey(incident))], cancel));
        foreach (var incident in incidents.Where(met.IsArrival))
        {
            if (await publication.AliasesAsync(incident, cancel) is [_, ..] aliases && await context.Met.AnyAsync(row => row.WebhookId == webhook.Id && aliases.Contains(row.Incident), cancel))
            {
                met.Meet(incident, 0);
            }
        }
        return met;
    }

    /// <summary>Whether an incident came into being after the webhook began and was not met yet.</summary>
    public bool IsArrival(string incident) => !_rows.ContainsKey(incident) && _births.TryGetValue(incident, out var born) && born > _webhook.Begun;

    /// <summary>Whether a change was told with the incident when that was met.</summary>
    public bool IsTold(string incident, IncidentChange change) => _rows.TryGetValue(incident, out var row) && change.Sequence <= row.Through;

    /// <summary>Takes note that one is met now.</summary>
    /// <param name="incident">The incident, one that <see cref="IsArrival"/>.</param>
    /// <param name="through">The number of the last change that was told with it; 0 where nothing was told.</param>
    public void Meet(string incident, long through)
    {
        var row = new MetRow { WebhookId = _webhook.Id, Incident = incident, Born = _births[incident], Through = through };
        _rows.Add(incident, row);
        _context.Add(row);
    }

    /// <summary>Forgets the eldest of a webhook where they are too many; of what is as old nothing is new to it from then on.</summary>
    /// <param name="context">Where they are kept.</param>
    /// <param name="webhook">Whose.</param>
    /// <param name="most">How many to keep.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task SweepAsync(AccountsContext context, string webhook, int most, CancellationToken cancel)
    {
        var met = context.Met.Where(row => row.WebhookId == webhook);
        if (await met.OrderByDescending(row => row.Born).Skip(most).Select(row => (long?)row.Born).FirstOrDefaultAsync(cancel) is not { } last)
        {
            return;
        }
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await context.Webhooks.Where(row => row.Id == webhook && row.Begun < last).ExecuteUpdateAsync(row => row.SetProperty(one => one.Begun, last), cancel);
        await met.Where(row => row.Born <= last).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}

/// <summary>An incident that a webhook has met.</summary>
public sealed class MetRow
{
    /// <summary>Which webhook.</summary>
    public required string WebhookId { get; init; }

    /// <summary>The incident.</summary>
    public required string Incident { get; init; }

    /// <summary>The number of the incident's first change, by which it came into being here.</summary>
    public required long Born { get; init; }

    /// <summary>The number of the last change that was told with it; 0 where nothing was told.</summary>
    public required long Through { get; init; }
}
