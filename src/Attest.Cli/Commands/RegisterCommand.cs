using System.CommandLine;
using Attest.Archive;
using Attest.Cli.Terminal;
using Attest.Register;
using Attest.Register.DamageClaims;
using Attest.Register.EvidencePacks;
using Attest.Register.Receipts;
using Attest.Web.Rooms;
using Attest.Web.Wording;

namespace Attest.Cli.Commands;

/// <summary><c>attest register</c>: the register of damage of an archive. Whoever may run it on this machine is its administrator.</summary>
internal static class RegisterCommand
{
    private const string Machine = "this machine";

    private static readonly Actor Administrator = new(Machine, RegisterRole.Board, IsAdministrator: true);

    /// <summary>The command as the user types it, with its parts.</summary>
    public static Command Create(Screen screen) => new CommandWithExamples(
        "register",
        "The register of damage of this archive: who examines, filing by CSV, verifying, erasing. Damage claims are filed and examined on the site.",
        "attest register list",
        "attest register role olena examiner --why \"works for the secretariat\"",
        "attest register file damage.csv --as city-of-example",
        "attest register verify",
        "attest register verify pack.zip",
        "attest register verify --register-key /media/key/register.key")
    {
        RegisterArguments.Key, RegisterArguments.Pack, List(screen), Role(screen), File(screen), Verify(screen), Heads(screen), Pack(screen), Erase(screen),
    };

    private static CommandWithExamples List(Screen screen)
    {
        var command = new CommandWithExamples("list", "Count the damage claims by where they stand, and list who has a role.", "attest register list");
        command.SetAction((parsed, cancel) => WithAsync(parsed, screen, mayMake: false, async register =>
        {
            screen.Say(register.Pack.Title);
            foreach (var (state, count) in (await register.QueueCountsAsync(Administrator, cancel)).OrderBy(pair => pair.Key))
            {
                screen.Say($"{WireNames<DamageState>.Of(state)}  {Numbers.Count(count, "damage claim")}");
            }
            var names = await register.NamesAsync(cancel);
            foreach (var holder in await register.RolesAsync(Administrator, cancel))
            {
                screen.Say($"{names.GetValueOrDefault(holder.Account, holder.Account)}  {WireNames<RegisterRole>.Of(holder.Role)}, since {Moments.Of(holder.GivenAt)}");
            }
            return ExitCode.Done;
        }, cancel));
        return command;
    }

    private static CommandWithExamples Role(Screen screen)
    {
        var (name, role, why) = (new Argument<string>("NAME") { Description = "The account, as attest user list gives it." },
            new Argument<string>("ROLE") { Description = "claimant (none of the others), examiner, board or auditor." }, Why());
        role.AcceptOnlyFromAmong([.. Enum.GetValues<RegisterRole>().Select(WireNames<RegisterRole>.Of)]);
        var command = new CommandWithExamples("role", "Make somebody examiner, board or auditor of the register.", "attest register role olena examiner") { name, role, why };
        command.SetAction((parsed, cancel) => WithAsync(parsed, screen, mayMake: true, async register =>
        {
            var (who, what) = (await AccountAsync(parsed, parsed.GetRequiredValue(name), cancel), WireNames<RegisterRole>.Parse(parsed.GetRequiredValue(role)));
            await register.GiveRoleAsync(Administrator, who.Key, who.Name, what, parsed.GetValue(why) ?? "", cancel);
            screen.Say($"{who.Name} is {WireNames<RegisterRole>.Of(what)} of the register now.");
            return ExitCode.Done;
        }, cancel));
        return command;
    }

