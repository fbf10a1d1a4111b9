using Attest.Cli.Tests.Running;

namespace Attest.Cli.Tests;

/// <summary>Kills and full disks in the middle of <c>add</c>: what was acknowledged is there, adding again completes, and nothing is wrong.</summary>
public sealed class FaultTests : IDisposable
{
    private const int Reports = 6;
    private const int Killed = 137; // 128 + SIGKILL

    private readonly TemporaryFolder _folder = new();

    public FaultTests()
    {
        for (var i = 1; i <= Reports; i++)
        {
            _folder.Write($"reports/{i}.txt", Texts.Strike(i));
        }
    }

    public void Dispose() => _folder.Dispose();

    // Counted thread by thread; six reports make some 430 writes, 33 syncs and 6 renames in a few threads.
    [Theory]
    [InlineData("pwrite64", 10)]
    [InlineData("pwrite64", 80)]
    [InlineData("pwrite64", 140)]
    [InlineData("fsync", 6)]
    [InlineData("rename", 2)]
    public async Task A_kill_during_add_loses_nothing_that_was_acknowledged(string calls, int when)
    {
        await Machine.NeedsAsync("strace");
        var killed = await AttestProgram.RunAsync(new AttestProgram.Start(_folder.Path, "add", "reports")
        {
            Wrapper = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", $"trace={calls}", "-e", $"inject={calls}:signal=KILL:when={when}"],
        });
        killed.Exits(Killed);
        await CompletesAsync(killed);
    }

    [Fact]
    public async Task A_disk_that_fails_ends_add_with_a_message_and_loses_nothing_that_was_acknowledged()
    {
        await Machine.NeedsAsync("strace");
        var failed = await AttestProgram.RunAsync(new AttestProgram.Start(_folder.Path, "add", "reports")
        {
            Wrapper = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO:when=12+"],
        });
        Assert.Contains("attest-data", failed.Exits(2).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", failed.Error, StringComparison.Ordinal);
        await CompletesAsync(failed);
    }

    [Fact]
    public async Task A_full_disk_ends_add_with_a_message_and_once_there_is_room_again_add_completes()
    {
        Machine.NeedsRoot();
        var archive = Path.Combine(_folder.Path, "attest-data");
        Directory.CreateDirectory(archive);
        Assert.SkipUnless(await Machine.RunAsync("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", archive) == 0, "This machine lets nobody mount a small disk.");
        try
        {
            for (var i = 1; i <= Reports; i++)
            {
                _folder.Write($"reports/{i}.txt", Texts.Strike(i) + string.Concat(Enumerable.Repeat("The stalls were open again the next morning, and the square was swept.\n", 4000)));
            }
            var full = await AttestProgram.RunAsync(_folder.Path, "add", "reports");
            Assert.Contains("attest-data", full.Exits(2).Error, StringComparison.Ordinal);
            Assert.Contains("full", full.Error, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(0, await Machine.RunAsync("mount", "-o", "remount,size=200m", archive));
            await CompletesAsync(full);
        }
        finally
        {
            await Machine.RunAsync("umount", archive);
        }
    }

    private async Task CompletesAsync(AttestProgram.Finished before)
    {
        var acknowledged = before.Lines.Where(line => line.EndsWith(": 1 new", StringComparison.Ordinal)).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]).ToList();
        var again = await AttestProgram.RunAsync(_folder.Path, "add", "reports");
        again.Exits(0);
        foreach (var path in acknowledged)
        {
            Assert.Contains($"{path}: 1 unchanged", again.Lines);
        }
        Assert.Equal(Reports, again.Lines.Count(line => line.EndsWith(": 1 new", StringComparison.Ordinal) || line.EndsWith(": 1 unchanged", StringComparison.Ordinal)));
        Assert.Contains("nothing wrong", (await AttestProgram.RunAsync(_folder.Path, "verify")).Exits(0).Output, StringComparison.Ordinal);
    }
}
