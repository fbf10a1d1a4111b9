using Attest.Web.Accounts;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attest.Web.Pages.Situation;

/// <summary>The pages of one day's situation report.</summary>
internal static class SituationRoutes
{
    /// <summary><c>GET /sitrep</c> (<c>?date=2023-09-13</c>; the latest day without one), and <c>/sitrep.md</c> as Markdown.</summary>
    public static void MapSituation(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/sitrep", PageResults.ReadOnly, async (string? date, Publication publication, CancellationToken cancel) =>
            AddressDay.TryRead(date, out var day) ? PageResults.Show<SituationPage>(new { Situation = await publication.SituationAsync(day, cancel) }) : PageResults.Refuse(Refusal.NoQuery)).ForReading().MadeOnceAChange();
        routes.MapMethods("/sitrep.md", PageResults.ReadOnly, async (string? date, Publication publication, CancellationToken cancel) =>
            !AddressDay.TryRead(date, out var day) ? PageResults.Refuse(Refusal.NoQuery)
                : await publication.SituationAsync(day, cancel) is { } situation ? Results.Text(SituationMarkdown.Write(situation.Report), "text/markdown; charset=utf-8")
                : PageResults.Refuse(Refusal.NothingPublished)).ForReading();
    }
}
