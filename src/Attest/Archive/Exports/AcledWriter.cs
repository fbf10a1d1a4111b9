using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Attest.Archive.Exports;

/// <summary>One incident a row in ACLED's columns and order, coded as its codebook says, with three columns of ours after them and what export it is of.</summary>
/// <remarks>
/// Only what ACLED codes: an incident with a sub-event type that is said to have happened, is dated to a month or closer, and lies in a place below a country. Fatalities are the least
/// that a standing figure gives (dozens are 12 and hundreds 100, as the codebook has them; 0 where none is given or it is open below); the range stands in the notes.
/// </remarks>
internal sealed class AcledWriter(ExportHeader header) : TableWriter<AcledWriter.AcledRow>(header, Columns)
{
    private const int MonthDays = 31, StateForces = 1, OtherForces = 8;

    private static readonly FrozenDictionary<string, SubEvent> SubEvents = Table.Rows("Archive/Exports/acled-sub-events.tsv")
        .ToFrozenDictionary(row => row[0], row => new SubEvent(row[0], row[1], row[2], row[3]), StringComparer.Ordinal);

    /// <summary>The columns, in order.</summary>
    public static readonly IReadOnlyList<Column<AcledRow>> Columns =
    [
        new("event_id_cnty", (cells, row) => cells.Text($"{row.Country?.Code3}{row.Incident.Id}")),
        new("event_date", (cells, row) => cells.Text(row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
        new("year", (cells, row) => cells.Number(row.Day.Year)),
        new("time_precision", (cells, row) => cells.Number(row.Incident.TimePrecision)),
        new("disorder_type", (cells, row) => cells.Text(row.Kind.Disorder)),
        new("event_type", (cells, row) => cells.Text(row.Kind.Event)),
        new("sub_event_type", (cells, row) => cells.Text(row.Kind.Name)),
        new("actor1", (cells, row) => cells.Text(First(row.Incident.Actors)?.Name)),
        new("assoc_actor_1", (cells, row) => cells.Text(Others(row.Incident.Actors))),
        new("inter1", (cells, row) => cells.Number(Inter(First(row.Incident.Actors), row.Country))),
        new("actor2", (cells, row) => cells.Text(First(row.Incident.Targets)?.Name)),
        new("assoc_actor_2", (cells, row) => cells.Text(Others(row.Incident.Targets))),
        new("inter2", (cells, row) => cells.Number(Inter(First(row.Incident.Targets), row.Country))),
        new("interaction", (cells, row) => cells.Number(Interaction(Inter(First(row.Incident.Actors), row.Country), Inter(First(row.Incident.Targets), row.Country)))),
        new("civilian_targeting", (cells, row) => cells.Text(row.Kind.Civilian)),
        new("iso", (cells, row) => cells.Number(row.Country?.Number)),
        new("region", (cells, row) => cells.Text(row.Country?.Region)),
        new("country", (cells, row) => cells.Text(row.Country?.Name ?? row.Place.Country)),
        new("admin1", (cells, row) => cells.Text(row.Place.Region)),
        new("admin2", (cells, _) => cells.Text(null)),
        new("admin3", (cells, _) => cells.Text(null)),
        new("location", (cells, row) => cells.Text(row.Place.Name)),
        new("latitude", (cells, row) => cells.Number(row.Place.Position.Latitude)),
        new("longitude", (cells, row) => cells.Number(row.Place.Position.Longitude)),
        new("geo_precision", (cells, row) => cells.Number(row.Place.GeoPrecision)),
        new("source", (cells, row) => cells.Text(string.Join("; ", row.Incident.Claims.Select(claim => claim.Report.Publisher).OfType<string>().Distinct(StringComparer.Ordinal)))),
        new("source_scale", (cells, _) => cells.Text(null)),
        new("notes", (cells, row) => cells.Text(Notes(row.Incident))),
        new("fatalities", (cells, row) => cells.Number(Fatalities(row.Incident))),
        new("tags", (cells, row) => cells.Text(row.Incident.Contradictions.Any(one => one.State == ContradictionState.Open) ? "disputed" : null)),
        new("timestamp", (cells, row) => cells.Number(row.ChangedAt.ToUnixTimeSeconds())),
        new("attest_time_precision", (cells, row) => cells.Text(row.Incident.TimePrecision switch { 1 => "the day", 2 => "a week or similar", _ => "a month" })),
        new("attest_geo_precision", (cells, row) => cells.Text(row.Place.GeoPrecision switch { 1 => "a particular town", 2 => "near a town, or a small part of a region", _ => "a larger region, by its middle" })),
        new("attest_fatalities_high", (cells, row) => cells.Number(row.Incident.Toll.GetValueOrDefault(Measure.PeopleKilled)?.High)),
        new("attest_judged", (cells, row) => cells.Text(IncidentVerdicts.Write(row.Incident))),
    ];

    public override void Write(ExportedIncident exported, IBufferWriter<byte> output)
    {
        var incident = exported.Incident;
        if (incident.Subtype is not { } subtype || !SubEvents.TryGetValue(subtype, out var kind))
        {
            Leave(LeftOutReason.NoSubtype);
        }
        else if (incident.Status is not (EventStatus.Happened or EventStatus.Ongoing or EventStatus.Alleged))
        {
            Leave(LeftOutReason.NotHappened);
        }
        else if (incident.Place is not { Kind: not PlaceKind.Country } place)
        {
            Leave(LeftOutReason.NoPlace);
        }
        else if (DayOf(incident.Date) is not { } day)
        {
            Leave(LeftOutReason.NoDay);
        }
        else
        {
            Row(new AcledRow(incident, place, Country.Find(place.Country), kind, day, exported.ChangedAt), output);
        }
    }

    /// <summary>The lowest number of deaths that is reported, as the codebook has it.</summary>
    internal static decimal Fatalities(Incident incident)
    {
        var low = incident.Toll.GetValueOrDefault(Measure.PeopleKilled)?.Low ?? 0;
        // "Dozens" are read as 24 and more, "hundreds" as 200; where the number is somebody's own, it stands.
        return low > 0 && incident.Claims.Where(claim => claim is { Measure: Measure.PeopleKilled, IsRejected: false } && claim.Low == low).All(claim => claim is { Approximate: true, High: null }) ? decimal.Floor(low / 2) : low;
    }

    // The day itself; of a longer time its middle.
    private static DateOnly? DayOf(TimeValue? date) =>
        date?.Days is ({ } first, { } last) && last.DayNumber - first.DayNumber is >= 0 and < MonthDays and var days ? first.AddDays(days > 1 ? days / 2 : 0) : null;

    // Whom only one side names, or another denies, is nobody's actor.
    private static Participant? First(IReadOnlyList<Participant> participants) => participants.FirstOrDefault(one => !one.Contested);

    private static string Others(IReadOnlyList<Participant> participants) => string.Join("; ", participants.Where(one => !one.Contested).Skip(1).Select(one => one.Name));

    // Only a state itself is told for certain: at home it is the state's forces, elsewhere others'.
    private static int? Inter(Participant? participant, Country? country) =>
        participant is { Side: { } side } && participant.Name == side && Country.Named(side) is { } state && country is not null ? state == country ? StateForces : OtherForces : null;

    private static int? Interaction(int? one, int? other) => one is { } first && other is { } second ? (Math.Min(first, second) * 10) + Math.Max(first, second) : null;

    private static string Notes(Incident incident)
    {
        var notes = new StringBuilder(incident.Title).Append('.');
        foreach (var (measure, toll) in incident.Toll.OrderBy(pair => pair.Key))
        {
            notes.Append(CultureInfo.InvariantCulture, $" {WireNames<Measure>.Of(measure)}: {Range(toll)}.");
        }
        foreach (var contested in incident.Actors.Where(actor => actor.Contested))
        {
            notes.Append(CultureInfo.InvariantCulture, $" Contested: {contested.Name}.");
        }
        if (incident.Contradictions.Count(one => one.State == ContradictionState.Open) is > 0 and var open)
        {
            notes.Append(CultureInfo.InvariantCulture, $" Accounts that can't both hold: {open}.");
        }
        notes.Append(CultureInfo.InvariantCulture, $" Known origins: {incident.Origins.Count(origin => origin.IsKnown)}; sentences that name nobody: {incident.Unsourced}.");
        return notes.ToString();
    }

    private static string Range(Toll toll)
    {
        var (low, high) = (toll.Low?.ToString("0.####", CultureInfo.InvariantCulture), toll.High?.ToString("0.####", CultureInfo.InvariantCulture));
        return $"{(toll.Approximate ? "about " : "")}{(low == high ? low : high is null ? $"at least {low}" : low is null ? $"at most {high}" : $"{low} to {high}")}";
    }

    /// <summary>What a row is of.</summary>
    internal sealed record AcledRow(Incident Incident, IncidentPlace Place, Country? Country, SubEvent Kind, DateOnly Day, DateTimeOffset ChangedAt);

    /// <summary>A sub-event type of ACLED.</summary>
    internal sealed record SubEvent(string Name, string Event, string Disorder, string Civilian);
}
