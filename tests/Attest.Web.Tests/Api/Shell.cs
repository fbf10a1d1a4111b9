using System.Diagnostics;

namespace Attest.Web.Tests.Api;

/// <summary>Lines of the documents, run as a shell would run them, in an empty folder.</summary>
internal static class Shell
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What a line prints, or what the one file holds that it writes.</summary>
    /// <param name="line">The line; the test is skipped where the machine has no curl.</param>
    /// <param name="surroundings">Variables that it finds.</param>
    public static async Task<string> RunAsync(string line, params (string Name, string Value)[] surroundings)
    {
        var folder = Directory.CreateTempSubdirectory("attest-web-tests-");
        try
        {
            Assert.SkipUnless(File.Exists("/usr/bin/curl"), "This machine has no curl.");
            var start = new ProcessStartInfo("/bin/sh", ["-c", line]) { WorkingDirectory = folder.FullName, RedirectStandardOutput = true };
            foreach (var (name, value) in surroundings)
            {
                start.Environment[name] = value;
            }
            using var shell = Process.Start(start)!;
            var output = await shell.StandardOutput.ReadToEndAsync(Cancel);
            await shell.WaitForExitAsync(Cancel);
            Assert.True(shell.ExitCode == 0, $"{line} ended with {shell.ExitCode}: {output}");
            return folder.GetFiles() is [var file] ? await File.ReadAllTextAsync(file.FullName, Cancel) : output;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
