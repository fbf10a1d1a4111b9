using System.CommandLine;
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
        var address = new Argument<string>("ADDRESS") { Description = "The view's address on the site, from / on: an incident, a tally, a series, the incidents as they are narrowed, or a search." };
        var author = JudgementArguments.Author();
        var command = new CommandWithExamples(
            "snapshot",
            "Freeze a view of the site as it stands: its content is kept under its SHA-256, which is its address for ever. The same content is the same snapshot.",
            "attest snapshot /tallies/people-killed",
            "attest snapshot \"/?place=Kharkiv&from=2023-01-01\"",
            "attest snapshot \"/tallies/people-killed?recorded-by=2024-05-01\"")
        {
            address, author,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            var options = new SiteOptions();
            var (snapshot, fault) = await new SnapshotShelf(archive, new Publications(archive, options), options).FreezeAsync(parsed.GetRequiredValue(address), parsed.GetRequiredValue(author), cancel);
            if (snapshot is null)
            {
                throw new CouldNotRunException($"Freezing {parsed.GetRequiredValue(address)}: {fault}");
            }
            screen.Say($"{snapshot.Title}: /snapshots/{snapshot.Id}");
            return ExitCode.Done;
        });
        return command;
    }
}
