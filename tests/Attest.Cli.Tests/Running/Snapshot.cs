using System.Runtime.CompilerServices;

namespace Attest.Cli.Tests.Running;

/// <summary>Text that was looked at once and must stay so; <c>ATTEST_UPDATE_SNAPSHOTS=1</c> writes it anew, and a person reads the difference.</summary>
internal static class Snapshot
{
    /// <summary>The project's folder.</summary>
    public static string Project { get; } = Path.GetFullPath("../../..", Here());

    /// <summary>Compares a text with the file of this name in <c>Snapshots</c>.</summary>
    public static void Check(string name, string text)
    {
        var path = Path.Combine(Here(), "..", "Snapshots", $"{name}.txt");
        // Blanks at the end of a line can't be seen, and editors take them away.
        var seen = string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()));
        if (Environment.GetEnvironmentVariable("ATTEST_UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, seen);
            return;
        }
        Assert.True(File.Exists(path), $"There is no {path}; ATTEST_UPDATE_SNAPSHOTS=1 ./test writes it.");
        Assert.Equal(File.ReadAllText(path), seen);
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
