using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Net.Sockets;
using Attest.Archive;
using Attest.Cli.Adding;
using Attest.Cli.Inputs;
using Attest.Cli.Terminal;
using Attest.Register;
using Attest.Register.Web;
using Attest.Sources;
using Attest.Sources.Adding;
using Attest.Sources.Files;
using Attest.Web;
using Attest.Web.Accounts;
using Attest.Web.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Attest.Cli.Commands;

/// <summary><c>attest serve</c>: adds reports, then shows the archive as a site.</summary>
internal static class ServeCommand
{
    // A few reports are better all there when the first page opens; many must not keep it waiting.
    private static readonly TimeSpan WaitForReports = TimeSpan.FromSeconds(10);

    private sealed record Options(IReadOnlyList<string> Paths, string Urls, IReadOnlyList<string> Packs, bool AllowPrivate, bool IsPublic, bool HasRegister, RegisterOptions Register, Uri? Address, string Data)
    {
        public IReadOnlyList<string> Addresses { get; } = Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var paths = CommonArguments.Paths(required: false);
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen; several are parted by semicolons. Port 0 takes a free one.",
            HelpName = "URLS",
            DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        var packs = CommonArguments.Packs();
        var allowPrivate = new Option<bool>("--allow-private")
        {
            Description = "Let sources that are added on the site connect to addresses that are not public: this machine's own, those of the local network.",
        };
        var isPublic = new Option<bool>("--public")
        {
            Description = "Show what everybody may see: private persons without their names, positions of forces late and coarse, excerpts in place of whole texts, no originals. Who signs in sees everything.",
        };
        var address = new Option<Uri?>("--address")
        {
            Description = "The address that a proxy in front of the site, such as one that speaks TLS, gives it. Requests under that name are answered, people sign in there, and links are made for it.",
            HelpName = "URL",
            CustomParser = AddressOf,
        };
        var register = new Option<bool>("--register")
        {
            Description = "Open a register of damage beside the archive, under /register. Where there is one already, it is served without this.",
        };
        var command = new CommandWithExamples(
            "serve",
            "Add the reports, then serve the archive as a site until Ctrl+C. Where adding takes long, the site starts meanwhile.",
            "attest serve reports/",
            "attest serve",
            "attest serve --urls http://127.0.0.1:8080 --data /srv/attest",
            "attest serve --public --urls http://0.0.0.0:8080",
            "attest serve --register",
            "attest serve --register --register-key /media/key/register.key",
            "attest serve --address https://attest.example.org")
        {
            paths, urls, packs, allowPrivate, isPublic, register, RegisterArguments.Key, RegisterArguments.Pack, address,
        };
        command.SetAction((parsed, cancel) => RunAsync(
            new Options(parsed.GetRequiredValue(paths), parsed.GetRequiredValue(urls), parsed.GetValue(packs) ?? [], parsed.GetValue(allowPrivate), parsed.GetValue(isPublic), parsed.GetValue(register), RegisterArguments.Of(parsed), parsed.GetValue(address), parsed.GetRequiredValue(CommonArguments.Data)), screen, cancel));
        return command;
    }

    private static async Task<int> RunAsync(Options options, Screen screen, CancellationToken cancel)
    {
        var packs = PackFinder.Find(options.Packs);
        var pipeline = new Pipeline(packs);
        using var held = ServeLock.Take(options.Data, options.Urls);
        await using var archive = await ReportArchive.OpenAsync(options.Data, TimeProvider.System, cancel);
        var adder = new ReportAdder(archive, pipeline);
        var sources = await SourceBook.OpenAsync(archive, TimeProvider.System, cancel);
        using var poller = new SourcePoller(sources, adder, TimeProvider.System, screen.Fail);
        var intake = new SiteIntake(adder, sources, poller) { AllowPrivate = options.AllowPrivate };
        foreach (var folder in options.Paths.Where(SampleRegister.IsIn))
        {
            await SampleRegister.FileAsync(folder, archive, options.Register, cancel);
        }
        await using var register = options.HasRegister || DamageRegister.Exists(archive.Folder)
            ? await DamageRegister.OpenAsync(archive.Folder, options.Register with { Archive = archive }, TimeProvider.System, cancel) : null;
        WarnOfKey(register, options, screen);
        if (register is not null)
        {
            await RegisterNotices.TellOfNamesAsync(register, archive.Folder, screen, cancel);
        }
        await using var site = AttestSite.Create(archive, options.Addresses, new SiteOptions
        {
            Packs = packs,
            Intake = intake,
            Public = options.IsPublic ? new PublicationPolicy() : null,
            Address = options.Address,
            Rooms = register is null ? [] : [new RegisterRoom(register)],
        });
        using var stopAdding = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var adding = Task.Run(() => AddAsync(options.Paths, adder, archive, screen, stopAdding.Token), CancellationToken.None);
        try
        {
            await Task.WhenAny(adding, Task.Delay(WaitForReports, cancel));
            cancel.ThrowIfCancellationRequested();
            await StartAsync(site, options.Urls, cancel);
            foreach (var address in site.Urls)
            {
                screen.Say($"Serving {archive.Folder} on {address}{(adding.IsCompleted ? "" : ", while more reports are being added")}. Ctrl+C ends it.");
                if (!options.IsPublic)
                {
                    WarnOfOthers(address, new AccountFile(archive.Folder).HasAccounts(), screen);
                }
            }
            await site.WaitForShutdownAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // To be stopped is the normal end of serving.
        }
        finally
        {
            await stopAdding.CancelAsync();
            await adding;
        }
        return ExitCode.Done;
    }

