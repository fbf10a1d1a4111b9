using System.Diagnostics;
using System.Text;

namespace Attest.Cli.Tests.Running;

/// <summary>The real, built program as a process of its own.</summary>
internal static class AttestProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Its file: the build lays it beside the tests.</summary>
    public static string File { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "attest.exe" : "attest");

    /// <summary>Runs it to its end in a folder.</summary>
    public static Task<Finished> RunAsync(string folder, params string[] arguments) => RunAsync(new Start(folder, arguments));

    /// <summary>Runs it to its end.</summary>
    public static async Task<Finished> RunAsync(Start start)
    {
        using var process = Launch(start);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.BaseStream.WriteAsync(start.Input);
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"attest {string.Join(' ', start.Arguments)} was still running after {Patience}.");
        }
        return new Finished(process.ExitCode, await output, await error);
    }

    /// <summary>Starts it and leaves it running.</summary>
    public static Process Launch(Start start)
    {
        // A wrapper such as strace stands before the program.
        string[] line = [.. start.Wrapper, File, .. start.Arguments];
        var info = new ProcessStartInfo(line[0], line[1..])
        {
            WorkingDirectory = start.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        info.Environment.Remove("NO_COLOR");
        info.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var (name, value) in start.Environment)
        {
            info.Environment[name] = value;
        }
        return Process.Start(info)!;
    }

    /// <summary>How to start it.</summary>
    /// <param name="Folder">Where it works.</param>
    /// <param name="Arguments">What it is told.</param>
    public sealed record Start(string Folder, params string[] Arguments)
    {
        /// <summary>What comes in on standard input.</summary>
        public byte[] Input { get; init; } = [];

        /// <summary>A program that runs it, with its arguments; empty for none.</summary>
        public string[] Wrapper { get; init; } = [];

        /// <summary>Variables beside those of the tests.</summary>
        public Dictionary<string, string> Environment { get; init; } = [];
    }

    /// <summary>How it ended.</summary>
    public sealed record Finished(int ExitCode, string Output, string Error)
    {
        /// <summary>Standard output, line by line.</summary>
        public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        /// <summary>Says that it ended with this code, and shows what it wrote where it did not.</summary>
        public Finished Exits(int code)
        {
            Assert.True(ExitCode == code, $"Expected exit code {code}, found {ExitCode}.\nOutput: {Output}\nError: {Error}");
            return this;
        }
    }
}
