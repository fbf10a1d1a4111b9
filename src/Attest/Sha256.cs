using System.Security.Cryptography;
using System.Text;

namespace Attest;

/// <summary>A SHA-256 digest: the name of an original, a document or a report.</summary>
/// <param name="Hex">64 lower-case hexadecimal digits.</param>
public readonly record struct Sha256(string Hex)
{
    /// <summary>The digest of bytes.</summary>
    public static Sha256 Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        return new Sha256(Convert.ToHexStringLower(digest));
    }

    /// <summary>The digest of a text's UTF-8 bytes.</summary>
    public static Sha256 Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>The hexadecimal digits.</summary>
    public override string ToString() => Hex;
}
