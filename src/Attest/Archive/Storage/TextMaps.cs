using System.Text.Json;
using Attest.Archive.Formats;

namespace Attest.Archive.Storage;

/// <summary>The code-point maps of reports' texts. A text is loaded only where it has surrogate pairs, which few have.</summary>
internal sealed class TextMaps(Sql sql)
{
    private static readonly CodePointMap Plain = new("");

    private (Sha256 Report, CodePointMap Map) _last = (default, Plain);

    /// <summary>Number of UTF-16 code units of a text that are halves of a pair or alone.</summary>
    public static int SurrogatesIn(string text)
    {
        var count = 0;
        foreach (var unit in text)
        {
            count += char.IsSurrogate(unit) ? 1 : 0;
        }
        return count;
    }

    /// <summary>The map of a report's text.</summary>
    public CodePointMap Of(Sha256 report)
    {
        // An incident's claims come report by report.
        if (_last.Report != report)
        {
            _last = (report, Load(report));
        }
        return _last.Map;
    }

    /// <summary>The maps of many reports' texts.</summary>
    public Dictionary<Sha256, CodePointMap> Of(IEnumerable<Sha256> reports)
    {
        var maps = reports.Distinct().ToDictionary(report => report, _ => Plain);
        foreach (var report in sql.Rows(
            "SELECT DISTINCT report FROM json_each($1) CROSS JOIN reports INDEXED BY reports_with_surrogates ON report = value WHERE surrogates > 0", row => new Sha256(row.GetString(0)), JsonSerializer.Serialize(maps.Keys.Select(report => report.Hex))))
        {
            maps[report] = Load(report);
        }
        return maps;
    }

    private CodePointMap Load(Sha256 report)
    {
        var matter = sql.Value("SELECT matter FROM reports INDEXED BY reports_with_surrogates WHERE report = $1 AND surrogates > 0", report.Hex) as string;
        return matter is not null && new Matter(sql).Find(matter) is { } found ? new CodePointMap(ReadingJson.Read(Matter.Unpack(found)).Report.Text) : Plain;
    }
}
