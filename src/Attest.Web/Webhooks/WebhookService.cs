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
    /// <param name="address">The address that a program in front of the site gives it; null where none is known.</param>
    public static void AddTo(IServiceCollection services, bool allowPrivate, Uri? address) => services
        .AddSingleton(new WebhookOptions(allowPrivate) { Address = address }).AddSingleton<WebhookPump>().AddSingleton<WebhookSender>().AddScoped<WebhookBook>().AddHostedService<WebhookService>();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sending = Task.CompletedTask;
        while (!stoppingToken.IsCancellationRequested)
        {
            // What can't be looked at keeps nothing that is in line from being sent.
            var went = await TryAsync(async () =>
            {
                while (await pump.LookAsync(stoppingToken))
                {
                }
            }, stoppingToken);
            went &= await TryAsync(async () =>
            {
                if (sending.IsCompleted)
                {
                    var ended = sending;
                    sending = Task.CompletedTask;
                    await ended;
                }
                sending = Task.WhenAll(sending, await sender.SendDueAsync(stoppingToken));
            }, stoppingToken);
            await Task.Delay(went ? Pause : Pause * 10, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<bool> TryAsync(Func<Task> work, CancellationToken stopping)
    {
        try
        {
            await work();
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception fault)
        {
            // Whatever it is, the site and its other webhooks go on; mostly something is being rebuilt or written by another.
            Failed(log, fault.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Telling webhooks: {Fault} It is tried again.")]
    private static partial void Failed(ILogger log, string fault);
}
