using Attest.Register.DamageClaims;
using Attest.Register.Packs;
using Attest.Register.Tests.Running;
using Attest.Register.Web.Pages.Filing;
using Attest.Register.Web.Tests.Running;
using Attest.Web.Tests.Hostile.Walking;

namespace Attest.Register.Web.Tests.Hostile;

/// <summary>What a register holds before anybody fills in a form: a damage claim that is hostile in every field in each state, others to take every step with, and a draft of every category.</summary>
internal sealed class HostileSeedClaims
{
    /// <summary>The fields of statements and of the staff's words, and the names of files, as the planting knows them.</summary>
    public const string Statement = "a statement", Words = "the words of a step", Files = "the name of a file";

    // Each form is sent some times, and each that is taken leaves one fewer to take the step with.
    private const int OfEachStep = 9;

    private readonly List<string> _claims = [];
    private readonly List<(string Id, bool IsEntity)> _drafts = [];
    private readonly List<string> _complete = [];

    /// <summary>Those that are hostile in every field.</summary>
    public List<Receipt> Filed { get; } = [];

    /// <summary>A draft to give evidence to.</summary>
    public string Draft { get; private set; } = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Files them.</summary>
    public static async Task<HostileSeedClaims> FileAsync(RegisterSite site, Planting planting)
    {
        var seeds = new HostileSeedClaims();
        await seeds.FileHostileAsync(site, planting);
        await seeds.FileOthersAsync(site);
        await seeds.DraftAsync(site, planting);
        return seeds;
    }

    /// <summary>The pages with forms: those of all damage claims, and the steps of the drafts of one kind of claimant; first of all what can be submitted, and discarded, without any other being lost.</summary>
    public IReadOnlyList<string> Starts(bool ofEntities) => [
        .. _complete.Select(id => FilingRoutes.Address(id, FilingStep.Check)), .. Steps(_drafts.Where(draft => draft.IsEntity == ofEntities)), .. _claims.Concat(Filed.Select(one => one.Id)).Select(id => $"/register/damage-claims/{id}"),
    ];

    /// <summary>The pages that show what is hostile, for those who see them; all of them for nobody.</summary>
    public IEnumerable<string> Views(string who) => who switch
    {
        RegisterSite.Auditor => Filed.Select(one => $"/register/damage-claims/{one.Id}/trail").Append($"/register/find?number={Filed[0].Number}"),
        RegisterSite.Administrator => Filed.Take(2).Select(one => $"/register/erase?number={one.Number}"),
        _ => [
            .. who is RegisterSite.Claimant or "" ? Steps(_drafts) : [], .. _claims.Select(id => $"/register/damage-claims/{id}"),
            .. Filed.SelectMany(one => new[] { "", "/trail", "/receipt", "/receipt.json" }.Select(part => $"/register/damage-claims/{one.Id}{part}")),
        ],
    };

    private static IEnumerable<string> Steps(IEnumerable<(string Id, bool IsEntity)> drafts) => drafts.SelectMany(draft => Enum.GetValues<FilingStep>().Select(step => FilingRoutes.Address(draft.Id, step)));

    private async Task FileHostileAsync(RegisterSite site, Planting planting)
    {
        string Next(string field, int longest = 300)
        {
            var planted = planting.Next(field, longest);
            planted.IsTaken = true;
            return planted.Value;
        }

        var (board, examiner, claimant) = (site.Of(RegisterSite.Board), site.Of(RegisterSite.Examiner), site.Of(RegisterSite.Claimant));
        for (var number = 0; number < 7; number++)
        {
            Filed.Add(await site.FileAsync(Stated(Next), RegisterSite.Claimant, ($"{HostileRegister.NameOfFile(Next(Files))}.png", Pictures.Png(90, 60, (byte)(30 * number)))));
        }
        foreach (var one in Filed.Skip(1))
        {
            await site.Register.AssignAsync(board, one.Id, examiner.Account, Cancel);
        }
        await site.Register.ProposeAsync(examiner, Filed[1].Id, DamageStep.Refuse, ["not-damage"], Next(Words), Cancel);
        await site.Register.DecideAsync(board, Filed[2].Id, DamageStep.Record, [], Next(Words), Cancel);
        await site.Register.DecideAsync(board, Filed[3].Id, DamageStep.Refuse, ["not-damage"], Next(Words), Cancel);
        await site.Register.ReturnAsync(board, Filed[4].Id, ["other-return"], Next(Words), Cancel);
        await site.Register.DecideAsync(board, Filed[5].Id, DamageStep.Refuse, ["not-damage"], Next(Words), Cancel);
        await site.Register.AppealAsync(claimant, Filed[5].Id, Next(Words), Cancel);
        await site.Register.WithdrawAsync(claimant, Filed[6].Id, Next(Words), Cancel);
    }