    private static CommandWithExamples File(Screen screen)
    {
        var csv = new Argument<string>("CSV") { Description = "A row of headings, then a row for each damage claim (docs/register.md lists the columns)." };
        var account = new Option<string>("--as") { Description = "The account whose damage claims they are.", HelpName = "NAME", Required = true };
        var command = new CommandWithExamples("file", "File many damage claims by CSV; each line is reported with its number or what is wrong with it.", "attest register file damage.csv --as city-of-example") { csv, account };
        command.SetAction((parsed, cancel) => WithAsync(parsed, screen, mayMake: true, async register =>
        {
            var path = parsed.GetRequiredValue(csv);
            await using var file = OpenFile(path);
            var owner = await AccountAsync(parsed, parsed.GetRequiredValue(account), cancel);
            var actor = new Actor(owner.Key, RegisterRole.Claimant) { Name = owner.Name };
            var run = await register.BeginBulkAsync(actor, await register.LookThroughAsync(file, cancel), Path.GetFileName(path), "en", cancel);
            if (run.Filed + run.Refused > 0)
            {
                screen.Say($"This file was given before, on {Moments.Of(run.BegunAt)}: {Numbers.Count(run.Filed, "damage claim")} filed, {Numbers.Count(run.Refused, "line")} with mistakes. Nothing of it is filed twice.");
            }
            file.Position = 0;
            await foreach (var line in register.FileManyAsync(actor, run, file, cancel))
            {
                if (line.Number is { } number)
                {
                    screen.Say($"line {line.Line}: {number} ({line.Place})");
                }
                else
                {
                    screen.Fail($"line {line.Line}: {string.Join(' ', line.Mistakes)}");
                }
            }
            run = (await register.BulkRunAsync(actor, run.Id, cancel))!;
            screen.Say($"{Numbers.Count(run.Filed, "damage claim")} filed, {Numbers.Count(run.Refused, "line")} with mistakes.");
            return run.Refused == 0 ? ExitCode.Done : ExitCode.DoneWithFailures;
        }, cancel));
        return command;
    }

    private static CommandWithExamples Verify(Screen screen)
    {
        var file = new Argument<string?>("FILE") { Description = "An evidence pack or a receipt; without one the whole register is verified.", Arity = ArgumentArity.ZeroOrOne };
        var head = new Option<string?>("--head") { Description = "The heads that the register published, as its site gives them (/register/heads.txt): the pack is held against them.", HelpName = "FILE" };
        var command = new CommandWithExamples(
            "verify",
            "Verify an evidence pack, a receipt, or the register: its ledger, what its commitments stand for, every block of evidence, every row of its views. A pack is held against the register, too, where there is one, or against the heads that it publishes.",
            "attest register verify",
            "attest register verify pack.zip",
            "attest register verify pack.zip --head heads.txt",
            "attest register verify RD-2024-000001.receipt.json") { file, head };
        command.SetAction((parsed, cancel) => parsed.GetValue(file) is { } path
            ? VerifyPackAsync(parsed, path, parsed.GetValue(head), screen, cancel)
            : WithAsync(parsed, screen, mayMake: false, async register =>
            {
                RegisterVerification? found = null;
                await Bar.CountedAsync(screen, "Verifying", async counts => found = await register.VerifyAsync(counts, cancel));
                return Told(screen, found!.Faults, $"{register.Folder}: {Numbers.Count(found.Entries, "ledger entry", "ledger entries")}, {Numbers.Count(found.Evidence, "piece")} of evidence");
            }, cancel));
        return command;
    }

    private static CommandWithExamples Heads(Screen screen)
    {
        var command = new CommandWithExamples("heads", "Print the heads of the ledger that were published, the newest first, as the site gives them: what evidence packs are held against.", "attest register heads > heads.txt");
        command.SetAction((parsed, cancel) => WithAsync(parsed, screen, mayMake: false, async register =>
        {
            screen.Say($"{register.HeadKey}\n");
            for (string? cursor = null; ;)
            {
                var page = await register.HeadsAsync(cursor, DamageRegister.MostListed, cancel);
                foreach (var head in page.Items)
                {
                    screen.Say(head.Note);
                }
                if ((cursor = page.Next) is null)
                {
                    return ExitCode.Done;
                }
            }
        }, cancel));
        return command;
    }

