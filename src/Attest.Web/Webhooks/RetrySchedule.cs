namespace Attest.Web.Webhooks;

/// <summary>When something that did not arrive is sent again: ever later, and never quite when others are.</summary>
internal static class RetrySchedule
{
    /// <summary>The waits between attempts.</summary>
    public static readonly IReadOnlyList<TimeSpan> Waits =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    /// <summary>How many attempts there are before a delivery is given up.</summary>
    public static int MostAttempts => Waits.Count + 1;

    /// <summary>For how many attempts a delivery holds up those after it; one that fails more often no longer does.</summary>
    public const int InOrder = 3;

    /// <summary>How many deliveries given up one after another pause a webhook.</summary>
    public const int MostGivenUp = 5;

    /// <summary>How long a receiver that failed is left alone, whatever else there is for it.</summary>
    public static TimeSpan Rest => Waits[0];

    /// <summary>The wait after some attempts, drawn out by up to a fifth; null where no more follows.</summary>
    /// <param name="attempts">How many were made, at least 1.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan? After(int attempts, double chance) => attempts > Waits.Count ? null : Waits[attempts - 1] * (1 + (0.2 * chance));
}
