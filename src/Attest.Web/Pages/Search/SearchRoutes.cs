using Attest.Web.Accounts;
using Attest.Web.Pages.Live;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attest.Web.Pages.Search;

/// <summary>The search over words, quotes, speakers and places.</summary>
internal static class SearchRoutes
{
    private const int HitsAPage = 20;

    /// <summary><c>GET /search</c> (<c>?q=</c>, with the filters of the live page).</summary>
    public static void MapSearch(this IEndpointRouteBuilder routes) => routes.MapMethods("/search", PageResults.ReadOnly, SearchAsync).ForReading();

    private static async Task<IResult> SearchAsync(HttpRequest request, Publication publication, CancellationToken cancel)
    {
        if (!IncidentQueryText.TryRead(request.Query, out var filter, out var fault))
        {
            return PageResults.Refuse(Refusal.NoFilter(fault));
        }
        var (asked, cursor) = (request.Query["q"].ToString(), request.Query["cursor"].ToString());
        try
        {
            var found = await publication.SearchAsync(asked, filter, cursor.Length == 0 ? null : cursor, HitsAPage, cancel);
            var quoted = await publication.IncidentsAsync(found.Incidents.Select(pin => pin.Id), cancel);
            return PageResults.Show<SearchPage>(new { Asked = asked, Filter = filter, Found = found, Quoted = quoted, IsFirst = cursor.Length == 0 });
        }
        catch (ArgumentException)
        {
            return PageResults.Refuse(Refusal.NoCursor);
        }
    }
}
