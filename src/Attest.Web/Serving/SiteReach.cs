using System.Net;
using Microsoft.AspNetCore.Http;

namespace Attest.Web.Serving;

/// <summary>Who can reach the site at all.</summary>
/// <param name="IsLoopback">Whether only this machine reaches it.</param>
/// <param name="IsPublic">Whether it is for everybody, so that the publication policy holds for whoever is no reader.</param>
/// <param name="Address">The address that a program in front of it gives it; null where nothing stands in front, or it says so itself with each request.</param>
internal sealed record SiteReach(bool IsLoopback, bool IsPublic, Uri? Address = null)
{
    // What a proxy in front of the site says of whom it speaks for.
    private static readonly string[] Forwarders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

    /// <summary>The reach of a site that listens on these addresses.</summary>
    public static SiteReach Of(IReadOnlyList<string> urls, SiteOptions options) => new(urls.All(IsLoopbackAddress), options.Public is not null, options.Address);

    /// <summary>Whether a host's name is this machine's own, however it is written.</summary>
    public static bool IsLoopbackHost(string host) =>
        host.Trim('[', ']').TrimEnd('.') is var name && (name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address)));

    /// <summary>Whether another program hands a request on, so that it may come from another machine.</summary>
    public static bool IsHandedOn(HttpRequest request) => Forwarders.Any(request.Headers.ContainsKey) || request.HttpContext.Features.Get<HandedOn>() is not null;

    /// <summary>Whether a host's name is the one that the program in front of the site gives it.</summary>
    public bool IsOwnHost(HostString host) => Address is { } address && host.HasValue
        && host.Host.Equals(address.IdnHost, StringComparison.OrdinalIgnoreCase) && (host.Port ?? (address.Scheme == Uri.UriSchemeHttps ? 443 : 80)) == address.Port;

    /// <summary>Whether whoever asks this machine by its own name sits at it: not where a program stands in front, which may pass on others' requests under that name.</summary>
    public bool IsOfThisMachine(HttpRequest request) => IsLoopback && Address is null && !IsHandedOn(request);

    /// <summary>Takes note that a request came in by the program in front of the site.</summary>
    public static void HandOn(HttpContext context) => context.Features.Set(new HandedOn());

    private sealed class HandedOn;

    private static bool IsLoopbackAddress(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && IsLoopbackHost(address.Host);
}
