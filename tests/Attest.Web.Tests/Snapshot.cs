using System.Runtime.CompilerServices;

namespace Attest.Web.Tests;

/// <summary>Compares a text with the one kept in Snapshots/; <c>ATTEST_UPDATE_SNAPSHOTS=1</c> writes it anew.</summary>
internal static class Snapshot
{
    public static void Check(string name, string actual, [CallerFilePath] string caller = "")
    {
        // The caller lies in a folder of the test project, at whatever depth.
        var folder = new DirectoryInfo(Path.GetDirectoryName(caller)!);
        while (!folder.EnumerateFiles("*.csproj").Any())
        {
            folder = folder.Parent!;
        }
        var file = Path.Combine(folder.FullName, "Snapshots", name);
        actual = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("ATTEST_UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
            return;
        }
        Assert.True(File.Exists(file), $"There is no snapshot {file}; ATTEST_UPDATE_SNAPSHOTS=1 writes it.");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), actual);
    }
}
