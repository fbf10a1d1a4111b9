using System.CommandLine;
using Attest.Cli.Terminal;
using Attest.Incidents;
using Attest.Web.Wording;

namespace Attest.Cli.Commands;

/// <summary><c>attest rebuild</c>: makes the views anew.</summary>
internal static class RebuildCommand
{
    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var command = new CommandWithExamples(
            "rebuild",
            "Throw incidents and lists away and build them anew from originals and ledger, which stay as they are.",
            "attest rebuild",
            "attest rebuild --data /srv/attest");
        command.SetAction((parsed, cancel) => RunAsync(parsed, screen, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Screen screen, CancellationToken cancel)
    {
        await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
        await Bar.CountedAsync(screen, "Rebuilding", counts => archive.RebuildAsync(new IncidentLinker(), counts, cancel));
        var status = await archive.StatusAsync(cancel);
        screen.Say($"Rebuilt {archive.Folder}: {Numbers.Count(status.Reports, "report")}, {Numbers.Count(status.Claims, "claim")}, {Numbers.Count(status.Incidents, "incident")}.");
        return ExitCode.Done;
    }
}
