using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Attest.Web.Tests.Webhooks;

/// <summary>A program on this machine that webhooks are sent to, and that answers as it is told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Received> _waiting = Channel.CreateUnbounded<Received>();

    private Receiver(WebApplication app) => _app = app;

    /// <summary>All that came, in order.</summary>
    public ConcurrentQueue<Received> All { get; } = [];

    /// <summary>The status that it answers with.</summary>
    public int Status { get; set; } = StatusCodes.Status204NoContent;

    /// <summary>What it answers.</summary>
    public string Answer { get; set; } = "";

    /// <summary>Where it listens.</summary>
    public string Address => $"{_app.Urls.Single()}/hook";

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>Waits for the next that was not waited for yet.</summary>
    public async Task<Received> NextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        return await _waiting.Reader.ReadAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var received = new Received(context.Request.Headers["Attest-Event"].ToString(), context.Request.Headers["Attest-Delivery"].ToString(), context.Request.Headers["Attest-Signature"].ToString(), body.ToArray(), context.Request.Path);
        All.Enqueue(received);
        _waiting.Writer.TryWrite(received);
        context.Response.StatusCode = Status;
        if (Status is >= 300 and < 400)
        {
            context.Response.Headers.Location = "/elsewhere";
        }
        if (Answer.Length > 0)
        {
            await context.Response.WriteAsync(Answer);
        }
    }
}

/// <summary>What came.</summary>
internal sealed record Received(string Event, string Delivery, string Signature, byte[] Body, string Path);
