using Attest.Cli.Tests.Running;

namespace Attest.Cli.Tests;

public sealed class OverviewTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private async Task AddAsync()
    {
        _folder.Write("a.txt", Texts.Strike(3));
        _folder.Write("lines.jsonl", string.Join('\n', Enumerable.Range(1, 3).Select(Texts.Losses)) + "\n");
        (await AttestProgram.RunAsync(_folder.Path, "add", "a.txt", "lines.jsonl")).Exits(0);
    }

    private async Task CheckAsync(string snapshot, params string[] arguments)
    {
        await AddAsync();
        Snapshot.Check(snapshot, (await AttestProgram.RunAsync(_folder.Path, arguments)).Exits(0).Output);
    }

    [Fact]
    public Task Series_are_listed_with_their_values_and_alarms() => CheckAsync("series", "series");

    [Fact]
    public Task A_tally_shows_its_range_its_sentences_and_what_it_left_out() => CheckAsync("tally", "tally", "people-killed", "--place", "Marhanets", "--from", "2023-06-01", "--to", "2023-06-30");

    [Fact]
    public Task Coverage_lists_silent_days_and_sentences_not_understood() => CheckAsync("coverage", "coverage", "--place", "Marhanets", "--from", "2023-06-03", "--to", "2023-06-06");

    [Fact]
    public Task Search_shows_incidents_and_the_words_that_were_looked_for() => CheckAsync("search", "search", "marhanets", "mark*");

    [Fact]
    public async Task Each_is_written_as_lines_of_JSON()
    {
        await AddAsync();
        foreach (var arguments in new string[][] { ["series", "--json"], ["tally", "people-killed", "--json"], ["coverage", "--json"], ["search", "the", "--json"] })
        {
            var output = (await AttestProgram.RunAsync(_folder.Path, arguments)).Exits(0).Output;
            Assert.All(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => System.Text.Json.JsonDocument.Parse(line).Dispose());
        }
    }

    [Fact]
    public Task A_day_is_written_as_a_situation_report() => CheckAsync("sitrep", "sitrep", "--date", "2023-06-04");

    [Fact]
    public async Task A_situation_report_is_written_as_it_stood_on_either_clock()
    {
        await AddAsync();
        var now = (await AttestProgram.RunAsync(_folder.Path, "sitrep", "--date", "2023-06-04")).Exits(0).Output;
        foreach (var clock in new[] { "--published-by", "--recorded-by" })
        {
            var late = (await AttestProgram.RunAsync(_folder.Path, "sitrep", "--date", "2023-06-04", clock, "2040-01-01")).Exits(0).Output;
            Assert.Contains($"As it stood by what had been {(clock == "--published-by" ? "published" : "recorded here")} by Sun 1 Jan 2040, 23:59 UTC.", late, StringComparison.Ordinal);
            // But for that line it is the same.
            Assert.Equal(now.Split('\n').Where(line => line.Length > 0), late.Split('\n').Where(line => line.Length > 0 && !line.StartsWith("As it stood", StringComparison.Ordinal)));
            Assert.Contains("as of a moment: found no report", (await AttestProgram.RunAsync(_folder.Path, "sitrep", clock, "2001-01-01")).Exits(2).Error, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("##", (await AttestProgram.RunAsync(_folder.Path, "sitrep", "--date", "2023-06-04", "--recorded-by", "2001-01-01")).Exits(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Reading --recorded-by: found “May”, expected a date", "sitrep", "--recorded-by", "May")]
    [InlineData("Reading --date: found “May”, expected a date", "sitrep", "--date", "May")]
    [InlineData("Reading the measure: found “deaths”, expected one of", "tally", "deaths")]
    [InlineData("Reading --from: found “May”, expected a date", "coverage", "--from", "May")]
    [InlineData("found --from 2024-07-01 after --to 2024-06-01", "tally", "people-killed", "--from", "2024-07-01", "--to", "2024-06-01")]
    [InlineData("found --from 2024-07-01 after --to 2024-06-01", "coverage", "--from", "2024-07-01", "--to", "2024-06-01")]
    [InlineData("expected at most 3653", "coverage", "--place", "Kharkiv", "--from", "0001-01-01", "--to", "9999-12-31")]
    [InlineData("Reading --published-by: found “May”, expected a date", "tally", "people-killed", "--published-by", "May")]
    public async Task What_cannot_be_asked_is_explained(string message, params string[] arguments) =>
        Assert.Contains(message, (await AttestProgram.RunAsync(_folder.Path, arguments)).Exits(2).Error, StringComparison.Ordinal);
}
