using System.CommandLine;
using Attest.Archive;
using Attest.Cli.Adding;
using Attest.Cli.Inputs;
using Attest.Cli.Terminal;
using Attest.Sources.Adding;
using Attest.Sources.Files;
using Attest.Web.Wording;

namespace Attest.Cli.Commands;

/// <summary><c>attest add</c>: reads reports and keeps them.</summary>
internal static class AddCommand
{
    private sealed record Options(IReadOnlyList<string> Paths, PublicationTime? Published, IReadOnlyList<string> Packs, string Data);

    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var paths = CommonArguments.Paths(required: true);
        var published = CommonArguments.Published();
        var packs = CommonArguments.Packs();
        var command = new CommandWithExamples(
            "add",
            "Read reports and keep them in the archive. Adding the same again changes nothing; what has changed becomes a new version.",
            "attest add reports/",
            "attest add --data /srv/attest wire.jsonl page.html",
            "attest add --published 2023-09-13 report.txt")
        {
            paths, published, packs,
        };
        command.SetAction((parsed, cancel) => RunAsync(
            new Options(parsed.GetRequiredValue(paths), parsed.GetValue(published), parsed.GetValue(packs) ?? [], parsed.GetRequiredValue(CommonArguments.Data)), screen, cancel));
        return command;
    }

    private static async Task<int> RunAsync(Options options, Screen screen, CancellationToken cancel)
    {
        var pipeline = new Pipeline(PackFinder.Find(options.Packs));
        var found = InputFinder.Find(options.Paths);
        await using var archive = await ReportArchive.OpenAsync(options.Data, TimeProvider.System, cancel);
        var adder = new ReportAdder(archive, pipeline);
        var reader = new InputReader(options.Published, Console.OpenStandardInput);
        var tally = new AddTally();
        var log = new AddLog(screen, keep: screen.CanMove);
        try
        {
            await Bar.RunAsync(screen, "Adding", found.Inputs.Count, bar => adder.AddAsync(found.Inputs, reader, bar is null ? log : new AddBar(bar, log), tally, cancel));
        }
        finally
        {
            // Said also when the archive can't go on or the user stops: so much is kept.
            log.Release();
            screen.Say($"Added to {options.Data}: {tally}.{PassedOver(found.PassedOver)}");
        }
        return tally.Refused == 0 ? ExitCode.Done : ExitCode.DoneWithFailures;
    }

    private static string PassedOver(int files) => files == 0 ? "" : $" Passed over {Numbers.Count(files, "file")} of other kinds.";
}
