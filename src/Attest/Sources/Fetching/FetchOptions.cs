using System.Net;

namespace Attest.Sources.Fetching;

/// <summary>The limits of fetching, and its two seams for tests.</summary>
public sealed record FetchOptions
{
    /// <summary>Longest that one fetch may take, with all redirects. Default 30 seconds.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest that one connection may take to be made. Default 10 seconds.</summary>
    public TimeSpan LongestConnecting { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most bytes of an answer, unpacked. Default 16 MiB, the most that intake takes of a page.</summary>
    public int MostBytes { get; init; } = Intake.InputForms.LongestPage;

    /// <summary>Most redirects that are followed. Default 5.</summary>
    public int MostRedirects { get; init; } = 5;

    /// <summary>How many fetches run at once; of one host it is always one. Default 4.</summary>
    public int AtOnce { get; init; } = 4;

    /// <summary>How long a host is left alone between two fetches. Default 1 second.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A host's name → its addresses. By default the system's own.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Why an address may not be connected to; null where it may.</summary>
    internal Func<IPAddress, string?> Refusal { get; init; } = AddressPolicy.Refusal;

    /// <summary>Is told of each address before it is connected to.</summary>
    internal Action<IPAddress> Connecting { get; init; } = _ => { };
}
