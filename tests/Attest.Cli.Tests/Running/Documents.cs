namespace Attest.Cli.Tests.Running;

/// <summary>The project's documents, which tests hold to what the program does.</summary>
internal static class Documents
{
    /// <summary>The text of one, by its path in the project.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Snapshot.Project, path));

    /// <summary>The first JSON example under a heading of <c>docs/formats.md</c>.</summary>
    public static string Example(string heading)
    {
        const string Fence = "```json\n";
        var text = Read("docs/formats.md");
        var start = text.IndexOf(Fence, text.IndexOf($"## {heading}", StringComparison.Ordinal), StringComparison.Ordinal) + Fence.Length;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }

    /// <summary>The source files of the program.</summary>
    public static IEnumerable<(string Path, string Text)> Sources(string folder = "src") =>
        Directory.EnumerateFiles(Path.Combine(Snapshot.Project, folder), "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => (Path.GetRelativePath(Snapshot.Project, path).Replace('\\', '/'), File.ReadAllText(path)));
}
