using System.Net;
using System.Text;
using Attest.Sources.Fetching;

namespace Attest.Tests.Sources;

/// <summary>What is sent goes to the address that was named and nowhere else. The test's host counts as public here; every other address of loopback does not.</summary>
public sealed class WebPosterTests : IAsyncDisposable
{
    private readonly SampleHost _host = new();
    private readonly List<IPAddress> _connected = [];
    private readonly Queue<IPAddress[]> _named = new([[IPAddress.Loopback]]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task It_says_what_was_answered_and_keeps_the_beginning_of_it()
    {
        using var poster = Poster(new FetchOptions { MostBytes = 1024 });
        _host.Answer("/hook", async (_, stream, cancel) =>
        {
            await stream.WriteAsync(SampleHost.Head(202, "Set-Cookie: a=b"), cancel);
            // It never ends.
            for (var line = Encoding.ASCII.GetBytes(new string('x', 4096)); !cancel.IsCancellationRequested;)
            {
                await stream.WriteAsync(line, cancel);
            }
        });
        var outcome = await PostAsync(poster, _host.At("/hook"));
        Assert.Equal((202, null, 1024), (outcome.Status, outcome.Fault, outcome.Answer.Length));
        var request = Assert.Single(_host.Requests);
        Assert.Equal(("POST", "yes", "application/json"), (request.Head.Split(' ')[0], request.Header("Attest-Event"), request.Header("Content-Type")));
        Assert.Null(request.Header("Cookie"));
        _host.Answer("/hook", 500, "no");
        Assert.Equal((500, "It did not take it."), (await PostAsync(poster, _host.At("/hook"))) is var failed ? (failed.Status, failed.Fault) : default);
    }

    [Fact]
    public async Task No_redirect_is_followed()
    {
        using var poster = Poster(new FetchOptions());
        _host.Answer("/hook", 307, "", "Location: /elsewhere");
        Assert.Equal("It leads elsewhere, and that is not followed.", (await PostAsync(poster, _host.At("/hook"))).Fault);
        Assert.Single(_host.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.2:8080/hook", "a loopback address")]
    [InlineData("http://10.0.0.1/hook", "--allow-private")]
    [InlineData("http://[::1]/hook", "--allow-private")]
    [InlineData("http://localhost/hook", "this machine itself")]
    [InlineData("http://user@wire.example/hook", "a user's name or password")]
    [InlineData("http://wire.example:25/hook", "names port 25")]
    [InlineData("http://inside.example/hook", "169.254.169.254")]
    public async Task An_address_that_is_not_public_is_not_connected_to(string address, string told)
    {
        using var poster = Poster(new FetchOptions());
        Assert.Contains(told, (await PostAsync(poster, new Uri(address))).Fault, StringComparison.Ordinal);
        Assert.Empty(_connected);
    }

    [Fact]
    public async Task A_name_that_means_another_address_a_moment_later_is_checked_again()
    {
        using var poster = Poster(new FetchOptions());
        _named.Clear();
        _named.Enqueue([IPAddress.Loopback]);
        _named.Enqueue([IPAddress.Parse("10.0.0.7")]);
        _host.Answer("/hook", 200, "");
        Assert.Null((await PostAsync(poster, _host.At("/hook"))).Fault);
        Assert.Contains("wire.example leads to 10.0.0.7", (await PostAsync(poster, _host.At("/hook"))).Fault, StringComparison.Ordinal);
        Assert.Equal([IPAddress.Loopback], _connected);
    }

    [Fact]
    public async Task One_that_never_answers_or_hangs_up_is_told()
    {
        using var poster = Poster(new FetchOptions { Longest = TimeSpan.FromMilliseconds(300) });
        _host.Answer("/hook", async (_, _, cancel) => await Task.Delay(Timeout.InfiniteTimeSpan, cancel));
        Assert.Equal("It took longer than 0.3 seconds.", (await PostAsync(poster, _host.At("/hook"))).Fault);
        _host.Answer("/gone", (_, _, _) => Task.CompletedTask);
        Assert.NotNull((await PostAsync(poster, _host.At("/gone"))).Fault);
    }

    private WebPoster Poster(FetchOptions options) => new(options with
    {
        Connecting = _connected.Add,
        Refusal = address => address.Equals(IPAddress.Loopback) ? null : AddressPolicy.Refusal(address),
        Resolve = (name, _) => Task.FromResult(name == "wire.example" ? _named.Count > 1 ? _named.Dequeue() : _named.Peek() : [IPAddress.Parse("169.254.169.254")]),
    });

    private static Task<PostOutcome> PostAsync(WebPoster poster, Uri address) =>
        poster.PostAsync(address, allowPrivate: false, "application/json", "{}"u8.ToArray(), [new("Attest-Event", "yes")], Cancel);
}
