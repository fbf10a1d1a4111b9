using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Attest.Web.Webhooks;

/// <summary>Tells webhooks what changes, for as long as the site is served; after a start it goes on where it was.</summary>
internal sealed partial class WebhookService(WebhookPump pump, WebhookSender sender, TimeProvider clock, ILogger<WebhookService> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Adds all that webhooks are made of.</summary>
    /// <param name="services">The site's.</param>
    /// <param name="allowPrivate">Whether addresses that are not public may be connected to.</param>
    public static void AddTo(IServiceCollection services, bool allowPrivate) => services
        .AddSingleton(new WebhookOptions(allowPrivate)).AddSingleton<WebhookPump>().AddSingleton<WebhookSender>().AddScoped<WebhookBook>().AddHostedService<WebhookService>();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sending = Task.CompletedTask;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await pump.LookAsync(stoppingToken))
                {
                }
                if (sending.IsCompleted)
                {
                    var last = sending;
                    sending = Task.CompletedTask;
                    await last;
                }
                sending = Task.WhenAll(sending, await sender.SendDueAsync(stoppingToken));
                await Task.Delay(Pause, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // The archive is being rebuilt, a file is held by another: the next look finds what there is. Whatever it is, the site goes on.
                Failed(log, fault.Message);
                await Task.Delay(Pause * 10, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(LogLevel.Warning, "Telling webhooks: {Fault} It is tried again.")]
    private static partial void Failed(ILogger log, string fault);
}
