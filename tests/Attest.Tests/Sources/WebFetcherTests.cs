using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Attest.Sources;
using Attest.Sources.Fetching;

namespace Attest.Tests.Sources;

/// <summary>Hosts that answer well, badly, too much, too slowly, or lead where nothing may be asked. The test's host counts as public here; every other address of loopback does not.</summary>
public sealed class WebFetcherTests : IAsyncDisposable
{
    private readonly SampleHost _host = new();
    private readonly ManualClock _clock = ManualClock.AtNoon();
    private readonly List<IPAddress> _connected = [];
    private readonly Dictionary<string, Queue<IPAddress[]>> _names = new(StringComparer.Ordinal);
    private readonly WebFetcher _fetcher;

    public WebFetcherTests() => _fetcher = Fetcher(new FetchOptions());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _fetcher.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_comes_with_its_marks_and_is_not_sent_again_while_they_hold()
    {
        _host.Answer("/feed", async (request, stream, cancel) => await stream.WriteAsync(request.Header("If-None-Match") == "\"one\""
            ? SampleHost.Head(304)
            : [.. SampleHost.Head(200, "ETag: \"one\"", "Last-Modified: Wed, 12 Mar 2031 09:00:00 GMT", "Content-Type: application/rss+xml; charset=utf-8", "Content-Length: 5"), .. "words"u8], cancel));
        var fetched = Assert.IsType<FetchOutcome.Fetched>(await FetchAsync("/feed"));
        Assert.Equal(("words", "application/rss+xml", _host.At("/feed")), (Encoding.UTF8.GetString(fetched.Bytes), fetched.MediaType, fetched.From));
        Assert.Equal(new Validators("\"one\"", "Wed, 12 Mar 2031 09:00:00 GMT"), fetched.Validators);

        Assert.IsType<FetchOutcome.Unchanged>(await _fetcher.FetchAsync(new FetchRequest(_host.At("/feed"), Validators: fetched.Validators), Cancel));
        Assert.Equal("Wed, 12 Mar 2031 09:00:00 GMT", _host.Requests.Last().Header("If-Modified-Since"));
        Assert.StartsWith("Attest/", _host.Requests.Last().Header("User-Agent"), StringComparison.Ordinal);
        Assert.Null(_host.Requests.Last().Header("Cookie"));
    }

