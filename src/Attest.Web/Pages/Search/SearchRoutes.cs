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

    /// <summary><c>GET /search</c> (<c>?q=</c>, with the filters of the live page), also as of what had been published.</summary>
    public static void MapSearch(this IEndpointRouteBuilder routes) => routes.MapMethods("/search", PageResults.ReadOnly, SearchAsync).ForReading().AnswersMoments(recorded: false);

    private static async Task<IResult> SearchAsync(HttpRequest request, AskedMoment then, Publication publication, CancellationToken cancel)
    {
        if (!IncidentQueryText.TryRead(request.Query, out var filter, out var fault))
        {
            return PageResults.Refuse(Refusal.NoFilter(fault));
        }
        var (asked, cursor) = (request.Query["q"].ToString(), request.Query["cursor"].ToString());
        try
        {
            var from = cursor.Length == 0 ? null : cursor;
            var found = then.PublishedBy is { } by ? await publication.SearchAsync(asked, filter, by, from, HitsAPage, cancel) : await publication.SearchAsync(asked, filter, from, HitsAPage, cancel);
            // A sentence that stands for an incident now may not have been published then.
            var quoted = then.IsNow ? await publication.IncidentsAsync(found.Incidents.Select(pin => pin.Id), cancel) : new Dictionary<string, Incident>();
            return PageResults.Show<SearchPage>(new { Asked = asked, Filter = filter, Found = found, Quoted = quoted, IsFirst = cursor.Length == 0 });
        }
        catch (ArgumentException)
        {
            return PageResults.Refuse(Refusal.NoCursor);
        }
    }
}