    private static Uri? AddressOf(ArgumentResult given)
    {
        var text = given.Tokens is [var token] ? token.Value : "";
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" })
        {
            return address;
        }
        given.AddError($"--address: found “{text}”, expected the scheme and name that people type, such as https://attest.example.org, without a path.");
        return null;
    }

    private static async Task AddAsync(IReadOnlyList<string> paths, ReportAdder adder, ReportArchive archive, Screen screen, CancellationToken cancel)
    {
        if (paths.Count == 0)
        {
            return;
        }
        var tally = new AddTally();
        try
        {
            await adder.AddAsync(InputFinder.Find(paths).Inputs, new InputReader(published: null, Console.OpenStandardInput), new AddLog(screen, keep: false), tally, cancel);
            screen.Say($"Added: {tally}.");
            foreach (var folder in paths.Where(SampleDesk.IsIn))
            {
                await SampleDesk.WriteAsync(folder, archive, cancel);
            }
        }
        catch (ArchiveException problem)
        {
            screen.Fail($"{problem.Message} Added before that: {tally}. The site shows what is there.");
        }
        catch (OperationCanceledException)
        {
            screen.Fail($"Stopped adding before the end: {tally}. What was added is kept; the same command again does the rest.");
        }
    }

    private static async Task StartAsync(WebApplication site, string urls, CancellationToken cancel)
    {
        try
        {
            await site.StartAsync(cancel);
        }
        catch (IOException problem) when (problem.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new CouldNotRunException(
                $"Serving on {urls}: found that another program, perhaps another “attest serve”, listens there, expected a free port. End it, or choose another with --urls http://127.0.0.1:5081.", problem);
        }
        catch (Exception problem) when (problem is IOException or SocketException or FormatException or InvalidOperationException or ArgumentException or UnauthorizedAccessException)
        {
            throw new CouldNotRunException(
                $"Serving on {urls}: found “{problem.Message}”, expected one or more addresses of this machine, such as http://127.0.0.1:5080. Change --urls.", problem);
        }
    }

    // What is invented may lie anywhere.
    private static void WarnOfKey(DamageRegister? register, Options options, Screen screen)
    {
        if (register is { KeepsItsKey: true } && !options.Paths.Any(SampleRegister.IsIn))
        {
            screen.Fail($"The register’s key file {register.KeyFile} lies in the archive’s folder: whoever has that folder, its disk or a copy of it reads every damage claim, those erased since the copy was made among them. Move it to another disk and name it with --register-key.");
        }
    }

    private static void WarnOfOthers(string address, bool hasAccounts, Screen screen)
    {
        var host = new Uri(address).Host.Trim('[', ']');
        if (host != "localhost" && !(IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip)))
        {
            screen.Fail(hasAccounts
                ? $"{address} can be reached from other machines: whoever signs in sees and does there what their role allows, nobody else anything. It speaks no TLS, so that passwords can be read on the way; put a proxy that does in front of it."
                : $"{address} can be reached from other machines, and whoever reaches it sees everything in the archive: whole texts, private persons’ names, where forces are. Add --public to show what everybody may see, make accounts with attest user add, or leave out --urls, so that only this machine reaches it.");
        }
    }
}
