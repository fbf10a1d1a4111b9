using Attest.Register.DamageClaims;
using Attest.Register.Statistics;

namespace Attest.Register;

/// <content>The open statistics.</content>
public sealed partial class DamageRegister
{
    /// <summary>The open statistics, for everybody: small counts are withheld, and with them what they could be told from by subtraction. Erased damage claims are counted without category, region and month.</summary>
    public async Task<StatisticsTable> StatisticsAsync(CancellationToken cancel)
    {
        var cells = await ReadAsync(
            "Counting the register of",
            sql => sql.Rows(
                "SELECT category, region, month, state, count FROM counts WHERE count > 0 ORDER BY category, region, month, state",
                row => new CountedCell(row.GetString(0), row.GetString(1), row.GetString(2), WireNames<DamageState>.Parse(row.GetString(3)), row.GetInt32(4))),
            cancel);
        return await Task.Run(() => StatisticsMaker.Make(cells, Pack, _clock.GetUtcNow()), cancel);
    }
}
