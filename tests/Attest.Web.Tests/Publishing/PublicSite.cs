using System.Net;
using System.Text;
using Attest.Archive;
using Attest.Intake;
using Attest.Sources;
using Attest.Sources.Adding;
using Attest.Web.Accounts;
using Attest.Web.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Tests.Publishing;

/// <summary>A public site over an archive in which things are planted that the public must not see.</summary>
public sealed class PublicSite : IAsyncLifetime
{
    /// <summary>What must stand nowhere.</summary>
    public static readonly string[] Secrets =
    [
        "Koval", "Olha", "Danylo", "+380 50 123 45 67", "okoval", "Brewery Street", "4149499123456789", "Berezhny", "Lysenko",
        "47th", "Drobysheve", "Drobyshevo", "Yampil",
        "Fedorenko", "Petrushko", "Sofia", "Melnyk", "Гордієнко",
        "Hrytsenko", "Sydorenko", "Bondar", "Quellmann", "2184637", "2,184,637", "Vasylchuk",
    ];

    private static readonly string[] Frozen = ["/", "/?all=yes", "/?place=Yampil&all=yes", "/search?q=Koval", "/?publisher=Olha%20Koval", "/tallies/people-killed", "/tallies/troops-deployed", "/tallies/people-killed?claimant=Olha%20Koval", "/tallies/people-killed?recorded-by=2040-01-01",
        "/map", "/?all=yes&published-by=2040-01-01", "/tallies", "/coverage", "/series", "/sitrep", "/sitrep?date=2031-03-12", "/reports", "/speakers"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attest-web-tests-");
    private ReportArchive? _archive;
    private SourcePoller? _poller;

    public HttpClient Client { get; private set; } = default!;

    internal WebApplication Site { get; private set; } = default!;

    internal ReportArchive Archive => _archive!;

    public async ValueTask InitializeAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        _archive = await ReportArchive.OpenAsync(_folder.FullName, TimeProvider.System, cancel);
        var pipeline = new Pipeline();
        foreach (var (name, day, text) in Texts().Concat(MoreTexts()))
        {
            await foreach (var outcome in pipeline.AddAsync(
                new IntakeInput(name, Encoding.UTF8.GetBytes(text), PublicationTime.TryParse(day, out var published) ? published : null)
                {
                    Address = new Uri($"https://daily.example/{name}"), Stated = new ReportFacts(name == "mother" ? "Zoriana Melnyk, mother of two, was killed" : null, name == "own-post" ? "Kateryna Bondar" : "Sample Daily"),
                },
                _archive, cancel))
            {
                Assert.IsType<AddOutcome.Recorded>(outcome);
            }
        }
        await JudgeAsync(_archive, cancel);
        await WriteAsync(_archive, cancel);
        var adder = new ReportAdder(_archive, pipeline);
        var book = await SourceBook.OpenAsync(_archive, TimeProvider.System, cancel);
        await book.AddAsync(new SourceAddress(SourceKind.Folder, "/home/okoval/inbox"), allowPrivate: false, cancel);
        _poller = new SourcePoller(book, adder, TimeProvider.System, _ => { });
        Site = AttestSite.Create(_archive, ["http://127.0.0.1:0"], new SiteOptions { Public = new PublicationPolicy(), Intake = new SiteIntake(adder, book, _poller) });
        await Site.StartAsync(cancel);
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Site.Urls.Single()) };
        // What those who keep it freeze stands on the public site, too.
        var shelf = (SnapshotShelf)Site.Services.GetService(typeof(SnapshotShelf))!;
        foreach (var view in Frozen.Concat((await _archive.IncidentsAsync(0, 100, cancel)).Select(incident => $"/incidents/{incident.Id}")).Concat((await _archive.SeriesAsync(null, null, cancel)).Select(series => $"/series/{series.Id}")))
        {
            await shelf.FreezeAsync(view, "Roman Sydorenko", cancel);
        }
        // One of them goes again, for a reason that nobody may read.
        var gone = (await _archive.SnapshotsAsync(null, 100, cancel)).Items.First(snapshot => snapshot is { Kind: SnapshotKind.Incident, Open: { } open } && open.Id != snapshot.Id);
        Assert.Null(await shelf.WithdrawAsync(gone.Open!.Id.Hex, new Decision("Olha Koval asked us to, a neighbour. Write to okoval@mail.example.", "Roman Sydorenko"), cancel));
    }

    /// <summary>A browser in which somebody with a role is signed in.</summary>
    internal async Task<HttpClient> SignInAsync(Role role)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var scope = Site.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountBook>();
        if (await accounts.NamedAsync(role.Name, cancel) is null)
        {
            Assert.Empty(await accounts.AddAsync(role.Name, role, "four lamps in a brewery", mustChange: false, cancel));
        }
        var session = await scope.ServiceProvider.GetRequiredService<SessionBook>().StartAsync((await accounts.NamedAsync(role.Name, cancel))!, "Firefox/1 (X11; Linux)", "127.0.0.1", cancel);
        var cookies = new CookieContainer();
        cookies.Add(Client.BaseAddress!, new Cookie(SessionCookie.Plain, session));
        return new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = Client.BaseAddress };
    }

    // What those who keep the archive write into claims and beside them.
    private static async Task JudgeAsync(ReportArchive archive, CancellationToken cancel)
    {
        var linker = new Attest.Incidents.IncidentLinker();
        foreach (var incident in await archive.IncidentsAsync(0, 100, cancel))
        {
            foreach (var claim in incident.Claims.Where(claim => !claim.IsDerived && claim.Report.Url is { } url && (url.EndsWith("/family", StringComparison.Ordinal) || url.EndsWith("-move", StringComparison.Ordinal) || url.Contains("koval", StringComparison.Ordinal))))
            {
                if (claim.Report.Url!.EndsWith("/family", StringComparison.Ordinal))
                {
                    var typed = await archive.CorrectAsync(claim.Id, [new(ClaimField.Speaker, "Zofia Quellmann")], new Decision("Zofia Quellmann wrote so", "Roman Sydorenko"), linker, cancel);
                    await archive.UndoAsync(typed.Id, "Zofia Quellmann should not stand here", "Roman Sydorenko", linker, cancel);
                    await archive.CorrectAsync(claim.Id, claim.Kind == ClaimKind.Figure ? [new(ClaimField.Side, "the Vasylchuk family"), new(ClaimField.SpeakerSide, "the Vasylchuk side")] : [new(ClaimField.SpeakerSide, "the Vasylchuk side")], new Decision("of the Vasylchuk family", "Roman Sydorenko"), linker, cancel);
                    await archive.CorrectAsync(claim.Id, [new(ClaimField.Speaker, "Danylo Hrytsenko")], new Decision("Danylo Hrytsenko wrote so, the neighbour of Sofia", "Roman Sydorenko"), linker, cancel);
                }
                else
                {
                    await archive.RejectAsync(claim.Id, new Decision(claim.Report.Url.Contains("koval", StringComparison.Ordinal) && claim.Speaker is null ? "Olha Koval says otherwise" : "the 47th moved on", "Roman Sydorenko"), linker, cancel);
                    var rejected = (await archive.JudgementsAsync(JudgementFilter.All, null, 1, cancel)).Items[0].Judgement;
                    await archive.UndoAsync(rejected.Id, "as it was", "Roman Sydorenko", linker, cancel);
                    await archive.ReportErrorAsync(claim.Report.Id.Hex, claim.Id, null, new Decision("Olha Koval of Brewery Street 14 rang, from Yampil", "Roman Sydorenko"), linker, cancel);
                }
            }
        }
        await archive.GradeAsync(GradedKind.Publisher, "Kateryna Bondar", 'C', 3, new Decision("Kateryna Bondar lives there", "Roman Sydorenko"), linker, cancel);
        await archive.GradeAsync(GradedKind.Publisher, "Sample Daily", 'B', 2, new Decision("Roman Sydorenko knows its editor", "Roman Sydorenko"), linker, cancel);
    }

    // What editors write of claims in their own words, and why they change it.
    private static async Task WriteAsync(ReportArchive archive, CancellationToken cancel)
    {
        var editor = new Decision("Roman Sydorenko asked for it", "Roman Sydorenko");
        foreach (var incident in await archive.IncidentsAsync(0, 100, cancel))
        {
            foreach (var report in incident.Claims.Where(claim => !claim.IsDerived).GroupBy(claim => claim.Report.Id))
            {
                var claim = report.First();
                var draft = new PostDraft(
                    PostKind.Post, "Olha Koval of Drobysheve tells", "Olha Koval, a neighbour of Bohdan Fedorenko, told us so in Drobysheve [1]. Write to okoval@mail.example or Brewery Street 14.\n\nUkraine deployed 200 soldiers of its 47th brigade to Yampil in Donetsk Oblast on Friday, the General Staff said.", [new(1, claim.Id)]);
                if (!claim.Report.Url!.Contains("move", StringComparison.Ordinal))
                {
                    draft = draft with { Headline = "Olha Koval tells", Text = "Olha Koval, a neighbour of Bohdan Fedorenko, told us so [1]. Write to okoval@mail.example or Brewery Street 14." };
                }
                var post = (await archive.WritePostAsync(draft, editor, isHeld: false, cancel)).Post;
                await archive.CorrectPostAsync(post, draft with { Text = $"{draft.Text} Danylo Hrytsenko said so, too." }, new Decision("Danylo Hrytsenko rang us, a resident", "Roman Sydorenko"), cancel);
            }
        }
        var note = (await archive.WritePostAsync(new PostDraft(PostKind.Note, "A word on names", "Our neighbour Larysa Petrushko asked not to be named, and so did Daria Lysenko.", []), editor, isHeld: false, cancel)).Post;
        await archive.ActOnPostAsync(note, PostAction.Pinned, editor, cancel);
        var gone = (await archive.WritePostAsync(new PostDraft(PostKind.Note, "Zoriana Melnyk", "Zoriana Melnyk was killed.", []), editor, isHeld: false, cancel)).Post;
        await archive.ActOnPostAsync(gone, PostAction.Withdrawn, new Decision("Olha Koval asked us to, a friend of hers", "Roman Sydorenko"), cancel);
        await archive.WritePostAsync(new PostDraft(PostKind.Note, "Held", "Zoriana Melnyk was killed, and Sofia.", []), editor, isHeld: true, cancel);
        // A name that was typed, rested on, and taken back.
        var linker = new Attest.Incidents.IncidentLinker();
        var put = (await archive.IncidentsAsync(0, 100, cancel)).SelectMany(incident => incident.Claims).First(claim => claim is { IsDerived: false, Kind: ClaimKind.Figure } && claim.Report.Url!.EndsWith("/night", StringComparison.Ordinal));
        var typed = await archive.CorrectAsync(put.Id, [new(ClaimField.Speaker, "Zofia Quellmann"), new(ClaimField.Side, "the Quellmann family")], editor, linker, cancel);
        await archive.WritePostAsync(new PostDraft(PostKind.Post, "Zofia Quellmann tells", "Zofia Quellmann said that four were killed [1].", [new(1, put.Id)]), editor, isHeld: false, cancel);
        await archive.UndoAsync(typed.Id, "Zofia Quellmann should not stand here", "Roman Sydorenko", linker, cancel);
        var first = (await archive.IncidentsAsync(0, 100, cancel)).SelectMany(incident => incident.Claims).First(claim => claim.Report.Url!.Contains("koval", StringComparison.Ordinal));
        await archive.WritePostAsync(new PostDraft(PostKind.KeyPoints, "", "Danylo Koval, 9, was wounded, says Olha Koval [1].", [new(1, first.Id)]), editor, isHeld: false, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Site.StopAsync(TestContext.Current.CancellationToken);
        await Site.DisposeAsync();
        _poller!.Dispose();
        await _archive!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static IEnumerable<(string Name, string Day, string Text)> Texts()
    {
        var filling = string.Join(' ', Enumerable.Repeat("The old brewery by the river has a brass weathercock, which has stood there for as long as anybody in the town can remember.", 12));
        yield return ("market-olha-koval-tells", "2023-03-22",
            "Olha Koval tells how a market was struck in Marhanets\n\n"
            + "Three people were killed and 12 wounded when Russian shells hit a market in Marhanets on Wednesday, the mayor of Marhanets, Iryna Hlushko, said. "
            + "Olha Koval, a resident of Brewery Street 14, said that at least 5 people were killed in the market in Marhanets. "
            + "Her son Danylo Koval, 9, was wounded in the shelling. “We heard two explosions,” Koval said. "
            + "She can be reached at okoval@mail.example or +380 50 123 45 67, and collects money on the card 4149499123456789.\n\n" + filling);
        yield return ("prison", "2023-04-02",
            "Prisoners tell of beatings\n\nMykola Berezhny, a captured Ukrainian soldier, said that 14 prisoners were beaten in Olenivka in March. "
            + "Daria Lysenko, an economist from Kherson, said that she was raped by Russian soldiers in Kherson in October. "
            + "Ukraine’s prosecutor general, Andriy Kostin, said that 54 people were killed in Olenivka.\n\n" + filling);
        yield return ("old-move-to-drobysheve", "2023-05-05",
            "Brigade deployed to Drobysheve\n\nUkraine deployed 300 soldiers to Drobysheve in Donetsk Oblast on Thursday, the General Staff said. "
            + "Residents of Drobyshevo saw the troops move through the village.\n\n" + filling);
        yield return ("new-move", DateTimeOffset.UtcNow.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            "Troops move to Yampil\n\nUkraine deployed 2,184,637 soldiers of its 47th brigade to Yampil in Donetsk Oblast, the General Staff said. "
            + "Ukraine withdrew its forces from Yampil, the General Staff said.\n\n" + filling);
        yield return ("own-post", "2023-05-20", "Kateryna Bondar, a resident of Sumy, said that 2 people were killed when shells hit a house in Sumy on Friday. Officials said that 6 people were wounded in Sumy on Friday.");
    }

    // What a reader could take for a public role, for the name of an official, or for no name at all.
    private static IEnumerable<(string Name, string Day, string Text)> MoreTexts()
    {
        yield return ("night", "2023-06-01",
            "Neighbours tell of a night in Nikopol\n\nNatalia Fedorenko, 34, told reporters that 4 people were killed in Nikopol on Wednesday. "
            + "Bohdan Fedorenko, 9, was hit in the head and wounded in the shelling of Nikopol. With a wound to the head, Larysa Petrushko was taken away.");
        yield return ("family", "2023-06-02",
            "Shelling kills three in Chuhuiv\n\nThree people were killed in Chuhuiv on Thursday, the mayor of Chuhuiv, Halyna Tymchuk, said. "
            + "Her daughter Sofia Tymchuk, 12, was wounded in Chuhuiv.");
        yield return ("mother", "2023-06-03", "The woman was killed and her two sons were wounded in Orikhiv on Friday, police said. The house burned down, and the street was closed until the evening.");
        yield return ("unread", "2023-06-04", "Тарас Гордієнко розповів про обстріл\n\nУчитель Тарас Гордієнко розповів, що внаслідок обстрілу міста вчора загинули троє людей, а ще п’ятеро були поранені. Він живе на цій вулиці вже двадцять років.");
        yield return ("resident", "2023-07-01", "Strike on Izium\n\nYaryna Kolisnyk, a resident of Izium, said that 3 people were killed in a strike on Izium on Friday.");
        for (var day = 2; day <= 5; day++)
        {
            yield return ($"mayor-{day}", $"2023-07-0{day}", $"Strike on Izium\n\nThe mayor of Izium, Yaryna Kolisnyk, said that {day + 2} people were killed in a strike on Izium on July {day}.");
        }
    }
}
