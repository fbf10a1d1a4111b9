using Attest.Register.Tests.Running;
using static Attest.Register.Tests.Running.TemporaryRegister;

namespace Attest.Register.Tests.Storage;

/// <summary>A register as a kill leaves it at each write of a change, to the database and to the files of the evidence: all of the change is there, or nothing of it, and nothing is told that is no fault.</summary>
public sealed class KillTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("submit", 0)]
    [InlineData("complete", 0)]
    [InlineData("finish-upload", 2)]
    [InlineData("take-back", 2)]
    [InlineData("discard", 3)]
    [InlineData("erase", 2)]
    [InlineData("withdraw", 0)]
    [InlineData("file-many", 0)]
    [InlineData("add-evidence", 2)]
    [InlineData("resume", 0)]
    public async Task Killed_at_any_write_of_a_change_it_leaves_all_of_it_or_nothing(string change, int files)
    {
        await using var here = await MakeAsync();
        var work = await Changes.PreparedAsync(here, change);
        var (before, kept) = (Changes.Rows(here.Database), new KilledRegisters(here.Folder));
        kept.Take();
        here.Register.Evidence.Changing = kept.Take;
        await work();
        here.Register.Evidence.Changing = null;
        kept.Take();
        var after = Changes.Rows(here.Database);
        Assert.NotEqual(before, after);
        Assert.Equal(files + 2, kept.Taken);
        var (kills, ended) = (0, 0);
        foreach (var killed in kept.All())
        {
            using (killed)
            {
                await using var register = await DamageRegister.OpenAsync(killed.Folder, new RegisterOptions(), here.Clock, Cancel);
                var rows = Changes.Rows(killed.Database);
                Assert.True(rows == before || rows == after, $"Killed {killed.Told}: it is neither as before nor as after.");
                var faults = (await register.VerifyAsync(null, Cancel)).Faults;
                Assert.True(faults.Count == 0, $"Killed {killed.Told}: {string.Join(' ', faults)}");
                (kills, ended) = (kills + 1, ended + (rows == after ? 1 : 0));
            }
        }
        Assert.True(kills > 10 && ended > 0 && ended < kills, $"{kills} kills, {ended} of them after the change.");
    }

    [Theory]
    [InlineData("take-back")]
    [InlineData("erase")]
    public async Task What_is_destroyed_while_it_is_verified_is_no_fault(string change)
    {
        await using var here = await MakeAsync();
        var work = await Changes.PreparedAsync(here, change);
        var meanwhile = new Meanwhile(work);
        Assert.Empty((await here.Register.VerifyAsync(meanwhile, Cancel)).Faults);
        Assert.True(meanwhile.IsDone);
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
    }

    // The first that is told of how far a verifying is comes when it has its state, and before it looks at a file.
    private sealed class Meanwhile(Func<Task> work) : IProgress<(long Done, long Total)>
    {
        public bool IsDone { get; private set; }

        public void Report((long Done, long Total) value)
        {
            if (!IsDone)
            {
                IsDone = true;
                work().Wait(Cancel);
            }
        }
    }
}
