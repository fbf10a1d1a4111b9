using System.Threading.RateLimiting;

namespace Attest.Web.Accounts;

/// <summary>Slows down who tries one password after another: per name, whether or not it is known, and per address. Devices in which somebody signed in before count by themselves, so that nobody else uses up their tries.</summary>
internal sealed class SignInThrottle : IDisposable
{
    /// <summary>How many times a name may be tried in a while.</summary>
    public const int MostOfName = 10;

    /// <summary>How many times somebody may try from one address in a while; people of one house may share one.</summary>
    public const int MostOfAddress = 40;

    /// <summary>The while.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    // Proving a password takes a processor for a tenth of a second, so few are proven at a time.
    private const int AtOnce = 2, Waiting = 40;

    private readonly PartitionedRateLimiter<string> _attempts = PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetFixedWindowLimiter(
        who, _ => new FixedWindowRateLimiterOptions { PermitLimit = who[0] == 'a' ? MostOfAddress : MostOfName, Window = Window, QueueLimit = 0 }));

    private readonly ConcurrencyLimiter _proofs = new(new ConcurrencyLimiterOptions { PermitLimit = AtOnce, QueueLimit = Waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <summary>Whether this may be tried now.</summary>
    /// <param name="name">The name that is tried.</param>
    /// <param name="address">Where it comes from.</param>
    /// <param name="wait">How long to wait where it may not.</param>
    /// <param name="device">The device or session in which the name's owner is known; null for none.</param>
    public bool TryBegin(string name, string address, out TimeSpan wait, string? device = null)
    {
        foreach (var who in new[] { "a" + address, device is null ? "n" + NamePolicy.Normalized(name).ToUpperInvariant() : "d" + device })
        {
            using var lease = _attempts.AttemptAcquire(who);
            if (!lease.IsAcquired)
            {
                wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
                return false;
            }
        }
        wait = TimeSpan.Zero;
        return true;
    }

    /// <summary>Waits for a turn to prove a password.</summary>
    /// <returns>The turn, to be given back; not acquired where too many wait already.</returns>
    public ValueTask<RateLimitLease> TurnAsync(CancellationToken cancel) => _proofs.AcquireAsync(1, cancel);

    /// <inheritdoc/>
    public void Dispose()
    {
        _attempts.Dispose();
        _proofs.Dispose();
    }
}
