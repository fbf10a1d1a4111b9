namespace Attest;

/// <summary>Names the reader that made a reading, so that another version's readings can be told apart.</summary>
public static class ReaderVersion
{
    /// <summary>The program's version and a short digest of the tables and models that shipped with it.</summary>
    public static string Current { get; } = Compute();

    private static string Compute()
    {
        var assembly = typeof(ReaderVersion).Assembly;
        using var digest = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            digest.AppendData(bytes);
        }
        var version = assembly.GetName().Version!;
        return $"{version.Major}.{version.Minor}.{version.Build}+models:{Convert.ToHexStringLower(digest.GetHashAndReset())[..6]}";
    }
}
