using System.Globalization;
using System.Text;
using Attest.Register.Web.Tests.Running;
using Attest.Web.Tests.Hostile.Walking;

namespace Attest.Register.Web.Tests.Hostile;

/// <summary>A register into which claimants, and those who examine, wrote hostile words wherever anything can be written: by every form, in every cell of a table, in every name of a file.</summary>
public sealed class HostileRegister : IAsyncLifetime
{
    /// <summary>What every address of the room begins with.</summary>
    internal const string Room = "/register";

    private const int PagesOfRoute = 3;

    private static readonly string[] People = [RegisterSite.Claimant, RegisterSite.Board, RegisterSite.Examiner, RegisterSite.Auditor, RegisterSite.Administrator];

    private readonly Dictionary<string, Visitor> _visitors = new(StringComparer.Ordinal);

    internal RegisterSite Site { get; private set; } = default!;

    internal Planting Planting { get; } = new();

    internal AnswerCheck Check { get; } = new(Room);

    internal RouteBook Routes { get; private set; } = default!;

    internal FormWalk Forms { get; private set; } = default!;

    internal HostileSeedClaims Seeds { get; private set; } = default!;

    internal HostileTable Table { get; private set; } = default!;

    /// <summary>What each of them sees of it, by route; under no name what everybody sees.</summary>
    internal Dictionary<string, Dictionary<string, List<Seen>>> Views { get; } = new(StringComparer.Ordinal);

    /// <summary>The names of queries that links have, by route.</summary>
    internal HashSet<(string Route, string Name)> Queries { get; } = [];

    /// <summary>The evidence packs that were taken out.</summary>
    internal List<byte[]> Packs { get; } = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Site = await RegisterSite.StartAsync(isPublic: true, fill: Reports.FillAsync);
        Routes = new RouteBook(Site.Site);
        Seeds = await HostileSeedClaims.FileAsync(Site, Planting);
        Forms = new FormWalk(Routes, Planting, HostileRegisterFields.Closed, address => !address.StartsWith(Room, StringComparison.Ordinal) || (address.StartsWith("/register/damage-claims/", StringComparison.Ordinal) && address.EndsWith("/erase", StringComparison.Ordinal)), _ => false) { File = FileOf, NameOfFile = NameOfFile };
        foreach (var who in People)
        {
            _visitors[who] = new Visitor(() => Task.FromResult(Site.BrowserWith(Site.Session(who))), Look);
        }
        _visitors[""] = new Visitor(() => Task.FromResult(Site.Browser()), Look);
        // A person's and a company's drafts have the same form of who files.
        foreach (var ofEntities in new[] { false, true })
        {
            await LearnAsync(Seeds.Starts(ofEntities));
            await Forms.ProbeAsync();
            await Forms.FillAsync(withChanges: false);
            await Forms.FillAsync(withChanges: true);
        }
        Table = await HostileTable.GiveAsync(Site, Planting, _visitors[RegisterSite.Claimant]);
        var scripts = new HostileScripts(Site, Planting, Check, Forms, Routes);
        await scripts.UploadAsync(Seeds.Draft);
        await scripts.EraseAsync();
        await scripts.CheckReceiptAsync(Seeds.Filed[0]);
        Planting.ForgetShown();
        var heads = await HeadsAsync();
        var crawls = await Task.WhenAll(_visitors.Keys.Select(who => CrawlAsync(who, [.. Starts(who), .. Seeds.Views(who), .. Table.Views(who), .. heads])));
        foreach (var (who, crawl) in crawls)
        {
            Views[who] = crawl.Visited;
            Queries.UnionWith(crawl.Queries.Concat(crawl.Forms.Where(form => form.Form.Method == "GET").SelectMany(form => form.Form.Fields.Select(field => (form.Form.Address, field.Name)))));
            foreach (var seen in crawl.Visited.Values.SelectMany(route => route))
            {
                Planting.Find(seen.Text);
            }
        }
        foreach (var pack in Packs)
        {
            Planting.Find(HostileRegisterTests.TextOf(pack));
        }
    }

    /// <summary>Somebody who looks at the register; nobody where the name is empty.</summary>
    internal Visitor Visitor(string who) => _visitors[who];

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in _visitors.Values)
        {
            visitor.Dispose();
        }
        await Site.DisposeAsync();
    }

    private async Task LearnAsync(IReadOnlyList<string> addresses)
    {
        // Those who examine see no draft, and administrators no damage claim.
        var crawls = await Task.WhenAll(People.Select(who => CrawlAsync(who, [
            .. addresses.Where(address => who == RegisterSite.Claimant || (who is RegisterSite.Board or RegisterSite.Examiner && !address.StartsWith("/register/drafts", StringComparison.Ordinal))), .. Starts(who),
        ])));
        foreach (var (who, crawl) in crawls)
        {
            Forms.Learn(_visitors[who], [.. crawl.Forms.Where(form => form.Form.Address.StartsWith(Room, StringComparison.Ordinal))]);
        }
    }

    private async Task<(string Who, Crawl Found)> CrawlAsync(string who, IReadOnlyList<string> addresses)
    {
        var crawl = new Crawl(Routes, _visitors[who], PagesOfRoute, Room);
        await crawl.FollowAsync(addresses);
        return (who, crawl);
    }

    // Every route without a gap, and the queue in each state.
    private IEnumerable<string> Starts(string who) => Routes.Of("GET").Where(route => route.StartsWith(Room, StringComparison.Ordinal) && !route.Contains('{', StringComparison.Ordinal))
        .Concat(who is RegisterSite.Board or RegisterSite.Auditor ? Enum.GetValues<Attest.Register.DamageClaims.DamageState>().Select(state => $"/register/queue?state={WireNames<Attest.Register.DamageClaims.DamageState>.Of(state)}") : []);

    private async Task<IEnumerable<string>> HeadsAsync() => (await Site.Register.HeadsAsync(null, 2, Cancel)).Items.Select(head => string.Create(CultureInfo.InvariantCulture, $"/register/heads/{head.Size}"));

    /// <summary>Hostile words as the name of a file: what stands before a slash or a colon is no part of it.</summary>
    internal static string NameOfFile(string words) => string.Concat(words.Select(letter => letter is '/' or '\\' or ':' ? '.' : letter));

    private (string Ending, byte[] Bytes) FileOf(string route, int number) => route switch
    {
        "/register/bulk" => (".csv", Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"category,entity\r\nC3.3,{number}\r\n"))),
        "/register/receipt" => (".json", Attest.Register.Receipts.ReceiptFile.Write(Seeds.Filed[0])),
        _ => (".png", Pictures.Png(9, (byte)(number >> 8), (byte)number)),
    };

    private void Look(Seen seen)
    {
        Check.Look(seen);
        if (seen.MediaType == "application/zip")
        {
            Packs.Add(seen.Bytes);
        }
    }
}
