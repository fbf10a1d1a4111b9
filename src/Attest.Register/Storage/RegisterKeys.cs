using System.Security.Cryptography;
using System.Text;
using Attest.Archive;

namespace Attest.Register.Storage;

/// <summary>The register's master key and what is made of it: sealing, wrapping and keyed digests. Safe for several threads.</summary>
/// <remarks>AES-256-GCM throughout, with a random nonce before and the tag behind what it seals; purposes have keys of their own by HKDF-SHA-256.</remarks>
internal sealed class RegisterKeys : IDisposable
{
    public const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const string FileName = "master.key";

    private readonly byte[] _wrapping, _own, _digests, _signing;

    public RegisterKeys(ReadOnlySpan<byte> master)
    {
        _wrapping = Derive(master, "attest register: wrapping the keys of damage claims");
        _own = Derive(master, "attest register: what belongs to no damage claim");
        _digests = Derive(master, "attest register: digests of owners and overlaps");
        _signing = Derive(master, "attest register: signing heads of the ledger");
        // The order of the curve begins with 32 bits that are set: a private number without its first bit is below it.
        _signing[0] &= 0x7F;
    }

    /// <summary>The key file of a register's folder, made where there is none and the register is new.</summary>
    /// <param name="folder">The register's folder.</param>
    /// <param name="file">A file elsewhere, on another disk or a token; null for one in the folder.</param>
    /// <param name="isNew">Whether the register holds nothing yet.</param>
    public static RegisterKeys Open(string folder, string? file, bool isNew)
    {
        var path = FileOf(folder, file);
        if (!File.Exists(path))
        {
            if (!isNew)
            {
                throw new ArchiveException(
                    $"Opening the register {folder}: found no key file {path}, expected the one that it was made with. Name it with --register-key, or put it back from where you keep it; without it nothing in the register can be read.");
            }
            Make(path);
        }
        var bytes = File.ReadAllBytes(path);
        try
        {
            return bytes.Length == KeyBytes ? new RegisterKeys(bytes)
                : throw new ArchiveException($"Opening the register {folder}: found {bytes.Length} bytes in the key file {path}, expected {KeyBytes}. Put the right file back from where you keep it.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Where the key file is.</summary>
    public static string FileOf(string folder, string? file) => Path.GetFullPath(file ?? Path.Combine(folder, FileName));

    /// <summary>A key for one damage claim.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    /// <summary>A damage claim's key as the database keeps it.</summary>
    public byte[] Wrap(ReadOnlySpan<byte> key, string id) => Seal(_wrapping, key, Encoding.UTF8.GetBytes(id));

    /// <summary>The key that was wrapped.</summary>
    /// <exception cref="InvalidDataException">It was changed, or wrapped under another master key.</exception>
    public byte[] Unwrap(ReadOnlySpan<byte> wrapped, string id) => Unseal(_wrapping, wrapped, Encoding.UTF8.GetBytes(id));

    /// <summary>Seals what belongs to no damage claim.</summary>
    public byte[] SealOwn(ReadOnlySpan<byte> content, string purpose) => Seal(_own, content, Encoding.UTF8.GetBytes(purpose));

    /// <summary>What <see cref="SealOwn"/> sealed.</summary>
    /// <exception cref="InvalidDataException">It was changed.</exception>
    public byte[] UnsealOwn(ReadOnlySpan<byte> content, string purpose) => Unseal(_own, content, Encoding.UTF8.GetBytes(purpose));

    /// <summary>A digest of a text that nobody can compute, and so guess at, without the master key.</summary>
    /// <param name="purpose">What it is for: the same text gives other digests for other purposes.</param>
    /// <param name="text">The text.</param>
    public byte[] Digest(string purpose, string text)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_digests, Encoding.UTF8.GetBytes($"{purpose}\n{text}"), digest);
        return digest[..16].ToArray();
    }

    /// <summary>The key that signs heads of the ledger: ECDSA on P-256. Dispose of it.</summary>
    public ECDsa Signer() => ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = _signing });

    /// <summary>Seals content under a key: nonce, ciphertext, tag.</summary>
    /// <param name="key">The key.</param>
    /// <param name="content">The content.</param>
    /// <param name="bound">What it is bound to: under another it can't be opened.</param>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content, ReadOnlySpan<byte> bound)
    {
        var sealedBytes = new byte[NonceBytes + content.Length + TagBytes];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(sealedBytes.AsSpan(0, NonceBytes), content, sealedBytes.AsSpan(NonceBytes, content.Length), sealedBytes.AsSpan(NonceBytes + content.Length), bound);
        return sealedBytes;
    }

    /// <summary>What was sealed.</summary>
    /// <exception cref="InvalidDataException">It, the key or what it is bound to is another.</exception>
    public static byte[] Unseal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> bound)
    {
        if (sealedBytes.Length < NonceBytes + TagBytes)
        {
            throw new InvalidDataException("What is sealed is too short.");
        }
        var content = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        try
        {
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(sealedBytes[..NonceBytes], sealedBytes[NonceBytes..^TagBytes], sealedBytes[^TagBytes..], content, bound);
        }
        catch (CryptographicException fault)
        {
            throw new InvalidDataException("What is sealed was changed, or sealed under another key.", fault);
        }
        return content;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_wrapping);
        CryptographicOperations.ZeroMemory(_own);
        CryptographicOperations.ZeroMemory(_digests);
        CryptographicOperations.ZeroMemory(_signing);
    }

    private static byte[] Derive(ReadOnlySpan<byte> master, string purpose)
    {
        var key = new byte[KeyBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, master, key, [], Encoding.UTF8.GetBytes(purpose));
        return key;
    }

    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        if (Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder))
        {
            throw new ArchiveException($"Making the key file {path}: found no folder {folder}, expected one. Make it, or name another file with --register-key.");
        }
        // Whole or not there: half a key would stand in the way for ever.
        var unfinished = path + ".new";
        using (var file = new FileStream(unfinished, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path);
        Attest.Archive.Storage.DurableFolder.Flush(Path.GetDirectoryName(path)!);
    }
}
