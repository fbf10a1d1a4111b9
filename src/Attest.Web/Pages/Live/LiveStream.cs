using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Attest.Archive;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Attest.Web.Pages.Live;

/// <summary><c>GET /live</c>: what changes, as server-sent events, going on after the change that the browser names in <c>Last-Event-ID</c>.</summary>
internal static class LiveStream
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);

    /// <summary>Answers with the stream.</summary>
    public static IResult Open(HttpContext context, Publication publication, ChangeHub hub, PageLimits limits, IHostApplicationLifetime life, TimeProvider clock)
    {
        var named = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header ? header : context.Request.Query["after"].ToString();
        if (!long.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var after) || !IncidentQueryText.TryRead(context.Request.Query, out var filter, out _))
        {
            return Results.Problem("The stream starts after a change: give its number as ?after=, with the same filters as the page.", statusCode: StatusCodes.Status400BadRequest);
        }
        if (!limits.TryOpenStream(context))
        {
            context.Response.Headers.RetryAfter = "30";
            return Results.Problem("Too many live streams are open from this address. Close some, or load the page again from time to time.", statusCode: StatusCodes.Status429TooManyRequests);
        }
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.ServerSentEvents(FollowAsync(after, filter, IncidentQueryText.ForList(filter, IncidentQueryText.AsksAll(context.Request.Query)), publication, hub, clock, life.ApplicationStopping, context.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<string>> FollowAsync(
        long after, IncidentFilter ofPosts, IncidentFilter filter, Publication publication, ChangeHub hub, TimeProvider clock, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancel);
        // The first words go out at once, so that the browser knows that it is connected.
        yield return new SseItem<string>("", "beat") { EventId = Id(after), ReconnectionInterval = TimeSpan.FromSeconds(2) };
        while (!both.IsCancellationRequested)
        {
            IReadOnlyList<LiveChange>? changes = null;
            using (var wait = CancellationTokenSource.CreateLinkedTokenSource(both.Token))
            {
                using var timer = clock.CreateTimer(_ => wait.Cancel(), null, Beat, Timeout.InfiniteTimeSpan);
                try
                {
                    changes = await hub.NextAsync(after, wait.Token);
                }
                catch (OperationCanceledException)
                {
                    // Nothing for a while, or the end.
                }
            }
            if (both.IsCancellationRequested)
            {
                yield break;
            }
            if (changes is null)
            {
                yield return new SseItem<string>("", "beat") { EventId = Id(after) };
                continue;
            }
            if (changes.Count == 0)
            {
                // Without data a browser tells its page nothing.
                yield return new SseItem<string>("{}", "reset");
                yield break;
            }
            var wanted = await publication.VisibleAsync(filter, [.. changes.Select(change => change.Incident?.Incident).OfType<string>().Distinct(StringComparer.Ordinal)], both.Token);
            // A post that is held back or withdrawn, or no longer fits, tells those who have it on their page; nobody else learns of it.
            var posts = changes.Select(change => change.Post?.Post).OfType<string>().ToList() is [_, ..] named ? await publication.ConcernedAsync(ofPosts, named, both.Token) : new HashSet<string>();
            foreach (var change in changes)
            {
                after = change.Sequence;
                if (change.Post is { } post ? posts.Contains(post.Post) : wanted?.Contains(change.Incident!.Incident) != false)
                {
                    yield return new SseItem<string>(Data(change), "change") { EventId = Id(after) };
                }
            }
        }
    }

    private static string Id(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);

    private static string Data(LiveChange change)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            if (change.Post is { } post)
            {
                json.WriteString("post", post.Post);
                json.WriteString("kind", WireNames<PostChangeKind>.Of(post.Kind));
            }
            else
            {
                json.WriteString("incident", change.Incident!.Incident);
                json.WriteString("kind", WireNames<IncidentChangeKind>.Of(change.Incident.Kind));
            }
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(text.GetBuffer().AsSpan(0, (int)text.Length));
    }
}
