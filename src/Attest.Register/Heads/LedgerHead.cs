using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Attest.Archive.Storage;

namespace Attest.Register.Heads;

/// <summary>What a register publishes of its ledger: how long it was at a moment, and the root of the Merkle tree over its entries. Whoever keeps one can tell whether anything up to there was changed since.</summary>
/// <remarks>Written as a checkpoint in a signed note (C2SP tlog-checkpoint and signed-note): origin, size, root in base 64, the moment, and a signature by ECDSA on P-256.</remarks>
/// <param name="Origin">The register: <c>attest-register/</c> and the beginning of the digest of its key.</param>
/// <param name="Size">How many entries the ledger had.</param>
/// <param name="Root">The root, 32 bytes.</param>
/// <param name="At">When it was published.</param>
/// <param name="Note">The whole as it is published; it ends with an end of line.</param>
public sealed record LedgerHead(string Origin, long Size, ReadOnlyMemory<byte> Root, DateTimeOffset At, string Note)
{
    private const string OriginStart = "attest-register/", MomentStart = "at ", SignatureStart = "— ";
    private const int OriginDigits = 16, KeyIdBytes = 4, Lines = 6;

    // How signed notes number ECDSA.
    private const byte EcdsaKind = 2;

    /// <summary>The root as text, base 64.</summary>
    public string RootText => Convert.ToBase64String(Root.Span);

    /// <summary>What a register that signs with a key is called.</summary>
    /// <param name="publicKey">The key, as SubjectPublicKeyInfo.</param>
    public static string OriginOf(ReadOnlySpan<byte> publicKey) => OriginStart + Convert.ToHexStringLower(SHA256.HashData(publicKey))[..OriginDigits];

    /// <summary>The line by which a register tells its key (C2SP signed-note): name, key id, and kind and key in base 64.</summary>
    /// <param name="publicKey">The key, as SubjectPublicKeyInfo.</param>
    public static string KeyLine(byte[] publicKey) => $"{OriginOf(publicKey)}+{Convert.ToHexStringLower(KeyId(publicKey))}+{Convert.ToBase64String([EcdsaKind, .. publicKey])}";

    /// <summary>The key that a line tells; null where it is no such line.</summary>
    public static byte[]? KeyOf(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Split('+', 3) is [var origin, _, var rest] && Bytes(rest) is [EcdsaKind, .. var key] && origin == OriginOf(key) ? key : null;
    }

    /// <summary>Reads a published head.</summary>
    /// <param name="note">The note.</param>
    /// <returns>The head, whatever its signature; null where the text is none.</returns>
    public static LedgerHead? Read(string note)
    {
        ArgumentNullException.ThrowIfNull(note);
        return note.Split('\n') is [var origin, var size, var root, var moment, "", var signature, ""] && origin.StartsWith(OriginStart, StringComparison.Ordinal)
            && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 && size == count.ToString(CultureInfo.InvariantCulture)
            && Bytes(root) is { Length: SHA256.HashSizeInBytes } hash && moment.StartsWith(MomentStart, StringComparison.Ordinal) && signature.StartsWith($"{SignatureStart}{origin} ", StringComparison.Ordinal)
            && MomentOf(moment[MomentStart.Length..]) is { } at
            ? new LedgerHead(origin, count, hash, at, note) : null;
    }

    /// <summary>All heads in a text, such as the file that a register publishes; what is none is passed over.</summary>
    public static IReadOnlyList<LedgerHead> ReadAll(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return [.. Enumerable.Range(0, Math.Max(0, lines.Length - Lines + 1)).Where(at => lines[at].StartsWith(OriginStart, StringComparison.Ordinal))
            .Select(at => Read(string.Join('\n', lines.AsSpan(at, Lines)!) + "\n")).OfType<LedgerHead>()];
    }

    /// <summary>Whether the signature is by a key.</summary>
    /// <param name="publicKey">The key, as SubjectPublicKeyInfo.</param>
    public bool IsSignedBy(byte[] publicKey)
    {
        ArgumentNullException.ThrowIfNull(publicKey);
        if (Origin != OriginOf(publicKey) || Bytes(Note[(Note.LastIndexOf(' ') + 1)..^1]) is not { Length: > KeyIdBytes } signed || !signed.AsSpan(0, KeyIdBytes).SequenceEqual(KeyId(publicKey)))
        {
            return false;
        }
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
            return key.VerifyData(SignedPart(Origin, Size, Root.Span, At), signed.AsSpan(KeyIdBytes), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Makes and signs a head.</summary>
    internal static LedgerHead Sign(long size, byte[] root, DateTimeOffset at, ECDsa key)
    {
        var publicKey = key.ExportSubjectPublicKeyInfo();
        var origin = OriginOf(publicKey);
        var part = SignedPart(origin, size, root, at);
        byte[] signed = [.. KeyId(publicKey), .. key.SignData(part, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)];
        return new LedgerHead(origin, size, root, at, $"{Encoding.UTF8.GetString(part)}\n{SignatureStart}{origin} {Convert.ToBase64String(signed)}\n");
    }

    private static byte[] SignedPart(string origin, long size, ReadOnlySpan<byte> root, DateTimeOffset at) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{origin}\n{size}\n{Convert.ToBase64String(root)}\n{MomentStart}{Moment.Write(at)}\n"));

    private static byte[] KeyId(ReadOnlySpan<byte> publicKey) => SHA256.HashData(publicKey)[..KeyIdBytes];

    private static byte[]? Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == base64 ? bytes[..length] : null;
    }

    private static DateTimeOffset? MomentOf(string text)
    {
        try
        {
            return Moment.Read(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
