using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using static Attest.Register.Tests.Running.TemporaryRegister;

namespace Attest.Register.Tests.Running;

/// <summary>Every change of a register by its name, with all that it needs there before.</summary>
internal static class Changes
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>All rows of all tables but those of the test.</summary>
    /// <param name="database">The database.</param>
    public static string Rows(string database)
    {
        using var sql = Sql.OpenReader(database);
        return string.Join('\n', Tables(sql).SelectMany(table => sql.Rows($"PRAGMA table_info({table})", row => row.GetString(1)) is var columns
            ? sql.Rows($"SELECT {string.Join(" || '|' || ", columns.Select(column => $"quote({column})"))} FROM {table} ORDER BY 1", row => $"{table}: {row.GetString(0)}") : []));
    }

    /// <summary>The register's tables.</summary>
    public static List<string> Tables(Sql sql) => sql.Rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'trap%' AND name NOT LIKE 'sqlite%' ORDER BY name", row => row.GetString(0));

    /// <summary>Prepares a change.</summary>
    /// <param name="here">The register.</param>
    /// <param name="change">Its name.</param>
    /// <returns>What takes it.</returns>
    public static async Task<Func<Task>> PreparedAsync(TemporaryRegister here, string change)
    {
        var register = here.Register;
        if (change == "publish")
        {
            for (var number = 0; number < register.Pack.Statistics.LeastChanged; number++)
            {
                await here.FileAsync(Statements.Displaced($"Vyhadka{number}"));
            }
            return () => register.StatisticsAsync(Cancel);
        }
        if (change == "give-role")
        {
            return () => register.GiveRoleAsync(Administrator, "somebody", RegisterRole.Auditor, "for a test", Cancel);
        }
        if (change == "file-many")
        {
            return async () =>
            {
                await foreach (var line in register.FileManyAsync(Claimant, new StringReader("category,family_name,given_name,account,from,settlement,region\nA1.1,Vydumanenko,Olena,I left and took nothing with me,2023-03-22,Rzhyshchiv,Kyiv\nA1.1,Vydumanenko,Petro,I left and took nothing with me,2023-03-22,Rzhyshchiv,Kyiv\n"), "en", Cancel))
                {
                    Assert.Empty(line.Mistakes);
                }
            };
        }
        var draft = await register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        var piece = await register.ReceiveAsync(Claimant, draft.Id, "photo.png", new MemoryStream(SampleFiles.Png()), "", Cancel);
        switch (change)
        {
            case "take-back":
                return () => register.WithdrawEvidenceAsync(Claimant, draft.Id, piece.Id, Cancel);
            case "discard":
                await UploadedAsync(here, draft.Id);
                return () => register.DiscardDraftAsync(Claimant, draft.Id, Cancel);
            case "save-draft":
                return () => register.NewDraftAsync(Claimant, Statements.Displaced(), Cancel);
            case "submit":
                return () => register.SubmitAsync(Claimant, draft.Id, Cancel);
            case "finish-upload":
                var upload = await UploadedAsync(here, draft.Id);
                return () => register.FinishUploadAsync(Claimant, upload, Cancel);
        }
        await register.SubmitAsync(Claimant, draft.Id, Cancel);
        switch (change)
        {
            case "assign":
                return () => register.AssignAsync(Board, draft.Id, Examiner.Account, Cancel);
            case "add-evidence":
                var added = await UploadedAsync(here, draft.Id);
                return () => register.FinishUploadAsync(Claimant, added, Cancel);
            case "withdraw":
                return () => register.WithdrawAsync(Claimant, draft.Id, "filed by mistake", Cancel);
            case "erase":
                return () => register.EraseAsync(Claimant, draft.Id, "asked for", Cancel);
        }
        await register.AssignAsync(Board, draft.Id, Examiner.Account, Cancel);
        switch (change)
        {
            case "return":
                return () => register.ReturnAsync(Examiner, draft.Id, ["unclear-time"], "When?", Cancel);
            case "propose":
                return () => register.ProposeAsync(Examiner, draft.Id, DamageStep.Record, [], "It fits.", Cancel);
            case "record":
                return () => register.DecideAsync(Board, draft.Id, DamageStep.Record, [], "It fits.", Cancel);
            case "refuse":
                return () => register.DecideAsync(Board, draft.Id, DamageStep.Refuse, ["not-damage"], "It is none.", Cancel);
            case "take-original":
                return async () => await (await register.OpenOriginalAsync(Examiner, draft.Id, piece.Id, "to compare", Cancel)).DisposeAsync();
            case "resume":
                await register.ReturnAsync(Examiner, draft.Id, ["unclear-time"], "When?", Cancel);
                return () => register.ResumeAsync(Board, draft.Id, "Nobody answers.", Cancel);
            case "complete":
                await register.ReturnAsync(Examiner, draft.Id, ["unclear-time"], "When?", Cancel);
                return () => register.SubmitAsync(Claimant, draft.Id, Cancel);
        }
        await register.DecideAsync(Board, draft.Id, DamageStep.Refuse, ["not-damage"], "It is none.", Cancel);
        return () => register.AppealAsync(Claimant, draft.Id, "It was a house.", Cancel);
    }

    /// <summary>Uploads a photograph to a draft whole, without finishing it.</summary>
    public static async Task<string> UploadedAsync(TemporaryRegister here, string draft)
    {
        var file = SampleFiles.Jpeg();
        var upload = await here.Register.BeginUploadAsync(Claimant, draft, "photo.jpg", file.Length, "", Cancel);
        await here.Register.AppendUploadAsync(Claimant, upload.Id, 0, new MemoryStream(file), Cancel);
        return upload.Id;
    }
}
