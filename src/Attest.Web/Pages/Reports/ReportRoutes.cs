using Attest.Web.Accounts;
using Attest.Web.Components;
using Attest.Web.Pages.Reports.Changes;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Attest.Web.Pages.Reports;

/// <summary>The pages of reports, and the originals to download.</summary>
internal static class ReportRoutes
{
    private const int ReportsAPage = 50;

    /// <summary>The address of what changed between two versions of a document.</summary>
    public static string ChangesOf(Sha256 later, Sha256 earlier) => $"/reports/{later}/changes?since={earlier}";

    /// <summary><c>GET /reports</c> (<c>?publisher=</c> those of one), <c>GET /reports/{id}</c>, <c>GET /reports/{id}/changes</c> (<c>?since=</c> another version; the one before without it) and <c>GET /originals/{digest}</c>.</summary>
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/reports", PageResults.ReadOnly, ListAsync).ForReading().AnswersMoments();
        routes.MapMethods("/reports/{id}", PageResults.ReadOnly, OneAsync).ForReading().AnswersMoments();
        routes.MapMethods("/reports/{id}/changes", PageResults.ReadOnly, ChangesAsync).ForReadingWhole(Refusal.OriginalWithheld);
        routes.MapMethods("/originals/{digest}", PageResults.ReadOnly, OriginalAsync).ForReadingWhole(Refusal.OriginalWithheld);
    }

    private static async Task<IResult> ListAsync(string? page, string? publisher, string? cursor, AskedMoment then, Publication publication, CancellationToken cancel)
    {
        var asked = Overviews.OverviewRoutes.Given(publisher);
        if (asked is not null || !then.IsNow)
        {
            return await ListByKeyAsync(asked, cursor, then, publication, cancel);
        }
        if (!PageResults.TryNumber(page, out var number))
        {
            return PageResults.Refuse(Refusal.NoPageNumber);
        }
        var status = await publication.StatusAsync(cancel);
        var reports = await publication.ReportsAsync((number - 1) * ReportsAPage, ReportsAPage, cancel);
        if (reports.Count == 0 && number > 1)
        {
            return PageResults.Refuse(Refusal.PastTheEnd);
        }
        var pages = (status.Reports + ReportsAPage - 1) / ReportsAPage;
        return PageResults.Show<ReportsPage>(new { Reports = reports, Status = status, Number = number, Pages = pages });
    }

    // As of a moment, and of one publisher, nobody knows how many there are without looking at all, so the list goes on by key.
    private static async Task<IResult> ListByKeyAsync(string? publisher, string? cursor, AskedMoment then, Publication publication, CancellationToken cancel)
    {
        var after = string.IsNullOrEmpty(cursor) ? null : cursor;
        try
        {
            var page = then.IsNow ? await publication.ReportsAsync(publisher, after, ReportsAPage, cancel) : await publication.ReportsAsync(publisher, then.PublishedBy, then.RecordedBy, after, ReportsAPage, cancel);
            return PageResults.Show<ReportsPage>(new { Reports = page.Items, Status = await publication.StatusAsync(cancel), page.Next, Publisher = publisher });
        }
        catch (ArgumentException)
        {
            return PageResults.Refuse(Refusal.NoCursor);
        }
    }

    private static async Task<IResult> OneAsync(string id, string? part, AskedMoment then, Publication publication, CurrentActor current, WriteAccess access, CancellationToken cancel)
    {
        if (!PageResults.TryNumber(part, out var number))
        {
            return PageResults.Refuse(Refusal.NoPageNumber);
        }
        if (await (then.IsNow ? publication.ReportAsync(id, cancel) : publication.ReportAsync(id, then.PublishedBy, then.RecordedBy, cancel)) is not { } report)
        {
            return PageResults.Refuse(Refusal.NoReport);
        }
        // An excerpt is short, and stands where links lead to a part of the whole.
        number = publication.IsPublic ? 1 : number;
        return number > ReportAddress.Parts(report.Reading.Report)
            ? PageResults.Refuse(Refusal.PastTheEnd)
            : PageResults.Show<ReportPage>(new
            {
                Archived = report, Part = number, IsExcerpt = publication.IsPublic, MayEdit = then.IsNow && access.IsOpen && report.IsLatest, MayReport = then.IsNow && !publication.IsPublic && access.Intake is not null && report.IsLatest && current.Actor.Is(Role.Reader),
            });
    }

    private static async Task<IResult> ChangesAsync(string id, string? since, Publication publication, CancellationToken cancel)
    {
        if (publication.IsPublic)
        {
            return PageResults.Refuse(Refusal.OriginalWithheld);
        }
        if (await publication.ReportAsync(id, cancel) is not { } later)
        {
            return PageResults.Refuse(Refusal.NoReport);
        }
        var own = later.Versions.ToList().FindIndex(version => version.Id == later.Reading.Report.Id);
        var asked = string.IsNullOrEmpty(since) ? own > 0 ? later.Versions[own - 1] : null : later.Versions.FirstOrDefault(version => version.Id.Hex == since && version.Id != later.Reading.Report.Id);
        return asked is not null && await publication.ReportAsync(asked.Id.Hex, cancel) is { } earlier
            ? PageResults.Show<ChangesPage>(new { Later = later, Earlier = earlier })
            : PageResults.Refuse(Refusal.NoVersion);
    }

    private static async Task<IResult> OriginalAsync(string digest, Publication publication, SnapshotShelf shelf, CancellationToken cancel)
    {
        if (publication.IsPublic)
        {
            return PageResults.Refuse(Refusal.OriginalWithheld);
        }
        // What was frozen is kept among the originals, and whether it may still be seen is decided where it is shown.
        if (await shelf.HasAsync(digest, cancel))
        {
            return new SeeOther($"/snapshots/{digest}.json");
        }
        if (digest.Length != 64 || !digest.All(char.IsAsciiHexDigitLower) || await publication.OriginalAsync(new Sha256(digest), cancel) is not { } bytes)
        {
            return PageResults.Refuse(Refusal.NoOriginal);
        }
        // Never a type that a browser would show: the bytes were made by others, and here they would run as ours.
        return Results.Bytes(bytes, "application/octet-stream", $"original-{digest}", entityTag: new EntityTagHeaderValue($"\"{digest}\""));
    }
}
