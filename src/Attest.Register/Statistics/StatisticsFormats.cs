using System.Buffers;
using System.Text.Json;
using Attest.Archive.Exports;
using Attest.Register.DamageClaims;

namespace Attest.Register.Statistics;

/// <summary>The open statistics as other programs read them.</summary>
public static class StatisticsFormats
{
    /// <summary>CSV with a row of headings: category, region, month, state, count, withheld. “*” stands for all.</summary>
    public static byte[] Csv(StatisticsTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var output = new ArrayBufferWriter<byte>();
        var cells = new CsvCells(output);
        foreach (var heading in new[] { "category", "region", "month", "state", "count", "withheld" })
        {
            cells.Text(heading);
        }
        cells.End();
        foreach (var row in table.Rows)
        {
            cells.Text(row.Category ?? "*");
            cells.Text(row.Region ?? "*");
            cells.Text(row.Month ?? "*");
            cells.Text(row.State is { } state ? WireNames<DamageState>.Of(state) : "*");
            cells.Number(row.Count);
            cells.Flag(row.Count is null);
            cells.End();
        }
        return output.WrittenMemory.ToArray();
    }

    /// <summary>JSON: when it was counted, the smallest count that is published, and the rows; a member that is missing stands for all, a count that is missing is withheld.</summary>
    public static byte[] Json(StatisticsTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return JsonSerializer.SerializeToUtf8Bytes(table, Storage.RegisterJson.Options);
    }
}
