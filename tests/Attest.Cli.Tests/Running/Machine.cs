using System.Diagnostics;

namespace Attest.Cli.Tests.Running;

/// <summary>What this machine lets a test do; where it doesn't, the test says so and is skipped.</summary>
internal static class Machine
{
    /// <summary>Skips unless the test may do what only root may.</summary>
    public static void NeedsRoot() =>
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "This fault can be made by root on Linux only.");

    /// <summary>Skips unless a program is there or can be installed.</summary>
    public static async Task NeedsAsync(string program)
    {
        if (await RunAsync("which", program) == 0)
        {
            return;
        }
        NeedsRoot();
        if (await RunAsync("which", "apt-get") == 0)
        {
            await RunAsync("apt-get", "install", "-y", "-qq", program);
        }
        Assert.SkipUnless(await RunAsync("which", program) == 0, $"{program} is not on this machine; install it with your system's packages.");
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var written = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        await written;
        return process.ExitCode;
    }
}