    private static CommandWithExamples Pack(Screen screen)
    {
        var (number, output, why) = (Number(), new Argument<string>("FILE") { Description = "The ZIP to write." }, Why());
        var command = new CommandWithExamples("pack", "Write the evidence pack of a damage claim: one ZIP with a page that verifies it without a network.", "attest register pack RD-2024-000001 pack.zip") { number, output, why };
        command.SetAction((parsed, cancel) => WithAsync(parsed, screen, mayMake: false, async register =>
        {
            var path = parsed.GetRequiredValue(output);
            if (System.IO.File.Exists(path))
            {
                throw new CouldNotRunException($"Writing {path}: found a file of that name, expected none. Choose another name.");
            }
            var (file, isWhole) = (new FileStream(path, FileMode.CreateNew, FileAccess.Write), false);
            try
            {
                screen.Say($"{path} is written; its digest is {await register.WriteEvidencePackAsync(Administrator, parsed.GetRequiredValue(number), file, parsed.GetValue(why) ?? "", cancel)}.");
                isWhole = true;
            }
            finally
            {
                await file.DisposeAsync();
                if (!isWhole)
                {
                    // What is no pack must not stand in the way of the next try.
                    System.IO.File.Delete(path);
                }
            }
            return ExitCode.Done;
        }, cancel));
        return command;
    }

    private static CommandWithExamples Erase(Screen screen)
    {
        var (number, why) = (Number(), Why());
        why.Required = true;
        var command = new CommandWithExamples("erase", "Erase a damage claim: its key is destroyed, nothing of it can be read any more, a tombstone stays.", "attest register erase RD-2024-000001 --why \"asked for by its claimant\"") { number, why };
        command.SetAction((parsed, cancel) => WithAsync(parsed, screen, mayMake: false, async register =>
        {
            var erased = await register.EraseAsync(Administrator, parsed.GetRequiredValue(number), parsed.GetRequiredValue(why)!, cancel);
            if (erased.LeavesTraces)
            {
                screen.Fail("Another process reads an older state of the register: traces that the key file opens are left until it ends. They go when the register is opened next, or within a minute where it is served.");
            }
            screen.Say($"{parsed.GetRequiredValue(number)} is erased. Copies of the folder that were made before still hold its key: destroy them, too.");
            return ExitCode.Done;
        }, cancel));
        return command;
    }

    private static async Task<int> VerifyPackAsync(ParseResult parsed, string path, string? heads, Screen screen, CancellationToken cancel)
    {
        var published = heads is null ? null : await ReadAsync(heads, System.IO.File.ReadAllTextAsync(heads, cancel), "Name the heads that the register published.");
        if (await ReadAsync(path, ReceiptAsync(path, cancel), "Name an evidence pack or a receipt.") is { } receipt)
        {
            return await VerifyReceiptAsync(parsed, receipt, screen, cancel);
        }
        await using var pack = await ReadAsync(path, Task.Run(() => System.IO.File.OpenRead(path), cancel), "Name an evidence pack.");
        var folder = parsed.GetRequiredValue(CommonArguments.Data);
        PackVerification found;
        if (published is null && DamageRegister.Exists(folder))
        {
            await using var register = await DamageRegister.OpenAsync(folder, RegisterArguments.Of(parsed), TimeProvider.System, cancel);
            found = await register.VerifyPackAsync(pack, cancel);
        }
        else
        {
            found = await Task.Run(() => PackVerifier.Verify(pack, published), cancel);
        }
        TellHead(screen, found, published is null ? folder : null);
        var withheld = found.Withheld > 0 ? $" ({Numbers.Count(found.Withheld, "of them is", "of them are")} withheld in whole or in part)" : "";
        return Told(screen, found.Faults, $"{found.Number ?? path}: {Numbers.Count(found.Files, "file")}, {Numbers.Count(found.Entries, "ledger entry", "ledger entries")}{withheld}");
    }

    private static async Task<Receipt?> ReceiptAsync(string path, CancellationToken cancel) =>
        new FileInfo(path).Length <= ReceiptFile.MostBytes ? ReceiptFile.Read(await System.IO.File.ReadAllBytesAsync(path, cancel)) : null;

