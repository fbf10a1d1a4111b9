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

    private CodePointMap Load(Sha256 report)
    {
        var matter = sql.Value("SELECT matter FROM reports WHERE report = $1 AND surrogates > 0", report.Hex) as string;
        return matter is not null && new Matter(sql).Find(matter) is { } found ? new CodePointMap(ReadingJson.Read(Matter.Unpack(found)).Report.Text) : Plain;
    }
}
