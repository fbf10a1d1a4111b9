using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Attest.Web.Accounts;

/// <summary>Where a request comes from. A program on this machine that hands requests on, such as one that adds TLS, is believed in what it says of them; nobody else is.</summary>
internal static class Caller
{
    private const int PrefixBytes = 8;

    /// <summary>The scheme that the browser speaks.</summary>
    public static string SchemeOf(HttpRequest request) =>
        !request.IsHttps && IsHandedOnHere(request) && LastOf(request, "X-Forwarded-Proto").Equals("https", StringComparison.OrdinalIgnoreCase) ? "https" : request.Scheme;

    /// <summary>The site's address as a request names it, without a slash at its end.</summary>
    public static string SiteOf(HttpRequest request) => $"{SchemeOf(request)}://{request.Host}";

    /// <summary>Whether nobody on the way can read along.</summary>
    public static bool IsSecure(HttpRequest request) => SchemeOf(request) == "https";

    /// <summary>The address of the machine, of IPv6 the half that tells networks apart: who has one has them all.</summary>
    public static string AddressOf(HttpRequest request)
    {
        var address = request.HttpContext.Connection.RemoteIpAddress;
        if (IsHandedOnHere(request) && IPAddress.TryParse(LastOf(request, "X-Forwarded-For"), out var said))
        {
            address = said;
        }
        if (address is null)
        {
            return "";
        }
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address))
        {
            return address.ToString();
        }
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(PrefixBytes).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    private static bool IsHandedOnHere(HttpRequest request) => request.HttpContext.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);

    // What stands before it was said by those whom it was handed on from.
    private static string LastOf(HttpRequest request, string header) => request.Headers[header].ToString().Split(',')[^1].Trim();
}
