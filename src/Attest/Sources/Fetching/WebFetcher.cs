using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;

namespace Attest.Sources.Fetching;

/// <summary>Fetches feeds and pages from hosts that are not trusted: within limits of time, size and redirects, from public addresses alone.</summary>
/// <remarks>It takes no cookies, shows no credentials, asks no proxy, and names itself. Nothing that an answer holds is run or followed, but redirects, each checked like the first address.</remarks>
public sealed class WebFetcher : IDisposable
{
    private const string Accepted = "application/atom+xml, application/rss+xml, application/feed+json, text/html, application/xhtml+xml, application/xml;q=0.9, text/xml;q=0.9, text/plain;q=0.8, */*;q=0.1";
    private const int HeaderKilobytes = 64;

    private static readonly string Name = $"Attest/{typeof(WebFetcher).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]} (reads the feeds and pages that its user names)";

    // Reports come as these; a picture or a file is refused before it is loaded. Some hosts say of a feed only that it is bytes.
    private static readonly string[] ReadTypes = ["application/json", "application/octet-stream", "application/xml"];

    private readonly FetchOptions _options;
    private readonly TimeProvider _clock;
    private readonly HostTurns _turns;
    private readonly HttpClient _publicOnly;
    private readonly HttpClient _anywhere;

    /// <summary>Makes a fetcher.</summary>
    /// <param name="clock">Measures the limits of time.</param>
    /// <param name="options">The limits; null for the defaults.</param>
    public WebFetcher(TimeProvider clock, FetchOptions? options = null)
    {
        _clock = clock;
        _options = options ?? new FetchOptions();
        _turns = new HostTurns(_options, clock);
        // Connections are kept for a while and used again, so those that were allowed more must be apart.
        _publicOnly = Client(allowPrivate: false);
        _anywhere = Client(allowPrivate: true);
    }

    /// <summary>Fetches one address when its host has its turn.</summary>
    public Task<FetchOutcome> FetchAsync(FetchRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _turns.TakeAsync(request.Address.IdnHost, () => WithinTimeAsync(request, cancel), cancel);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _publicOnly.Dispose();
        _anywhere.Dispose();
        _turns.Dispose();
    }

    private async Task<FetchOutcome> WithinTimeAsync(FetchRequest request, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(_options.Longest, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            return await FollowAsync(request, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new FetchOutcome.Failed(string.Create(CultureInfo.InvariantCulture, $"took longer than {_options.Longest.TotalSeconds:0.###} seconds"));
        }
        catch (Exception fault) when (ConnectionFault.Is(fault))
        {
            return new FetchOutcome.Failed(ConnectionFault.Words(fault, HeaderKilobytes, "fetched"));
        }
    }

    private async Task<FetchOutcome> FollowAsync(FetchRequest request, CancellationToken cancel)
    {
        var address = request.Address;
        for (var redirects = 0; redirects <= _options.MostRedirects; redirects++)
        {
            if (SourceAddress.Fault(address, request.AllowPrivate) is { } fault)
            {
                return new FetchOutcome.Failed(redirects == 0 ? fault : $"redirects to {Short(address)}: {fault}");
            }
            using var message = Message(address, request.Validators);
            using var answer = await (request.AllowPrivate ? _anywhere : _publicOnly).SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (answer.StatusCode is not (HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            {
                return await TakeAsync(answer, address, cancel);
            }
            if (answer.Headers.Location is not { } location || !Uri.TryCreate(address, location, out var next))
            {
                return new FetchOutcome.Failed("redirects without saying where to");
            }
            address = next;
        }
        return new FetchOutcome.Failed(string.Create(CultureInfo.InvariantCulture, $"redirects more than {_options.MostRedirects} times"));
    }

    private async Task<FetchOutcome> TakeAsync(HttpResponseMessage answer, Uri address, CancellationToken cancel)
    {
        if (answer.StatusCode == HttpStatusCode.NotModified)
        {
            return new FetchOutcome.Unchanged();
        }
        if (!answer.IsSuccessStatusCode)
        {
            return new FetchOutcome.Failed(
                string.Create(CultureInfo.InvariantCulture, $"answered {(int)answer.StatusCode} {Said(answer)}").TrimEnd(), RetryAfter(answer.Headers.RetryAfter), answer.StatusCode == HttpStatusCode.Gone);
        }
        var type = answer.Content.Headers.ContentType?.MediaType?.ToLowerInvariant();
        if (type is not null && !type.StartsWith("text/", StringComparison.Ordinal) && !type.EndsWith("+xml", StringComparison.Ordinal) && !type.EndsWith("+json", StringComparison.Ordinal) && !ReadTypes.Contains(type))
        {
            return new FetchOutcome.Failed($"answered with {Printable(type)}, expected a feed or a page");
        }
        var tooLong = string.Create(CultureInfo.InvariantCulture, $"is longer than {_options.MostBytes / 1048576.0:0.##} MiB");
        if (answer.Content.Headers.ContentLength > _options.MostBytes)
        {
            return new FetchOutcome.Failed(tooLong);
        }
        return await ReadAsync(await answer.Content.ReadAsStreamAsync(cancel), cancel) is { } bytes
            ? new FetchOutcome.Fetched(bytes, type, address, ValidatorsOf(answer))
            : new FetchOutcome.Failed(tooLong);
    }

    // What is counted is what comes out of the unpacking: a few kilobytes can hold gigabytes.
    private async Task<byte[]?> ReadAsync(Stream body, CancellationToken cancel)
    {
        var bytes = new byte[64 * 1024];
        var length = 0;
        while (await body.ReadAsync(bytes.AsMemory(length), cancel) is var count and > 0)
        {
            length += count;
            if (length > _options.MostBytes)
            {
                return null;
            }
            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, Math.Min(bytes.Length * 2, _options.MostBytes + 1));
            }
        }
        return bytes[..length];
    }

    private static HttpRequestMessage Message(Uri address, Validators validators)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, address);
        message.Headers.TryAddWithoutValidation("User-Agent", Name);
        message.Headers.TryAddWithoutValidation("Accept", Accepted);
        message.Headers.TryAddWithoutValidation("Accept-Language", "en, *;q=0.1");
        if (validators.Tag is { } tag)
        {
            message.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }
        if (validators.Modified is { } modified)
        {
            message.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
        }
        return message;
    }

    private static Validators ValidatorsOf(HttpResponseMessage answer) => new(
        answer.Headers.TryGetValues("ETag", out var tags) ? tags.First() : null,
        answer.Content.Headers.TryGetValues("Last-Modified", out var times) ? times.First() : null);

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        (header?.Delta ?? header?.Date - _clock.GetUtcNow()) is { } wait && wait > TimeSpan.Zero ? wait : null;

    // The host's own words are a stranger's.
    private static string Said(HttpResponseMessage answer) => Printable(answer.ReasonPhrase ?? "");

    private static string Printable(string text) => new([.. text.Where(letter => letter is >= ' ' and <= '~').Take(60)]);

    private static string Short(Uri address) => address.AbsoluteUri is { Length: > 120 } text ? text[..120] + "…" : address.AbsoluteUri;

    private HttpClient Client(bool allowPrivate) => new(new SocketsHttpHandler
    {
        ConnectCallback = new CheckedConnection(_options, allowPrivate).ConnectAsync,
        AllowAutoRedirect = false,
        // A proxy would connect in our place, and nobody would check to what.
        UseProxy = false,
        UseCookies = false,
        Credentials = null,
        PreAuthenticate = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = _options.LongestConnecting,
        MaxResponseHeadersLength = HeaderKilobytes,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxConnectionsPerServer = 2,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
