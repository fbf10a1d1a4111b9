using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Attest.Archive;
using Attest.Archive.Formats;
using Attest.Web.Api;
using Attest.Web.Pages.Live;
using Attest.Web.Wording;

namespace Attest.Web.Publishing;

/// <summary>Makes the content of views that are frozen: canonical JSON, the same bytes for the same content.</summary>
internal static partial class FrozenViews
{
    /// <summary>The number of the form of the content.</summary>
    public const int Format = 1;

    /// <summary>How many entries of a list a snapshot holds at most; a longer one is refused.</summary>
    public const int MostEntries = 500;

    // Entries of a list that are asked for at once, and how often; hits of a search and lines of a tally that are frozen, the best and the latest.
    private const int AtOnce = 100, MostAsked = 200, MostHits = 50, MostLines = 1000, MostMade = 150;

    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The content of a view as a publication shows it, or why there is none.</summary>
    /// <param name="view">The view.</param>
    /// <param name="publication">The whole, or what everybody may see.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<MadeView> MakeAsync(FrozenAddress view, Publication publication, CancellationToken cancel)
    {
        try
        {
            var content = await (view.Kind switch
            {
                SnapshotKind.Incident => OfIncidentAsync(view, publication, cancel),
                SnapshotKind.Tally => OfTallyAsync(view, publication, cancel),
                SnapshotKind.Tallies => OfTalliesAsync(view, publication, cancel),
                SnapshotKind.Series => OfSeriesAsync(view, publication, cancel),
                SnapshotKind.AllSeries => OfAllSeriesAsync(view, publication, cancel),
                SnapshotKind.Search => OfSearchAsync(view, publication, cancel),
                SnapshotKind.Situation => OfSituationAsync(view, publication, cancel),
                SnapshotKind.Coverage => OfCoverageAsync(view, publication, cancel),
                SnapshotKind.Map => OfMapAsync(view, publication, cancel),
                SnapshotKind.Reports => OfReportsAsync(view, publication, cancel),
                SnapshotKind.Report => OfReportAsync(view, publication, cancel),
                SnapshotKind.Speakers => OfSpeakersAsync(view, publication, cancel),
                SnapshotKind.Speaker => OfSpeakerAsync(view, publication, cancel),
                SnapshotKind.Posts => OfPostsAsync(view, publication, cancel),
                _ => OfIncidentsAsync(view, publication, cancel),
            });
            return content is null ? MadeView.Nothing : new MadeView(content, "");
        }
        catch (TooLongException)
        {
            return new MadeView(null, string.Create(CultureInfo.InvariantCulture, $"The view has more than {MostEntries} entries, and a snapshot holds all of a view or none: narrow it, by a place, days or a measure.")) { IsTooLong = true };
        }
    }

    // All entries of a list, page by page.
    private static async Task<List<T>> AllAsync<T>(Func<string?, Task<Page<T>>> ask)
    {
        var (entries, next) = (new List<T>(), (string?)null);
        for (var asked = 0; asked == 0 || next is not null; asked++)
        {
            var page = await ask(next);
            entries.AddRange(page.Items);
            next = page.Next;
            if (entries.Count > MostEntries || (next is not null && asked >= MostAsked))
            {
                throw new TooLongException();
            }
        }
        return entries;
    }

    // A list is longer than a snapshot holds.
    private sealed class TooLongException : Exception;

    private static async Task<FrozenContent?> OfIncidentAsync(FrozenAddress view, Publication publication, CancellationToken cancel)
    {
        if (await (view.IsNow ? publication.IncidentAsync(view.Id, cancel) : publication.IncidentAsync(view.Id, view.PublishedBy, view.RecordedBy, cancel)) is not { } incident)
        {
            return null;
        }
        var maps = await ApiAnswer.MapsAsync(publication, incident.Claims, cancel);
        return Write(view, incident.Title, json => Raw(json, "incident", IncidentJson.Write(incident, maps)));
    }

    private static async Task<FrozenContent?> OfTallyAsync(FrozenAddress view, Publication publication, CancellationToken cancel)
    {
        var tally = await publication.TallyAsync(view.Tally!, view.PublishedBy, view.RecordedBy, MostLines, MostMade, cancel);
        if (tally.Lines.Count == 0)
        {
            return null;
        }
        var maps = await ApiAnswer.MapsAsync(publication, tally.Lines.SelectMany(line => line.Claims), cancel);
        return Write(view, OverviewWords.Title(tally.Query), json => Raw(json, "tally", OverviewJson.Write(tally, view.PublishedBy, view.RecordedBy, maps)));
    }

    private static async Task<FrozenContent?> OfSeriesAsync(FrozenAddress view, Publication publication, CancellationToken cancel)
    {
        if (await (view.IsNow ? publication.OneSeriesAsync(view.Id, cancel) : publication.OneSeriesAsync(view.Id, view.PublishedBy, view.RecordedBy, cancel)) is not { } series)
        {
            return null;
        }
        var maps = await ApiAnswer.MapsAsync(publication, series.Points.SelectMany(point => point.Claims), cancel);
        return Write(view, OverviewWords.Title(series), json => Raw(json, "series", OverviewJson.Write(series, maps)));
    }

    private static async Task<FrozenContent?> OfSearchAsync(FrozenAddress view, Publication publication, CancellationToken cancel)
    {
        var found = await publication.SearchAsync(view.Asked, view.Filter, null, MostHits, cancel);
        return found.Incidents.Count == 0 && found.Reports.Count == 0 ? null : Write(view, $"Search: {view.Asked}", json =>
        {
            ApiAnswer.Lines(json, "found", found.Incidents.Select(SearchJson.Write).Concat(found.Reports.Select(SearchJson.Write)));
            json.WriteBoolean("more", found.Next is not null);
        });
    }

    private static string Narrowed(FrozenAddress view) => Uri.UnescapeDataString(IncidentQueryText.Write(view.Filter).TrimStart('?').Replace("&", ", ", StringComparison.Ordinal).Replace("=", ": ", StringComparison.Ordinal));

    private static FrozenContent Write(FrozenAddress view, string title, Action<Utf8JsonWriter> write)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, Canonical))
        {
            json.WriteStartObject();
            json.WriteString("attest", "snapshot");
            json.WriteNumber("format", Format);
            json.WriteString("kind", WireNames<SnapshotKind>.Of(view.Kind));
            json.WriteString("address", view.Address);
            json.WriteString("title", title);
            write(json);
            json.WriteEndObject();
        }
        return new FrozenContent(title, output.ToArray());
    }

    private static void Raw(Utf8JsonWriter json, string name, byte[] value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value, skipInputValidation: true);
    }
}

/// <summary>The content of a view, or why it can't be frozen.</summary>
/// <param name="Content">The content; null where there is none.</param>
/// <param name="Fault">Why, as a sentence; empty where there is one.</param>
internal sealed record MadeView(FrozenContent? Content, string Fault)
{
    /// <summary>Whether it has more entries than a snapshot holds.</summary>
    public bool IsTooLong { get; init; }

    /// <summary>The view shows nothing.</summary>
    public static MadeView Nothing { get; } = new(null, "There is nothing to freeze: the page under this address is empty, or there is none.");
}
