using System.Net;
using Microsoft.AspNetCore.Http;

namespace Attest.Web.Serving;

/// <summary>Who can reach the site at all.</summary>
/// <param name="IsLoopback">Whether only this machine reaches it.</param>
/// <param name="IsPublic">Whether it is for everybody, so that the publication policy holds for whoever is no reader.</param>
internal sealed record SiteReach(bool IsLoopback, bool IsPublic)
{
    // What a proxy in front of the site says of whom it speaks for.
    private static readonly string[] Forwarders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

    /// <summary>The reach of a site that listens on these addresses.</summary>
    public static SiteReach Of(IReadOnlyList<string> urls, SiteOptions options) => new(urls.All(IsLoopbackAddress), options.Public is not null);

    /// <summary>Whether a host's name is this machine's own, however it is written.</summary>
    public static bool IsLoopbackHost(string host) =>
        host.Trim('[', ']').TrimEnd('.') is var name && (name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address)));

    /// <summary>Whether another program hands a request on, so that it may come from another machine.</summary>
    public static bool IsHandedOn(HttpRequest request) => Forwarders.Any(request.Headers.ContainsKey);

    private static bool IsLoopbackAddress(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && IsLoopbackHost(address.Host);
}
