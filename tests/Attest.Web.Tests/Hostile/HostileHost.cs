using System.Net;
using Attest.Web.Tests.Hostile.Walking;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Attest.Web.Tests.Hostile;

/// <summary>Another machine's program that means ill: its feed and its answers to webhooks are hostile, too.</summary>
internal sealed class HostileHost : IAsyncDisposable
{
    /// <summary>The fields that it writes, as the planting knows them.</summary>
    public const string OfFeed = "a feed", OfHook = "the answer to a webhook";

    private readonly WebApplication _app;

    private HostileHost(WebApplication app) => _app = app;

    /// <summary>The address of its feed.</summary>
    public string Feed => $"{_app.Urls.Single()}/feed";

    /// <summary>The address that webhooks are sent to.</summary>
    public string Hook => $"{_app.Urls.Single()}/hook";

    public static async Task<HostileHost> StartAsync(Planting planting)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var (feed, hook) = (new string[] { Words(planting, OfFeed), Words(planting, OfFeed) }, Words(planting, OfHook));
        app.Run(context =>
        {
            if (context.Request.Method == HttpMethods.Post)
            {
                // What is refused stays in line, to be sent again.
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                context.Response.ContentType = "text/html";
                return context.Response.WriteAsync(hook);
            }
            context.Response.ContentType = "application/rss+xml; charset=utf-8";
            return context.Response.WriteAsync(
                $"<rss version=\"2.0\"><channel><title>{feed[0]}</title><link>http://{context.Request.Host}/</link><item><title>{feed[1]}</title><link>http://{context.Request.Host}/entries/1</link><guid>{feed[1]}</guid>"
                + $"<description>{feed[0]}</description><author>{feed[1]}</author></item></channel></rss>");
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new HostileHost(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static string Words(Planting planting, string field)
    {
        var planted = planting.Next(field);
        planted.IsTaken = true;
        return field == OfFeed ? WebUtility.HtmlEncode(planted.Value) : planted.Value;
    }
}
