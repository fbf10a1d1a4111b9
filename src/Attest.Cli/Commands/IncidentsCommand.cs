using System.CommandLine;
using Attest.Archive;
using Attest.Archive.Formats;
using Attest.Cli.Terminal;

namespace Attest.Cli.Commands;

/// <summary><c>attest incidents</c>: lists what several reports speak of together, the newest first.</summary>
internal static class IncidentsCommand
{
    private const int PageLength = 200;
    private const byte EndOfLine = (byte)'\n';

    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var id = new Argument<string?>("ID") { Description = "One incident, by its id, an alias or a claim of it: its reports and claims, why they are together, and what people decided.", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "Write one JSON object an incident, one a line, with all its claims." };
        var command = new CommandWithExamples(
            "incidents",
            "List the incidents of the archive, the newest first: when, what, figures as ranges, origins, disputes.",
            "attest incidents",
            "attest incidents 3f2a91c07d5e4b6a8c1d0e2f",
            "attest incidents --json > incidents.jsonl")
        {
            id, json,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            if (parsed.GetValue(id) is { } one)
            {
                var incident = await archive.IncidentAsync(one, cancel) ?? throw new CouldNotRunException($"Showing incident {one}: found none of that name. List them with: attest incidents");
                if (parsed.GetValue(json))
                {
                    await WriteLinesAsync(archive, new[] { incident }.ToAsyncEnumerable(), cancel);
                }
                else
                {
                    new IncidentPage(screen.Page).Write(incident, (await archive.HistoryAsync(one, cancel))!);
                }
                return ExitCode.Done;
            }
            await (parsed.GetValue(json) ? WriteLinesAsync(archive, AllAsync(archive, cancel), cancel) : WriteTableAsync(archive, screen, cancel));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task WriteTableAsync(ReportArchive archive, Screen screen, CancellationToken cancel)
    {
        var table = new IncidentTable(screen.Page);
        await foreach (var incident in AllAsync(archive, cancel))
        {
            table.Add(incident);
        }
        table.Write(await archive.StatusAsync(cancel));
    }

    private static async Task WriteLinesAsync(ReportArchive archive, IAsyncEnumerable<Incident> incidents, CancellationToken cancel)
    {
        // Words are counted in code points of the report that they stand in.
        var maps = new Dictionary<Sha256, CodePointMap>();
        await using var lines = new BufferedStream(Screen.OpenBytes());
        await foreach (var incident in incidents)
        {
            foreach (var id in incident.Claims.Select(claim => claim.Report.Id).Where(id => !maps.ContainsKey(id)).Distinct().ToList())
            {
                var report = await archive.ReportAsync(id.Hex, cancel)
                    ?? throw new ArchiveException($"Listing incident {incident.Id}: found no report {id.Hex}, expected each claim's report in the archive. Run “attest rebuild”.");
                maps[id] = new CodePointMap(report.Reading.Report.Text);
            }
            lines.Write(IncidentJson.Write(incident, id => maps[id]));
            lines.WriteByte(EndOfLine);
        }
        await lines.FlushAsync(cancel);
    }

    private static async IAsyncEnumerable<Incident> AllAsync(ReportArchive archive, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (var skip = 0; ; skip += PageLength)
        {
            var page = await archive.IncidentsAsync(skip, PageLength, cancel);
            foreach (var incident in page)
            {
                yield return incident;
            }
            if (page.Count < PageLength)
            {
                yield break;
            }
        }
    }
}
