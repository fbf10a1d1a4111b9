using System.Net;
using System.Net.Sockets;

namespace Attest.Sources.Fetching;

/// <summary>Makes connections to addresses that may be connected to. What is checked is the address connected to, not the name: a name can mean another address a moment later.</summary>
internal sealed class CheckedConnection(FetchOptions options, bool allowPrivate)
{
    /// <summary>Resolves the name and connects to the first of its addresses that is allowed and answers.</summary>
    /// <exception cref="AddressRefusedException">None of its addresses is allowed; no connection was made.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var written) ? [written] : await options.Resolve(host, cancel);
        var allowed = addresses.Where(address => allowPrivate || options.Refusal(address) is null).ToList();
        if (allowed.Count == 0 && addresses.Length > 0)
        {
            throw new AddressRefusedException(host, addresses[0], options.Refusal(addresses[0])!);
        }
        Exception? last = null;
        foreach (var address in allowed)
        {
            options.Connecting(address);
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, port, cancel);
                var reached = ((IPEndPoint)socket.RemoteEndPoint!).Address;
                if (!allowPrivate && options.Refusal(reached) is { } refusal)
                {
                    throw new AddressRefusedException(host, reached, refusal);
                }
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException fault)
            {
                socket.Dispose();
                last = fault;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }
}

/// <summary>A host leads to an address that may not be connected to.</summary>
internal sealed class AddressRefusedException(string host, IPAddress address, string what)
    : Exception(host.Trim('[', ']') == address.ToString() ? $"{address} is {what}" : $"{host} leads to {address}, {what}");
