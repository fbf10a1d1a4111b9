using System.CommandLine;
using Attest.Archive;
using Attest.Cli.Terminal;
using Attest.Web;
using Attest.Web.Publishing;

namespace Attest.Cli.Commands;

/// <summary><c>attest snapshot</c>: freezes a view of the site.</summary>
internal static class SnapshotCommand
{
    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var address = new Argument<string?>("ADDRESS") { Description = "The view's address on the site, from / on: the incidents as they are narrowed, the map, an incident, a situation report, tallies, series, the coverage, reports, speakers, posts, or a search.", Arity = ArgumentArity.ZeroOrOne };
        var withdraw = new Option<string?>("--withdraw") { Description = "Withdraw this snapshot instead: its address then gives the reason, its digest and its citation alone. That of a form for the public withdraws that form alone.", HelpName = "SHA-256" };
        var restore = new Option<string?>("--restore") { Description = "Take the withdrawal of this snapshot back.", HelpName = "SHA-256" };
        var reason = new Option<string?>("--reason") { Description = "Why it is withdrawn or shown again, in your words, for those who cite it.", HelpName = "TEXT" };
        var author = JudgementArguments.Author();
        var command = new CommandWithExamples(
            "snapshot",
            "Freeze a view of the site as it stands: its content is kept under its SHA-256, which is its address for ever. The same content is the same snapshot.",
            "attest snapshot /tallies/people-killed",
            "attest snapshot \"/?place=Kharkiv&from=2023-01-01\"",
            "attest snapshot \"/tallies/people-killed?recorded-by=2024-05-01\"",
            "attest snapshot \"/sitrep?date=2024-05-01\"",
            "attest snapshot --withdraw 0f3a… --reason \"it names a witness\"")
        {
            address, withdraw, restore, reason, author,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            var options = new SiteOptions();
            var shelf = new SnapshotShelf(archive, new Publications(archive, options), options);
            var (view, gone, back) = (parsed.GetValue(address), parsed.GetValue(withdraw), parsed.GetValue(restore));
            if (new[] { view, gone, back }.OfType<string>().Count() != 1)
            {
                throw new CouldNotRunException("Found no ADDRESS to freeze, or more than one of ADDRESS, --withdraw and --restore; give one of them.");
            }
            if (view is null)
            {
                return await DecideAsync(screen, shelf, gone, back, new Decision(parsed.GetValue(reason) ?? "", parsed.GetRequiredValue(author)), cancel);
            }
            var (snapshot, fault) = await shelf.FreezeAsync(view!, parsed.GetRequiredValue(author), cancel);
            if (snapshot is null)
            {
                throw new CouldNotRunException($"Freezing {view}: {fault}");
            }
            screen.Say($"{snapshot.Title}: /snapshots/{snapshot.Id}");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<int> DecideAsync(Screen screen, SnapshotShelf shelf, string? withdrawn, string? restored, Decision decision, CancellationToken cancel)
    {
        if (await (withdrawn is not null ? shelf.WithdrawAsync(withdrawn, decision, cancel) : shelf.RestoreAsync(restored!, decision, cancel)) is { } fault)
        {
            throw new CouldNotRunException(fault);
        }
        screen.Say(withdrawn is not null ? $"Withdrawn: /snapshots/{withdrawn}. To take it back: attest snapshot --restore {withdrawn} --reason TEXT" : $"Shown again: /snapshots/{restored}");
        return ExitCode.Done;
    }
}
