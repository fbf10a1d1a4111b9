using Attest.Archive;

namespace Attest.Web.Tests;

/// <summary>Invented reports and what is read in them, for tests and for looking at the pages.</summary>
internal static class Examples
{
    public const string Text =
        "Apartment block hit in Kharkiv\n\n"
        + "A drone struck an apartment block in Kharkiv before dawn on Wednesday, killing at least three people, the regional governor, Olena Tarasenko, said on Telegram. "
        + "“Rescuers are still searching under the rubble,” she said.\n\n"
        + "The city hospital put the number of dead at seven and said 24 people had been wounded, five of them children.\n\n"
        + "Russia’s defence ministry denied striking the block. It said that about 40 Ukrainian drones were downed overnight.\n\n"
        + "Sign up for our newsletter to get the news before breakfast.";

    public static readonly DateOnly Day = new(2031, 3, 12);

    public static TextSpan Find(string words, string text = Text)
    {
        var start = text.IndexOf(words, StringComparison.Ordinal);
        Assert.True(start >= 0, $"“{words}” is not in the example.");
        return new TextSpan(start, start + words.Length);
    }

    public static LocalId Id(string id) => LocalId.Parse(id);

    public static Report Report(
        string text = Text, string? title = "Apartment block hit in Kharkiv", string? publisher = "Sample Wire", string? url = "https://sample-wire.example/kharkiv",
        string language = "en", IReadOnlyList<Item>? items = null)
    {
        var original = Sha256.Of(text);
        return new Report(
            Sha256.Of(url + original), Sha256.Of(url ?? "path"), "samples/pages/kharkiv.html", url, title, publisher,
            new PublicationTime(Day, new DateTimeOffset(2031, 3, 12, 9, 40, 0, TimeSpan.FromHours(2))), PublishedFrom.Metadata, null, language,
            new Original(original, "text/html", text.Length), text, items ?? [new Item(Id("i1"), new TextSpan(0, text.Length), null, ItemKind.Article, null)]);
    }

    /// <summary>The report with its furniture told apart and everything in it marked.</summary>
    public static Reading Reading()
    {
        var furniture = Find("Sign up for our newsletter to get the news before breakfast.");
        var report = Report(items:
        [
            new Item(Id("i1"), new TextSpan(0, furniture.Start), Find("Apartment block hit in Kharkiv"), ItemKind.Article, null),
            new Item(Id("i2"), furniture, null, ItemKind.Boilerplate, null),
        ]);
        Speaker[] speakers =
        [
            new(Id("s1"), "Olena Tarasenko", "regional governor", "Kharkiv Regional Administration", "Ukraine", SpeakerKind.Person, true),
            new(Id("s2"), "The city hospital", null, null, "Ukraine", SpeakerKind.Body, false),
            new(Id("s3"), "Russia’s defence ministry", null, "Russia", "Russia", SpeakerKind.Body, true),
        ];
        Attribution[] attributions =
        [
            new(Id("a1"), [Find("A drone struck an apartment block in Kharkiv before dawn on Wednesday, killing at least three people")], Find("said on Telegram") with { },
                Find("the regional governor, Olena Tarasenko"), Id("s1"), "Telegram", [], QuoteKind.Indirect, Modality.Asserted, 0.94),
            new(Id("a2"), [Find("Rescuers are still searching under the rubble,")], Find("she said").Tail(4), Find("she said").Head(3), Id("s1"), null, [], QuoteKind.Direct, Modality.Asserted, 0.97),
            new(Id("a3"), [Find("the number of dead at seven"), Find("24 people had been wounded, five of them children")], Find("put"), Find("The city hospital"), Id("s2"), null, [],
                QuoteKind.Indirect, Modality.Asserted, 0.88),
            new(Id("a4"), [Find("striking the block")], Find("denied"), Find("Russia’s defence ministry"), Id("s3"), null, [], QuoteKind.Indirect, Modality.Denied, 0.95),
            new(Id("a5"), [Find("about 40 Ukrainian drones were downed overnight")], Find("It said").Tail(4), Find("It said").Head(2), Id("s3"), null, [], QuoteKind.Indirect, Modality.Asserted, 0.9),
        ];
        Place[] places =
        [
            Kharkiv(Id("p1"), Find("Kharkiv")),
            Kharkiv(Id("p2"), Find("in Kharkiv before").Tail(14).Head(7)),
        ];
        TimeMention[] times = [new(Id("t1"), Find("before dawn on Wednesday"), TimeValue.Of(Day), 1), new(Id("t2"), Find("overnight"), null, null)];
        Figure[] figures =
        [
            new(Id("f1"), Find("at least three people"), 3, null, false, Measure.PeopleKilled, "people", null, FigureScope.New, Id("t1"), Id("p2"), null, Id("a1"), Id("e1"), 0.93),
            new(Id("f2"), Find("seven"), 7, 7, false, Measure.PeopleKilled, "dead", null, FigureScope.New, null, null, null, Id("a3"), Id("e1"), 0.9),
            new(Id("f3"), Find("24 people"), 24, 24, false, Measure.PeopleWounded, "people", null, FigureScope.New, null, null, null, Id("a3"), Id("e1"), 0.91),
            new(Id("f4"), Find("five of them children"), 5, 5, false, Measure.PeopleWounded, "children", null, FigureScope.New, null, null, Id("f3"), Id("a3"), Id("e1"), 0.8),
            new(Id("f5"), Find("about 40 Ukrainian drones"), 40, 40, true, Measure.DronesDowned, "Ukrainian drones", "Ukraine", FigureScope.New, Id("t2"), null, null, Id("a5"), null, 0.86),
        ];
        Event[] events =
        [
            new(Id("e1"), Find("struck"), [new(Find("struck"), Id("a1"), EventStatus.Happened), new(Find("striking"), Id("a4"), EventStatus.Denied)],
                EventType.Assault, ["drone"], "Air/drone strike", "a drone", null, "an apartment block", Id("p2"), Id("t1"), TimeValue.Of(Day), EventStatus.Happened, Id("a1"), 0.89),
            new(Id("e2"), Find("downed"), [new(Find("downed"), Id("a5"), EventStatus.Happened)],
                EventType.Assault, ["attest:intercept"], "Disrupted weapons use", null, "Russia", "Ukrainian drones", null, null, null, EventStatus.Happened, Id("a5"), 0.8),
        ];
        return new Reading("0.1.0+models:abc123", [new Notice("relative-time", "“overnight” has no day to be resolved against.", Find("overnight").Start)], report, speakers, attributions, places, times, figures, events);
    }

