using Attest.Archive;
using Microsoft.Extensions.Hosting;

namespace Attest.Web.Publishing;

/// <summary>Makes the covers of the newest reports as soon as a public site starts, so that its first visitors need not wait for them.</summary>
internal sealed class CoverWarming(Publications publications) : BackgroundService
{
    private const int AtOnce = 50, Most = 2000, SpeakersAPage = 100;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var publication = publications.Public;
        try
        {
            for (var skip = 0; skip < Most && (await publication.ReportsAsync(skip, AtOnce, stoppingToken)).Count == AtOnce; skip += AtOnce)
            {
                // Asking for the list is what makes the covers of what stands in it.
            }
            await publication.SpeakersAsync(null, SpeakersAPage, stoppingToken);
            await publication.PublishersAsync(null, SpeakersAPage, stoppingToken);
        }
        catch (Exception problem) when (problem is ArchiveException or OperationCanceledException or ObjectDisposedException)
        {
            // They are made when they are asked for.
        }
    }
}
