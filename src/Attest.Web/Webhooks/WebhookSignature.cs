using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Attest.Web.Webhooks;

/// <summary>What a delivery is signed with: HMAC-SHA-256 by the secret over the moment, a dot and the body (docs/webhooks.md).</summary>
internal static class WebhookSignature
{
    /// <summary>What every secret begins with.</summary>
    public const string Prefix = "whsec_";

    /// <summary>The header's value.</summary>
    /// <param name="secret">The secret, as it was shown.</param>
    /// <param name="at">When it is sent.</param>
    /// <param name="body">What is sent.</param>
    public static string Of(string secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.ASCII.GetBytes($"{time}."));
        hash.AppendData(body);
        return $"t={time},v1={Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}
