using Attest.Archive;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attest.Web.Pages.About;

/// <summary>The page about method, limits and credits.</summary>
internal static class AboutRoutes
{
    /// <summary><c>GET /about</c>.</summary>
    public static void MapAbout(this IEndpointRouteBuilder routes) => routes.MapMethods("/about", PageResults.ReadOnly, AboutAsync);

    private static async Task<IResult> AboutAsync(ReportArchive archive, CancellationToken cancel) =>
        PageResults.Show<AboutPage>(new { Status = await archive.StatusAsync(cancel) });
}
