using Attest.Archive;
using Attest.Register;
using Attest.Register.DamageClaims;

namespace Attest.Cli.Adding;

/// <summary>Files the invented damage claims that lie beside sample reports, and takes some of them a few steps on, so that a register can be looked at.</summary>
internal static class SampleRegister
{
    private const string File = "register/damage-claims.csv";

    // No account can have a name that begins with a bracket, so that nobody comes to be one of these.
    private static readonly Actor Claimant = new("(sample claimant)", RegisterRole.Claimant);
    private static readonly Actor Examiner = new("(sample examiner)", RegisterRole.Examiner);
    private static readonly Actor Board = new("(sample board)", RegisterRole.Board, IsAdministrator: true);

    /// <summary>Whether a folder has such damage claims.</summary>
    public static bool IsIn(string folder) => Directory.Exists(folder) && System.IO.File.Exists(Path.Combine(folder, File));

    /// <summary>Files them, where the archive has no register yet.</summary>
    /// <returns>How many; 0 where there is a register already.</returns>
    public static async Task<int> FileAsync(string folder, ReportArchive archive, RegisterOptions options, CancellationToken cancel)
    {
        if (DamageRegister.Exists(archive.Folder))
        {
            return 0;
        }
        await using var register = await DamageRegister.OpenAsync(archive.Folder, options with { Archive = archive }, TimeProvider.System, cancel);
        await register.GiveRoleAsync(Board, Examiner.Account, RegisterRole.Examiner, "an invented examiner for the samples", cancel);
        await register.GiveRoleAsync(Board, Board.Account, RegisterRole.Board, "an invented member of the board for the samples", cancel);
        var filed = new List<string>();
        using var csv = new StreamReader(Path.Combine(folder, File));
        await foreach (var line in register.FileManyAsync(Claimant, csv, "en", cancel))
        {
            filed.AddRange(line.Id is { } id ? [id] : []);
        }
        // Of every four: one waits, one is examined, one is recorded, one is returned or refused.
        for (var index = 0; index < filed.Count; index++)
        {
            await TakeOnAsync(register, filed[index], index, cancel);
        }
        return filed.Count;
    }

    private static async Task TakeOnAsync(DamageRegister register, string id, int index, CancellationToken cancel)
    {
        if (index % 4 == 0)
        {
            return;
        }
        await register.AssignAsync(Board, id, Examiner.Account, cancel);
        switch (index % 8)
        {
            case 2 or 6:
                await register.DecideAsync(Board, id, DamageStep.Record, [], "What is described fits what was reported.", cancel);
                break;
            case 3:
                await register.ReturnAsync(Examiner, id, ["missing-evidence"], "Please add a photograph of the damage.", cancel);
                break;
            case 7:
                await register.DecideAsync(Board, id, DamageStep.Refuse, ["not-damage"], "What is described is no loss of any category.", cancel);
                break;
        }
    }
}
