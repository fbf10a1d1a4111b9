using Attest.Cli.Tests.Running;

namespace Attest.Cli.Tests;

public sealed class ExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("jsonl", "\"export\":{\"stamp\":\"jsonl/1 ")]
    [InlineData("csv", "incident_id,incident_title,")]
    [InlineData("geojson", "{\"type\":\"FeatureCollection\",\"attest\":{\"stamp\":\"geojson/1 ")]
    [InlineData("acled", "event_id_cnty,event_date,year,time_precision,")]
    [InlineData("hxl", "#event+id,#event+name,")]
    [InlineData("claims", "\"export\":{\"stamp\":\"claims/1")]
    public async Task Each_form_is_written_to_standard_output(string format, string words)
    {
        await AddAsync();
        var written = (await AttestProgram.RunAsync(_folder.Path, "export", "--format", format)).Exits(0).Output;
        Assert.Contains(words, written, StringComparison.Ordinal);
        Assert.Contains("Marhanets", written, StringComparison.Ordinal);
        Assert.DoesNotContain("Marhanets", (await AttestProgram.RunAsync(_folder.Path, "export", "--format", format, "--place", "Nikopol")).Exits(0).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Marhanets", (await AttestProgram.RunAsync(_folder.Path, "export", "--format", format, "--recorded-by", "2001-01-01")).Exits(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Argument 'xlsx' not recognized", "--format", "xlsx")]
    [InlineData("Reading --type: found “war”, expected one of", "--type", "war")]
    [InlineData("Reading --recorded-by: found “May”, expected a date", "--recorded-by", "May")]
    [InlineData("found --from 2024-07-01 after --to 2024-06-01", "--from", "2024-07-01", "--to", "2024-06-01")]
    public async Task What_cannot_be_asked_is_explained(string message, params string[] arguments)
    {
        await AddAsync();
        Assert.Contains(message, (await AttestProgram.RunAsync(_folder.Path, ["export", .. arguments])).Exits(2).Error, StringComparison.Ordinal);
    }

    private async Task AddAsync()
    {
        _folder.Write("a.txt", Texts.Strike(3));
        (await AttestProgram.RunAsync(_folder.Path, "add", "a.txt")).Exits(0);
    }
}
