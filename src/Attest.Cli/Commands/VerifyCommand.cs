using System.CommandLine;
using Attest.Archive;
using Attest.Cli.Terminal;
using Attest.Web.Wording;

namespace Attest.Cli.Commands;

/// <summary><c>attest verify</c>: checks what is kept against itself.</summary>
internal static class VerifyCommand
{
    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var command = new CommandWithExamples(
            "verify",
            "Check every stored span against the archived bytes, every original against its digest, and the ledger's chain.",
            "attest verify",
            "attest verify --data /srv/attest");
        command.SetAction((parsed, cancel) => RunAsync(parsed, screen, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Screen screen, CancellationToken cancel)
    {
        await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
        Verification? verification = null;
        await Bar.CountedAsync(screen, "Verifying", async counts => verification = await archive.VerifyAsync(counts, cancel));
        var faults = verification!.Faults;
        foreach (var fault in faults)
        {
            screen.Fail(fault);
        }
        var compared = $"{Numbers.Count(verification.Originals, "original")}, {Numbers.Count(verification.Spans, "span")}, {Numbers.Count(verification.LedgerEntries, "ledger entry", "ledger entries")}";
        screen.Say(faults.Count == 0
            ? $"Verified {archive.Folder}: {compared}; nothing wrong."
            : $"Verified {archive.Folder}: {compared}; {Numbers.Count(faults.Count, "fault")}, each named above. Restore the folder from a copy, or add the named reports again.");
        return faults.Count == 0 ? ExitCode.Done : ExitCode.DoneWithFailures;
    }
}
