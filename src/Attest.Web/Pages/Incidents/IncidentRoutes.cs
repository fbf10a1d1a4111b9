using Attest.Archive;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attest.Web.Pages.Incidents;

/// <summary>The pages of incidents.</summary>
internal static class IncidentRoutes
{
    private const int IncidentsAPage = 30;

    /// <summary><c>GET /</c>, the incidents by their newest report, and <c>GET /incidents/{id}</c>.</summary>
    public static void MapIncidents(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/", PageResults.ReadOnly, ListAsync);
        routes.MapMethods("/incidents/{id}", PageResults.ReadOnly, OneAsync);
    }

    private static async Task<IResult> ListAsync(string? page, ReportArchive archive, CancellationToken cancel)
    {
        if (!PageResults.TryNumber(page, out var number))
        {
            return PageResults.Refuse(Refusal.NoPageNumber);
        }
        var status = await archive.StatusAsync(cancel);
        var incidents = await archive.IncidentsAsync((number - 1) * IncidentsAPage, IncidentsAPage, cancel);
        if (incidents.Count == 0 && number > 1)
        {
            return PageResults.Refuse(Refusal.PastTheEnd);
        }
        var pages = (status.Incidents + IncidentsAPage - 1) / IncidentsAPage;
        return PageResults.Show<FrontPage>(new { Incidents = incidents, Status = status, Number = number, Pages = pages });
    }

    private static async Task<IResult> OneAsync(string id, ReportArchive archive, CancellationToken cancel)
    {
        if (await archive.IncidentAsync(id, cancel) is not { } incident)
        {
            return PageResults.Refuse(Refusal.NoIncident);
        }
        return incident.Id == id
            ? PageResults.Show<IncidentPage>(new { History = await archive.TollHistoryAsync(incident.Id, cancel), Incident = incident })
            : Results.Redirect($"/incidents/{Uri.EscapeDataString(incident.Id)}", permanent: false);
    }
}
