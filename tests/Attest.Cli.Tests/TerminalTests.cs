using Attest.Archive;
using Attest.Cli.Terminal;
using Attest.Cli.Tests.Running;
using Snapshot = Attest.Cli.Tests.Running.Snapshot;

namespace Attest.Cli.Tests;

/// <summary>What people see. The readings are made by hand, so that a better reader changes no snapshot here.</summary>
public sealed class TerminalTests : IDisposable
{
    private const string Text = """
        Marhanets: shells hit a market

        At least 8 people were killed when shells hit a market in Marhanets on Sunday, the mayor, Olena Sample, said on Telegram.
        Moscow denied that it had fired. About 40 stalls burned.
        Support our journalism
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_reading_is_a_page_with_notes_in_its_margin() => Snapshot.Check("reading", Page(SampleReading()));

    [Fact]
    public void A_report_in_another_language_says_that_it_is_unread()
    {
        var report = SampleReading().Report with { Language = "pl" };
        var page = Page(new Reading("0", [new Notice("unread-language", "This report is in Polish; English is read.")], report, [], [], [], [], [], []));
        Assert.Contains("! unread-language: This report is in Polish; English is read.", page, StringComparison.Ordinal);
        Assert.Contains("(from metadata) · Polish", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Escapes_in_a_report_cannot_steer_the_terminal()
    {
        var reading = SampleReading();
        var page = Page(reading with { Report = reading.Report with { Title = "\u001b[31mred\u202Ereversed" } });
        Assert.DoesNotContain('\u001b', page);
        Assert.DoesNotContain('\u202E', page);
    }

    [Fact]
    public void Incidents_are_a_table()
    {
        var output = new StringWriter();
        var table = new IncidentTable(Screen.Over(output, TextWriter.Null).Page);
        table.Add(SampleIncident());
        table.Add(SampleIncident() with { Date = null, Toll = new Dictionary<Measure, Toll>(), Contradictions = [], Origins = [], Unsourced = 1, Reports = 1 });
        table.Write(new ArchiveStatus(4, 5, 4, 1, 9, 2, 1, 3, 10));
        Snapshot.Check("incidents", output.ToString());
    }

    [Fact]
    public async Task Colours_are_for_a_terminal_only_and_not_where_NO_COLOR_asks_for_none()
    {
        await Machine.NeedsAsync("script");
        _folder.Write("a.txt", Texts.Strike(3));
        var piped = await AttestProgram.RunAsync(new AttestProgram.Start(_folder.Path, "read", "a.txt") { Environment = { ["TERM"] = "xterm-256color" } });
        Assert.DoesNotContain('\u001b', piped.Exits(0).Output);
        // `script` gives the program a terminal of its own.
        string[] terminal = ["bash", "-c", "script -qec \"$0 read a.txt\" /dev/null"];
        var shown = await Shown(terminal, []);
        Assert.Contains("\u001b[", shown, StringComparison.Ordinal);
        var colourless = await Shown(terminal, new() { ["NO_COLOR"] = "1" });
        Assert.DoesNotMatch("\u001b\\[[0-9;]*3[0-9]", colourless);
    }

    [Fact]
    public async Task The_same_input_gives_the_same_bytes()
    {
        _folder.Write("reports/a.txt", Texts.Strike(3));
        _folder.Write("reports/b.html", Texts.Page);
        _folder.Write("reports/c.jsonl", $"{Texts.Line(1)}\n{Texts.Line(2)}\n");
        foreach (var arguments in new string[][] { ["read", "reports"], ["read", "--json", "reports"] })
        {
            var first = await AttestProgram.RunAsync(_folder.Path, arguments);
            var second = await AttestProgram.RunAsync(_folder.Path, arguments);
            Assert.Equal(first.Exits(0).Output, second.Output);
            Assert.NotEmpty(first.Output);
        }
    }

    [Fact]
    public async Task A_date_that_is_given_outweighs_the_reports_own()
    {
        _folder.Write("a.txt", Texts.Strike(3));
        var finished = await AttestProgram.RunAsync(_folder.Path, "read", "--json", "--published", "2023-06-05", "a.txt");
        Assert.Contains("\"published\":\"2023-06-05\",\"publishedFrom\":\"option\"", finished.Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_stops_listening_ends_the_reading_quietly()
    {
        for (var i = 0; i < 40; i++)
        {
            _folder.Write($"reports/{i:00}.txt", string.Concat(Enumerable.Repeat(Texts.Strike(i), 20)));
        }
        var finished = await AttestProgram.RunAsync(new AttestProgram.Start(_folder.Path)
        {
            Wrapper = ["bash", "-c", "set -o pipefail; \"$0\" read --json reports | head -c 10 > /dev/null"],
        });
        Assert.Empty(finished.Exits(0).Error);
    }

    private async Task<string> Shown(string[] terminal, Dictionary<string, string> environment)
    {
        environment["TERM"] = "xterm-256color";
        var finished = await AttestProgram.RunAsync(new AttestProgram.Start(_folder.Path) { Wrapper = terminal, Environment = environment });
        return finished.Exits(0).Output;
    }

    private static string Page(Reading reading)
    {
        var output = new StringWriter();
        new ReadingPage(Screen.Over(output, TextWriter.Null).Page).Write(reading);
        return output.ToString();
    }

    private static TextSpan Span(string words)
    {
        var start = Text.IndexOf(words, StringComparison.Ordinal);
        return new TextSpan(start, start + words.Length);
    }

    private static Reading SampleReading()
    {
        LocalId mayor = new('s', 1), moscow = new('s', 2), said = new('a', 1), denied = new('a', 2), place = new('p', 1), time = new('t', 1), strike = new('e', 1);
        var furniture = Span("Support our journalism");
        var report = new Report(
            Sha256.Of("report"), Sha256.Of("document"), "reports/marhanets.txt", "https://daily.example/marhanets", "Marhanets: shells hit a market", "Sample Daily",
            new PublicationTime(new DateOnly(2023, 6, 4)), PublishedFrom.Metadata, null, "en", new Original(Sha256.Of("original"), "text/plain", 210), Text,
            [
                new Item(new LocalId('i', 1), new TextSpan(0, furniture.Start), Span("Marhanets: shells hit a market"), ItemKind.Article, null),
                new Item(new LocalId('i', 2), furniture, null, ItemKind.Boilerplate, null),
            ]);
        var content = new TextSpan(Span("At least 8").Start, Span("on Sunday").End);
        return new Reading(
            "0.0.0",
            [new Notice("windows-1252", "The bytes are not UTF-8; they were read as Windows-1252.")],
            report,
            [
                new Speaker(mayor, "Olena Sample", "mayor", null, "Ukraine", SpeakerKind.Person, true),
                new Speaker(moscow, "Moscow", null, "Government of Russia", "Russia", SpeakerKind.Body, true),
            ],
            [
                new Attribution(said, [content], Span("said"), Span("the mayor, Olena Sample"), mayor, "Telegram", [], QuoteKind.Indirect, Modality.Asserted, 0.9),
                new Attribution(denied, [Span("that it had fired")], Span("denied"), Span("Moscow"), moscow, null, [mayor], QuoteKind.Direct, Modality.Denied, 0.9),
            ],
            [new Place(place, Span("in Marhanets") with { Start = Span("in Marhanets").Start + 3 }, "Marhanets", "gn:1", "UA", "Dnipropetrovsk Oblast", new GeoPoint(47.6, 34.6), PlaceKind.City, 1, 6, null, 0.9)],
            [new TimeMention(time, Span("on Sunday"), new TimeValue("2023-06-04"), 1)],
            [
                new Figure(new LocalId('f', 1), Span("At least 8 people"), 8, null, false, Measure.PeopleKilled, "people", "Ukraine", FigureScope.New, time, place, null, said, strike, 0.9),
                new Figure(new LocalId('f', 2), Span("About 40 stalls"), 40, 40, true, Measure.BuildingsDamaged, "stalls", null, FigureScope.New, null, null, null, null, null, 0.9),
            ],
            [
                new Event(
                    strike, Span("shells hit a market in"), [new EventMention(Span("shells hit a market in"), said, EventStatus.Happened), new EventMention(Span("fired"), denied, EventStatus.Denied)],
                    EventType.Assault, ["artillery"], "Shelling/artillery/missile attack", "shells", null, "a market", place, time, new TimeValue("2023-06-04"), EventStatus.Happened, said, 0.9),
            ]);
    }

    private static Incident SampleIncident()
    {
        var day = new PublicationTime(new DateOnly(2023, 6, 4));
        return new Incident(
            "inc-0123456789abcdef", null, "Marhanets: shelling of a market; 8 or more killed (disputed)", EventType.Assault, ["artillery"], "Shelling/artillery/missile attack", [], [],
            EventStatus.Happened, null, new TimeValue("2023-06-04"), 1, 3,
            [new Origin("o1", "Olena Sample", "Ukraine", 2), new Origin("o2", "police", "Ukraine", 1)], 2, [],
            new Dictionary<Measure, Toll> { [Measure.PeopleKilled] = new(8, 11, 11, "the newest"), [Measure.PeopleWounded] = new(20, null, 20, "the newest") },
            [new Contradiction(ContradictionKind.Count, Measure.PeopleKilled, "c1", "c2", ContradictionState.Open, day), new Contradiction(ContradictionKind.Occurrence, null, "c1", "c3", ContradictionState.Open, day)],
            day);
    }
}
