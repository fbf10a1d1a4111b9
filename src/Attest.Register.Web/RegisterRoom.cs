using System.Text;
using Attest.Register.Web.Access;
using Attest.Register.Web.Pages.Administering;
using Attest.Register.Web.Pages.Bulk;
using Attest.Register.Web.Pages.DamageClaims;
using Attest.Register.Web.Pages.Examining;
using Attest.Register.Web.Pages.Filing;
using Attest.Register.Web.Pages.Heads;
using Attest.Register.Web.Pages.Home;
using Attest.Register.Web.Pages.Receipts;
using Attest.Register.Web.Pages.Statistics;
using Attest.Register.Web.Serving;
using Attest.Web.Rooms;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Register.Web;

/// <summary>The register of damage as a room of the site, under <c>/register</c>.</summary>
/// <param name="register">The register; it is not disposed.</param>
public sealed class RegisterRoom(DamageRegister register) : ISiteRoom
{
    /// <summary>What all of its addresses begin with.</summary>
    public const string Home = "/register";

    /// <inheritdoc/>
    public string Address => Home;

    /// <inheritdoc/>
    public string Label => "Register";

    /// <inheritdoc/>
    public string StyleSheet { get; } = string.Join('\n', typeof(RegisterRoom).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("Styles/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read));

    /// <inheritdoc/>
    public async Task<int> WaitingAsync(SiteCaller caller, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var waiting = await register.WaitingAsync(await RoomDoor.ActorOfAsync(register, caller, cancel), cancel);
        return waiting.Returned + waiting.Assigned;
    }

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services) => services.AddSingleton(register).AddScoped<RoomDoor>().AddSingleton<BulkRuns>().AddHostedService<MatchingUpkeep>();

    /// <inheritdoc/>
    public void MapRoutes(IEndpointRouteBuilder routes)
    {
        routes.MapHome();
        routes.MapFiling();
        routes.MapBulk();
        routes.MapEvidence();
        routes.MapDamageClaims();
        routes.MapExamining();
        routes.MapStatistics();
        routes.MapHeads();
        routes.MapReceipts();
        routes.MapRoles();
        routes.MapErasing();
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(RegisterRoom).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
