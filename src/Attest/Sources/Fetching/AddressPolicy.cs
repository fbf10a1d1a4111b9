using System.Net;
using System.Net.Sockets;

namespace Attest.Sources.Fetching;

/// <summary>Which addresses of the network may be connected to: those of the public internet, and no others unless the user says so.</summary>
/// <remarks>Without it, a feed, or whoever answers for its name, could make this program ask services inside the user's own network.</remarks>
public static class AddressPolicy
{
    private static readonly (IPNetwork Network, string Name)[] Special =
        [.. Table.Rows("Sources/Fetching/special-addresses.tsv").Select(row => (IPNetwork.Parse(row[0]), row[1]))];

    // The well-known prefix by which networks of IPv6 alone reach IPv4 (RFC 6052): the last four bytes are the address that is reached.
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    // All that is given out of IPv6 (RFC 4291, section 2.4; the IANA registry of unicast space).
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    /// <summary>What an address is that may not be connected to, such as “a loopback address”; null where it is public.</summary>
    public static string? Refusal(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
        {
            return Refusal(address.MapToIPv4());
        }
        var isSix = address.AddressFamily == AddressFamily.InterNetworkV6;
        if (isSix && Translated.Contains(address))
        {
            return Refusal(new IPAddress(address.GetAddressBytes()[12..]));
        }
        foreach (var (network, name) in Special)
        {
            if (network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address))
            {
                return name;
            }
        }
        return isSix && !Global.Contains(address) ? "no address that is given out" : null;
    }
}
