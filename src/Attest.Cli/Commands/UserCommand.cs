using System.CommandLine;
using System.Globalization;
using Attest.Archive;
using Attest.Cli.Terminal;
using Attest.Web.Accounts;
using Attest.Web.Pages.SigningIn;
using Attest.Web.Wording;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Cli.Commands;

/// <summary><c>attest user</c>: who signs in to the site of an archive, and as what.</summary>
internal static class UserCommand
{
    /// <summary>The command as the user types it, with its parts.</summary>
    public static Command Create(Screen screen) => new CommandWithExamples(
        "user",
        "Say who signs in to the site of this archive: members see what everybody sees, readers see all, editors add and correct, administrators say who signs in. As soon as one account exists, writing on the site takes signing in.",
        "attest user add olena --role administrator",
        "attest user list",
        "attest user role olena editor",
        "attest user sessions olena --end")
    {
        Add(screen), List(screen), ChangeRole(screen), ChangePassword(screen), Remove(screen), Sessions(screen),
    };

    private static CommandWithExamples Add(Screen screen)
    {
        var (name, role) = (Name(), new Option<string>("--role") { Description = $"What they may do: {Roles}.", HelpName = "ROLE", Required = true });
        role.AcceptOnlyFromAmong([.. Role.OfAccounts.Select(one => one.Name)]);
        var command = new CommandWithExamples(
            "add",
            "Make an account. The password is asked for, and read from standard input where that is no terminal; it is never an argument.",
            "attest user add olena --role administrator",
            "attest user add desk-2 --role editor < password.txt",
            "attest user add claimant-17 --role member < password.txt")
        {
            name, role,
        };
        command.SetAction((parsed, cancel) => WithAsync(parsed, async (services, cancel) =>
        {
            var (who, what) = (parsed.GetRequiredValue(name), Role.Named(parsed.GetRequiredValue(role))!);
            var faults = await services.GetRequiredService<AccountBook>().AddAsync(who, what, PasswordPrompt.Read(screen), mustChange: false, cancel);
            return Told(screen, faults, $"Making the account {who}", $"{NamePolicy.Normalized(who)} signs in as {what} from now on, on the site under /sign-in.");
        }, cancel));
        return command;
    }

    private static CommandWithExamples List(Screen screen)
    {
        var command = new CommandWithExamples("list", "List the accounts with their roles and in how many browsers they are signed in.", "attest user list");
        command.SetAction((parsed, cancel) => WithAsync(parsed, async (services, cancel) =>
        {
            var accounts = await services.GetRequiredService<AccountBook>().AllAsync(cancel);
            var sessions = await services.GetRequiredService<SessionBook>().CountsAsync(cancel);
            if (accounts.Count == 0)
            {
                screen.Say("Nobody has an account. Make the first: attest user add NAME --role administrator");
            }
            foreach (var account in accounts)
            {
                screen.Say($"{account.UserName}  {account.Role}, since {Moments.Of(RoleWords.At(account.Made))}, {Numbers.Count(sessions.GetValueOrDefault(account.Id), "session")}");
            }
            return ExitCode.Done;
        }, cancel));
        return command;
    }

    private static CommandWithExamples ChangeRole(Screen screen)
    {
        var (name, role) = (Name(), new Argument<string>("ROLE") { Description = $"What they may do from now on: {Roles}." });
        role.AcceptOnlyFromAmong([.. Role.OfAccounts.Select(one => one.Name)]);
        var command = new CommandWithExamples("role", "Give an account another role. It holds at once.", "attest user role olena editor") { name, role };
        command.SetAction((parsed, cancel) => OfOneAsync(parsed, name, async (account, services, cancel) =>
        {
            var what = Role.Named(parsed.GetRequiredValue(role))!;
            var fault = await services.GetRequiredService<AccountBook>().SetRoleAsync(account, what, cancel);
            return Told(screen, fault is null ? [] : [fault], $"Changing the role of {account.UserName}", $"{account.UserName} is {what} now.");
        }, cancel));
        return command;
    }

