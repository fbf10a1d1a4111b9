using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Attest.Web.Accounts;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Api;

/// <summary>How much one machine may ask of the API and the feeds: a store of requests that fills up again evenly. Each answer says what is left.</summary>
internal sealed class ApiLimits : IDisposable
{
    /// <summary>Requests that one other machine may make at once, and how many come back each second.</summary>
    public const int Store = 120, ASecond = 2;

    /// <summary>What whoever sits at this machine may.</summary>
    public const int StoreHere = 5000, ASecondHere = 1000;

    /// <summary>Requests that an export counts for: it reads the whole archive.</summary>
    public const int ForExport = 20;

    /// <summary>Requests that a report counts for that is added: it is read and linked.</summary>
    public const int ForReport = 5;

    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
    {
        var asker = AskerOf(context);
        var (store, second) = SizeOf(asker);
        return RateLimitPartition.GetTokenBucketLimiter(asker, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = store, TokensPerPeriod = second, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0, AutoReplenishment = true,
        });
    });

    /// <summary>Takes what a request costs; refuses it with 429 where nothing is left.</summary>
    public async Task HoldAsync(HttpContext context, RequestDelegate next)
    {
        var (store, second) = SizeOf(AskerOf(context));
        var cost = MachinePaths.IsExport(context.Request.Path) ? ForExport : HttpMethods.IsPost(context.Request.Method) && MachinePaths.Is(context.Request.Path, ApiOperation.AddReport) ? ForReport : 1;
        using var lease = _limiter.AttemptAcquire(context, cost);
        var left = (int)(_limiter.GetStatistics(context)?.CurrentAvailablePermits ?? 0);
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers["RateLimit-Limit"] = Text(store);
            headers["RateLimit-Remaining"] = Text(left);
            headers["RateLimit-Reset"] = Text(Seconds(store - left, second));
            headers["RateLimit-Policy"] = $"{Text(store)};w={Text(Seconds(store, second))}";
            if (!lease.IsAcquired)
            {
                headers.RetryAfter = Text(Math.Max(1, Seconds(cost - left, second)));
            }
            return Task.CompletedTask;
        });
        await (lease.IsAcquired ? next(context) : PageResults.Refuse(ApiRefusals.TooMany).ExecuteAsync(context));
    }

    public void Dispose() => _limiter.Dispose();

    /// <summary>Who asks: the address of a machine, or nothing for whoever sits at this one. Who has a network of IPv6 has all its addresses, and one store.</summary>
    public static string AskerOf(HttpContext context)
    {
        var isHere = context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address);
        return isHere && !SiteReach.IsHandedOn(context.Request) ? "" : $"from {Caller.AddressOf(context.Request)}";
    }

    private static (int Store, int ASecond) SizeOf(string asker) => asker.Length == 0 ? (StoreHere, ASecondHere) : (Store, ASecond);

    private static int Seconds(int requests, int second) => (requests + second - 1) / second;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What holds for all that programs ask.</summary>
internal static class ApiServing
{
    private const string Methods = "GET, HEAD, OPTIONS", Exposed = $"ETag, Link, Content-Disposition, Location, {ApiRoutes.LeftOut}, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, RateLimit-Policy, Retry-After";

    /// <summary>Limits requests, and on a public site lets the pages of other sites read the answers.</summary>
    /// <remarks>
    /// Only there: what everybody may see, anybody's page may read, without cookies. An archive that is not public is nobody's page's to read, so no other site is answered
    /// (the browser keeps the answer from it) and none can ask in the name of who has signed in.
    /// </remarks>
    public static void UseApiServing(this IApplicationBuilder app)
    {
        var (limits, reach) = (app.ApplicationServices.GetRequiredService<ApiLimits>(), app.ApplicationServices.GetRequiredService<SiteReach>());
        app.Use(async (context, next) =>
        {
            if (!MachinePaths.IsApi(context.Request.Path) && !MachinePaths.IsFeed(context.Request.Path))
            {
                await next(context);
                return;
            }
            if (reach.IsPublic)
            {
                context.Response.OnStarting(() =>
                {
                    context.Response.Headers.AccessControlAllowOrigin = "*";
                    context.Response.Headers.AccessControlExposeHeaders = Exposed;
                    context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
                    return Task.CompletedTask;
                });
                if (HttpMethods.IsOptions(context.Request.Method))
                {
                    context.Response.StatusCode = StatusCodes.Status204NoContent;
                    context.Response.Headers.AccessControlAllowMethods = Methods;
                    context.Response.Headers.AccessControlAllowHeaders = "If-None-Match";
                    context.Response.Headers.AccessControlMaxAge = "86400";
                    return;
                }
            }
            await limits.HoldAsync(context, next);
        });
    }
}
