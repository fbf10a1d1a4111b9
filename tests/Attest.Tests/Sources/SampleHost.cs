using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Attest.Tests.Sources;

/// <summary>A host on loopback that answers as it is told, well or badly.</summary>
internal sealed class SampleHost : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, Func<Request, Stream, CancellationToken, Task>> _answers = new(StringComparer.Ordinal);
    private readonly Channel<Request> _asked = Channel.CreateUnbounded<Request>();
    private readonly Task _serving;

    public SampleHost()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>All that was asked, in order.</summary>
    public ConcurrentQueue<Request> Requests { get; } = [];

    /// <summary>An address on it, under a name that tests resolve.</summary>
    public Uri At(string path, string host = "wire.example") => new(string.Create(CultureInfo.InvariantCulture, $"http://{host}:{Port}{path}"));

    /// <summary>Waits for the next request that was not waited for yet.</summary>
    public async Task<Request> AskedAsync() => await _asked.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Answers a path from now on.</summary>
    public void Answer(string path, int status, string body, params string[] headers) => Answer(path, status, Encoding.UTF8.GetBytes(body), headers);

    /// <inheritdoc cref="Answer(string, int, string, string[])"/>
    public void Answer(string path, int status, byte[] body, params string[] headers) => Answer(path, async (_, stream, cancel) =>
    {
        await stream.WriteAsync(Head(status, [.. headers, string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}")]), cancel);
        await stream.WriteAsync(body, cancel);
    });

    /// <summary>Answers a path by writing what one likes.</summary>
    public void Answer(string path, Func<Request, Stream, CancellationToken, Task> answer) => _answers[path] = answer;

    public static byte[] Head(int status, params string[] headers) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {(HttpStatusCode)status}\r\nConnection: close\r\n") + string.Concat(headers.Select(header => header + "\r\n")) + "\r\n");

    public async ValueTask DisposeAsync()
    {
        // The accepting ends before the listener does: one that is asked once more after it stopped would fault.
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                connections.Add(ConverseAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
        await Task.WhenAll(connections);
    }

    private async Task ConverseAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var head = new StringBuilder();
                var letter = new byte[1];
                while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(letter, _stop.Token) > 0)
                {
                    head.Append((char)letter[0]);
                }
                if (head.Length == 0)
                {
                    // Whoever connected gave up before asking.
                    return;
                }
                var request = new Request(head.ToString());
                Requests.Enqueue(request);
                _asked.Writer.TryWrite(request);
                var answer = _answers.GetValueOrDefault(request.Path) ?? (async (_, body, cancel) => await body.WriteAsync(Head(404, "Content-Length: 0"), cancel));
                await answer(request, stream, _stop.Token);
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException or SocketException)
            {
                // Whoever asked has hung up, or the test is over.
            }
        }
    }

    /// <summary>What was asked.</summary>
    /// <param name="Head">The request line and the headers.</param>
    internal sealed record Request(string Head)
    {
        public string Path => Head.Split(' ', 3) is [_, var path, ..] ? path : "";

        /// <summary>A header's value; null where it is not there.</summary>
        public string? Header(string name) => Head.Split("\r\n").Select(line => line.Split(": ", 2))
            .FirstOrDefault(parts => parts.Length == 2 && parts[0].Equals(name, StringComparison.OrdinalIgnoreCase))?[1];
    }
}
