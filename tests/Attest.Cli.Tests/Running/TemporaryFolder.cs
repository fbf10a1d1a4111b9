namespace Attest.Cli.Tests.Running;

/// <summary>A folder for one test, gone after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attest-test-");

    /// <summary>Its absolute path.</summary>
    public string Path => _folder.FullName;

    /// <summary>Writes a file below it and gives the file's name back.</summary>
    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Write(string, string)"/>
    public string Write(string name, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return name;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
