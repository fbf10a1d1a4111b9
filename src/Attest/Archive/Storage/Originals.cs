using System.Buffers;

namespace Attest.Archive.Storage;

/// <summary>Bytes as they were given, each in a file named by its SHA-256: <c>originals/ab/abcdef…</c>. Written once, never changed.</summary>
internal sealed class Originals(string folder)
{
    private const string Incoming = "incoming";
    private const int DigestLength = 64;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private readonly string _root = Path.Combine(folder, "originals");

    /// <summary>The file of an original, whether or not it is there.</summary>
    public string PathOf(string digest) => Path.Combine(_root, digest[..2], digest);

    /// <summary>Whether there are any.</summary>
    public bool Any() => Directory.Exists(_root) && Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories).Any();

    /// <summary>Makes the folders.</summary>
    public void Prepare() => Directory.CreateDirectory(Path.Combine(_root, Incoming));

    /// <summary>Removes what writers that were killed left half-written.</summary>
    /// <param name="before">What is younger may still be in the making by another process.</param>
    public void Sweep(DateTimeOffset before)
    {
        foreach (var leftover in Directory.EnumerateFiles(Path.Combine(_root, Incoming)))
        {
            if (File.GetLastWriteTimeUtc(leftover) < before.UtcDateTime)
            {
                File.Delete(leftover);
            }
        }
    }

    /// <summary>The bytes; null where there are none under this digest, or it is none.</summary>
    public byte[]? Read(string digest)
    {
        // A digest may come from an address on the web: nothing but a digest is ever made a path.
        if (digest.Length != DigestLength || digest.AsSpan().ContainsAnyExcept(Digits))
        {
            return null;
        }
        try
        {
            return File.ReadAllBytes(PathOf(digest));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Keeps bytes; on return they are durable under their name. Bytes that are there already are left alone.</summary>
    public void Store(string digest, ReadOnlySpan<byte> bytes)
    {
        var path = PathOf(digest);
        if (new FileInfo(path) is { Exists: true } there && there.Length == bytes.Length)
        {
            return;
        }
        var shelf = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(shelf))
        {
            Directory.CreateDirectory(shelf);
            DurableFolder.Flush(_root);
        }
        var incoming = Path.Combine(_root, Incoming, Guid.NewGuid().ToString("N"));
        try
        {
            using (var file = new FileStream(incoming, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }
            File.Move(incoming, path, overwrite: true);
        }
        catch
        {
            File.Delete(incoming);
            throw;
        }
        DurableFolder.Flush(shelf);
    }
}
