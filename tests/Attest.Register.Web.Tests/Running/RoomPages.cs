using Attest.Register.DamageClaims;
using Attest.Register.Tests.Running;

namespace Attest.Register.Web.Tests.Running;

/// <summary>Every page of the room over damage claims in every state, with whom each is looked at as.</summary>
internal static class RoomPages
{
    private static readonly string[] Steps = ["who", "category", "what", "where", "details", "evidence", "check"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Files what the pages show and lists them.</summary>
    public static async Task<List<(string Who, string Address)>> MakeAsync(RegisterSite site)
    {
        var (own, board) = (site.Of(RegisterSite.Claimant), site.Of(RegisterSite.Board));
        var ids = new List<string>();
        for (var number = 0; number < 6; number++)
        {
            ids.Add((await site.FileAsync(Statements.Flat(), RegisterSite.Claimant, ($"front-{number}.png", Pictures.Png(90, 60, (byte)(40 * number), 200)))).Id);
        }
        foreach (var id in ids.Skip(1))
        {
            await site.Register.AssignAsync(board, id, site.Of(RegisterSite.Examiner).Account, Cancel);
        }
        await site.Register.ProposeAsync(site.Of(RegisterSite.Examiner), ids[1], DamageStep.Refuse, ["not-damage"], "No damage can be seen in the photographs.", Cancel);
        await site.Register.DecideAsync(board, ids[2], DamageStep.Record, [], "Recorded as stated.", Cancel);
        await site.Register.ReturnAsync(board, ids[3], ["unclear-place", "other-return"], "Please add the number of the house.", Cancel);
        await site.Register.DecideAsync(board, ids[4], DamageStep.Refuse, ["other-cause"], "The fire began in the kitchen.", Cancel);
        var draft = await site.Register.NewDraftAsync(own, Statements.Flat(), Cancel);
        await site.Register.ReceiveAsync(own, draft.Id, "yard.png", new MemoryStream(Pictures.Png(9, 90, 9, 200)), "the yard", Cancel);
        await site.Register.BeginUploadAsync(own, draft.Id, "roof.png", 100, "", Cancel);
        var empty = await site.Register.NewDraftAsync(own, Statement.Empty with { Claimant = new Person("", "") }, Cancel);
        using var given = await RegisterSite.SendCsvAsync(await site.BrowserAsync(RegisterSite.Claimant), "category,from,entity,account,settlement,moved-to\nC3.3,yesterday,x,,,\nC3.3,2023-03-22,Vyhadka LLC,The workshop was moved after the strikes.,Rzhyshchiv,Lviv\n"u8.ToArray());
        await site.Register.EraseAsync(own, ids[5], "asked for it", Cancel);

        var pages = new List<(string, string)> { ("", "/register"), ("", "/register/statistics"), ("", "/register/nothing") };
        Add(RegisterSite.Claimant, "/register", "/register/bulk", given.Headers.Location!.ToString(), "/register/queue", "/register/damage-claims/none", $"/register/drafts/{ids[3]}/check", $"/register/damage-claims/{ids[2]}/receipt", $"/register/damage-claims/{ids[4]}/trail");
        foreach (var step in Steps)
        {
            Add(RegisterSite.Claimant, $"/register/drafts/{draft.Id}/{step}", $"/register/drafts/{empty.Id}/{step}");
        }
        foreach (var id in ids.Take(5))
        {
            Add(RegisterSite.Claimant, $"/register/damage-claims/{id}");
            Add(RegisterSite.Board, $"/register/damage-claims/{id}");
        }
        Add(RegisterSite.Examiner, $"/register/damage-claims/{ids[1]}");
        Add(RegisterSite.Board, "/register/queue", "/register/queue?state=recorded", "/register/trail", "/register/roles", "/register/erase");
        Add(RegisterSite.Auditor, "/register/queue", "/register/trail", "/register/roles", $"/register/damage-claims/{ids[1]}/trail");
        Add(RegisterSite.Administrator, "/register/roles", "/register/erase", $"/register/erase?number={ids[0]}", "/register/queue");
        return pages;

        void Add(string who, params string[] addresses) => pages.AddRange(addresses.Select(address => (who, address)));
    }
}
