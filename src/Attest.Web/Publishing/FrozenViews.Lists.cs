using System.Globalization;
using System.Text.Json;
using Attest.Archive;
using Attest.Archive.Formats;
using Attest.Incidents.Coverage;
using Attest.Web.Api;
using Attest.Web.Pages.Live;
using Attest.Web.Pages.Posts;
using Attest.Web.Pages.Situation;
using Attest.Web.Wording;

namespace Attest.Web.Publishing;

/// <content>Lists, whole, and a day's report.</content>
internal static partial class FrozenViews
{
    private static async Task<FrozenContent?> OfIncidentsAsync(FrozenAddress view, Publication publication, CancellationToken cancel)
    {
        var asked = IncidentQueryText.ForList(view.Filter, view.ShowsAll);
        // What editors write may be taken back: what everybody sees for ever has none of it. As of a moment the page shows none either.
        var withPosts = view.IsNow && !publication.IsPublic;
        var posts = new List<Post>(withPosts ? await publication.PinnedPostsAsync(view.Filter, cancel) : []);
        var incidents = withPosts ? await AllAsync(async start =>
        {
            var page = await publication.LiveAsync(view.Filter, asked, start, AtOnce, AtOnce, cancel);
            posts.AddRange(page.Posts);
            return new Page<Incident>([.. page.Incidents.Select(one => one.Incident)], posts.Count > MostEntries ? throw new TooLongException() : page.Next);
        }) : await IncidentsAsync(view, asked, publication, cancel);
        var points = withPosts && view.Filter == IncidentFilter.All ? await publication.PostAsync(Post.KeyPoints, null, cancel) : null;
        if (incidents.Count == 0 && posts.Count == 0)
        {
            return null;
        }
        var maps = await ApiAnswer.MapsAsync(publication, incidents.SelectMany(incident => incident.Claims).Concat(posts.Append(points).OfType<Post>().SelectMany(post => post.Content.Claims).Select(claim => claim.Claim)), cancel);
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
            ApiAnswer.Lines(json, "incidents", incidents.Select(incident => IncidentJson.Write(incident, maps)));
            json.WriteBoolean("more", false);
        });
    }

    private static async Task<FrozenContent?> OfMapAsync(FrozenAddress view, Publication publication, CancellationToken cancel)
    {
        var incidents = await IncidentsAsync(view, view.Filter, publication, cancel);
        var maps = await ApiAnswer.MapsAsync(publication, incidents.SelectMany(incident => incident.Claims), cancel);
        return incidents.Count == 0 ? null : Write(view, view.Filter == IncidentFilter.All ? "Map" : $"Map, narrowed to {Narrowed(view)}", json => ApiAnswer.Lines(json, "incidents", incidents.Select(incident => IncidentJson.Write(incident, maps))));
    }

    private static Task<List<Incident>> IncidentsAsync(FrozenAddress view, IncidentFilter asked, Publication publication, CancellationToken cancel) => AllAsync(async start =>
    {
        if (!view.IsNow)
        {
            return await publication.IncidentsAsync(asked, view.PublishedBy, view.RecordedBy, start, AtOnce, cancel);
        }
        var page = await publication.IncidentsAsync(asked, start, AtOnce, cancel);
        return new Page<Incident>([.. page.Items.Select(one => one.Incident)], page.Next);
    });

    private static async Task<FrozenContent?> OfTalliesAsync(FrozenAddress view, Publication publication, CancellationToken cancel)
    {
        var tallies = view.IsNow ? [.. (await publication.TalliesAsync(cancel)).Select(summary => (Summary: summary, Uncounted: 0L))] : await publication.TalliesAsync(view.PublishedBy, view.RecordedBy, MostMade, cancel);
        return tallies.Count == 0 ? null : Write(view, "Tallies", json =>
        {
            ApiAnswer.Lines(json, "items", tallies.Select(tally => ListJson.Write(tally.Summary)));
            json.WriteNumber("uncounted", tallies.Sum(tally => tally.Uncounted));
        });
    }

    private static async Task<FrozenContent?> OfAllSeriesAsync(FrozenAddress view, Publication publication, CancellationToken cancel)
    {
        var (measure, claimant) = (view.Filter.Measure, view.Asked.Length == 0 ? null : view.Asked);
        var series = await AllAsync(start => view.IsNow ? publication.SeriesAsync(measure, claimant, start, AtOnce, cancel) : publication.SeriesAsync(measure, claimant, view.PublishedBy, view.RecordedBy, start, AtOnce, cancel));
        var maps = await ApiAnswer.MapsAsync(publication, series.SelectMany(one => one.Points).SelectMany(point => point.Claims), cancel);
        return series.Count == 0 ? null : Write(view, "Series", json => ApiAnswer.Lines(json, "items", series.Select(one => OverviewJson.Write(one, maps))));
    }

    private static async Task<FrozenContent?> OfCoverageAsync(FrozenAddress view, Publication publication, CancellationToken cancel)
    {
        var (place, from, to) = (view.Filter.Place, view.Filter.From, view.Filter.To);
        if (place is not null && !await publication.IsPlaceAsync(place, cancel))
        {
            return null;
        }
        IReadOnlyList<DayCoverage> days;
        if (place is not null && from is { } first && to is { } last)
        {
            // As on the page: a place over a period shows its silent days too.
            days = last.DayNumber - first.DayNumber < MostEntries ? await publication.CoverageAsync(place, from, to, cancel) : throw new TooLongException();
        }
        else
        {
            days = await AllAsync(start => publication.CoverageAsync(place, from, to, start, AtOnce, cancel));
        }
        return days.Count == 0 ? null : days.Count > MostEntries ? throw new TooLongException()
            : Write(view, $"Coverage{(place is null ? "" : $": {days[0].Name}")}", json => ApiAnswer.Lines(json, "items", days.Select(OverviewJson.Write)));
    }

    private static async Task<FrozenContent?> OfReportsAsync(FrozenAddress view, Publication publication, CancellationToken cancel)
    {
        var reports = await AllAsync(start => view.IsNow ? publication.ReportsAsync(null, start, AtOnce, cancel) : publication.ReportsAsync(null, view.PublishedBy, view.RecordedBy, start, AtOnce, cancel));
        return reports.Count == 0 ? null : Write(view, "Reports", json => ApiAnswer.Lines(json, "items", reports.Select(ListJson.Write)));
    }

    private static async Task<FrozenContent?> OfReportAsync(FrozenAddress view, Publication publication, CancellationToken cancel) =>
        await (view.IsNow ? publication.ReportAsync(view.Id, cancel) : publication.ReportAsync(view.Id, view.PublishedBy, view.RecordedBy, cancel)) is not { } report ? null
        : Write(view, report.Reading.Report.Title ?? report.Versions.FirstOrDefault(version => version.Id == report.Reading.Report.Id)?.Title ?? "Report without a headline", json =>
        {
            Raw(json, "report", ListJson.Write(report));
            Raw(json, "reading", ReadingJson.Write(report.Reading));
        });

    private static async Task<FrozenContent?> OfSpeakersAsync(FrozenAddress view, Publication publication, CancellationToken cancel)
    {
        var speakers = await AllAsync(start => publication.SpeakersAsync(start, AtOnce, cancel));
        return speakers.Count == 0 ? null : Write(view, "Speakers", json => ApiAnswer.Lines(json, "items", speakers.Select(ListJson.Write)));
    }

    private static async Task<FrozenContent?> OfSpeakerAsync(FrozenAddress view, Publication publication, CancellationToken cancel)
    {
        if (await publication.SpeakerAsync(view.Id, cancel) is not { } speaker)
        {
            return null;
        }
        var said = await AllAsync(start => publication.SpeakerClaimsAsync(view.Id, start, AtOnce, cancel));
        var maps = await ApiAnswer.MapsAsync(publication, said.Select(one => one.Claim), cancel);
        return Write(view, speaker.Name, json =>
        {
            json.WriteStartObject("speaker");
            json.WriteString("key", speaker.Key);
            json.WriteString("name", speaker.Name);
            json.WriteString("side", speaker.Side);
            ApiAnswer.Lines(json, "claims", said.Select(one => ListJson.Write(one.Claim, one.Incident, maps)));
            json.WriteEndObject();
        });
    }

    private static async Task<FrozenContent?> OfPostsAsync(FrozenAddress view, Publication publication, CancellationToken cancel)
    {
        List<Post> posts = view.Id.Length == 0 ? await AllAsync(start => publication.PostsAsync(start, AtOnce, cancel)) : await publication.PostAsync(view.Id, null, cancel) is { } one ? [one] : [];
        var maps = await ApiAnswer.MapsAsync(publication, posts.SelectMany(post => post.Content.Claims).Select(claim => claim.Claim), cancel);
        return posts.Count == 0 ? null : Write(view, view.Id.Length == 0 ? "Posts of the desk" : posts[0].Kind == PostKind.KeyPoints ? "Key points" : PostWords.Title(posts[0]), json => ApiAnswer.Lines(json, "posts", posts.Select(post => PostJson.Write(post, maps))));
    }

    private static async Task<FrozenContent?> OfSituationAsync(FrozenAddress view, Publication publication, CancellationToken cancel)
    {
        if (await publication.SituationAsync(view.Day, view.PublishedBy, view.RecordedBy, cancel) is not { Report: { IsEmpty: false } report })
        {
            return null;
        }
        // The page's own headings and sentences, each entry with the claims that its sentences rest on.
        var parts = new List<(string Heading, int LeftOut, IReadOnlyList<(Incident Incident, IReadOnlyList<IReadOnlyList<SituationPhrase>> Sentences)> Entries)>
        {
            ("Disputes", report.DisputesLeftOut, [.. report.Disputes.Select(dispute => (dispute.Incident, (IReadOnlyList<IReadOnlyList<SituationPhrase>>)[SituationWords.Dispute(dispute)]))]),
            ("Casualties", report.TollsLeftOut, [.. report.Tolls.Select(entry => (entry.Incident, SituationWords.Toll(entry)))]),
        };
        parts.AddRange(report.Sections.Select(section => (
            SituationWords.Heading(section.Topic), section.LeftOut,
            (IReadOnlyList<(Incident, IReadOnlyList<IReadOnlyList<SituationPhrase>>)>)[.. section.Entries.Select(entry => (entry.Incident, SituationWords.Entry(entry, report.Tolls.Any(toll => toll.Incident.Id == entry.Incident.Id))))])));
        var maps = await ApiAnswer.MapsAsync(publication, parts.SelectMany(part => part.Entries).SelectMany(entry => entry.Sentences).SelectMany(sentence => sentence).Select(phrase => phrase.Claim).OfType<Claim>(), cancel);
        return Write(view, $"Situation report, {Moments.Of(report.Day)}", json =>
        {
            json.WriteString("date", report.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteStartArray("sections");
            foreach (var (heading, leftOut, entries) in parts.Where(part => part.Entries.Count > 0))
            {
                json.WriteStartObject();
                json.WriteString("heading", heading);
                json.WriteNumber("leftOut", leftOut);
                json.WriteStartArray("entries");
                foreach (var (incident, sentences) in entries)
                {
                    WriteEntry(json, incident, sentences, maps);
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteNumber("notLookedAt", report.NotLookedAt);
        });
    }

    // A phrase names its claim by the place in the entry's claims, from 1 on.
    private static void WriteEntry(Utf8JsonWriter json, Incident incident, IReadOnlyList<IReadOnlyList<SituationPhrase>> sentences, Func<Sha256, CodePointMap> maps)
    {
        var claims = sentences.SelectMany(sentence => sentence).Select(phrase => phrase.Claim).OfType<Claim>().DistinctBy(claim => claim.Id).ToList();
        json.WriteStartObject();
        json.WriteString("id", incident.Id);
        json.WriteString("title", incident.Title);
        json.WriteStartArray("sentences");
        foreach (var sentence in sentences)
        {
            json.WriteStartArray();
            foreach (var phrase in sentence)
            {
                json.WriteStartObject();
                json.WriteString("text", phrase.Text);
                json.WritePropertyName("claim");
                if (phrase.Claim is { } claim)
                {
                    json.WriteNumberValue(claims.FindIndex(one => one.Id == claim.Id) + 1);
                }
                else
                {
                    json.WriteNullValue();
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndArray();
        ApiAnswer.Lines(json, "claims", claims.Select(claim => ListJson.Write(claim, incident.Id, maps)));
        json.WriteEndObject();
    }
}
