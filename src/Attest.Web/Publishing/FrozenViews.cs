using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Attest.Archive;
using Attest.Archive.Formats;
using Attest.Claims.Nations;
using Attest.Incidents.Tallies;
using Attest.Web.Api;
using Attest.Web.Pages.Live;
using Attest.Web.Wording;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Attest.Web.Publishing;

/// <summary>A view that can be frozen, as its address names it.</summary>
/// <param name="Kind">What sort of view it is.</param>
/// <param name="Address">Its address in one form, so that one view has one.</param>
internal sealed record FrozenAddress(SnapshotKind Kind, string Address)
{
    private const int Longest = 4000;

    /// <summary>The incident or series; empty for other kinds.</summary>
    public string Id { get; private init; } = "";

    /// <summary>What a list, a search or a tally is narrowed to.</summary>
    public IncidentFilter Filter { get; private init; } = IncidentFilter.All;

    /// <summary>Whether a list holds what tells next to nothing, too.</summary>
    public bool ShowsAll { get; private init; }

    /// <summary>What was searched for.</summary>
    public string Asked { get; private init; } = "";

    /// <summary>What is summed; null for other kinds.</summary>
    public TallyQuery? Tally { get; private init; }

    /// <summary>The moment of publication that was asked of.</summary>
    public DateTimeOffset? PublishedBy { get; private init; }

    /// <summary>The moment of recording that was asked of.</summary>
    public DateTimeOffset? RecordedBy { get; private init; }

    /// <summary>Whether it is frozen for readers alone: words that somebody typed stand in its address, which may name anybody, or it shows an earlier state, which holds what was taken back since.</summary>
    public bool IsForReaders => Kind == SnapshotKind.Search || Filter.Publisher is not null || Tally?.Claimant is not null || RecordedBy is not null
        || ((Filter.Side ?? Tally?.Side) is { } side && NationTable.World.Find(side) is null);

    /// <summary>Reads an address of this site.</summary>
    /// <param name="given">From the root on, or as the browser's bar has it.</param>
    /// <param name="address">What it names.</param>
    /// <param name="fault">What can't be frozen, as a sentence; empty where it can.</param>
    public static bool TryRead(string given, [NotNullWhen(true)] out FrozenAddress? address, out string fault)
    {
        (address, fault) = (null, "Views that can be frozen are an incident, a tally, a series, the incidents as they are narrowed, and a search: give the address of such a page, from / on.");
        given = given.Trim();
        if (given.Length > Longest || given.Any(char.IsControl))
        {
            return false;
        }
        if (Uri.TryCreate(given, UriKind.Absolute, out var whole) && whole.Scheme is "http" or "https")
        {
            given = whole.PathAndQuery;
        }
        if (!given.StartsWith('/'))
        {
            return false;
        }
        given = given.Split('#')[0];
        var mark = given.IndexOf('?', StringComparison.Ordinal);
        var path = (mark < 0 ? given : given[..mark]).TrimEnd('/');
        var query = new QueryCollection(mark < 0 ? [] : QueryHelpers.ParseQuery(given[mark..]));
        if (query.Keys.FirstOrDefault(name => name is "cursor" or "after") is not null)
        {
            fault = "A later page of a list is not frozen: give the address of its first page.";
            return false;
        }
        if (!IncidentQueryText.TryRead(query, out var filter, out var wrong))
        {
            fault = wrong;
            return false;
        }
        var all = IncidentQueryText.AsksAll(query);
        address = path.Split('/') switch
        {
            [""] or [] => new FrozenAddress(SnapshotKind.Incidents, $"/{IncidentQueryText.Write(filter, ("all", all ? "yes" : null))}") { Filter = filter, ShowsAll = all },
            ["", "search"] when query["q"].ToString().Trim() is { Length: > 0 } asked => new FrozenAddress(SnapshotKind.Search, $"/search{IncidentQueryText.Write(filter, ("q", asked))}") { Filter = filter, Asked = asked },
            ["", "incidents", { Length: > 0 } id] => new FrozenAddress(SnapshotKind.Incident, $"/incidents/{id}") { Id = Uri.UnescapeDataString(id) },
            ["", "series", { Length: > 0 } id] => new FrozenAddress(SnapshotKind.Series, $"/series/{id}") { Id = Uri.UnescapeDataString(id) },
            ["", "tallies", { Length: > 0 } measure] when WireNames<Measure>.TryParse(measure, out var known) => OfTally(known, filter, query),
            _ => null,
        };
        fault = address is null ? fault : "";
        return address is not null;
    }

    /// <summary>The same incident by the id that it lives on in.</summary>
    public FrozenAddress At(Incident incident) => this with { Id = incident.Id, Address = $"/incidents/{Uri.EscapeDataString(incident.Id)}" };

