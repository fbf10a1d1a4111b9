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
    /// <summary><c>GET /sitrep</c> (<c>?date=2023-09-13</c>; the latest day without one), and <c>/sitrep.md</c> as Markdown; both as of a moment, too.</summary>
    public static void MapSituation(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/sitrep", PageResults.ReadOnly, async (string? date, AskedMoment then, Publication publication, CancellationToken cancel) =>
            AddressDay.TryRead(date, out var day) ? PageResults.Show<SituationPage>(new { Situation = await publication.SituationAsync(day, then.PublishedBy, then.RecordedBy, cancel) }) : PageResults.Refuse(Refusal.NoQuery)).ForReading().AnswersMoments().MadeOnceAChange();
        routes.MapMethods("/sitrep.md", PageResults.ReadOnly, async (string? date, AskedMoment then, Publication publication, CancellationToken cancel) =>
            !AddressDay.TryRead(date, out var day) ? PageResults.Refuse(Refusal.NoQuery)
                : await publication.SituationAsync(day, then.PublishedBy, then.RecordedBy, cancel) is { } situation ? Results.Text(SituationMarkdown.Write(situation.Report, then.PublishedBy, then.RecordedBy), "text/markdown; charset=utf-8")
                : PageResults.Refuse(Refusal.NothingPublished)).ForReading().AnswersMoments();
    }
}
