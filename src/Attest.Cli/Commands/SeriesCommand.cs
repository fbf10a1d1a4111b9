using System.CommandLine;
using Attest.Archive.Formats;
using Attest.Cli.Terminal;
using Attest.Incidents.Series;

namespace Attest.Cli.Commands;

/// <summary><c>attest series</c>: lists what one claimant counts again and again, or shows one such series in full.</summary>
internal static class SeriesCommand
{
    private const byte EndOfLine = (byte)'\n';

    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var id = new Argument<string?>("ID") { Description = "One series, in full with its sentences.", Arity = ArgumentArity.ZeroOrOne };
        var measure = new Option<string?>("--measure") { Description = "Only of this measure (docs/formats.md).", HelpName = "MEASURE" };
        var claimant = new Option<string?>("--claimant") { Description = "Only of this claimant or side.", HelpName = "NAME" };
        var json = QueryArguments.Json("Write one JSON object a series, one a line, with all its claims.");
        var command = new CommandWithExamples(
            "series",
            "List what one claimant counts again and again: daily losses, drones launched and downed, money pledged. A total that falls raises an alarm.",
            "attest series",
            "attest series --measure drones-downed --claimant Ukraine",
            "attest series 3f2a91c07d5e4b6a8c1d0e2f")
        {
            id, measure, claimant, json,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            Measure? asked = parsed.GetValue(measure) is { } name ? QueryArguments.Measure(name) : null;
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            IReadOnlyList<CountSeries> series = parsed.GetValue(id) is { } one
                ? [await archive.OneSeriesAsync(one, cancel) ?? throw new CouldNotRunException($"Reading the series {one}: found none of that id, expected one that “attest series” lists.")]
                : await archive.SeriesAsync(asked, parsed.GetValue(claimant), cancel);
            if (parsed.GetValue(json))
            {
                var maps = await archive.TextMapsAsync([.. series.SelectMany(item => item.Points).SelectMany(point => point.Claims).Select(claim => claim.Report.Id).Distinct()], cancel);
                await using var lines = new BufferedStream(Screen.OpenBytes());
                foreach (var item in series)
                {
                    lines.Write(OverviewJson.Write(item, report => maps[report]));
                    lines.WriteByte(EndOfLine);
                }
                await lines.FlushAsync(cancel);
            }
            else if (parsed.GetValue(id) is not null)
            {
                SeriesTable.WriteOne(screen.Page, series[0]);
            }
            else
            {
                SeriesTable.Write(screen.Page, series);
            }
            return ExitCode.Done;
        });
        return command;
    }
}
