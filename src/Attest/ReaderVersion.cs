using System.Security.Cryptography;

namespace Attest;

/// <summary>Names the reader that made a reading, so that another version's readings can be told apart.</summary>
public static class ReaderVersion
{
    private static readonly Lazy<string> Named = new(Compute);

    /// <summary>The program's version and a short digest of the tables and models that shipped with it; made when first asked for.</summary>
    public static string Current => Named.Value;

    private static unsafe string Compute()
    {
        var assembly = typeof(ReaderVersion).Assembly;
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            // Hashed where it lies in the assembly: the model and the gazetteer are not copied.
            using var resource = assembly.GetManifestResourceStream(name) as UnmanagedMemoryStream
                ?? throw new InvalidOperationException($"Naming the reader's version: the resource {name} does not lie in memory as an assembly's resources do.");
            digest.AppendData(new ReadOnlySpan<byte>(resource.PositionPointer, checked((int)resource.Length)));
        }
        var version = assembly.GetName().Version!;
        return $"{version.Major}.{version.Minor}.{version.Build}+models:{Convert.ToHexStringLower(digest.GetHashAndReset())[..6]}";
    }
}
