using System.Buffers;
using System.Globalization;

namespace Attest.Archive.Exports;

/// <summary>One incident a row under the tags of HXL 1.1. A range is three columns of numbers: what is open stays empty, and the number shown never stands without its ends.</summary>
internal sealed class HxlWriter(ExportHeader header) : TableWriter<Incident>(header, Columns)
{
    /// <summary>The columns, in order.</summary>
    public static readonly IReadOnlyList<Column<Incident>> Columns =
    [
        new("Incident", (cells, row) => cells.Text(row.Id), "#event+id"),
        new("Title", (cells, row) => cells.Text(row.Title), "#event+name"),
        new("Crisis", (cells, row) => cells.Text(row.Conflict), "#crisis+code"),
        new("Type", (cells, row) => cells.Text(WireNames<EventType>.Of(row.Type)), "#event+type"),
        new("Sub-type", (cells, row) => cells.Text(row.Subtype), "#event+subtype"),
        new("Status", (cells, row) => cells.Text(WireNames<EventStatus>.Of(row.Status)), "#status"),
        new("From", (cells, row) => cells.Text(Day(row.Date?.Days.First)), "#date+start"),
        new("To", (cells, row) => cells.Text(Day(row.Date?.Days.Last)), "#date+end"),
        new("Precision of time", (cells, row) => cells.Number(row.TimePrecision), "#x_precision+time"),
        new("Newest report", (cells, row) => cells.Text(Day(row.Newest?.Day)), "#date+reported"),
        new("Country", (cells, row) => cells.Text(row.Place?.Country), "#country+code+v_iso2"),
        new("Region", (cells, row) => cells.Text(row.Place?.Region), "#adm1+name"),
        new("Place", (cells, row) => cells.Text(row.Place?.Name), "#loc+name"),
        new("Place key", (cells, row) => cells.Text(row.Place?.Gazetteer), "#loc+code"),
        // A country's middle is no place.
        new("Latitude", (cells, row) => cells.Number(row.Place is { Kind: not PlaceKind.Country } ? row.Place.Position.Latitude : null), "#geo+lat"),
        new("Longitude", (cells, row) => cells.Number(row.Place is { Kind: not PlaceKind.Country } ? row.Place.Position.Longitude : null), "#geo+lon"),
        new("Precision of place", (cells, row) => cells.Number(row.Place?.GeoPrecision), "#x_precision+geo"),
        new("Radius in km", (cells, row) => cells.Number(row.Place?.RadiusKm), "#x_radius+km"),
        .. Range("Killed", Measure.PeopleKilled, "#affected+killed"),
        .. Range("Wounded", Measure.PeopleWounded, "#affected+injured"),
        .. Range("Missing", Measure.PeopleMissing, "#affected+missing"),
        .. Range("Captured", Measure.PeopleCaptured, "#affected+captured"),
        .. Range("Displaced", Measure.PeopleDisplaced, "#affected+displaced"),
        new("Said to have done it", (cells, row) => cells.Text(Names(row.Actors)), "#group+actor"),
        new("Contested", (cells, row) => cells.Text(Contested(row.Actors)), "#group+actor+contested"),
        new("Said to have suffered it", (cells, row) => cells.Text(Names(row.Targets)), "#group+target"),
        new("Reports", (cells, row) => cells.Number(row.Reports), "#meta+reports+num"),
        new("Known origins", (cells, row) => cells.Number(row.Origins.Count(origin => origin.IsKnown)), "#meta+origins+num"),
        new("Unsourced", (cells, row) => cells.Number(row.Unsourced), "#meta+unsourced+num"),
        new("Claims", (cells, row) => cells.Number(row.Claims.Count), "#meta+claims+num"),
        new("Open disputes", (cells, row) => cells.Number(row.Contradictions.Count(one => one.State == ContradictionState.Open)), "#meta+disputes+num"),
        new("Reported by", (cells, row) => cells.Text(string.Join("; ", row.Claims.Select(claim => claim.Report.Publisher).OfType<string>().Distinct(StringComparer.Ordinal))), "#meta+source"),
        new("Addresses", (cells, row) => cells.Text(string.Join(' ', row.Claims.Select(claim => claim.Report.Url).OfType<string>().Distinct(StringComparer.Ordinal))), "#meta+url"),
        new("Judged", (cells, row) => cells.Text(IncidentVerdicts.Write(row)), "#meta+judged"),
    ];

    public override void Write(ExportedIncident incident, IBufferWriter<byte> output) => Row(incident.Incident, output);

    private static IEnumerable<Column<Incident>> Range(string name, Measure measure, string tag) =>
    [
        new($"{name}, least", (cells, row) => cells.Number(row.Toll.GetValueOrDefault(measure)?.Low), $"{tag}+min"),
        new($"{name}, shown", (cells, row) => cells.Number(row.Toll.GetValueOrDefault(measure)?.Shown), $"{tag}+best"),
        new($"{name}, greatest", (cells, row) => cells.Number(row.Toll.GetValueOrDefault(measure)?.High), $"{tag}+max"),
    ];

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Names(IReadOnlyList<Participant> participants) => string.Join("; ", participants.Where(one => !one.Contested).Select(one => one.Name));

    private static string Contested(IReadOnlyList<Participant> participants) => string.Join("; ", participants.Where(one => one.Contested).Select(one => one.Name));
}
