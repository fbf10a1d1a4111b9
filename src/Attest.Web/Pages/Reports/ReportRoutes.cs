using Attest.Archive;
using Attest.Web.Components;
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

    /// <summary><c>GET /reports</c>, <c>GET /reports/{id}</c> and <c>GET /originals/{digest}</c>.</summary>
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/reports", PageResults.ReadOnly, ListAsync);
        routes.MapMethods("/reports/{id}", PageResults.ReadOnly, OneAsync);
        routes.MapMethods("/originals/{digest}", PageResults.ReadOnly, OriginalAsync);
    }

    private static async Task<IResult> ListAsync(string? page, ReportArchive archive, CancellationToken cancel)
    {
        if (!PageResults.TryNumber(page, out var number))
        {
            return PageResults.Refuse(Refusal.NoPageNumber);
        }
        var status = await archive.StatusAsync(cancel);
        var reports = await archive.ReportsAsync((number - 1) * ReportsAPage, ReportsAPage, cancel);
        if (reports.Count == 0 && number > 1)
        {
            return PageResults.Refuse(Refusal.PastTheEnd);
        }
        var pages = (status.Reports + ReportsAPage - 1) / ReportsAPage;
        return PageResults.Show<ReportsPage>(new { Reports = reports, Status = status, Number = number, Pages = pages });
    }

    private static async Task<IResult> OneAsync(string id, string? part, ReportArchive archive, CancellationToken cancel)
    {
        if (!PageResults.TryNumber(part, out var number))
        {
            return PageResults.Refuse(Refusal.NoPageNumber);
        }
        if (await archive.ReportAsync(id, cancel) is not { } report)
        {
            return PageResults.Refuse(Refusal.NoReport);
        }
        return number > ReportAddress.Parts(report.Reading.Report)
            ? PageResults.Refuse(Refusal.PastTheEnd)
            : PageResults.Show<ReportPage>(new { Archived = report, Part = number });
    }

    private static async Task<IResult> OriginalAsync(string digest, ReportArchive archive, CancellationToken cancel)
    {
        if (digest.Length != 64 || !digest.All(char.IsAsciiHexDigitLower) || await archive.OriginalAsync(new Sha256(digest), cancel) is not { } bytes)
        {
            return PageResults.Refuse(Refusal.NoOriginal);
        }
        // Never a type that a browser would show: the bytes were made by others, and here they would run as ours.
        return Results.Bytes(bytes, "application/octet-stream", $"original-{digest}", entityTag: new EntityTagHeaderValue($"\"{digest}\""));
    }
}
