using System.Text.Json;
using Attest.Cli.Tests.Running;

namespace Attest.Cli.Tests;

/// <summary>What people put right in the terminal, and that a kill in the middle of it leaves it there whole or not at all.</summary>
public sealed class JudgementTests : IDisposable
{
    private const int Killed = 137; // 128 + SIGKILL

    private readonly TemporaryFolder _folder = new();

    public JudgementTests()
    {
        _folder.Write("reports/1.txt", Texts.Strike(6));
        _folder.Write("reports/2.txt", "Brenhovar: talks\n\nBRENHOVAR, June 9, 2023 - Envoys of both states met in Kyiv on Thursday. Some forty people waited outside.\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_claim_is_corrected_accepted_rejected_added_and_all_of_it_taken_back()
    {
        await RunAsync("add", "reports");
        var figure = await FigureAsync();
        var before = (await RunAsync("incidents", "--json")).Output;

        var corrected = await RunAsync("correct", figure, "--figure", "8..9", "--measure", "people-wounded", "--speaker", "Ana Sample", "--reason", "the mayor spoke of wounded", "--author", "A. Editor");
        Assert.Contains("how many: 6 → 8–9", corrected.Output, StringComparison.Ordinal);
        Assert.Contains("people-wounded", (await RunAsync("incidents", "--json")).Output, StringComparison.Ordinal);
        Assert.Contains("8", (await RunAsync("tally", "people-wounded")).Output, StringComparison.Ordinal);
        await RunAsync("accept", figure);
        Assert.Contains("already", (await AttestProgram.RunAsync(_folder.Path, "correct", figure, "--figure", "8..9", "--reason", "again")).Exits(2).Error, StringComparison.Ordinal);
        Assert.Contains("expected", (await AttestProgram.RunAsync(_folder.Path, "correct", figure, "--figure", "many", "--reason", "x")).Exits(2).Error, StringComparison.Ordinal);
        // Whoever had seen two judgements of three is told which one theirs came over.
        Assert.DoesNotContain("It replaces", (await RunAsync("reject", figure, "--reason", "withdrawn", "--seen", "2")).Output, StringComparison.Ordinal);
        Assert.Contains("expected a number from 0 on", (await AttestProgram.RunAsync(_folder.Path, "accept", figure, "--seen", "-1")).Exits(2).Error, StringComparison.Ordinal);
        var third = JsonDocument.Parse((await RunAsync("judgements", "--json")).Lines[0]).RootElement.GetProperty("id").GetString()!;
        var over = (await RunAsync("reject", figure, "--reason", "still withdrawn", "--seen", "2")).Output;
        Assert.Contains($"It replaces {third}, which you had not seen.", over, StringComparison.Ordinal);
        await RunAsync("undo", JsonDocument.Parse((await RunAsync("judgements", "--json")).Lines[0]).RootElement.GetProperty("id").GetString()!, "--reason", "said twice");

        using var incident = JsonDocument.Parse((await RunAsync("incidents", "--json")).Lines.First(line => line.Contains(figure, StringComparison.Ordinal)));
        var report = incident.RootElement.GetProperty("claims")[0].GetProperty("report").GetProperty("id").GetString()!;
        var added = await RunAsync("claim", report, "--words", "under the roof", "--kind", "event", "--type", "AID", "--reason", "rescue");
        Assert.Contains("is claim", added.Output, StringComparison.Ordinal);

        var listed = (await RunAsync("judgements", "--json")).Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["added", "rejected", "accepted", "corrected"], listed.Where(one => one.GetProperty("undoneBy").ValueKind == JsonValueKind.Null).Select(one => one.GetProperty("verdict").GetString()));
        Assert.Equal(("6", "8..9"), (listed[^1].GetProperty("one")[0].GetProperty("says").GetProperty("figure").GetString(), listed[^1].GetProperty("changes").GetProperty("figure").GetString()));
        Assert.Contains("A. Editor", (await RunAsync("judgements")).Output, StringComparison.Ordinal);
        Assert.Equal("", (await RunAsync("judgements", "--lost")).Output);
        foreach (var judgement in listed.Where(one => one.GetProperty("undoneBy").ValueKind == JsonValueKind.Null))
        {
            await RunAsync("undo", judgement.GetProperty("id").GetString()!, "--reason", "as read");
        }
        Assert.Equal(before, (await RunAsync("incidents", "--json")).Output);
        await RunAsync("rebuild");
        Assert.Equal(before, (await RunAsync("incidents", "--json")).Output);
        Assert.Contains("nothing wrong", (await RunAsync("verify")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_stand_twice_are_asked_about_and_a_stretch_or_a_start_tells_which()
    {
        _folder.Write("reports/1.txt", Texts.Strike(6) + "\nIn 2015 the quay was closed and 5 cranes were left. Last week 5 cranes were sold.\n");
        await RunAsync("add", "reports");
        using var incident = JsonDocument.Parse((await RunAsync("incidents", "--json")).Lines.First(line => line.Contains("people-killed", StringComparison.Ordinal)));
        var report = incident.RootElement.GetProperty("claims")[0].GetProperty("report").GetProperty("id").GetString()!;
        string[] claim = ["claim", report, "--kind", "statement", "--words", "5 cranes", "--speaker", "a clerk", "--reason", "missed"];
        var told = (await AttestProgram.RunAsync(_folder.Path, claim)).Exits(2).Error;
        Assert.Contains("stands in it 2 times", told, StringComparison.Ordinal);
        var first = int.Parse(System.Text.RegularExpressions.Regex.Match(told, @"at (\d+)\s+in\s+“In\s+2015").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        await RunAsync([.. claim, "--within", "Last week 5 cranes"]);
        await RunAsync([.. claim, "--start", first.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        Assert.Equal([first, first + 30], (await RunAsync("judgements", "--json")).Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("one")[0].GetProperty("anchor").GetProperty("start").GetInt32()));
    }

    [Fact]
    public async Task A_source_is_graded_and_what_is_no_grade_is_refused()
    {
        _folder.Write("lines.jsonl", """{"url":"https://daily.example/1","publisher":"Sample Daily","published":"2023-06-04","text":"Shells hit a market in Marhanets on Sunday, killing six people, the mayor said."}""");
        await RunAsync("add", "lines.jsonl");
        Assert.Contains("usually reliable, probably true", (await RunAsync("grade", "Sample Daily", "B2", "--reason", "prompt corrections")).Output, StringComparison.Ordinal);
        Assert.Contains("expected", (await AttestProgram.RunAsync(_folder.Path, "grade", "Sample Daily", "good", "--reason", "x")).Exits(2).Error, StringComparison.Ordinal);
        Assert.Contains("found no publisher", (await AttestProgram.RunAsync(_folder.Path, "grade", "Nobody", "B2", "--reason", "x")).Exits(2).Error, StringComparison.Ordinal);
    }

    // A correction makes more than forty writes and a few syncs; each is tried on an archive of its own. What merges, splits and undoings do is in JudgementKillTests.
    [Theory]
    [InlineData("pwrite64", 1)]
    [InlineData("pwrite64", 8)]
    [InlineData("pwrite64", 15)]
    [InlineData("pwrite64", 40)]
    [InlineData("fdatasync,fsync", 1)]
    public async Task A_correction_that_is_killed_is_there_whole_or_not_at_all(string calls, int when)
    {
        await Machine.NeedsAsync("strace");
        await RunAsync("add", "reports");
        var before = await ShownAsync();
        string[] arguments = ["correct", await FigureAsync(), "--figure", "9", "--reason", "nine"];
        var killed = await AttestProgram.RunAsync(new AttestProgram.Start(_folder.Path, arguments)
        {
            Wrapper = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", $"trace={calls}", "-e", $"inject={calls}:signal=KILL:when={when}"],
        });
        Assert.True(killed.ExitCode == Killed, $"It was not killed: {killed.ExitCode} {killed.Error}");

        Assert.Contains("nothing wrong", (await RunAsync("verify")).Output, StringComparison.Ordinal);
        var isThere = (await RunAsync("judgements")).Output.Length > 0;
        var now = await ShownAsync();
        Assert.Equal(isThere, now != before);
        if (!isThere)
        {
            await RunAsync(arguments);
            Assert.NotEqual(before, await ShownAsync());
        }
        await RunAsync("rebuild");
        Assert.Equal(isThere ? now : await ShownAsync(), await ShownAsync());
    }

    private async Task<string> ShownAsync() => (await RunAsync("incidents", "--json")).Output + (await RunAsync("tally", "people-killed", "--json")).Output;

    private async Task<string> FigureAsync()
    {
        foreach (var line in (await RunAsync("incidents", "--json")).Lines)
        {
            using var incident = JsonDocument.Parse(line);
            foreach (var claim in incident.RootElement.GetProperty("claims").EnumerateArray())
            {
                if (claim.GetProperty("kind").GetString() == "figure" && claim.GetProperty("measure").GetString() == "people-killed" && !claim.GetProperty("derived").GetBoolean())
                {
                    return claim.GetProperty("id").GetString()!;
                }
            }
        }
        throw new InvalidOperationException("No figure was read.");
    }

    private async Task<AttestProgram.Finished> RunAsync(params string[] arguments) => (await AttestProgram.RunAsync(_folder.Path, arguments)).Exits(0);
}
