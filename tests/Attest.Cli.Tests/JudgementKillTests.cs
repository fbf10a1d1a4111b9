using System.Globalization;
using System.Text;
using Attest.Archive;
using Attest.Cli.Tests.Running;
using Attest.Incidents.Tallies;

namespace Attest.Cli.Tests;

/// <summary>The real program, killed between any two writes of a merge, a split and an undoing: what was decided is there whole or not at all.</summary>
/// <remarks>How many writes there are is counted first, so that every kill but the last hits. Of many a number is sampled, from the first to the last; <c>ATTEST_EVERY_KILL=1</c> tries each.</remarks>
public sealed class JudgementKillTests : IDisposable
{
    private const int Killed = 137; // 128 + SIGKILL
    private const int Sampled = 8;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("merge")]
    [InlineData("split")]
    [InlineData("undo")]
    public async Task What_is_killed_between_two_writes_is_there_whole_or_not_at_all(string command)
    {
        await Machine.NeedsAsync("strace");
        var arguments = await PrepareAsync(command);
        var before = await StateAsync(_folder.Path);
        var (whole, trace) = (Copy("whole"), Path.Combine(_folder.Path, "trace"));
        (await TracedAsync(whole, arguments, "-o", trace, "-e", "trace=pwrite64,fsync,fdatasync")).Exits(0);
        var after = await StateAsync(whole);
        Assert.NotEqual(before, after);

        var (lost, kept, missed) = (0, 0, 0);
        foreach (var (call, count) in CountsIn(await File.ReadAllLinesAsync(trace, Cancel)))
        {
            foreach (var when in Whens(count))
            {
                var copy = Copy(string.Create(CultureInfo.InvariantCulture, $"{call}-{when}"));
                var killed = await TracedAsync(copy, arguments, "-o", "/dev/null", "-e", $"trace={call}", "-e", string.Create(CultureInfo.InvariantCulture, $"inject={call}:signal=KILL:when={when}"));
                var now = await StateAsync(copy);
                // Calls are counted by thread, and which thread makes which differs from run to run: a kill can come to nothing, and then all of it is there.
                if (killed.ExitCode == 0)
                {
                    Assert.Equal(after, now);
                    missed++;
                    Directory.Delete(copy, recursive: true);
                    continue;
                }
                Assert.True(killed.ExitCode == Killed, $"{command} was not killed at {call} {when} of {count}: {killed.ExitCode} {killed.Error}");
                Assert.True(now == before || now == after, $"{command}, killed at {call} {when} of {count}, left neither what was nor what should be:\n{now}\nbefore:\n{before}\nafter:\n{after}");
                (lost, kept) = now == before ? (lost + 1, kept) : (lost, kept + 1);
                if (now == before)
                {
                    (await AttestProgram.RunAsync(copy, arguments)).Exits(0);
                    Assert.Equal(after, await StateAsync(copy));
                }
                Directory.Delete(copy, recursive: true);
            }
        }
        Assert.True(lost + kept > missed, $"Of {lost + kept + missed} kills {missed} came to nothing.");
        Assert.True(lost > 0 && kept > 0, $"Of {lost + kept} kills {lost} came before it was there and {kept} after; some of each were to be tried.");
    }

    // An archive on which the command changes something.
    private async Task<string[]> PrepareAsync(string command)
    {
        _folder.Write("reports/1.txt", Texts.Strike(6));
        _folder.Write("reports/2.txt", "Brenhovar: talks\n\nBRENHOVAR, June 9, 2023 - Envoys of both states met in Kyiv on Thursday. Some forty people waited outside.\n");
        (await AttestProgram.RunAsync(_folder.Path, "add", "reports")).Exits(0);
        var incidents = await IncidentsAsync(_folder.Path);
        var (one, other) = (incidents[0], incidents.First(incident => incident.Claims[0].Report.Id != incidents[0].Claims[0].Report.Id));
        string[] merge = ["merge", one.Id, other.Id, "--reason", "one"];
        if (command == "merge")
        {
            return merge;
        }
        (await AttestProgram.RunAsync(_folder.Path, merge)).Exits(0);
        await using var archive = await OpenAsync(_folder.Path);
        var judgement = (await archive.JudgementsAsync(JudgementFilter.All, null, 1, Cancel)).Items[0].Judgement;
        return command == "undo" ? ["undo", judgement.Id, "--reason", "two"] : ["split", (await archive.IncidentAsync(one.Id, Cancel))!.Id, other.Claims[0].Id, "--reason", "two"];
    }

    // Everything that a merge changes, but for the names and moments that each judgement has of its own; and what checks whether the archive is whole.
    private static async Task<string> StateAsync(string folder)
    {
        var state = new StringBuilder();
        foreach (var incident in (await IncidentsAsync(folder)).OrderBy(incident => incident.Id, StringComparer.Ordinal))
        {
            state.AppendLine(CultureInfo.InvariantCulture, $"{incident.Id} {incident.Reports} {string.Join(' ', incident.Claims.Select(claim => claim.Id).Order(StringComparer.Ordinal))}");
        }
        await using var archive = await OpenAsync(folder);
        var tally = await archive.TallyAsync(new TallyQuery(Measure.PeopleKilled), null, null, Cancel);
        state.AppendLine(CultureInfo.InvariantCulture, $"{tally.Low} {tally.High} {tally.Incidents}");
        foreach (var listed in (await archive.JudgementsAsync(JudgementFilter.All, null, 100, Cancel)).Items)
        {
            state.AppendLine(CultureInfo.InvariantCulture, $"{listed.Judgement.Verdict} {listed.Judgement.Reason} {(listed.Judgement.UndoneBy is null ? "stands" : "taken back")}");
        }
        Assert.Empty((await archive.VerifyAsync(null, Cancel)).Faults);
        return state.ToString();
    }

    private static async Task<IReadOnlyList<Incident>> IncidentsAsync(string folder)
    {
        await using var archive = await OpenAsync(folder);
        return await archive.IncidentsAsync(0, 100, Cancel);
    }

    private static Task<ReportArchive> OpenAsync(string folder) => ReportArchive.OpenAsync(Path.Combine(folder, "attest-data"), TimeProvider.System, Cancel);

    private static Task<AttestProgram.Finished> TracedAsync(string folder, string[] arguments, params string[] options) =>
        AttestProgram.RunAsync(new AttestProgram.Start(folder, arguments) { Wrapper = ["strace", "-f", "-qq", .. options] });

    // Of each call the most that one thread makes, because strace counts for each thread.
    private static IEnumerable<(string Call, int Count)> CountsIn(IReadOnlyList<string> lines) => lines.Select(line => line.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries))
        .Where(parts => parts.Length == 2 && parts[1].Contains('(', StringComparison.Ordinal) && !parts[1].StartsWith('<')).Select(parts => (Thread: parts[0], Call: parts[1][..parts[1].IndexOf('(', StringComparison.Ordinal)]))
        .GroupBy(one => one.Call).Select(call => (call.Key, call.GroupBy(one => one.Thread).Max(thread => thread.Count())));

    private static IEnumerable<int> Whens(int count) => Environment.GetEnvironmentVariable("ATTEST_EVERY_KILL") == "1" || count <= Sampled ? Enumerable.Range(1, count)
        : Enumerable.Range(0, Sampled).Select(i => 1 + (i * (count - 1) / (Sampled - 1))).Distinct();

    private string Copy(string name)
    {
        var copy = Path.Combine(_folder.Path, "copies", name);
        var from = Path.Combine(_folder.Path, "attest-data");
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy, "attest-data", Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
        return copy;
    }
}
