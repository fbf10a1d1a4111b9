using System.Text;

namespace Attest.Tests.Archive;

/// <summary>Readings made by hand, so that the archive is tested without the stages before it.</summary>
internal static class SampleReadings
{
    public const string Words = "😀 Six people were killed in Harbourtown on 3 May, the mayor said.";

    /// <summary>One reading in which every member is filled.</summary>
    public static Reading Full() => Of(Words, "https://daily.example/harbourtown", "Sample Daily", "2023-05-04");

    /// <summary>One event and one figure said by the mayor; both are found in the text by their words.</summary>
    /// <param name="text">Has the words “killed”, “Harbourtown”, “3 May”, “the mayor” and “said”; its number of people comes before “ people”.</param>
    /// <param name="url">The address.</param>
    /// <param name="publisher">Who published it.</param>
    /// <param name="published">ISO 8601; null where not known.</param>
    /// <param name="modified">ISO 8601; null where not known.</param>
    /// <param name="killed">How many.</param>
    public static Reading Of(string text, string url, string publisher, string? published, string? modified = null, int killed = 6)
    {
        TextSpan Find(string words) => text.IndexOf(words, StringComparison.Ordinal) is >= 0 and var at
            ? new TextSpan(at, at + words.Length)
            : throw new ArgumentException($"“{words}” is not in “{text}”.", nameof(text));

        var people = Find(" people");
        var number = new TextSpan(text.LastIndexOf(' ', people.Start - 1) + 1, people.End);
        var said = new LocalId('a', 1);
        var place = new LocalId('p', 1);
        var time = new LocalId('t', 1);
        var occurrence = new LocalId('e', 1);
        var attributed = new Attribution(
            said, [new TextSpan(number.Start, Find("3 May").End)], Find("said"), Find("the mayor"), new LocalId('s', 1), "Telegram", [], QuoteKind.Indirect,
            Modality.Asserted, 0.9);
        return new Reading(
            "0.1.0+models:000000",
            [new Notice("sample", "Made by hand.", number.Start)],
            Report(text, url, publisher, published, modified),
            [new Speaker(new LocalId('s', 1), "the mayor", "mayor", "Harbourtown", "Northland", SpeakerKind.Person, false)],
            [attributed],
            [new Place(place, Find("Harbourtown"), "Harbourtown", "gn:1", "NL", "Coast", new GeoPoint(46.5, 30.75), PlaceKind.City, 1, 8, "near", 0.9)
            {
                RunnerUp = new PlaceRunnerUp("Harbourtown", "gn:2", null, "Lake", new GeoPoint(-12.25, 8.5), PlaceKind.Village, 0.04), Centre = new GeoPoint(46.6, 30.5), Disputed = "claimed by two",
            }],
            [new TimeMention(time, Find("3 May"), new TimeValue("2023-05-03"), 1) { Basis = TimeBasis.Publication }],
            [new Figure(
                new LocalId('f', 1), number, killed, killed, false, Measure.PeopleKilled, "people", "Northland", FigureScope.New, time, place, null, said,
                occurrence, 0.8)],
            [new Event(
                occurrence, Find("killed"), [new EventMention(Find("killed"), said, EventStatus.Happened)], EventType.Assault, ["heavy-weapons"],
                "Shelling/artillery/missile attack", "shells", "Southland", "people", place, time, new TimeValue("2023-05-03"), EventStatus.Happened, said, 0.7)]);
    }

    /// <summary>A reading as an archive takes it: of the document at its address, with its text as the original.</summary>
    public static Reading Kept(Reading reading)
    {
        var bytes = Original(reading);
        return reading with { Report = reading.Report with { Document = Sha256.Of(reading.Report.Url!), Original = new Original(Sha256.Of(bytes), "text/plain", bytes.Length) } };
    }

    public static Report Report(string text, string url, string publisher, string? published, string? modified = null)
    {
        var document = Sha256.Of(url);
        var bytes = Encoding.UTF8.GetBytes(text);
        var original = Sha256.Of(bytes);
        return new Report(
            Sha256.Of(document.Hex + original.Hex), document, "sample.jsonl:1", url, "A title", publisher, Time(published), PublishedFrom.Metadata, Time(modified),
            "en", new Original(original, "text/plain", bytes.Length), text,
            [new Item(new LocalId('i', 1), new TextSpan(0, text.Length), new TextSpan(0, 2), ItemKind.Article, Time(published))]);
    }

    public static byte[] Original(Reading reading) => Encoding.UTF8.GetBytes(reading.Report.Text);

    private static PublicationTime? Time(string? text) => PublicationTime.TryParse(text, out var time) ? time : null;
}