    /// <summary>A reading every field of which holds these words, about an occurrence of its own.</summary>
    /// <param name="hostile">The words.</param>
    /// <param name="number">Sets its place and day apart from those of others.</param>
    public static Reading Hostile(string hostile, int number)
    {
        var text = $"{hostile}\n\nAt least 12 people died in Odesa, {hostile} said.";
        var report = Report(text, hostile, hostile, "javascript:alert(1)") with { Path = $"{hostile} {number}", Id = Sha256.Of($"hostile report {number}"), Document = Sha256.Of($"hostile {number}") };
        var died = Find("died", text);
        return new Reading(
            "0.1.0", [new Notice("no-date", hostile)], report,
            [new Speaker(new LocalId('s', 1), hostile, hostile, hostile, hostile, SpeakerKind.Person, true)],
            [new Attribution(new LocalId('a', 1), [Find("At least 12 people died in Odesa", text)], Find("said", text), null, new LocalId('s', 1), hostile, [new LocalId('s', 1)], QuoteKind.Indirect, Modality.Asserted, 0.5)],
            [new Place(new LocalId('p', 1), Find("Odesa", text), hostile, $"gn:{698740 + number}", "UA", hostile, new GeoPoint(46.48 - (number * 0.4), 30.73 + number), PlaceKind.City, 1, 8, hostile, 0.9)],
            [],
            [new Figure(new LocalId('f', 1), Find("At least 12 people", text), 12, null, false, Measure.PeopleKilled, hostile, hostile, FigureScope.New, null, null, null, new LocalId('a', 1), new LocalId('e', 1), 0.9)],
            [new Event(new LocalId('e', 1), died, [new EventMention(died, new LocalId('a', 1), EventStatus.Happened)], EventType.Assault, [hostile], hostile, hostile, hostile, hostile,
                new LocalId('p', 1), null, TimeValue.Of(Day.AddDays(-30 * number)), EventStatus.Happened, new LocalId('a', 1), 0.9)]);
    }

    public static ArchivedReport Archived(Reading reading) => new(
        reading, new DateTimeOffset(2031, 3, 12, 10, 0, 0, TimeSpan.Zero), [Summary(reading)], [],
        new Dictionary<LocalId, string> { [Id("e1")] = "kharkiv-strike", [Id("f1")] = "kharkiv-strike" });

    public static ReportSummary Summary(Reading reading) => new(
        reading.Report.Id, reading.Report.Title ?? "Untitled", reading.Report.Publisher, reading.Report.Published, new DateTimeOffset(2031, 3, 12, 10, 0, 0, TimeSpan.Zero),
        reading.Report.Url, reading.Report.Language, reading.Report.IsRead, reading.Attributions.Count, reading.Figures.Count, reading.Events.Count, true);

    public static ArchiveStatus Status { get; } = new(41, 44, 43, 2, 611, 57, 6, 12, 88);

