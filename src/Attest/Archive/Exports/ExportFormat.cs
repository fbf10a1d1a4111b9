using System.Globalization;

namespace Attest.Archive.Exports;

/// <summary>The forms in which other programs take incidents: docs/formats.md, "Exports".</summary>
public enum ExportFormat
{
    /// <summary>JSON Lines: one incident a line, with all its claims.</summary>
    Jsonl,

    /// <summary>One claim a row, with what its incident is.</summary>
    Csv,

    /// <summary>RFC 7946: one incident a feature, areas as areas.</summary>
    Geojson,

    /// <summary>One incident a row in ACLED's columns, as far as ACLED codes it.</summary>
    Acled,

    /// <summary>One incident a row under HXL's tags, ranges as columns for their ends.</summary>
    Hxl,

    /// <summary>JSON Lines: one claim a line with the incident that it belongs to, those of none, too.</summary>
    Claims,
}

/// <summary>What the forms are called outside.</summary>
public static class ExportFormats
{
    /// <summary>The media type of a form.</summary>
    public static string MediaType(ExportFormat format) => format switch
    {
        ExportFormat.Jsonl or ExportFormat.Claims => "application/x-ndjson; charset=utf-8",
        ExportFormat.Geojson => "application/geo+json",
        _ => "text/csv; charset=utf-8; header=present",
    };

    /// <summary>The name of a file of a form, such as <c>attest.acled.csv</c>; of one that leaves incidents out <c>attest.acled.without-120.csv</c>.</summary>
    /// <param name="format">The form.</param>
    /// <param name="leftOut">How many incidents it has no room for.</param>
    public static string FileName(ExportFormat format, int leftOut = 0) => format switch
    {
        ExportFormat.Claims => "attest.claims.jsonl",
        ExportFormat.Acled or ExportFormat.Hxl => string.Create(CultureInfo.InvariantCulture, $"attest.{WireNames<ExportFormat>.Of(format)}{(leftOut > 0 ? $".without-{leftOut}" : "")}.csv"),
        _ => $"attest.{WireNames<ExportFormat>.Of(format)}",
    };
}