    private static async Task<int> VerifyReceiptAsync(ParseResult parsed, Receipt receipt, Screen screen, CancellationToken cancel)
    {
        var folder = parsed.GetRequiredValue(CommonArguments.Data);
        var what = $"the receipt of {receipt.Number}, {Moments.Of(receipt.At)}";
        if (!DamageRegister.Exists(folder))
        {
            screen.Say($"There is no register in {folder} to hold the receipt against: it is verified by itself. Its entry is {Numbers.Of(receipt.Entry)}, with the hash {receipt.EntryHash}.");
            return Told(screen, ReceiptFile.Check(receipt), what);
        }
        await using var register = await DamageRegister.OpenAsync(folder, RegisterArguments.Of(parsed), TimeProvider.System, cancel);
        return Told(screen, await register.CheckReceiptAsync(receipt, cancel), $"{what}, with the register in {folder}");
    }

    // What a pack can't prove by itself is said, and how to look.
    private static void TellHead(Screen screen, PackVerification found, string? folder)
    {
        if (found.Head is not { } head || found.Faults.Count > 0)
        {
            return;
        }
        screen.Say($"It stands under the head of {head.Origin}: size {head.Size}, root {head.RootText}, {Moments.Of(head.At)}.");
        if (!found.IsPublished)
        {
            screen.Say($"Whether that head is the register’s own the pack can’t prove{(folder is null ? "" : $", and there is no register in {folder}")}: look for size and root on its page /register/heads, or name the file from there with --head.");
        }
        else if (found.IsErasedSince)
        {
            screen.Say("The register published that head. The damage claim was erased since: the pack is what is left of it.");
        }
        else
        {
            screen.Say(found.Since is > 0 and var since ? $"The register published that head, and has {Numbers.Count(since, "more entry", "more entries")} of the damage claim since." : "The register published that head.");
        }
    }

    private static async Task<T> ReadAsync<T>(string path, Task<T> reading, string advice)
    {
        try
        {
            return await reading;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CouldNotRunException($"Verifying with {path}: {problem.Message} {advice}", problem);
        }
    }

    private static int Told(Screen screen, IReadOnlyList<string> faults, string what)
    {
        foreach (var fault in faults)
        {
            screen.Fail(fault);
        }
        screen.Say(faults.Count == 0 ? $"Verified {what}; nothing wrong." : $"Verified {what}; {Numbers.Count(faults.Count, "fault")}, each named above.");
        return faults.Count == 0 ? ExitCode.Done : ExitCode.DoneWithFailures;
    }

    private static async Task<int> WithAsync(ParseResult parsed, Screen screen, bool mayMake, Func<DamageRegister, Task<int>> act, CancellationToken cancel)
    {
        var folder = parsed.GetRequiredValue(CommonArguments.Data);
        if (!mayMake && !DamageRegister.Exists(folder))
        {
            throw new CouldNotRunException($"Opening the register of {folder}: found none, expected one made by filing or by “attest register role”. Name another folder with --data.");
        }
        try
        {
            await using var archive = await ReportArchive.OpenAsync(folder, TimeProvider.System, cancel);
            await using var register = await DamageRegister.OpenAsync(folder, RegisterArguments.Of(parsed, archive) with { MostRows = int.MaxValue, MostRowsADay = long.MaxValue }, TimeProvider.System, cancel);
            await RegisterNotices.TellOfNamesAsync(register, folder, screen, cancel);
            return await act(register);
        }
        catch (RegisterException problem)
        {
            throw new CouldNotRunException(problem.Message, problem);
        }
    }

    // A mistyped name would own damage claims or a role until somebody is given it.
    private static async Task<SiteAccount> AccountAsync(ParseResult parsed, string name, CancellationToken cancel) =>
        await SiteAccounts.NamedAsync(parsed.GetRequiredValue(CommonArguments.Data), name, TimeProvider.System, cancel)
            ?? throw new CouldNotRunException($"Looking for the account {name}: found none of this name, expected one of those that attest user list gives. Correct the name, or make the account first: attest user add {name} --role reader");

    private static FileStream OpenFile(string path)
    {
        try
        {
            return System.IO.File.OpenRead(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CouldNotRunException($"Reading {path}: {problem.Message} Name a CSV file.", problem);
        }
    }

    private static Argument<string> Number() => new("NUMBER") { Description = "The damage claim’s number or key." };

    private static Option<string?> Why() => new("--why") { Description = "Why, in a few words without names; it is kept in the ledger’s trail.", HelpName = "WORDS" };
}
