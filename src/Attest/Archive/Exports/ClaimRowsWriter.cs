using System.Buffers;
using System.Globalization;
using Attest.Archive.Formats;

namespace Attest.Archive.Exports;

/// <summary>One claim a row, with what its incident is beside it: for a spreadsheet.</summary>
internal sealed class ClaimRowsWriter(ExportHeader header) : TableWriter<ClaimRowsWriter.ClaimRow>(header, Columns)
{
    /// <summary>The columns, in order.</summary>
    public static readonly IReadOnlyList<Column<ClaimRow>> Columns =
    [
        new("incident_id", (cells, row) => cells.Text(row.Incident.Id)),
        new("incident_title", (cells, row) => cells.Text(row.Incident.Title)),
        new("conflict", (cells, row) => cells.Text(row.Incident.Conflict)),
        new("type", (cells, row) => cells.Text(WireNames<EventType>.Of(row.Incident.Type))),
        new("subtype", (cells, row) => cells.Text(row.Incident.Subtype)),
        new("incident_status", (cells, row) => cells.Text(WireNames<EventStatus>.Of(row.Incident.Status))),
        new("date", (cells, row) => cells.Text(row.Incident.Date?.Iso)),
        new("time_precision", (cells, row) => cells.Number(row.Incident.TimePrecision)),
        new("place", (cells, row) => cells.Text(row.Incident.Place?.Name)),
        new("country", (cells, row) => cells.Text(row.Incident.Place?.Country)),
        new("region", (cells, row) => cells.Text(row.Incident.Place?.Region)),
        new("latitude", (cells, row) => cells.Number(row.Incident.Place?.Position.Latitude)),
        new("longitude", (cells, row) => cells.Number(row.Incident.Place?.Position.Longitude)),
        new("geo_precision", (cells, row) => cells.Number(row.Incident.Place?.GeoPrecision)),
        new("radius_km", (cells, row) => cells.Number(row.Incident.Place?.RadiusKm)),
        new("claim_id", (cells, row) => cells.Text(row.Claim.Id)),
        new("kind", (cells, row) => cells.Text(WireNames<ClaimKind>.Of(row.Claim.Kind))),
        new("measure", (cells, row) => cells.Text(row.Claim.Measure is { } measure ? WireNames<Measure>.Of(measure) : null)),
        new("low", (cells, row) => cells.Number(row.Claim.Low)),
        new("high", (cells, row) => cells.Number(row.Claim.High)),
        new("approximate", (cells, row) => cells.Flag(row.Claim.Approximate)),
        new("side", (cells, row) => cells.Text(row.Claim.Side)),
        new("status", (cells, row) => cells.Text(WireNames<EventStatus>.Of(row.Claim.Status))),
        new("modality", (cells, row) => cells.Text(WireNames<Modality>.Of(row.Claim.Modality))),
        new("speaker", (cells, row) => cells.Text(row.Claim.Speaker)),
        new("chain", (cells, row) => cells.Text(string.Join(" > ", row.Claim.Chain))),
        new("origin", (cells, row) => cells.Text(row.Claim.Origin)),
        new("scope", (cells, row) => cells.Text(row.Claim.Scope is { } scope ? WireNames<FigureScope>.Of(scope) : null)),
        new("part", (cells, row) => cells.Flag(row.Claim.IsPart)),
        new("derived", (cells, row) => cells.Flag(row.Claim.IsDerived)),
        new("rejected", (cells, row) => cells.Flag(row.Claim.IsRejected)),
        new("judged", (cells, row) => cells.Text(string.Join(' ', row.Claim.Judged.Select(judged => WireNames<Verdict>.Of(judged.Verdict))))),
        new("quote", (cells, row) => cells.Text(row.Claim.Report.Quote)),
        new("words", (cells, row) => cells.Text(Words(row))),
        new("report_id", (cells, row) => cells.Text(row.Claim.Report.Id.Hex)),
        new("report_title", (cells, row) => cells.Text(row.Claim.Report.Title)),
        new("publisher", (cells, row) => cells.Text(row.Claim.Report.Publisher)),
        new("published", (cells, row) => cells.Text(row.Claim.Report.Published?.ToString())),
        new("url", (cells, row) => cells.Text(row.Claim.Report.Url)),
        new("origin_name", (cells, row) => cells.Text(row.Incident.Origins.FirstOrDefault(origin => origin.Id == row.Claim.Origin)?.Speaker)),
        new("incident_judged", (cells, row) => cells.Text(IncidentVerdicts.Write(row.Incident))),
    ];

    public override void Write(ExportedIncident incident, IBufferWriter<byte> output)
    {
        foreach (var claim in incident.Incident.Claims)
        {
            Row(new ClaimRow(incident.Incident, claim, incident.MapOf), output);
        }
    }

    private static string Words(ClaimRow row)
    {
        var map = IncidentJson.MapOf(row.Claim, row.MapOf);
        return string.Join(' ', row.Claim.Words.Select(span => string.Create(CultureInfo.InvariantCulture, $"{map.ToCodePoint(span.Start)}:{map.ToCodePoint(span.End)}")));
    }

    /// <summary>What a row is of.</summary>
    internal readonly record struct ClaimRow(Incident Incident, Claim Claim, Func<Sha256, CodePointMap> MapOf);
}
