using System.Net.Sockets;
using System.Security.Authentication;

namespace Attest.Sources.Fetching;

/// <summary>Why a connection did not do what it was for, in words that follow the name of an address: "has a host whose name leads nowhere".</summary>
internal static class ConnectionFault
{
    /// <summary>Whether a fault is of the connection and not of this program.</summary>
    public static bool Is(Exception fault) => fault is HttpRequestException or IOException or SocketException or InvalidDataException or AuthenticationException or NotSupportedException;

    /// <summary>What happened.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="headerKilobytes">The most kilobytes of headers that were taken.</param>
    /// <param name="undone">What else it is, as a verb: "fetched", "sent".</param>
    public static string Words(Exception fault, int headerKilobytes, string undone)
    {
        for (Exception? inner = fault; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case AddressRefusedException:
                    return $"is refused: {inner.Message}; such addresses are asked only with --allow-private";
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return "has a host whose name leads nowhere";
                case SocketException socket:
                    return $"could not be reached ({socket.Message})";
                case AuthenticationException:
                    return $"has no certificate that can be trusted ({inner.Message})";
                case HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded }:
                    return "ended its answer too early";
                case HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }:
                    return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"has headers of more than {headerKilobytes} KiB");
                case InvalidDataException:
                    return "sent bytes that can't be unpacked";
            }
        }
        return $"could not be {undone} ({fault.Message})";
    }
}
