using System.Security.Cryptography;

namespace Attest.Archive.Storage;

/// <summary>What the ledger says of matter: a digest that proves it and, without the salt, tells nothing of it.</summary>
public static class Commitment
{
    /// <summary>Length of a salt.</summary>
    public const int SaltBytes = 32;

    /// <summary>A random salt.</summary>
    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltBytes);

    /// <summary>SHA-256 of salt and content, in lower-case hexadecimal.</summary>
    public static string Of(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> content)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(salt);
        digest.AppendData(content);
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
