using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Statistics;
using Attest.Register.Storage;

namespace Attest.Register;

/// <content>The open statistics, which are published now and then and stand unchanged in between: whoever compares two days sees the same, and whoever compares two publications sees what many have changed.</content>
public sealed partial class DamageRegister
{
    private Published? _published;

    /// <summary>The open statistics as they were published last, for everybody: small counts are withheld, and with them what they could be told from by subtraction; the others are rounded. Erased damage claims are counted without category, region and month.</summary>
    /// <remarks>Where it is time to publish them anew, that is done first, and is an entry of the ledger. Before as many damage claims were filed as the pack asks for, the table has no rows.</remarks>
    public async Task<StatisticsTable> StatisticsAsync(CancellationToken cancel)
    {
        if (await ReadAsync("Reading the statistics of", IsDue, cancel))
        {
            // What is due is published before any work.
            await WriteAsync("Publishing the statistics of", _ => true, cancel);
        }
        return await ReadAsync("Reading the statistics of", Last, cancel) ?? new StatisticsTable(_clock.GetUtcNow(), Pack.Smallest, [], 0) { RoundedTo = Pack.Statistics.RoundedTo, EveryDays = Pack.Statistics.EveryDays, LeastChanged = Pack.Statistics.LeastChanged };
    }

    /// <summary>Publishes the statistics where it is time to; called within each transaction before anything is changed, so that what is published does not hold the change that comes.</summary>
    private void PublishWhereDue(RegisterLedger ledger)
    {
        if (IsDue(_writer))
        {
            var cells = _writer.Rows(
                "SELECT category, region, month, state, count FROM counts WHERE count > 0 ORDER BY category, region, month, state",
                row => new CountedCell(row.GetString(0), row.GetString(1), row.GetString(2), WireNames<DamageState>.Parse(row.GetString(3)), row.GetInt32(4)));
            ledger.AppendOwn(RegisterEntry.StatisticsPublished, RegisterJson.Write(StatisticsMaker.Make(cells, Pack, _clock.GetUtcNow())));
        }
    }

    // Only what is counted otherwise than it was published last stands between a single damage claim and the difference of two publications: not what changes no count.
    private bool IsDue(Sql sql)
    {
        var last = sql.Rows("SELECT at FROM publications ORDER BY entry DESC LIMIT 1", row => row.GetString(0));
        return (last is [] || _clock.GetUtcNow() >= Moment.Read(last[0]).AddDays(Pack.Statistics.EveryDays))
            && sql.Number("SELECT count(*) FROM (SELECT 1 FROM damage_claims WHERE published IS NOT cell LIMIT $1)", Pack.Statistics.LeastChanged) >= Pack.Statistics.LeastChanged;
    }

    private StatisticsTable? Last(Sql sql)
    {
        if (sql.Rows("SELECT entry, trail FROM publications ORDER BY entry DESC LIMIT 1", row => (Entry: row.GetInt64(0), Trail: row.GetString(1))) is not [var (entry, trail)])
        {
            return null;
        }
        var published = _published;
        if (published?.Entry != entry)
        {
            _published = published = new Published(entry, Own<StatisticsTable>(new MatterStore(sql, _keys), trail));
        }
        return published.Table;
    }

    private sealed record Published(long Entry, StatisticsTable Table);
}