    /// <summary>An incident with agreement, contradiction, a denial, a superseded figure and an unsourced sentence.</summary>
    public static Incident Incident()
    {
        const string governor = "Olena Tarasenko", hospital = "City hospital", ministry = "Russia’s Ministry of Defence";
        var wire = Carrier("Sample Wire", "Apartment block hit in Kharkiv", 9);
        var daily = Carrier("Sample Daily", "Seven dead in Kharkiv, hospital says", 12);
        var evening = Carrier("Sample Evening", "What is known about the Kharkiv strike", 17);
        Claim[] claims =
        [
            Claim("c1", wire, "A drone struck an apartment block in Kharkiv before dawn on Wednesday, killing at least three people, the regional governor said.", "struck", null, null, null, governor, "o1"),
            Claim("c2", wire, "A drone struck an apartment block in Kharkiv before dawn on Wednesday, killing at least three people, the regional governor said.", "at least three people", Measure.PeopleKilled, 3, null, governor, "o1"),
            Claim("c3", wire, "Russia’s defence ministry denied striking the block.", "striking", null, null, null, ministry, "o3") with { Status = EventStatus.Denied, Modality = Modality.Denied },
            Claim("c4", daily, "The city hospital put the number of dead at seven and said 24 people had been wounded, five of them children.", "seven", Measure.PeopleKilled, 7, 7, hospital, "o2"),
            Claim("c5", daily, "The city hospital put the number of dead at seven and said 24 people had been wounded, five of them children.", "24 people", Measure.PeopleWounded, 24, 24, hospital, "o2"),
            Claim("c6", daily, "The city hospital put the number of dead at seven and said 24 people had been wounded, five of them children.", "five", Measure.PeopleWounded, 5, 5, hospital, "o2") with { IsPart = true },
            Claim("c7", evening, "Tarasenko later spoke of four dead and about 30 wounded.", "four dead", Measure.PeopleKilled, 4, 4, governor, "o1"),
            Claim("c8", evening, "Tarasenko later spoke of four dead and about 30 wounded.", "about 30 wounded", Measure.PeopleWounded, 30, 30, governor, "o1") with { Approximate = true },
            Claim("c9", evening, "Unconfirmed accounts on social media spoke of up to a dozen dead.", "up to a dozen dead", Measure.PeopleKilled, null, 12, null, null) with { Status = EventStatus.Alleged, Modality = Modality.Unverified },
            Claim("c10", evening, "The block was hit again in the afternoon.", "hit", null, null, null, null, null),
        ];
        return new Incident(
            "kharkiv-strike", "Sample conflict", "Kharkiv: strike on an apartment block; 4 to 7 killed (disputed)", EventType.Assault, ["drone"], "Air/drone strike",
            [new Participant("Russia", "Russia", true)], [new Participant("an apartment block", "Ukraine", false)], EventStatus.Happened,
            new IncidentPlace("Kharkiv", "gn:706483", "UA", "Kharkiv Oblast", new GeoPoint(49.98, 36.25), PlaceKind.City, 1, 12), TimeValue.Of(Day), 1, 3,
            [new Origin("o1", governor, "Ukraine", 2), new Origin("o2", hospital, "Ukraine", 1), new Origin("o3", ministry, "Russia", 1)], 2, claims,
            new Dictionary<Measure, Toll>
            {
                [Measure.PeopleKilled] = new(4, 7, 7, "the highest figure that a named source upholds"),
                [Measure.PeopleWounded] = new(24, 33, 24, "the newest exact figure"),
            },
            [
                new Contradiction(ContradictionKind.Count, Measure.PeopleKilled, "c4", "c7", ContradictionState.Open, evening.Published),
                new Contradiction(ContradictionKind.Count, Measure.PeopleKilled, "c2", "c7", ContradictionState.Superseded, evening.Published),
                new Contradiction(ContradictionKind.Count, Measure.PeopleWounded, "c5", "c8", ContradictionState.Open, evening.Published),
                new Contradiction(ContradictionKind.Occurrence, null, "c1", "c3", ContradictionState.Open, wire.Published),
            ],
            evening.Published);
    }

    /// <summary>An incident of which next to nothing is known.</summary>
    public static Incident Bare() => new(
        "bare", null, "Talks", EventType.Consult, [], null, [], [], EventStatus.Planned, null, null, null, 1, [], 1,
        [Claim("b1", Carrier(null, null, 0) with { Published = null }, "Talks are planned.", "Talks", null, null, null, null, null) with { Status = EventStatus.Planned }],
        new Dictionary<Measure, Toll>(), [], null);

    public static Claim Claim(
        string id, ClaimReport carrier, string quote, string words, Measure? measure, decimal? low, decimal? high, string? speaker, string? origin)
    {
        const int quoteStart = 100;
        var start = quoteStart + Find(words, quote).Start;
        return new Claim(
            id, carrier with { Quote = quote, QuoteStart = quoteStart }, measure is null ? ClaimKind.Event : ClaimKind.Figure, measure, low, high, false, null,
            EventStatus.Happened, Modality.Asserted, speaker, [], origin, false, [new TextSpan(start, start + words.Length)]);
    }

    private static ClaimReport Carrier(string? publisher, string? title, int hour) =>
        new(Sha256.Of(publisher ?? ""), null, title, publisher, new PublicationTime(Day, new DateTimeOffset(2031, 3, 12, hour, 5, 0, TimeSpan.Zero)), "", null);

    private static Place Kharkiv(LocalId id, TextSpan span) =>
        new(id, span, "Kharkiv", "gn:706483", "UA", "Kharkiv Oblast", new GeoPoint(49.98, 36.25), PlaceKind.City, 1, 12, null, 0.97);

    private static TextSpan Tail(this TextSpan span, int length) => new(span.End - length, span.End);

    private static TextSpan Head(this TextSpan span, int length) => new(span.Start, span.Start + length);
}
