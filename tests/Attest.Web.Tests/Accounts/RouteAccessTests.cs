using Attest.Web.Accounts;
using Attest.Web.Tests.Pages.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Tests.Accounts;

/// <summary>Every route of the site says whom it is for.</summary>
public sealed class RouteAccessTests(WritingSite site) : IClassFixture<WritingSite>
{
    [Fact]
    public void Every_route_states_its_least_role()
    {
        var routes = Routes(site.Site);
        Assert.NotEmpty(routes);
        Assert.All(routes, route => Assert.True(route.Metadata.GetMetadata<RouteAccess>() is not null, $"{route.DisplayName} does not say whom it is for: .ForReading(), .ForRole(Role.Editor) …"));
    }

    [Fact]
    public void Every_route_that_changes_something_but_the_one_to_sign_in_asks_for_more_than_a_visitor()
    {
        var writing = Routes(site.Site).Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Any(method => method is not ("GET" or "HEAD")) && route.RoutePattern.RawText != AccessGate.SignInAddress);
        Assert.All(writing, route => Assert.True(route.Metadata.GetMetadata<RouteAccess>()!.LeastInPublic.Includes(Role.Member), route.DisplayName));
    }

    [Fact]
    public void A_role_includes_those_below_it()
    {
        Assert.True(Role.Administrator.Includes(Role.Editor));
        Assert.True(Role.Editor.Includes(Role.Reader));
        Assert.True(Role.Reader.Includes(Role.Member));
        Assert.False(Role.Member.Includes(Role.Reader));
        Assert.False(Role.Reader.Includes(Role.Editor));
        Assert.Same(Role.Editor, Role.Named("editor"));
        Assert.Null(Role.Named("visitor"));
    }

    private static List<RouteEndpoint> Routes(WebApplication site) =>
        [.. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];
}
