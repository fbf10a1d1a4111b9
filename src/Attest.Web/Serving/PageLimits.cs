using System.Globalization;
using System.Threading.RateLimiting;
using Attest.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Serving;

/// <summary>How many pages one other machine may ask for: far more than anybody reads, dearer where one costs much. Whoever sits at this machine is not limited, nor are files that browsers keep.</summary>
internal sealed class PageLimits : IDisposable
{
    /// <summary>Pages at once, and how many come back each second.</summary>
    public const int Store = 600, ASecond = 10;

    /// <summary>Live streams that one machine has open (an office behind one address has many), and all other machines together.</summary>
    public const int MostStreams = 50, MostStreamsInAll = 5000;

    /// <summary>What counts for more than one: what is made of many incidents at each visit.</summary>
    private static readonly (string Path, int Cost)[] Dear = [("/map/pins.json", 5), ("/since", 10), ("/snapshots/", 10), ("/search", 3), ("/about", 3), ("/sitrep", 3)];

    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(ApiLimits.AskerOf(context), _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = Store, TokensPerPeriod = ASecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0, AutoReplenishment = true,
    }));

    private readonly Dictionary<string, int> _streams = new(StringComparer.Ordinal);

    /// <summary>Whether a page may be asked for; it then counts.</summary>
    /// <param name="context">The request.</param>
    /// <param name="wait">How many seconds to wait where it may not.</param>
    public bool Takes(HttpContext context, out int wait)
    {
        var cost = Dear.FirstOrDefault(dear => context.Request.Path.Value?.StartsWith(dear.Path, StringComparison.OrdinalIgnoreCase) == true).Cost;
        wait = Math.Max(1, cost / ASecond);
        using var lease = _limiter.AttemptAcquire(context, Math.Max(1, cost));
        return lease.IsAcquired;
    }

    /// <summary>Opens a stream until the request ends; false where too many are open.</summary>
    public bool TryOpenStream(HttpContext context)
    {
        var asker = ApiLimits.AskerOf(context);
        if (asker.Length == 0)
        {
            return true;
        }
        lock (_streams)
        {
            var own = _streams.GetValueOrDefault(asker);
            if (own >= MostStreams || _streams.Values.Sum() >= MostStreamsInAll)
            {
                return false;
            }
            _streams[asker] = own + 1;
        }
        context.Response.RegisterForDispose(new Stream(this, asker));
        return true;
    }

    public void Dispose() => _limiter.Dispose();

    private void Close(string asker)
    {
        lock (_streams)
        {
            if (--_streams[asker] == 0)
            {
                _streams.Remove(asker);
            }
        }
    }

    private sealed class Stream(PageLimits limits, string asker) : IDisposable
    {
        public void Dispose() => limits.Close(asker);
    }
}

/// <summary>What holds for all that people ask.</summary>
internal static class PageServing
{
    /// <summary>Refuses with 429 what is asked too often. The API and the feeds have a store of their own; forms are held back where they are taken.</summary>
    public static void UsePageLimits(this IApplicationBuilder app)
    {
        var limits = app.ApplicationServices.GetRequiredService<PageLimits>();
        app.Use(async (context, next) =>
        {
            var (path, method) = (context.Request.Path, context.Request.Method);
            if (!(HttpMethods.IsGet(method) || HttpMethods.IsHead(method)) || path.StartsWithSegments("/assets", StringComparison.OrdinalIgnoreCase) || MachinePaths.IsApi(path) || MachinePaths.IsFeed(path)
                || ApiLimits.AskerOf(context).Length == 0 || limits.Takes(context, out var wait))
            {
                await next(context);
                return;
            }
            context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            await PageResults.Refuse(ApiRefusals.TooManyPages).ExecuteAsync(context);
        });
    }
}
