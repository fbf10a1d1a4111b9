using Attest.Web.Accounts;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attest.Web.Pages.About;

/// <summary>The page about method, limits and credits.</summary>
internal static class AboutRoutes
{
    /// <summary><c>GET /about</c>.</summary>
    public static void MapAbout(this IEndpointRouteBuilder routes) => routes.MapMethods("/about", PageResults.ReadOnly, AboutAsync).ForReading().MadeOnceAChange();

    private static async Task<IResult> AboutAsync(Publication publication, CancellationToken cancel) =>
        PageResults.Show<AboutPage>(new { Status = await publication.StatusAsync(cancel), Rates = await publication.ErrorRatesAsync(cancel) });
}
