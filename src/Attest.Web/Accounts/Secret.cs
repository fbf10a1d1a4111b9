using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Attest.Web.Accounts;

/// <summary>What browsers and programs hold to be known again: made by chance, and kept here as a digest, so that nobody who reads the file can use it.</summary>
/// <remarks>It has 256 bits, so that a plain digest can't be turned back by trying.</remarks>
internal static class Secret
{
    private const int Bytes = 32, IdBytes = 6;

    /// <summary>A new one.</summary>
    /// <param name="prefix">What it begins with, so that it is recognised where it was lost.</param>
    public static string New(string prefix = "") => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>A name for lists, which opens nothing.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>What is kept of it.</summary>
    public static string Digest(string secret) => Sha256.Of(Encoding.UTF8.GetBytes(secret)).Hex;
}