    private static CommandWithExamples ChangePassword(Screen screen)
    {
        var name = Name();
        var command = new CommandWithExamples("password", "Give an account another password, unlock it, end its sessions, revoke its tokens and pause its webhooks.", "attest user password olena", "attest user password olena < password.txt") { name };
        command.SetAction((parsed, cancel) => OfOneAsync(parsed, name, async (account, services, cancel) =>
        {
            var faults = await services.GetRequiredService<AccountBook>().SetPasswordAsync(account, PasswordPrompt.Read(screen), mustChange: false, kept: null, cancel);
            return Told(screen, faults, $"Changing the password of {account.UserName}", $"{account.UserName} has another password. All sessions were ended, all tokens revoked, all webhooks paused.");
        }, cancel));
        return command;
    }

    private static CommandWithExamples Remove(Screen screen)
    {
        var name = Name();
        var command = new CommandWithExamples("remove", "Remove an account with its sessions and tokens. What its owner decided stays, under their name.", "attest user remove olena") { name };
        command.SetAction((parsed, cancel) => OfOneAsync(parsed, name, async (account, services, cancel) =>
        {
            var book = services.GetRequiredService<AccountBook>();
            var fault = await book.RemoveAsync(account, cancel);
            var isLast = fault is null && (await book.AllAsync(cancel)).Count == 0;
            return Told(screen, fault is null ? [] : [fault], $"Removing the account {account.UserName}",
                $"{account.UserName} signs in no more.{(isLast ? " Nobody has an account now: whoever sits at this machine may do all." : "")}");
        }, cancel));
        return command;
    }

    private static CommandWithExamples Sessions(Screen screen)
    {
        var (name, end) = (Name(), new Option<bool>("--end") { Description = "End them all." });
        var command = new CommandWithExamples("sessions", "List where somebody is signed in, or end it.", "attest user sessions olena", "attest user sessions olena --end") { name, end };
        command.SetAction((parsed, cancel) => OfOneAsync(parsed, name, async (account, services, cancel) =>
        {
            var book = services.GetRequiredService<SessionBook>();
            if (parsed.GetValue(end))
            {
                screen.Say($"{Numbers.Count(await book.EndAllAsync(account.Id, kept: null, cancel), "session")} of {account.UserName} ended.");
                return ExitCode.Done;
            }
            var sessions = await book.OfAsync(account.Id, cancel);
            if (sessions.Count == 0)
            {
                screen.Say($"{account.UserName} is not signed in.");
            }
            foreach (var session in sessions)
            {
                screen.Say(string.Create(CultureInfo.InvariantCulture, $"{session.Id}  {AgentWords.Of(session.Agent)} from {session.Address}, signed in {Moments.Of(RoleWords.At(session.Started))}, last used {Moments.Of(RoleWords.At(session.Used))}"));
            }
            return ExitCode.Done;
        }, cancel));
        return command;
    }

    private static string Roles => string.Join(", ", Role.OfAccounts);

    private static Argument<string> Name() => new("NAME") { Description = "The name that they sign in with." };

    private static Task<int> OfOneAsync(ParseResult parsed, Argument<string> name, Func<Account, IServiceProvider, CancellationToken, Task<int>> act, CancellationToken cancel) => WithAsync(parsed, async (services, cancel) =>
    {
        var who = parsed.GetRequiredValue(name);
        return await services.GetRequiredService<AccountBook>().NamedAsync(who, cancel) is { } account
            ? await act(account, services, cancel)
            : throw new CouldNotRunException($"Looking for the account {who}: found none of this name, expected one of those that attest user list gives. Correct the name.");
    }, cancel);

    private static async Task<int> WithAsync(ParseResult parsed, Func<IServiceProvider, CancellationToken, Task<int>> act, CancellationToken cancel)
    {
        var folder = parsed.GetRequiredValue(CommonArguments.Data);
        // An archive makes its folder only where there is none or an empty one, so it comes first.
        await using (await ReportArchive.OpenAsync(folder, TimeProvider.System, cancel))
        {
        }
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddAccounts(folder).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        return await act(scope.ServiceProvider, cancel);
    }

    private static int Told(Screen screen, IReadOnlyList<string> faults, string doing, string done)
    {
        if (faults.Count > 0)
        {
            throw new CouldNotRunException($"{doing}: {string.Join(' ', faults)}");
        }
        screen.Say(done);
        return ExitCode.Done;
    }
}
