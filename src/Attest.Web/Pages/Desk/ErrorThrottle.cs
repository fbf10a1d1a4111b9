using System.Threading.RateLimiting;
using Attest.Web.Accounts;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Pages.Desk;

/// <summary>How many errors somebody may report in a while: what readers report is kept for ever, and editors have to look at each.</summary>
internal sealed class ErrorThrottle : IDisposable
{
    /// <summary>How many come from one account, or from one address that nobody signed in from.</summary>
    public const int Most = 60;

    /// <summary>How many come from all who did not sign in, from whatever address; those who sit at this machine apart.</summary>
    public const int MostOfStrangers = 300;

    /// <summary>The while.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private const string Strangers = "strangers";

    private readonly PartitionedRateLimiter<string> _reported = PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetFixedWindowLimiter(
        who, _ => new FixedWindowRateLimiterOptions { PermitLimit = who == Strangers ? MostOfStrangers : Most, Window = Window, QueueLimit = 0 }));

    /// <summary>Whether somebody may report one more now.</summary>
    public bool Takes(Actor actor, HttpRequest request)
    {
        if (actor == Actor.ThisMachine)
        {
            return true;
        }
        return IsFree(actor.Account is { } account ? $"account {account.Id}" : $"address {Caller.AddressOf(request)}") && (actor.Account is not null || IsFree(Strangers));
    }

    /// <inheritdoc/>
    public void Dispose() => _reported.Dispose();

    private bool IsFree(string who)
    {
        using var lease = _reported.AttemptAcquire(who);
        return lease.IsAcquired;
    }
}

/// <summary>Routes by which errors are reported.</summary>
internal static class ErrorThrottling
{
    /// <summary>Refuses with 429 what comes too often.</summary>
    public static void HeldBack(this RouteHandlerBuilder route) => route.AddEndpointFilter(async (invocation, next) =>
    {
        var context = invocation.HttpContext;
        if (context.RequestServices.GetRequiredService<ErrorThrottle>().Takes(context.RequestServices.GetRequiredService<Actor>(), context.Request))
        {
            return await next(invocation);
        }
        context.Response.Headers.RetryAfter = ((int)ErrorThrottle.Window.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return PageResults.Refuse(Refusal.TooManyErrors);
    });
}
