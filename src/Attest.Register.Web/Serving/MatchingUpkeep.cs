using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Attest.Register.Web.Serving;

/// <summary>Makes the incidents of the archive ready to be searched as soon as the site starts, behind its back, and keeps them so as the archive changes.</summary>
internal sealed partial class MatchingUpkeep(DamageRegister register, TimeProvider clock, ILogger<MatchingUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await register.PrepareMatchingAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // Whatever it is, the site goes on, and it is tried again; who asks for matches is told.
                Failed(fault.Message);
            }
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Making incidents ready for damage claims: {Fault} It is tried again.")]
    private partial void Failed(string fault);
}
