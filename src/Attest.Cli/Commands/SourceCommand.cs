using System.CommandLine;
using System.Globalization;
using Attest.Archive;
using Attest.Cli.Inputs;
using Attest.Cli.Terminal;
using Attest.Sources;
using Attest.Sources.Adding;

namespace Attest.Cli.Commands;

/// <summary><c>attest source</c>: which feeds, pages and folders are watched for reports.</summary>
internal static class SourceCommand
{
    // A file is taken when two looks find it alike.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private const int MostLooks = 3;

    /// <summary>The command as the user types it, with its four parts.</summary>
    public static Command Create(Screen screen) => new CommandWithExamples(
        "source",
        "Watch feeds, pages and folders for reports. attest serve looks at them while it runs; attest source check looks now.",
        "attest source add https://news.example/rss.xml",
        "attest source add reports-coming-in/",
        "attest source list",
        "attest source check",
        "attest source remove https://news.example/rss.xml")
    {
        Add(screen), List(screen), Remove(screen), Check(screen),
    };

    private static CommandWithExamples Add(Screen screen)
    {
        var addresses = new Argument<string[]>("ADDRESS") { Description = "The address of a feed (RSS, Atom, JSON Feed) or page, or a folder.", Arity = ArgumentArity.OneOrMore };
        var allowPrivate = new Option<bool>("--allow-private")
        {
            Description = "Let this source connect to addresses that are not public: this machine's own, those of the local network. Only for hosts that you trust.",
        };
        var command = new CommandWithExamples(
            "add",
            "Watch a feed, a page or a folder. Nothing is fetched yet.",
            "attest source add https://news.example/rss.xml",
            "attest source add --allow-private http://192.168.1.20/feed.xml")
        {
            addresses, allowPrivate,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var archive = await ReportArchive.OpenAsync(parsed.GetRequiredValue(CommonArguments.Data), TimeProvider.System, cancel);
            var book = await SourceBook.OpenAsync(archive, TimeProvider.System, cancel);
            var failed = false;
            foreach (var written in parsed.GetRequiredValue(addresses))
            {
                if (SourceAddress.Parse(written, parsed.GetValue(allowPrivate), out var fault) is { } address)
                {
                    var source = await book.AddAsync(address, parsed.GetValue(allowPrivate), cancel);
                    screen.Say($"{source.Id}  {source.Address.Text}: it is looked at while attest serve runs; attest source check looks now.");
                }
                else
                {
                    screen.Fail(fault!);
                    failed = true;
                }
            }
            return failed ? ExitCode.DoneWithFailures : ExitCode.Done;
        });
        return command;
    }

    private static CommandWithExamples List(Screen screen)
    {
        var command = new CommandWithExamples("list", "List the sources with how they fare: last success, next look, failures with their reasons.", "attest source list");
        command.SetAction(async (parsed, cancel) =>
        {
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            var book = await SourceBook.OpenAsync(archive, TimeProvider.System, cancel);
            var sources = await book.AllAsync(cancel);
            if (sources.Count == 0)
            {
                screen.Say("No source is watched. Add one: attest source add https://news.example/rss.xml");
            }
            foreach (var source in sources)
            {
                SourceLines.Write(screen, source, (await book.HistoryAsync(source.Id, SourceLines.MostFailed, cancel)).Failed);
            }
            return sources.Any(source => source.Health.Fault is not null) ? ExitCode.DoneWithFailures : ExitCode.Done;
        });
        return command;
    }

    private static CommandWithExamples Remove(Screen screen)
    {
        var names = Names(ArgumentArity.OneOrMore);
        var command = new CommandWithExamples("remove", "Stop watching a source. The reports that came from it stay.", "attest source remove https://news.example/rss.xml", "attest source remove 3f2a91c07d5e") { names };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            var book = await SourceBook.OpenAsync(archive, TimeProvider.System, cancel);
            var (found, failed) = await FindAsync(book, parsed.GetRequiredValue(names), screen, cancel);
            foreach (var source in found)
            {
                await book.RemoveAsync(source.Id, cancel);
                screen.Say($"{source.Address.Text} is no longer watched. Its {source.Health.Reports.ToString("#,0", CultureInfo.InvariantCulture)} reports stay.");
            }
            return failed ? ExitCode.DoneWithFailures : ExitCode.Done;
        });
        return command;
    }

    private static CommandWithExamples Check(Screen screen)
    {
        var names = Names(ArgumentArity.ZeroOrMore);
        var packs = CommonArguments.Packs();
        var command = new CommandWithExamples("check", "Look at sources now, all or those named, and add what is new.", "attest source check", "attest source check https://news.example/rss.xml") { names, packs };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var archive = await ExistingArchive.OpenAsync(parsed, cancel);
            var book = await SourceBook.OpenAsync(archive, TimeProvider.System, cancel);
            var adder = new ReportAdder(archive, new Pipeline(PackFinder.Find(parsed.GetValue(packs) ?? [])));
            using var poller = new SourcePoller(book, adder, TimeProvider.System, screen.Fail);
            var named = parsed.GetValue(names) ?? [];
            var (found, failed) = named.Length == 0 ? (await book.AllAsync(cancel), false) : await FindAsync(book, named, screen, cancel);
            foreach (var source in found)
            {
                failed |= !await LookAsync(book, poller, source, screen, cancel);
            }
            return failed ? ExitCode.DoneWithFailures : ExitCode.Done;
        });
        return command;
    }

    private static Argument<string[]> Names(ArgumentArity arity) => new("SOURCE") { Description = "A source by its address, or by its id as attest source list gives it.", Arity = arity };

    private static async Task<bool> LookAsync(SourceBook book, SourcePoller poller, Source source, Screen screen, CancellationToken cancel)
    {
        var look = await poller.LookAsync(source, cancel);
        for (var looks = 1; looks < MostLooks && source.Address.Kind == SourceKind.Folder && await book.FindAsync(source.Id, cancel) is { Health.Waiting: > 0 }; looks++)
        {
            await Task.Delay(BetweenLooks, cancel);
            look = await poller.LookAsync(source, cancel);
        }
        var line = $"{source.Address.Text}: {look.Message}";
        if (!look.Succeeded)
        {
            screen.Fail(line);
            return false;
        }
        screen.Say(line);
        var failed = (await book.HistoryAsync(source.Id, SourceLines.MostFailed, cancel)).Failed;
        foreach (var entry in failed)
        {
            screen.Fail(SourceLines.Of(entry));
        }
        return failed.Count == 0;
    }

    private static async Task<(IReadOnlyList<Source> Found, bool Failed)> FindAsync(SourceBook book, string[] names, Screen screen, CancellationToken cancel)
    {
        var found = new List<Source>();
        foreach (var name in names)
        {
            if (await book.FindAsync(Directory.Exists(name) ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(name)) : name, cancel) is { } source)
            {
                found.Add(source);
            }
            else
            {
                screen.Fail($"Looking for the source {name}: found none of this id or address, expected one of those that attest source list gives. Correct the name.");
            }
        }
        return (found, found.Count < names.Length);
    }
}
