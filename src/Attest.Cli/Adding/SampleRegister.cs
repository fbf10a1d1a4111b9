using System.Globalization;
using Attest.Archive;
using Attest.Register;
using Attest.Register.DamageClaims;
using Attest.Register.Packs;
using Attest.Web.Rooms;

namespace Attest.Cli.Adding;

/// <summary>Files the invented damage claims that lie beside sample reports, and takes the steps that a table beside them names, so that a register can be looked at.</summary>
internal static class SampleRegister
{
    private const string Folder = "register", Claims = "damage-claims.csv", Steps = "steps.tsv", Evidence = "evidence", Here = "here";

    // No account can have a name that begins with a bracket, so that nobody comes to be one of these.
    private static readonly Actor Claimant = new("(sample claimant)", RegisterRole.Claimant);
    private static readonly Actor Examiner = new("(sample examiner)", RegisterRole.Examiner);
    private static readonly Actor Board = new("(sample board)", RegisterRole.Board, IsAdministrator: true);

    /// <summary>Whether a folder has such damage claims.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, Folder, Claims));

    /// <summary>Files them, where the archive has no register yet.</summary>
    /// <returns>How many; 0 where there is a register already.</returns>
    /// <exception cref="RegisterException">The table of steps asks for what can't be done.</exception>
    public static async Task<int> FileAsync(string folder, ReportArchive archive, RegisterOptions options, CancellationToken cancel)
    {
        if (DamageRegister.Exists(archive.Folder))
        {
            return 0;
        }
        var pack = options.Pack ?? RegisterPackReader.Named(RegisterPackReader.Default);
        // Statistics are published once all is done, by whoever looks first: not by the first steps, to stand so for a month.
        var waiting = pack with { Statistics = pack.Statistics with { LeastChanged = int.MaxValue } };
        await using var register = await DamageRegister.OpenAsync(archive.Folder, options with { Archive = archive, Pack = waiting }, TimeProvider.System, cancel);
        await register.GiveRoleAsync(Board, Examiner.Account, RegisterRole.Examiner, "an invented examiner for the samples", cancel);
        await register.GiveRoleAsync(Board, Board.Account, RegisterRole.Board, "an invented member of the board for the samples", cancel);
        await register.GiveRoleAsync(Board, SiteCaller.KeyOfThisMachine, RegisterRole.Examiner, "so that the samples can be looked at as their examiner", cancel);
        var filed = new List<string?>();
        using var csv = new StreamReader(Path.Combine(folder, Folder, Claims));
        await foreach (var line in register.FileManyAsync(Claimant, csv, "en", cancel))
        {
            filed.Add(line.Id);
        }
        var steps = Path.Combine(folder, Folder, Steps);
        foreach (var cells in File.Exists(steps) ? File.ReadLines(steps).Where(line => line is not (['#', ..] or "")).Skip(1).Select(line => line.Split('\t')) : [])
        {
            if (cells is [var row, var step, var reason, var words] && int.TryParse(row, CultureInfo.InvariantCulture, out var number) && filed.ElementAtOrDefault(number - 1) is { } id)
            {
                await TakeAsync(register, id, step, reason, words, Path.Combine(folder, Folder, Evidence), cancel);
            }
        }
        return filed.Count(id => id is not null);
    }

    private static Task TakeAsync(DamageRegister register, string id, string step, string reason, string words, string evidence, CancellationToken cancel) => step switch
    {
        "assign" => register.AssignAsync(Board, id, reason == Here ? SiteCaller.KeyOfThisMachine : Examiner.Account, cancel),
        "return" => register.ReturnAsync(Examiner, id, Reasons(reason), words, cancel),
        "evidence" => GiveAsync(register, id, Path.Combine(evidence, reason), words, cancel),
        "complete" => register.SubmitAsync(Claimant, id, cancel),
        "propose" => reason.Split(':') is var parts ? register.ProposeAsync(Examiner, id, WireNames<DamageStep>.Parse(parts[0]), Reasons(parts.ElementAtOrDefault(1) ?? ""), words, cancel) : Task.CompletedTask,
        "record" => register.DecideAsync(Board, id, DamageStep.Record, [], words, cancel),
        "refuse" => register.DecideAsync(Board, id, DamageStep.Refuse, Reasons(reason), words, cancel),
        "appeal" => register.AppealAsync(Claimant, id, words, cancel),
        "withdraw" => register.WithdrawAsync(Claimant, id, words, cancel),
        "erase" => register.EraseAsync(Claimant, id, words, cancel),
        _ => throw new FormatException($"Reading {Steps} of the samples: found the step “{step}”, expected assign, return, evidence, complete, propose, record, refuse, appeal, withdraw or erase. Correct the row."),
    };

    private static async Task GiveAsync(DamageRegister register, string id, string file, string words, CancellationToken cancel)
    {
        await using var content = File.OpenRead(file);
        await register.ReceiveAsync(Claimant, id, Path.GetFileName(file), content, words, cancel);
    }

    private static string[] Reasons(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries);
}
