using System.Globalization;
using Attest.Archive;
using Attest.Archive.Exports;
using Attest.Archive.Formats;
using Attest.Incidents.Tallies;
using Attest.Web.Accounts;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Attest.Web.Api;

/// <summary>What other programs read: <see cref="ApiOperation.All"/> says what each is.</summary>
internal static class ApiRoutes
{
    // As many incidents are made anew as a page may cost.
    private const int MostMade = 150;

    /// <summary>The header that says how many incidents a file has no room for.</summary>
    public const string LeftOut = "Attest-Left-Out";

    /// <summary>The addresses under <c>/api/v1</c>, their description, and the page that shows them.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/api", PageResults.ReadOnly, ApiPages.ShowAsync).ForReading().MadeOnceAChange();
        routes.MapMethods("/openapi/v1.json", PageResults.ReadOnly, () => ApiAnswer.One(OpenApiDocument.Bytes)).ForEverybody();
        routes.MapMethods("/api/v1", PageResults.ReadOnly, IndexAsync).ForReading();
        routes.MapMethods("/api/v1/incidents", PageResults.ReadOnly, IncidentsAsync).ForReading().MadeOnceAChange();
        routes.MapMethods("/api/v1/incidents/{id}", PageResults.ReadOnly, IncidentAsync).ForReading().MadeOnceAChange();
        routes.MapMethods("/api/v1/claims", PageResults.ReadOnly, ClaimsAsync).ForReading();
        routes.MapMethods("/api/v1/claims/{id}", PageResults.ReadOnly, ClaimAsync).ForReading();
        routes.MapMethods("/api/v1/reports", PageResults.ReadOnly, ReportsAsync).ForReading();
        routes.MapMethods("/api/v1/reports/{id}", PageResults.ReadOnly, ReportAsync).ForReading();
        routes.MapMethods("/api/v1/readings/{id}", PageResults.ReadOnly, ReadingAsync).ForReading();
        routes.MapMethods("/api/v1/series", PageResults.ReadOnly, SeriesAsync).ForReading().MadeOnceAChange();
        routes.MapMethods("/api/v1/series/{id}", PageResults.ReadOnly, OneSeriesAsync).ForReading().MadeOnceAChange();
        routes.MapMethods("/api/v1/tallies", PageResults.ReadOnly, TalliesAsync).ForReading().MadeOnceAChange();
        routes.MapMethods("/api/v1/tallies/{measure}", PageResults.ReadOnly, TallyAsync).ForReading().MadeOnceAChange();
        routes.MapMethods("/api/v1/speakers", PageResults.ReadOnly, SpeakersAsync).ForReading().MadeOnceAChange();
        routes.MapMethods("/api/v1/speakers/{key}", PageResults.ReadOnly, SpeakerAsync).ForReading().MadeOnceAChange();
        routes.MapMethods("/api/v1/search", PageResults.ReadOnly, SearchAsync).ForReading();
        routes.MapMethods("/api/v1/changes", PageResults.ReadOnly, ChangesAsync).ForReading();
        routes.MapMethods("/api/v1/corrections", PageResults.ReadOnly, CorrectionsAsync).ForReading();
        routes.MapMethods("/api/v1/corrections/{id}", PageResults.ReadOnly, CorrectionAsync).ForReading();
        routes.MapMethods("/api/v1/claims/{id}/judgements", PageResults.ReadOnly, JudgementPosts.OfClaimAsync).ForReadingWhole(Refusal.NoWriting("What was decided of a claim is for those who keep this archive; /api/v1/corrections tells what was corrected."));
        routes.MapMethods("/api/v1/posts", PageResults.ReadOnly, PostsAsync).ForReading();
        routes.MapMethods("/api/v1/posts/{id}", PageResults.ReadOnly, PostAsync).ForReading();
        routes.MapMethods("/api/v1/key-points", PageResults.ReadOnly, KeyPointsAsync).ForReading();
        routes.MapMethods("/api/v1/webhooks", PageResults.ReadOnly, WebhookList.AnswerAsync).ForAccountAndPrograms(Role.Editor);
        routes.MapMethods("/api/v1/export.{format}", PageResults.ReadOnly, ExportAsync).ForReading();
        routes.MapPost("/api/v1/reports", ReportPosts.AddAsync).ForPrograms(TokenScope.ReportsWrite).TakesBody(ReportPosts.MostBytes);
        routes.MapPost("/api/v1/judgements", JudgementPosts.AddAsync).ForPrograms(TokenScope.JudgementsWrite).TakesBody(JudgementPosts.MostBytes);
    }

    private static Task<IResult> IndexAsync(HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.Index, request, async _ =>
    {
        var status = await publication.StatusAsync(cancel);
        return ApiAnswer.One(ApiAnswer.Write(json =>
        {
            json.WriteString("reader", ReaderVersion.Current);
            json.WriteNumber("documents", status.Documents);
            json.WriteNumber("reports", status.Reports);
            json.WriteNumber("unread", status.Unread);
            json.WriteNumber("claims", status.Claims);
            json.WriteNumber("incidents", status.Incidents);
            json.WriteNumber("disputed", status.Disputed);
            json.WriteNumber("publishers", status.Publishers);
            json.WriteString("openapi", "/openapi/v1.json");
            json.WriteStartObject("addresses");
            foreach (var operation in ApiOperation.All)
            {
                json.WriteString(operation.Name, operation.Path);
            }
            json.WriteEndObject();
        }));
    });

    private static Task<IResult> IncidentsAsync(HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.Incidents, request, async query =>
    {
        // The number first: a change between the two is told twice and never missed.
        var sequence = await publication.LastChangeAsync(null, cancel);
        var page = await publication.IncidentLinesAsync(query.Filter, query.PublishedBy, query.RecordedBy, query.Cursor, query.Limit, cancel);
        return ApiAnswer.Page(request, page.Items, page.Next, json => json.WriteString("sequence", sequence.ToString(CultureInfo.InvariantCulture)));
    });

    private static async Task<Page<Incident>> PageAsync(ApiQuery query, Publication publication, CancellationToken cancel)
    {
        if (query.IsAsOf)
        {
            return await publication.IncidentsAsync(query.Filter, query.PublishedBy, query.RecordedBy, query.Cursor, query.Limit, cancel);
        }
        var page = await publication.IncidentsAsync(query.Filter, query.Cursor, query.Limit, cancel);
        return new Page<Incident>([.. page.Items.Select(one => one.Incident)], page.Next);
    }

    private static Task<Incident?> OneAsync(string id, ApiQuery query, Publication publication, CancellationToken cancel) =>
        query.IsAsOf ? publication.IncidentAsync(id, query.PublishedBy, query.RecordedBy, cancel) : publication.IncidentAsync(id, cancel);

    private static Task<ArchivedReport?> OneReportAsync(string id, ApiQuery query, Publication publication, CancellationToken cancel) =>
        query.IsAsOf ? publication.ReportAsync(id, query.PublishedBy, query.RecordedBy, cancel) : publication.ReportAsync(id, cancel);

    private static Task<IResult> IncidentAsync(string id, HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.Incident, request, async query =>
        await OneAsync(id, query, publication, cancel) is not { } incident ? PageResults.Refuse(Refusal.NoIncident)
        : incident.Id != id ? Results.Redirect($"/api/v1/incidents/{Uri.EscapeDataString(incident.Id)}{request.QueryString}", preserveMethod: true)
        : ApiAnswer.One(IncidentJson.Write(incident, await ApiAnswer.MapsAsync(publication, incident.Claims, cancel))));

    private static Task<IResult> ClaimsAsync(HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.Claims, request, async query =>
    {
        var filter = ClaimFilter.Of(query.Filter);
        if (ApiQuery.Given(request, "kind") is { } given)
        {
            if (!WireNames<ClaimKind>.TryParse(given, out var kind))
            {
                return PageResults.Refuse(ApiRefusals.BadParameter($"The parameter kind is “{ApiQuery.Short(given)}”, expected one of {string.Join(", ", Enum.GetValues<ClaimKind>().Select(WireNames<ClaimKind>.Of))}."));
            }
            filter = filter with { Kind = kind };
        }
        if (ApiQuery.Given(request, "incident") is { } asked)
        {
            if (asked != "none")
            {
                return PageResults.Refuse(ApiRefusals.BadParameter($"The parameter incident is “{ApiQuery.Short(asked)}”, expected none: the claims of one incident stand at /api/v1/incidents/{{id}}."));
            }
            filter = filter with { HasIncident = false };
        }
        var page = await publication.ClaimsAsync(filter, query.PublishedBy, query.RecordedBy, query.Cursor, query.Limit, cancel);
        var maps = await ApiAnswer.MapsAsync(publication, page.Items.Select(listed => listed.Claim), cancel);
        return ApiAnswer.Page(request, page.Items.Select(listed => ListJson.Write(listed.Claim, listed.Incident?.Id, maps)), page.Next);
    });

    private static Task<IResult> ClaimAsync(string id, HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.Claim, request, async query =>
    {
        if (await publication.ListedClaimAsync(id, query.PublishedBy, query.RecordedBy, cancel) is not { } listed)
        {
            return PageResults.Refuse(ApiRefusals.NoClaim);
        }
        var (says, wasRead) = query.IsAsOf ? (ClaimValues.None, ClaimValues.None) : await publication.SaysAsync(id, cancel);
        return ApiAnswer.One(ListJson.Write(listed, says, wasRead, await ApiAnswer.MapsAsync(publication, [listed.Claim], cancel)));
    });

    private static Task<IResult> ReportsAsync(HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.Reports, request, async query =>
    {
        var publisher = ApiQuery.Given(request, "publisher");
        var page = query.IsAsOf ? await publication.ReportsAsync(publisher, query.PublishedBy, query.RecordedBy, query.Cursor, query.Limit, cancel) : await publication.ReportsAsync(publisher, query.Cursor, query.Limit, cancel);
        return ApiAnswer.Page(request, page.Items.Select(ListJson.Write), page.Next);
    });

    private static Task<IResult> ReportAsync(string id, HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.Report, request, async query =>
        await OneReportAsync(id, query, publication, cancel) is { } report ? ApiAnswer.One(ListJson.Write(report)) : PageResults.Refuse(Refusal.NoReport));

    private static Task<IResult> ReadingAsync(string id, HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.Reading, request, async query =>
        await OneReportAsync(id, query, publication, cancel) is { } report ? ApiAnswer.One(ReadingJson.Write(report.Reading)) : PageResults.Refuse(Refusal.NoReport));

    private static Task<IResult> SeriesAsync(HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.Series, request, async query =>
    {
        Measure? measure = null;
        if (ApiQuery.Given(request, "measure") is { } given)
        {
            if (!WireNames<Measure>.TryParse(given, out var known))
            {
                return PageResults.Refuse(Refusal.NoQuery);
            }
            measure = known;
        }
        var claimant = ApiQuery.Given(request, "claimant");
        var page = query.IsAsOf ? await publication.SeriesAsync(measure, claimant, query.PublishedBy, query.RecordedBy, query.Cursor, query.Limit, cancel) : await publication.SeriesAsync(measure, claimant, query.Cursor, query.Limit, cancel);
        var maps = await ApiAnswer.MapsAsync(publication, page.Items.SelectMany(series => series.Points).SelectMany(point => point.Claims), cancel);
        return ApiAnswer.Page(request, page.Items.Select(series => OverviewJson.Write(series, maps)), page.Next);
    });

    private static Task<IResult> OneSeriesAsync(string id, HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.OneSeries, request, async query =>
        await (query.IsAsOf ? publication.OneSeriesAsync(id, query.PublishedBy, query.RecordedBy, cancel) : publication.OneSeriesAsync(id, cancel)) is { } series
            ? ApiAnswer.One(OverviewJson.Write(series, await ApiAnswer.MapsAsync(publication, series.Points.SelectMany(point => point.Claims), cancel))) : PageResults.Refuse(Refusal.NoSeries));

    private static Task<IResult> TalliesAsync(HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.Tallies, request, async query =>
    {
        var tallies = query.IsAsOf ? await publication.TalliesAsync(query.PublishedBy, query.RecordedBy, MostMade, cancel) : [.. (await publication.TalliesAsync(cancel)).Select(summary => (summary, 0L))];
        return ApiAnswer.One(ApiAnswer.Write(json =>
        {
            ApiAnswer.Lines(json, "items", tallies.Select(tally => ListJson.Write(tally.Summary)));
            json.WriteNumber("uncounted", tallies.Sum(tally => tally.Uncounted));
        }));
    });

    private static Task<IResult> TallyAsync(string measure, HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.Tally, request, async query =>
    {
        if (!WireNames<Measure>.TryParse(measure, out var known))
        {
            return PageResults.Refuse(Refusal.NoQuery with { Status = StatusCodes.Status404NotFound });
        }
        var asked = new TallyQuery(known, query.Filter.Side, query.Filter.Place, query.Filter.From, query.Filter.To, ApiQuery.Given(request, "claimant"));
        var tally = await publication.TallyAsync(asked, query.PublishedBy, query.RecordedBy, query.Limit, MostMade, cancel);
        return ApiAnswer.One(OverviewJson.Write(tally, query.PublishedBy, query.RecordedBy, await ApiAnswer.MapsAsync(publication, tally.Lines.SelectMany(line => line.Claims), cancel)));
    });

    private static Task<IResult> SpeakersAsync(HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.Speakers, request, async query =>
    {
        var page = query.PublishedBy is { } by ? await publication.SpeakersAsync(by, query.Cursor, query.Limit, cancel) : await publication.SpeakersAsync(query.Cursor, query.Limit, cancel);
        return ApiAnswer.Page(request, page.Items.Select(ListJson.Write), page.Next);
    });

    private static Task<IResult> SpeakerAsync(string key, HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.Speaker, request, async query =>
    {
        if (await publication.SpeakerAsync(key, query.PublishedBy, cancel) is not { } speaker)
        {
            return PageResults.Refuse(Refusal.NoSpeaker);
        }
        var page = await publication.SpeakerClaimsAsync(key, query.PublishedBy, query.Cursor, query.Limit, cancel);
        var maps = await ApiAnswer.MapsAsync(publication, page.Items.Select(said => said.Claim), cancel);
        return ApiAnswer.Page(request, page.Items.Select(said => ListJson.Write(said.Claim, said.Incident, maps)), page.Next, json =>
        {
            json.WritePropertyName("speaker");
            json.WriteRawValue(ListJson.Write(speaker), skipInputValidation: true);
        });
    });

    private static Task<IResult> SearchAsync(HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.Search, request, async query =>
    {
        var asked = request.Query["q"].ToString();
        var found = query.PublishedBy is { } by ? await publication.SearchAsync(asked, query.Filter, by, query.Cursor, query.Limit, cancel) : await publication.SearchAsync(asked, query.Filter, query.Cursor, query.Limit, cancel);
        return ApiAnswer.Page(request, found.Reports.Select(SearchJson.Write), found.Next, json =>
        {
            ApiAnswer.Lines(json, "incidents", found.Incidents.Select(SearchJson.Write));
            json.WriteStartArray("terms");
            foreach (var term in found.Terms)
            {
                json.WriteStringValue(term);
            }
            json.WriteEndArray();
            json.WriteBoolean("newestFirst", found.IsNewestFirst);
        });
    });

    private static Task<IResult> ChangesAsync(HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.Changes, request, async query =>
    {
        if (!long.TryParse(ApiQuery.Given(request, "after") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var after))
        {
            return PageResults.Refuse(ApiRefusals.BadParameter("The parameter after is no sequence that a change has."));
        }
        var changes = await publication.ChangesAsync(after, query.Limit, cancel);
        var visible = await publication.VisibleAsync(query.Filter, [.. changes.Select(change => change.Incident).Distinct(StringComparer.Ordinal)], cancel);
        return ApiAnswer.One(ApiAnswer.Write(json =>
        {
            ApiAnswer.Lines(json, "items", changes.Where(change => visible?.Contains(change.Incident) != false).Select(ListJson.Write));
            json.WriteString("sequence", (changes is [.., var last] ? last.Sequence : after).ToString(CultureInfo.InvariantCulture));
            json.WriteBoolean("more", changes.Count == query.Limit);
        }));
    });

    private static Task<IResult> CorrectionsAsync(HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.Corrections, request, async query =>
    {
        var filter = JudgementFilter.All with { RecordedBy = query.RecordedBy };
        if (ApiQuery.Given(request, "verdict") is { } given)
        {
            if (!WireNames<Verdict>.TryParse(given, out var verdict))
            {
                return PageResults.Refuse(ApiRefusals.BadParameter($"The parameter verdict is “{ApiQuery.Short(given)}”, expected one of {string.Join(", ", Enum.GetValues<Verdict>().Select(WireNames<Verdict>.Of))}."));
            }
            filter = filter with { Verdicts = [verdict] };
        }
        if (ApiQuery.Given(request, "of") is { } of)
        {
            if (of is not ("waiting" or "lost") || query.RecordedBy is not null)
            {
                return PageResults.Refuse(ApiRefusals.BadParameter(query.RecordedBy is null ? $"The parameter of is “{ApiQuery.Short(of)}”, expected waiting or lost." : "What waits and what is lost is known as it is now alone: ask for it without recordedBy."));
            }
            if (of == "waiting" && publication.IsPublic)
            {
                return PageResults.Refuse(Refusal.WaitingWithheld);
            }
            filter = filter with { Waiting = of == "waiting", Lost = of == "lost" };
        }
        var page = await publication.JudgementsAsync(filter, query.Cursor, query.Limit, cancel);
        return ApiAnswer.Page(request, page.Items.Select(listed => JudgementJson.Write(listed, query.RecordedBy is null)), page.Next);
    });

    private static Task<IResult> CorrectionAsync(string id, HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.Correction, request, async _ =>
        await publication.JudgementAsync(id, cancel) is { } listed ? ApiAnswer.One(JudgementJson.Write(listed)) : PageResults.Refuse(Refusal.NoJudgement));

    private static Task<IResult> PostsAsync(HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.Posts, request, async query =>
    {
        var page = await publication.PostsAsync(query.PublishedBy, query.RecordedBy, query.Cursor, query.Limit, cancel);
        var maps = await ApiAnswer.MapsAsync(publication, page.Items.SelectMany(post => post.Content.Claims).Select(claim => claim.Claim), cancel);
        return ApiAnswer.Page(request, page.Items.Select(post => PostJson.Write(post, maps)), page.Next);
    });

    private static Task<IResult> PostAsync(string id, HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.Post, request, query => OnePostAsync(id, query, publication, cancel));

    private static Task<IResult> KeyPointsAsync(HttpRequest request, Publication publication, CancellationToken cancel) => AnswerAsync(ApiOperation.KeyPoints, request, query => OnePostAsync(Post.KeyPoints, query, publication, cancel));

    private static async Task<IResult> OnePostAsync(string id, ApiQuery query, Publication publication, CancellationToken cancel) => await publication.PostAsync(id, query.RecordedBy, cancel) is { } post
        ? ApiAnswer.One(PostJson.Write(post, await ApiAnswer.MapsAsync(publication, post.Content.Claims.Select(claim => claim.Claim), cancel))) : PageResults.Refuse(Refusal.NoPost);

    private static Task<IResult> ExportAsync(string format, HttpRequest request, Publication publication, ExportTurns turns) => AnswerAsync(ApiOperation.Export, request, async query =>
    {
        if (!WireNames<ExportFormat>.TryParse(format, out var form))
        {
            return PageResults.Refuse(ApiRefusals.NoFormat);
        }
        if (HttpMethods.IsHead(request.Method))
        {
            return Results.Bytes([], ExportFormats.MediaType(form));
        }
        if (!turns.TryTake(request.HttpContext, out var cancel))
        {
            request.HttpContext.Response.Headers.RetryAfter = ExportTurns.Wait.ToString(CultureInfo.InvariantCulture);
            return PageResults.Refuse(ApiRefusals.TooManyExports);
        }
        if (form == ExportFormat.Claims)
        {
            var claims = await publication.OpenClaimsAsync(ClaimFilter.Of(query.Filter), query.PublishedBy, query.RecordedBy, cancel);
            request.HttpContext.Response.RegisterForDisposeAsync(claims);
            var lines = ExportWriter.Of(new ExportHeader(form, query.PublishedBy, claims.RecordedBy, publication.IsPublic));
            return Results.Stream(output => lines.WriteAllAsync(claims.ReadAsync(cancel), claims.MapOf, output, cancel), ExportFormats.MediaType(form), ExportFormats.FileName(form));
        }
        var incidents = await publication.OpenIncidentsAsync(query.Filter, query.PublishedBy, query.RecordedBy, cancel);
        request.HttpContext.Response.RegisterForDisposeAsync(incidents);
        var writer = ExportWriter.Of(new ExportHeader(form, query.PublishedBy, incidents.RecordedBy, publication.IsPublic));
        if (form == ExportFormat.Acled)
        {
            // How many it has no room for stands before the file: so it is written first, from 32 KB on in a file of the temporary folder that is gone when it is sent.
            var written = new FileBufferingWriteStream();
            request.HttpContext.Response.RegisterForDisposeAsync(written);
            await writer.WriteAllAsync(incidents.ReadAsync(cancel), written, cancel);
            request.HttpContext.Response.Headers[LeftOut] = ApiAnswer.Counts(writer.LeftOut);
            return Results.Stream(output => written.DrainBufferAsync(output, cancel), ExportFormats.MediaType(form), ExportFormats.FileName(form, writer.LeftOut.Values.Sum()));
        }
        return Results.Stream(output => writer.WriteAllAsync(incidents.ReadAsync(cancel), output, cancel), ExportFormats.MediaType(form), ExportFormats.FileName(form));
    });

    /// <summary>Reads a request and answers it; a fault of its is told.</summary>
    public static async Task<IResult> AnswerAsync(ApiOperation operation, HttpRequest request, Func<ApiQuery, Task<IResult>> answer)
    {
        if (!ApiQuery.TryRead(operation, request, out var query, out var refusal))
        {
            return PageResults.Refuse(refusal);
        }
        try
        {
            return await answer(query);
        }
        catch (ArgumentException)
        {
            return PageResults.Refuse(Refusal.NoCursor);
        }
    }
}
