using System.Globalization;
using System.Net;
using System.Reflection;

namespace Attest.Sources.Fetching;

/// <summary>Sends to addresses that their user named, within limits of time and size, to public addresses alone unless the user says otherwise.</summary>
/// <remarks>As <see cref="WebFetcher"/> it checks the address that is really connected to, takes no cookies, shows no credentials and asks no proxy; and it follows no redirect: what is sent goes nowhere but where its user said.</remarks>
public sealed class WebPoster : IDisposable
{
    private static readonly string Name = $"Attest/{typeof(WebPoster).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]} (sends to the addresses that its user names)";

    private const int HeaderKilobytes = 16;

    private readonly FetchOptions _options;
    private readonly HttpClient _publicOnly, _anywhere;

    /// <summary>Makes a poster.</summary>
    /// <param name="options">The limits; null for 10 seconds in all and one kilobyte of the answer.</param>
    public WebPoster(FetchOptions? options = null)
    {
        _options = options ?? new FetchOptions { Longest = TimeSpan.FromSeconds(10), MostBytes = 1024 };
        // Connections are kept for a while and used again, so those that were allowed more must be apart.
        (_publicOnly, _anywhere) = (Client(allowPrivate: false), Client(allowPrivate: true));
    }

    /// <summary>Sends bytes to an address once.</summary>
    /// <param name="address">Of http or https.</param>
    /// <param name="allowPrivate">Whether addresses that are not public may be connected to.</param>
    /// <param name="mediaType">What the bytes are.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="headers">Headers to go with them.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<PostOutcome> PostAsync(Uri address, bool allowPrivate, string mediaType, ReadOnlyMemory<byte> body, IEnumerable<KeyValuePair<string, string>> headers, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(headers);
        if (SourceAddress.Fault(address, allowPrivate) is { } fault)
        {
            return new PostOutcome(null, $"The address {fault}.", []);
        }
        using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(body) };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        message.Headers.TryAddWithoutValidation("User-Agent", Name);
        foreach (var (name, value) in headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(_options.Longest);
        int? status = null;
        try
        {
            using var answer = await (allowPrivate ? _anywhere : _publicOnly).SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            status = (int)answer.StatusCode;
            var beginning = await ReadAsync(answer, patience.Token);
            return new PostOutcome(status, answer.IsSuccessStatusCode ? null : status is >= 300 and < 400 ? "It leads elsewhere, and that is not followed." : "It did not take it.", beginning);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new PostOutcome(status, string.Create(CultureInfo.InvariantCulture, $"It took longer than {_options.Longest.TotalSeconds:0.###} seconds."), []);
        }
        catch (Exception problem) when (ConnectionFault.Is(problem))
        {
            return new PostOutcome(status, $"The address {ConnectionFault.Words(problem, HeaderKilobytes, "sent to")}.", []);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _publicOnly.Dispose();
        _anywhere.Dispose();
    }

    // The beginning of the answer, for a log; the rest is never read.
    private async Task<byte[]> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        var (bytes, length) = (new byte[_options.MostBytes], 0);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
        while (length < bytes.Length && await stream.ReadAsync(bytes.AsMemory(length), cancel) is var count and > 0)
        {
            length += count;
        }
        return bytes[..length];
    }

    private HttpClient Client(bool allowPrivate) => new(new SocketsHttpHandler
    {
        ConnectCallback = new CheckedConnection(_options, allowPrivate).ConnectAsync,
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        Credentials = null,
        PreAuthenticate = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = _options.LongestConnecting,
        MaxResponseHeadersLength = HeaderKilobytes,
        // An answer that goes on and on is cut off and not waited for.
        ResponseDrainTimeout = TimeSpan.Zero,
        MaxResponseDrainSize = 0,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxConnectionsPerServer = 2,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}

/// <summary>What came of sending something.</summary>
/// <param name="Status">The status of the answer; null where there was none.</param>
/// <param name="Fault">Why it did not arrive, as a sentence; null where it did.</param>
/// <param name="Answer">The beginning of the answer, as bytes of a stranger.</param>
public sealed record PostOutcome(int? Status, string? Fault, byte[] Answer);
