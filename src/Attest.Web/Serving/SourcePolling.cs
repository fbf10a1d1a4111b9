using Microsoft.Extensions.Hosting;

namespace Attest.Web.Serving;

/// <summary>Looks at the sources for as long as the site is served.</summary>
internal sealed class SourcePolling(SiteIntake intake) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => intake.Poller.RunAsync(stoppingToken);
}