    [Fact]
    public async Task Redirects_are_followed_to_public_addresses_and_no_further_than_the_limit()
    {
        _host.Answer("/moved", 301, "", "Location: /here");
        _host.Answer("/here", 200, "words", "Content-Type: text/html");
        Assert.Equal(_host.At("/here"), Assert.IsType<FetchOutcome.Fetched>(await FetchAsync("/moved")).From);
        _host.Answer("/round", 302, "", "Location: /round");
        Assert.Equal("redirects more than 5 times", await ReasonAsync("/round"));
        _host.Answer("/nowhere", 302, "");
        Assert.Equal("redirects without saying where to", await ReasonAsync("/nowhere"));
        _host.Answer("/file", 302, "", "Location: file:///etc/passwd");
        Assert.Contains("is no address of http or https", await ReasonAsync("/file"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.2:5432/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://inside.example/")]
    [InlineData("http://localhost/")]
    [InlineData("http://user@wire.example/")]
    public async Task A_redirect_to_an_address_that_is_not_public_is_not_followed(string target)
    {
        _names["inside.example"] = new Queue<IPAddress[]>([[IPAddress.Parse("10.0.0.1")]]);
        _host.Answer("/moved", 307, "", $"Location: {target}");
        await ReasonAsync("/moved");
        Assert.Equal([IPAddress.Loopback], _connected);
    }

    [Fact]
    public async Task A_name_that_means_another_address_a_moment_later_is_checked_again()
    {
        _names["wire.example"] = new Queue<IPAddress[]>([[IPAddress.Loopback], [IPAddress.Parse("169.254.169.254")]]);
        _host.Answer("/feed", 200, "words", "Content-Type: text/plain");
        Assert.IsType<FetchOutcome.Fetched>(await FetchAsync("/feed"));
        Assert.Equal("is refused: wire.example leads to 169.254.169.254, a link-local address; such addresses are asked only with --allow-private", await ReasonAsync("/feed"));
        Assert.Equal([IPAddress.Loopback], _connected);
    }

    [Fact]
    public async Task Of_several_addresses_only_public_ones_are_tried()
    {
        _names["wire.example"] = new Queue<IPAddress[]>([[IPAddress.Parse("192.168.0.1"), IPAddress.IPv6Loopback, IPAddress.Loopback]]);
        _host.Answer("/feed", 200, "words", "Content-Type: text/plain");
        Assert.IsType<FetchOutcome.Fetched>(await FetchAsync("/feed"));
        Assert.Equal([IPAddress.Loopback], _connected);
    }

    [Fact]
    public async Task Private_addresses_are_asked_where_the_user_allows_it_and_their_connections_serve_no_other()
    {
        using var strict = new WebFetcher(_clock, new FetchOptions { Pause = TimeSpan.Zero });
        _host.Answer("/feed", 200, "words", "Content-Type: text/plain");
        var address = _host.At("/feed", "127.0.0.1");
        Assert.IsType<FetchOutcome.Fetched>(await strict.FetchAsync(new FetchRequest(address, AllowPrivate: true), Cancel));
        Assert.Contains("a loopback address", Assert.IsType<FetchOutcome.Failed>(await strict.FetchAsync(new FetchRequest(address), Cancel)).Reason, StringComparison.Ordinal);
        Assert.Single(_host.Requests);
    }

    [Fact]
    public async Task No_hostile_address_is_connected_to_named_or_redirected_to()
    {
        var data = Environment.GetEnvironmentVariable("ATTEST_DATA");
        var file = Path.Combine(data ?? "", "badinput/generated/ssrf/urls.json");
        Assert.SkipUnless(data is not null && File.Exists(file), "no data: ATTEST_DATA does not lead to the shared data");
        var addresses = JsonSerializer.Deserialize<string[]>(File.ReadAllText(file))!;
        Assert.True(addresses.Length > 50);
        // Whatever name is asked for leads to the machines' own services.
        using var fetcher = new WebFetcher(_clock, new FetchOptions { Pause = TimeSpan.Zero, Connecting = _connected.Add, Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse("169.254.169.254") }) });
        foreach (var address in addresses)
        {
            if (SourceAddress.Parse(address, allowPrivate: false, out var fault) is { } source)
            {
                Assert.IsType<FetchOutcome.Failed>(await fetcher.FetchAsync(new FetchRequest(new Uri(source.Text)), Cancel));
            }
            else
            {
                Assert.Contains("Adding the source", fault, StringComparison.Ordinal);
            }
        }
        Assert.Empty(_connected);

        foreach (var address in addresses.Where(address => address.All(letter => letter is > ' ' and <= '~') && address.Length < 4000))
        {
            _names.Clear();
            _host.Answer("/moved", 302, "", $"Location: {address}");
            Assert.IsType<FetchOutcome.Failed>(await FetchAsync("/moved"));
            Assert.All(_connected, connected => Assert.Equal(IPAddress.Loopback, connected));
        }
    }

    [Theory]
    [InlineData("http://wire.example:22/")]
    [InlineData("http://wire.example:25/")]
    [InlineData("http://someone:secret@wire.example/")]
    [InlineData("http://wire.example\\@127.0.0.1/")]
    [InlineData("https:wire.example")]
    [InlineData("//wire.example/")]
    [InlineData("wire.example")]
    [InlineData("no-such-folder/")]
    [InlineData("")]
    public void What_is_no_public_address_of_the_web_and_no_folder_is_no_source(string written)
    {
        Assert.Null(SourceAddress.Parse(written, allowPrivate: true, out var fault));
        Assert.Contains("xpected", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_sends_a_letter_and_then_nothing_is_left()
    {
        _host.Answer("/slow", async (_, stream, cancel) =>
        {
            await stream.WriteAsync("H"u8.ToArray(), cancel);
            await Task.Delay(Timeout.Infinite, cancel);
        });
        var fetch = FetchAsync("/slow");
        await _host.AskedAsync();
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("took longer than 30 seconds", Assert.IsType<FetchOutcome.Failed>(await fetch).Reason);
    }

    [Fact]
    public async Task A_body_without_end_is_cut_off_at_the_limit()
    {
        using var fetcher = Fetcher(new FetchOptions { MostBytes = 100_000 });
        _host.Answer("/endless", async (_, stream, cancel) =>
        {
            await stream.WriteAsync(SampleHost.Head(200, "Content-Type: text/html"), cancel);
            while (true)
            {
                await stream.WriteAsync(new byte[8192], cancel);
            }
        });
        Assert.Equal("is longer than 0.1 MiB", Assert.IsType<FetchOutcome.Failed>(await fetcher.FetchAsync(new FetchRequest(_host.At("/endless")), Cancel)).Reason);
    }

    [Fact]
    public async Task A_few_bytes_that_unpack_to_many_are_cut_off_at_the_limit()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(new byte[32 * 1024 * 1024]);
        }
        _host.Answer("/bomb", 200, packed.ToArray(), "Content-Type: text/html", "Content-Encoding: gzip");
        Assert.Equal("is longer than 16 MiB", await ReasonAsync("/bomb"));
        _host.Answer("/broken", 200, "no gzip", "Content-Type: text/html", "Content-Encoding: gzip");
        Assert.Equal("sent bytes that can't be unpacked", await ReasonAsync("/broken"));
    }

    [Theory]
    [InlineData("Content-Type: image/png", "answered with image/png, expected a feed or a page")]
    [InlineData("Content-Type: application/pdf", "answered with application/pdf, expected a feed or a page")]
    public async Task What_can_be_no_report_is_refused_before_it_is_loaded(string header, string reason)
    {
        _host.Answer("/file", async (_, stream, cancel) =>
        {
            await stream.WriteAsync(SampleHost.Head(200, header, "Content-Length: 100000000"), cancel);
            await Task.Delay(Timeout.Infinite, cancel);
        });
        Assert.Equal(reason, await ReasonAsync("/file"));
    }

    [Theory]
    [InlineData(404, "", "answered 404 NotFound", null, false)]
    [InlineData(410, "", "answered 410 Gone", null, true)]
    [InlineData(403, "", "answered 403 Forbidden", null, false)]
    [InlineData(429, "Retry-After: 120", "answered 429 TooManyRequests", 120, false)]
    [InlineData(503, "Retry-After: Wed, 12 Mar 2031 13:00:00 GMT", "answered 503 ServiceUnavailable", 3600, false)]
    [InlineData(503, "Retry-After: soon", "answered 503 ServiceUnavailable", null, false)]
    public async Task A_refusal_of_the_host_is_told_with_what_it_asks(int status, string header, string reason, int? seconds, bool isGone)
    {
        _host.Answer("/a", status, "", [.. header.Length == 0 ? [] : new[] { header }]);
        var failed = Assert.IsType<FetchOutcome.Failed>(await FetchAsync("/a"));
        Assert.Equal((reason, seconds is { } known ? TimeSpan.FromSeconds(known) : null, isGone), (failed.Reason, failed.RetryAfter, failed.IsGone));
    }

    [Fact]
    public async Task Answers_that_are_none_are_told_as_such()
    {
        _host.Answer("/cut", async (_, stream, cancel) => await stream.WriteAsync((byte[])[.. SampleHost.Head(200, "Content-Type: text/html", "Content-Length: 500"), .. "short"u8], cancel));
        Assert.Equal("ended its answer too early", await ReasonAsync("/cut"));
        _host.Answer("/other", async (_, stream, cancel) => await stream.WriteAsync("SSH-2.0-server\r\n"u8.ToArray(), cancel));
        Assert.StartsWith("could not be fetched", await ReasonAsync("/other"), StringComparison.Ordinal);
        _host.Answer("/headers", async (_, stream, cancel) => await stream.WriteAsync(SampleHost.Head(200, $"X-Long: {new string('x', 200_000)}"), cancel));
        Assert.NotEmpty(await ReasonAsync("/headers"));
        _names["wire.example"] = new Queue<IPAddress[]>([[]]);
        Assert.Equal("has a host whose name leads nowhere", await ReasonAsync("/"));
    }

    [Fact]
    public async Task A_host_is_asked_one_thing_at_a_time_with_a_pause_between()
    {
        using var fetcher = Fetcher(new FetchOptions(), TimeSpan.FromSeconds(1));
        _host.Answer("/a", 200, "words", "Content-Type: text/plain");
        Assert.IsType<FetchOutcome.Fetched>(await fetcher.FetchAsync(new FetchRequest(_host.At("/a")), Cancel));
        var second = fetcher.FetchAsync(new FetchRequest(_host.At("/a")), Cancel);
        Assert.True(_clock.IsAwaited);
        Assert.False(second.IsCompleted);
        Assert.Single(_host.Requests);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<FetchOutcome.Fetched>(await second);
    }

    private WebFetcher Fetcher(FetchOptions options, TimeSpan pause = default) => new(_clock, options with
    {
        Pause = pause,
        Connecting = _connected.Add,
        Refusal = address => address.Equals(IPAddress.Loopback) ? null : AddressPolicy.Refusal(address),
        Resolve = (name, _) => Task.FromResult(
            _names.TryGetValue(name, out var answers) ? answers.Count > 1 ? answers.Dequeue() : answers.Peek()
            : name == "wire.example" ? [IPAddress.Loopback] : [IPAddress.Parse("169.254.169.254")]),
    });

    private Task<FetchOutcome> FetchAsync(string path) => _fetcher.FetchAsync(new FetchRequest(_host.At(path)), Cancel);

    private async Task<string> ReasonAsync(string path) => Assert.IsType<FetchOutcome.Failed>(await FetchAsync(path)).Reason.ToString(CultureInfo.InvariantCulture);
}
