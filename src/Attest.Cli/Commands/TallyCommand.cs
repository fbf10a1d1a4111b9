using System.CommandLine;
using Attest.Archive.Formats;
using Attest.Cli.Terminal;
using Attest.Incidents.Tallies;

namespace Attest.Cli.Commands;

/// <summary><c>attest tally</c>: sums a measure over incidents, as a range, with everything that it is made of.</summary>
internal static class TallyCommand
{
    private const byte EndOfLine = (byte)'\n';

    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var measure = new Argument<string>("MEASURE") { Description = "What to sum, such as people-killed (docs/formats.md)." };
        var side = new Option<string?>("--side") { Description = "Only what this side lost, launched or paid.", HelpName = "NAME" };
        var place = new Option<string?>("--place") { Description = "Only incidents in this place, region or country.", HelpName = "NAME" };
        var (from, to) = (QueryArguments.From(), QueryArguments.To());
        var claimant = new Option<string?>("--claimant") { Description = "Only figures that rest on this origin, or on an origin of this side.", HelpName = "NAME" };
        var published = QueryArguments.Moment("--published-by", "As it stood by what had been published by then.");
        var recorded = QueryArguments.Moment("--recorded-by", "As it stood by what had been recorded in this archive by then.");
        var json = QueryArguments.Json("Write one JSON object with all incidents and claims.");
        var command = new CommandWithExamples(
            "tally",
            "Sum a measure over incidents as a range with the rule applied, each number with its sentences, and what may be counted twice.",
            "attest tally people-killed --place Kharkiv --from 2023-05-01 --to 2023-05-31",
            "attest tally drones-downed --claimant Ukraine --published-by 2023-05-14")
        {
            measure, side, place, from, to, claimant, published, recorded, json,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var (first, last) = QueryArguments.Days(parsed.GetValue(from), parsed.GetValue(to));
            var query = new TallyQuery(QueryArguments.Measure(parsed.GetRequiredValue(measure)), parsed.GetValue(side), parsed.GetValue(place), first, last, parsed.GetValue(claimant));
            var (publishedBy, recordedBy) = (parsed.GetValue(published), parsed.GetValue(recorded));
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            var tally = await archive.TallyAsync(query, publishedBy, recordedBy, cancel);
            if (parsed.GetValue(json))
            {
                var maps = await archive.TextMapsAsync([.. tally.Lines.SelectMany(line => line.Claims).Select(claim => claim.Report.Id).Distinct()], cancel);
                await using var lines = new BufferedStream(Screen.OpenBytes());
                lines.Write(OverviewJson.Write(tally, publishedBy, recordedBy, report => maps[report]));
                lines.WriteByte(EndOfLine);
                await lines.FlushAsync(cancel);
            }
            else
            {
                TallyTable.Write(screen.Page, tally, publishedBy, recordedBy);
            }
            return ExitCode.Done;
        });
        return command;
    }
}
