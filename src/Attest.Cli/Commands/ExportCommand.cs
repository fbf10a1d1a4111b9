using System.CommandLine;
using Attest.Archive;
using Attest.Archive.Exports;
using Attest.Cli.Terminal;
using Attest.Web.Wording;

namespace Attest.Cli.Commands;

/// <summary><c>attest export</c>: writes incidents for other programs to standard output.</summary>
internal static class ExportCommand
{
    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var format = new Option<string>("--format") { Description = "jsonl, csv (one claim a row), geojson, acled, hxl, or claims (every claim a line, those of no incident too); see docs/formats.md.", HelpName = "FORMAT", DefaultValueFactory = _ => WireNames<ExportFormat>.Of(ExportFormat.Jsonl) };
        format.AcceptOnlyFromAmong([.. Enum.GetValues<ExportFormat>().Select(WireNames<ExportFormat>.Of)]);
        var published = QueryArguments.Moment("--published-by", "As it stood by what had been published by then.");
        var recorded = QueryArguments.Moment("--recorded-by", "As it stood by what had been recorded in this archive by then.");
        var place = new Option<string?>("--place") { Description = "Only incidents in this place, region or country.", HelpName = "NAME" };
        var (from, to) = (QueryArguments.From(), QueryArguments.To());
        var type = Named<EventType>("--type", "Only of this type, such as ASSAULT.");
        var side = new Option<string?>("--side") { Description = "Only what this party or state is said to have done or suffered.", HelpName = "NAME" };
        var status = Named<EventStatus>("--status", "Only what is said to have this status, such as happened.");
        var publisher = new Option<string?>("--publisher") { Description = "Only what this publisher tells of.", HelpName = "NAME" };
        var measure = Named<Measure>("--measure", "Only incidents with a figure of this measure, such as people-killed.");
        var conflict = new Option<string?>("--conflict") { Description = "Only of this war, by its pack.", HelpName = "PACK" };
        var disputed = new Option<bool>("--disputed") { Description = "Only incidents whose accounts can't all hold." };
        var all = new Option<string>("--all") { Description = "no: without what tells next to nothing, as the site's lists.", HelpName = "yes|no", DefaultValueFactory = _ => "yes" };
        all.AcceptOnlyFromAmong("yes", "no");
        var command = new CommandWithExamples(
            "export",
            "Write incidents for other programs to standard output: JSON Lines, CSV, GeoJSON, ACLED's columns or HXL; or every claim as JSON Lines.",
            "attest export --format csv > claims.csv",
            "attest export --format geojson --place Kharkiv --from 2023-05-01 > kharkiv.geojson",
            "attest export --format acled --recorded-by 2023-06-01",
            "attest export --format claims > claims.jsonl")
        {
            format, published, recorded, place, from, to, type, side, status, publisher, measure, conflict, disputed, all,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var (first, last) = QueryArguments.Days(parsed.GetValue(from), parsed.GetValue(to));
            var filter = new IncidentFilter(
                Place: parsed.GetValue(place), From: first, To: last, Type: parsed.GetValue(type), Side: parsed.GetValue(side), Status: parsed.GetValue(status), Publisher: parsed.GetValue(publisher),
                Measure: parsed.GetValue(measure), Conflict: parsed.GetValue(conflict), IsDisputed: parsed.GetValue(disputed) ? true : null, IsSlight: parsed.GetValue(all) == "no" && !parsed.GetValue(disputed) ? false : null);
            var publishedBy = parsed.GetValue(published);
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            var form = WireNames<ExportFormat>.Parse(parsed.GetRequiredValue(format));
            await using var output = Screen.OpenBytes();
            if (form == ExportFormat.Claims)
            {
                await using var claims = await archive.OpenClaimsAsync(ClaimFilter.Of(filter), publishedBy, parsed.GetValue(recorded), cancel);
                await ExportWriter.Of(new ExportHeader(form, publishedBy, claims.RecordedBy)).WriteAllAsync(claims.ReadAsync(cancel), claims.MapOf, output, cancel);
                return ExitCode.Done;
            }
            await using var incidents = await archive.OpenIncidentsAsync(filter, publishedBy, parsed.GetValue(recorded), cancel);
            var writer = ExportWriter.Of(new ExportHeader(form, publishedBy, incidents.RecordedBy));
            await writer.WriteAllAsync(incidents.ReadAsync(cancel), output, cancel);
            if (writer.LeftOut.Count > 0)
            {
                screen.Fail($"Left out {Numbers.Count(writer.LeftOut.Values.Sum(), "incident")} that this form does not code: {string.Join(", ", writer.LeftOut.Select(pair => $"{Numbers.Of((long)pair.Value)} {OverviewWords.Of(pair.Key)}"))}.");
            }
            return ExitCode.Done;
        });
        return command;
    }

    // One of a fixed list of names.
    private static Option<T?> Named<T>(string name, string description)
        where T : struct, Enum => new(name)
        {
            Description = description,
            HelpName = "NAME",
            CustomParser = result =>
            {
                var given = result.Tokens[0].Value;
                if (WireNames<T>.TryParse(typeof(T) == typeof(EventType) ? given.ToUpperInvariant() : given, out var value))
                {
                    return value;
                }
                result.AddError($"Reading {name}: found “{given}”, expected one of {string.Join(", ", Enum.GetValues<T>().Select(WireNames<T>.Of))}.");
                return null;
            },
        };
}