    private async Task FileOthersAsync(RegisterSite site)
    {
        var board = site.Of(RegisterSite.Board);
        for (var number = 0; number < 3 * OfEachStep; number++)
        {
            var receipt = await site.FileAsync(Statements.Displaced());
            _claims.Add(receipt.Id);
            await site.Register.AssignAsync(board, receipt.Id, site.Of(RegisterSite.Examiner).Account, Cancel);
            if (number % 3 == 0)
            {
                await site.Register.DecideAsync(board, receipt.Id, DamageStep.Refuse, ["not-damage"], "It is none.", Cancel);
            }
        }
        foreach (var returned in _claims.Where((_, number) => number % 9 == 1))
        {
            await site.Register.ReturnAsync(board, returned, ["other-return"], "Where to?", Cancel);
        }
        // What was given while they were returned is not handed in. They come last, so that the other steps leave them as they are.
        for (var number = 0; number < OfEachStep; number++)
        {
            var resumed = (await site.FileAsync(Statements.Displaced())).Id;
            _claims.Add(resumed);
            await site.Register.AssignAsync(board, resumed, site.Of(RegisterSite.Examiner).Account, Cancel);
            await site.Register.ReturnAsync(board, resumed, ["other-return"], "Where to?", Cancel);
            await site.Register.ReceiveAsync(site.Of(RegisterSite.Claimant), resumed, "given.png", new MemoryStream(Pictures.Png(7, 7, 7)), "", Cancel);
            await site.Register.ResumeAsync(board, resumed, "No answer.", Cancel);
        }
    }

    private async Task DraftAsync(RegisterSite site, Planting planting)
    {
        var claimant = site.Of(RegisterSite.Claimant);
        for (var number = 0; number < OfEachStep; number++)
        {
            _complete.Add((await site.Register.NewDraftAsync(claimant, Statements.Displaced(), Cancel)).Id);
        }
        foreach (var category in site.Register.Pack.Categories)
        {
            var isEntity = category.Group != ClaimantGroup.Person;
            var where = new DamagePlace("Rzhyshchiv") { Region = "Kyiv" };
            _drafts.Add(((await site.Register.NewDraftAsync(claimant, isEntity ? Statements.Workshop() with { Category = category.Code, Where = where } : Statements.Displaced() with { Category = category.Code, Where = where }, Cancel)).Id, isEntity));
        }
        Draft = (await site.Register.NewDraftAsync(claimant, Statements.Flat(), Cancel)).Id;
        _drafts.Add((Draft, false));
        for (var number = 0; number < 4; number++)
        {
            await site.Register.ReceiveAsync(claimant, Draft, "front.png", new MemoryStream(Pictures.Png(1, 2, (byte)number)), planting.Next(Files, 200).Value, Cancel);
            await site.Register.BeginUploadAsync(claimant, Draft, $"{HostileRegister.NameOfFile(planting.Next(Files, 100).Value)}.png", 100, "", Cancel);
        }
    }

    private static Statement Stated(Func<string, int, string> next)
    {
        string Text(int longest = 300) => next(Statement, longest);
        // What parts names in a list says that several file as one, and is asked about.
        string Name() => string.Concat(Text().Select(letter => letter is ',' or '&' or ';' ? '.' : letter));
        return Statements.Flat() with
        {
            Claimant = new Person(Name(), Name(), Text(), new DateOnly(1980, 3, 2), Text()) { Nationalities = ["UA"], Contact = Text() },
            Representative = new Representative(Text(), Text()) { Contact = Text() },
            Account = Text(Planting.Longest),
            Where = new DamagePlace("Rzhyshchiv") { Region = "Kyiv", Street = Text(), House = Text(40), Flat = Text(40), PostCode = Text(40) },
            Property = new Property(Text(), Text()),
            Relation = Text(),
            PersonConcerned = new Person(Name(), Name()),
        };
    }
}
