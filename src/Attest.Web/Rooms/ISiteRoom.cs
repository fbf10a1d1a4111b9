using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Rooms;

/// <summary>A room of its own on the site: pages that the site itself knows nothing of, under an address of their own, in its frame and behind its signing-in.</summary>
/// <remarks>
/// What a room builds on is public: <see cref="Accounts.RouteAccesses"/> (whom a route is for; every route must state it), <see cref="SiteCaller"/> (who asks),
/// <see cref="Serving.Forms"/> (what protects forms and uploads), <see cref="Serving.PageResults"/>, <see cref="Serving.Refusal"/>, <see cref="Serving.SeeOther"/>, and the components.
/// </remarks>
public interface ISiteRoom
{
    /// <summary>The address that all of its pages begin with, such as <c>/room</c>.</summary>
    string Address { get; }

    /// <summary>What stands in the site's navigation.</summary>
    string Label { get; }

    /// <summary>Its style sheet, loaded by its own pages after the site's; empty for none.</summary>
    string StyleSheet { get; }

    /// <summary>How much waits in it for who asks, a number beside its entry in the navigation; 0 for nothing.</summary>
    /// <param name="caller">Somebody signed in.</param>
    /// <param name="cancel">Ends the query.</param>
    Task<int> WaitingAsync(SiteCaller caller, CancellationToken cancel) => Task.FromResult(0);

    /// <summary>Adds what its pages ask for.</summary>
    void AddServices(IServiceCollection services);

    /// <summary>Maps its routes.</summary>
    void MapRoutes(IEndpointRouteBuilder routes);
}
