using Attest.Archive;
using Attest.Claims.Places;
using Attest.Incidents.Series;
using Attest.Incidents.Situation;
using Attest.Incidents.Tallies;

namespace Attest.Web.Publishing;

/// <content>What looks over many incidents.</content>
internal sealed partial class PublicMask
{
    /// <summary>A tally of the lines that are shown. Whoever asks for a claimant or a side whose name is not shown somewhere is told what is told of nobody.</summary>
    public async Task<Tally> OfAsync(Tally tally, CancellationToken cancel)
    {
        var query = tally.Query;
        var lines = new List<TallyLine>();
        foreach (var line in tally.Lines)
        {
            // A number that is not shown yet tells how many stand where; the place asked for tells where.
            if (await OfAsync(line.Incident, cancel) is { } incident && (incident.Place == line.Place || IsAskedFor(query.Place, incident.Place)))
            {
                var claims = await OfAsync(line.Claims, cancel);
                if (line.Claims.Zip(claims).Any(claim => IsNamed(query.Claimant, claim.First.Speaker, claim.Second.Speaker) || IsNamed(query.Side, claim.First.Side, claim.Second.Side)))
                {
                    return Nothing(query);
                }
                lines.Add(line with { Title = incident.Title, Place = incident.Place, Claims = claims });
            }
        }
        var undated = new List<UndatedIncident>();
        foreach (var one in tally.UndatedIncidents)
        {
            if (await archive.IncidentAsync(one.Id, cancel) is { } found && await OfAsync(found, cancel) is { } incident && (incident.Place == found.Place || IsAskedFor(query.Place, incident.Place)))
            {
                undated.Add(one with { Title = incident.Title });
            }
        }
        // Who has no line may be somebody whose figures did not count.
        if (lines.Count == 0 && (query.Claimant ?? query.Side) is not null)
        {
            return Nothing(query);
        }
        var left = lines.Select(line => line.Incident).ToHashSet(StringComparer.Ordinal);
        var hidden = tally.Lines.Where(line => !left.Contains(line.Incident)).ToList();
        var isOfPositions = PublicationPolicy.IsPosition(tally.Query.Measure);
        // Not all that is added need be listed: what is hidden of the list is taken from the sums.
        return tally with
        {
            Low = tally.Low - hidden.Sum(line => line.Toll.Low ?? 0),
            High = hidden.Count < tally.Incidents ? tally.High - hidden.Sum(line => line.Toll.High ?? 0) : 0,
            Shown = hidden.Count < tally.Incidents ? tally.Shown - hidden.Sum(line => line.Toll.Shown ?? 0) : null,
            Incidents = tally.Incidents - hidden.Count,
            Lines = lines,
            Alarms = [.. tally.Alarms.Where(alarm => !hidden.Exists(line => line.Incident == alarm.First || line.Incident == alarm.Second))],
            // Of a place they would tell of what is hidden there.
            LeftOut = isOfPositions || query.Place is not null ? new Dictionary<LeftOut, int>() : tally.LeftOut,
            UndatedIncidents = isOfPositions ? [] : undated,
            Undated = isOfPositions ? 0 : tally.Undated - (tally.UndatedIncidents.Count - undated.Count),
            Uncounted = isOfPositions ? 0 : tally.Uncounted,
        };
    }

    /// <summary>A tally with its latest lines alone.</summary>
    public static Tally Latest(Tally tally, int most)
    {
        if (tally.Lines.Count <= most && tally.UndatedIncidents.Count <= most)
        {
            return tally;
        }
        var lines = tally.Lines.TakeLast(most).ToList();
        var listed = lines.Select(line => line.Incident).ToHashSet(StringComparer.Ordinal);
        return tally with
        {
            Lines = lines, Incidents = tally.Incidents, UndatedIncidents = [.. tally.UndatedIncidents.Take(most)], Alarms = [.. tally.Alarms.Where(alarm => listed.Contains(alarm.First) && listed.Contains(alarm.Second))],
        };
    }

    private static Tally Nothing(TallyQuery query) => new(query, 0, 0, null, [], [], new Dictionary<LeftOut, int>(), 0);

    // Whether a name that is asked for is one that is not shown; the root of what somebody says has the first and last of their names.
    private static bool IsNamed(string? asked, string? name, string? shown)
    {
        if (asked is null || name is null || name == shown)
        {
            return false;
        }
        var (folded, parts) = (PlaceKey.Fold(asked), PlaceKey.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return folded == string.Join(' ', parts) || (parts.Length > 2 && folded == $"{parts[0]} {parts[^1]}");
    }

    /// <summary>A series; null where a private person counts, or where nothing of it is shown yet.</summary>
    public async Task<CountSeries?> OfAsync(CountSeries series, CancellationToken cancel)
    {
        var points = new List<SeriesPoint>();
        foreach (var point in series.Points)
        {
            if (PublicationPolicy.IsPosition(series.Measure) && (await covers.OfAsync(point.Claims.Select(claim => claim.Report.Id), cancel)).Values.Any(cover => cover.IsFresh))
            {
                continue;
            }
            points.Add(point with { Claims = await OfAsync(point.Claims, cancel) });
        }
        var known = await covers.OfAsync(series.Points.SelectMany(point => point.Claims).Select(claim => claim.Report.Id), cancel);
        return points.Count == 0 || known.Values.Any(cover => cover.IsPrivate(series.Claimant)) ? null
            : series with { Points = points, Alarms = points.Count == series.Points.Count ? series.Alarms : [], Of = Words(series.Of, known), Side = Side(series.Side, known.Values), ClaimantSide = Side(series.ClaimantSide, known.Values), Place = series.Place is { } place && PublicationPolicy.IsPosition(series.Measure) ? CoarsePlaces.Of(place) : series.Place };
    }

    /// <summary>A day's report.</summary>
    public async Task<DaySituation> OfAsync(DaySituation situation, CancellationToken cancel)
    {
        var report = situation.Report;
        var sections = new List<SituationSection>();
        foreach (var section in report.Sections)
        {
            sections.Add(section with { Entries = await OfAsync(section.Entries, cancel) });
        }
        var disputes = new List<SituationDispute>();
        foreach (var dispute in report.Disputes)
        {
            if (await OfAsync(dispute.Incident, cancel) is { } incident)
            {
                disputes.Add(dispute with { Incident = incident, First = (await OfAsync([dispute.First], cancel))[0], Second = (await OfAsync([dispute.Second], cancel))[0] });
            }
        }
        return situation with { Report = report with { Sections = [.. sections.Where(section => section.Entries.Count > 0)], Tolls = await OfAsync(report.Tolls, cancel), Disputes = disputes } };
    }

    private async Task<IReadOnlyList<SituationEntry>> OfAsync(IReadOnlyList<SituationEntry> entries, CancellationToken cancel)
    {
        var shown = new List<SituationEntry>();
        foreach (var entry in entries)
        {
            if (await OfAsync(entry.Incident, cancel) is not { } incident)
            {
                continue;
            }
            var voices = new List<SituationVoice>();
            foreach (var voice in entry.Voices)
            {
                var leading = (await OfAsync([voice.Leading], cancel))[0];
                voices.Add(voice with { Speaker = voice.Speaker is null ? null : leading.Speaker ?? ReportCover.Somebody, Leading = leading, Figures = await OfAsync(voice.Figures, cancel) });
            }
            shown.Add(new SituationEntry(incident, voices));
        }
        return shown;
    }
}