    private static FrozenAddress? OfTally(Measure measure, IncidentFilter filter, QueryCollection query)
    {
        var claimant = query["claimant"].ToString().Trim() is { Length: > 0 } named ? named : null;
        if (!TryMoment(query["published-by"].ToString(), out var published) || !TryMoment(query["recorded-by"].ToString(), out var recorded) || filter.From > filter.To)
        {
            return null;
        }
        var asked = new TallyQuery(measure, filter.Side, filter.Place, filter.From, filter.To, claimant);
        return new FrozenAddress(SnapshotKind.Tally, Of(asked, published, recorded)) { Tally = asked, PublishedBy = published, RecordedBy = recorded };
    }

    /// <summary>The address of a tally.</summary>
    public static string Of(TallyQuery query, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy) =>
        $"/tallies/{WireNames<Measure>.Of(query.Measure)}{IncidentQueryText.Write(new IncidentFilter(Place: query.Place, From: query.From, To: query.To, Side: query.Side), ("claimant", query.Claimant), ("published-by", Write(publishedBy)), ("recorded-by", Write(recordedBy)))}";

    private static bool TryMoment(string text, out DateTimeOffset? moment)
    {
        moment = null;
        if (text.Length == 0)
        {
            return true;
        }
        var isTime = PublicationTime.TryParse(text, out var time);
        moment = isTime ? time.Instant ?? time.EndOfDay : null;
        return isTime;
    }

    private static string? Write(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}

/// <summary>Makes the content of views that are frozen: canonical JSON, the same bytes for the same content.</summary>
internal static class FrozenViews
{
    /// <summary>The number of the form of the content.</summary>
    public const int Format = 1;

    private const int MostIncidents = 100, MostPosts = 50, MostHits = 50, MostLines = 1000, MostMade = 150;

    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The content of a view as a publication shows it; null where it shows none.</summary>
    /// <param name="view">The view.</param>
    /// <param name="publication">The whole, or what everybody may see.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<FrozenContent?> MakeAsync(FrozenAddress view, Publication publication, CancellationToken cancel) => view.Kind switch
    {
        SnapshotKind.Incident => await OfIncidentAsync(view, publication, cancel),
        SnapshotKind.Tally => await OfTallyAsync(view, publication, cancel),
        SnapshotKind.Series => await OfSeriesAsync(view, publication, cancel),
        SnapshotKind.Search => await OfSearchAsync(view, publication, cancel),
        _ => await OfIncidentsAsync(view, publication, cancel),
    };

    private static async Task<FrozenContent?> OfIncidentAsync(FrozenAddress view, Publication publication, CancellationToken cancel)
    {
        if (await publication.IncidentAsync(view.Id, cancel) is not { } incident)
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
        if (await publication.OneSeriesAsync(view.Id, cancel) is not { } series)
        {
            return null;
        }
        var maps = await ApiAnswer.MapsAsync(publication, series.Points.SelectMany(point => point.Claims), cancel);
        return Write(view, OverviewWords.Title(series), json => Raw(json, "series", OverviewJson.Write(series, maps)));
    }

    private static async Task<FrozenContent?> OfIncidentsAsync(FrozenAddress view, Publication publication, CancellationToken cancel)
    {
        // What editors write may be taken back: what everybody sees for ever has none of it.
        var asked = IncidentQueryText.ForList(view.Filter, view.ShowsAll);
        var page = publication.IsPublic ? await WithoutPostsAsync(asked, publication, cancel) : await publication.LiveAsync(view.Filter, asked, null, MostIncidents, MostPosts, cancel);
        IReadOnlyList<Post> posts = publication.IsPublic ? [] : [.. await publication.PinnedPostsAsync(view.Filter, cancel), .. page.Posts];
        var points = view.Filter == IncidentFilter.All && !publication.IsPublic ? await publication.PostAsync(Post.KeyPoints, null, cancel) : null;
        if (page.Incidents.Count == 0 && posts.Count == 0)
        {
            return null;
        }
        var maps = await ApiAnswer.MapsAsync(publication, page.Incidents.SelectMany(one => one.Incident.Claims).Concat(posts.Append(points).OfType<Post>().SelectMany(post => post.Content.Claims).Select(claim => claim.Claim)), cancel);
        return Write(view, view.Filter == IncidentFilter.All ? "Incidents" : $"Incidents, narrowed to {Narrowed(view)}", json =>
        {
            if (points is null)
            {
                json.WriteNull("keyPoints");
            }
            else
            {
                Raw(json, "keyPoints", PostJson.Write(points, maps));
            }
            ApiAnswer.Lines(json, "posts", posts.Select(post => PostJson.Write(post, maps)));
            ApiAnswer.Lines(json, "incidents", page.Incidents.Select(one => IncidentJson.Write(one.Incident, maps)));
            json.WriteBoolean("more", page.Next is not null);
        });
    }

    private static async Task<LivePart> WithoutPostsAsync(IncidentFilter asked, Publication publication, CancellationToken cancel)
    {
        var page = await publication.IncidentsAsync(asked, null, MostIncidents, cancel);
        return new LivePart(page.Items, [], page.Next);
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
