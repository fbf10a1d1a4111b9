using System.Diagnostics;
using Attest.Archive;

namespace Attest.Tests.Archive;

/// <summary>Full disks, foreign folders, several writers: what is acknowledged is there, and what isn't is said in a sentence.</summary>
public sealed class SurroundingsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_writers_on_one_folder_both_get_everything_in()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await using var other = await TemporaryArchive.OpenAsync(here.Folder);

        await Task.WhenAll(
            Task.Run(() => RecordAll(here.Archive, 0, 30), Cancel),
            Task.Run(() => RecordAll(other, 20, 50), Cancel),
            Task.Run(async () =>
            {
                for (var round = 0; round < 20; round++)
                {
                    await other.IncidentsAsync(0, 100, Cancel);
                }
            }, Cancel));

        Assert.Equal(50, (await here.Archive.StatusAsync(Cancel)).Reports);
        Assert.Equal(100, (await here.Archive.StatusAsync(Cancel)).LedgerEntries);
        Assert.Empty((await here.VerifyAsync()).Faults);

        static async Task RecordAll(ReportArchive archive, int from, int to)
        {
            for (var number = from; number < to; number++)
            {
                await TemporaryArchive.RecordAsync(archive, Numbered(number));
            }
        }
    }

    [Fact]
    public async Task A_report_that_fails_halfway_leaves_nothing_behind()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await TemporaryArchive.RecordAsync(here.Archive, Numbered(1));
        var before = here.Rows("ledger", "matter", "reports", "claims", "incidents");
        here.Tamper("CREATE TRIGGER fail BEFORE INSERT ON changes BEGIN SELECT RAISE(ABORT, 'made to fail'); END;");
        var other = SampleReadings.Of("Some 6 people killed in Harbourtown on 3 May, the mayor said", "https://c.example/", "C", "2023-05-04");

        var fault = await Assert.ThrowsAsync<ArchiveException>(() => here.RecordAsync(other));

        Assert.StartsWith($"Recording sample.jsonl:1 in the archive {here.Folder}: ", fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, here.Rows("ledger", "matter", "reports", "claims", "incidents"));
        here.Tamper("DROP TRIGGER fail");
        Assert.Equal(RecordKind.New, (await here.RecordAsync(other)).Kind);
        Assert.Empty((await here.VerifyAsync()).Faults);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_what_was_acknowledged_is_there()
    {
        var disk = Directory.CreateTempSubdirectory("attest-full-").FullName;
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root" && Shell("mount", "-t", "tmpfs", "-o", "size=2m", "none", disk) == 0, "Mounting a small disk takes root on Linux.");
        try
        {
            var acknowledged = new List<Reading>();
            ArchiveException? fault = null;
            await using (var archive = await TemporaryArchive.OpenAsync(Path.Combine(disk, "archive")))
            {
                for (var number = 0; fault is null; number++)
                {
                    var reading = Long(number);
                    try
                    {
                        await TemporaryArchive.RecordAsync(archive, reading);
                        acknowledged.Add(reading);
                    }
                    catch (ArchiveException thrown)
                    {
                        fault = thrown;
                    }
                }
            }
            Assert.Contains("the disk is full", fault.Message, StringComparison.Ordinal);
            Assert.NotEmpty(acknowledged);

            Assert.Equal(0, Shell("mount", "-o", "remount,size=20m", disk));
            await using var again = await TemporaryArchive.OpenAsync(Path.Combine(disk, "archive"));
            Assert.Equal(acknowledged.Count, (await again.StatusAsync(Cancel)).Reports);
            Assert.Equal(RecordKind.New, (await TemporaryArchive.RecordAsync(again, Long(acknowledged.Count))).Kind);
            Assert.Empty((await again.VerifyAsync(null, Cancel)).Faults);
        }
        finally
        {
            Shell("umount", disk);
            Directory.Delete(disk);
        }
    }

    [Fact]
    public async Task What_a_killed_writer_left_half_written_is_swept_away_and_never_taken_for_an_original()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var leftover = Path.Combine(here.Folder, "originals", "incoming", "half");
        await File.WriteAllTextAsync(leftover, "half", Cancel);
        File.SetLastWriteTimeUtc(leftover, new DateTime(2023, 12, 31, 0, 0, 0, DateTimeKind.Utc));

        await here.ReopenAsync();

        Assert.False(File.Exists(leftover));
    }

    [Fact]
    public async Task An_original_without_a_ledger_entry_is_completed_by_adding_again()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var reading = SampleReadings.Full();
        Directory.CreateDirectory(Path.GetDirectoryName(here.OriginalPath(reading))!);
        await File.WriteAllBytesAsync(here.OriginalPath(reading), SampleReadings.Original(reading), Cancel);

        Assert.Empty((await here.VerifyAsync()).Faults);
        Assert.Equal(RecordKind.New, (await here.RecordAsync(reading)).Kind);
        Assert.Empty((await here.VerifyAsync()).Faults);
    }

    [Fact]
    public Task A_file_in_place_of_the_folder_is_refused() =>
        Refused(folder => File.WriteAllText(folder, "a file"), "found a file, expected a folder");

    [Fact]
    public Task A_folder_with_other_things_in_it_is_refused() => Refused(
        folder => File.WriteAllText(Path.Combine(Directory.CreateDirectory(folder).FullName, "thesis.docx"), ""),
        "found a folder with other things in it (thesis.docx) and no attest.db");

    [Fact]
    public Task A_database_that_is_none_is_refused() => Refused(
        folder => File.WriteAllText(Path.Combine(Directory.CreateDirectory(folder).FullName, "attest.db"), new string('x', 10_000)),
        "attest.db is not an SQLite database");

    [Fact]
    public async Task A_database_of_another_program_is_refused()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        here.Tamper("PRAGMA application_id = 7");

        await RefusedAsync(here.Folder, "is a database of another program");
    }

    [Fact]
    public async Task A_newer_archive_is_refused()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        here.Tamper("PRAGMA user_version = 99");

        await RefusedAsync(here.Folder, "it has version 99, this program knows 1");
    }

    [Fact]
    public async Task A_lost_database_beside_originals_is_not_replaced_by_an_empty_one()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        await here.RecordAsync(SampleReadings.Full());
        await here.Archive.DisposeAsync();
        File.Delete(Path.Combine(here.Folder, "attest.db"));

        await RefusedAsync(here.Folder, "found originals but no attest.db");
    }

    [Fact]
    public Task A_folder_that_cannot_be_made_is_refused() => RefusedAsync("/proc/attest-data", "Opening");

    [Fact]
    public async Task A_second_server_is_told_who_serves_the_folder()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        using (ServeLock.Take(here.Folder, "http://127.0.0.1:5080"))
        {
            var refused = Assert.Throws<ArchiveException>(() => ServeLock.Take(here.Folder, "http://127.0.0.1:5081"));
            Assert.Contains($"process {Environment.ProcessId} at http://127.0.0.1:5080 serves it already", refused.Message, StringComparison.Ordinal);
        }
        ServeLock.Take(here.Folder, "http://127.0.0.1:5081").Dispose();
    }

    [Fact]
    public async Task A_lock_can_be_taken_before_the_archive_is_made()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"attest-lock-{Guid.NewGuid():N}");
        using (ServeLock.Take(folder, "http://127.0.0.1:5080"))
        {
            await (await TemporaryArchive.OpenAsync(folder)).DisposeAsync();
        }
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("AB")]
    public async Task Only_a_digest_is_ever_made_a_path(string name)
    {
        await using var here = await TemporaryArchive.MakeAsync();

        Assert.Null(await here.Archive.OriginalAsync(new Sha256(name), Cancel));
        Assert.Null(await here.Archive.ReportAsync(name, Cancel));
    }

    private static async Task Refused(Action<string> make, string expected)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"attest-refused-{Guid.NewGuid():N}");
        make(folder);
        try
        {
            await RefusedAsync(folder, expected);
        }
        finally
        {
            if (File.Exists(folder))
            {
                File.Delete(folder);
            }
            else
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task RefusedAsync(string folder, string expected)
    {
        var refused = await Assert.ThrowsAsync<ArchiveException>(() => TemporaryArchive.OpenAsync(folder));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.Contains(folder, refused.Message, StringComparison.Ordinal);
    }

    private static Reading Numbered(int number) => SampleReadings.Of(
        $"At least {number} people were killed in Harbourtown on 3 May, the mayor said.", $"https://daily.example/{number}", "Sample Daily", "2023-05-04", null, number);

    private static Reading Long(int number) => SampleReadings.Of(
        $"At least {number} people were killed in Harbourtown on 3 May, the mayor said. " + string.Concat(Enumerable.Range(0, 4000).Select(word => $"{word * (number + 7)} ")),
        $"https://daily.example/{number}", "Sample Daily", "2023-05-04", null, number);

    private static int Shell(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
