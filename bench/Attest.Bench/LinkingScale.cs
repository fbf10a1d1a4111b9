using System.Globalization;
using System.Text;
using Attest.Archive.Storage;
using Attest.Incidents;

namespace Attest.Bench;

/// <summary>What linking costs as an archive grows: invented reports, as many a day as the day before, are added one by one to a database on disk.</summary>
/// <remarks>Timed is the filling of the views, linking and the incidents' making included; what comes before (reading) and after (waiting for the disk) is not; the time is that of the processor, all threads together.</remarks>
internal static class LinkingScale
{
    private const int ReportsADay = 60, Towns = 300, Occurrences = 3, RowEvery = 10, Window = 200;

    public static void Print(int mostClaims)
    {
        var folder = Directory.CreateTempSubdirectory("attest-linking-").FullName;
        try
        {
            using var sql = Sql.OpenWriter(Path.Combine(folder, "bench.db"));
            // Nothing here is to be kept.
            sql.Script("PRAGMA synchronous = OFF;");
            sql.Script(Schema.Ledger);
            sql.Script(Schema.Views);
            Add(sql, mostClaims);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Add(Sql sql, int mostClaims)
    {
        Console.WriteLine($"{"claims",10}{"reports",10}{"incidents",11}{"claims/s",10}{"ms a report",13}{"managed MB",12}");
        var linker = new IncidentLinker();
        long claims = 0, next = RowEvery * 100;
        var recent = new Queue<(TimeSpan Time, long Claims)>();
        for (var number = 0; claims < mostClaims; number++)
        {
            var reading = Report(number);
            var added = linker.Claims(reading).Count;
            var time = sql.Write(() =>
            {
                var ledger = new Ledger(sql);
                var commitment = Sha256.Of(reading.Report.Id.Hex).Hex;
                sql.Run("INSERT INTO matter (commitment, salt, content) VALUES ($1, x'00', x'00')", commitment);
                var entry = ledger.Append(Ledger.ReadingRecorded, DateTimeOffset.UnixEpoch.AddSeconds(number), Ledger.ReadingRecordedBody(reading, commitment));
                var start = Environment.CpuUsage.TotalTime;
                new ReportViews(sql, linker).Add(entry, commitment, reading);
                return Environment.CpuUsage.TotalTime - start;
            });
            claims += added;
            recent.Enqueue((time, added));
            if (recent.Count > Window)
            {
                recent.Dequeue();
            }
            if (claims >= next || claims >= mostClaims)
            {
                next *= RowEvery;
                var seconds = recent.Sum(one => one.Time.TotalSeconds);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{claims,10:N0}{number + 1,10:N0}{sql.Number("SELECT count(*) FROM incidents"),11:N0}{recent.Sum(one => one.Claims) / seconds,10:N0}{1000 * seconds / recent.Count,13:F2}{GC.GetTotalMemory(forceFullCollection: true) / 1e6,12:F1}"));
            }
        }
    }

    // A report tells of a few strikes of its day and the day before, each in one of many towns, with its dead by name; several reports tell of one strike.
    private static Reading Report(int number)
    {
        var random = new Random(number);
        var day = new DateOnly(2031, 1, 1).AddDays(number / ReportsADay);
        var text = new StringBuilder();
        List<Place> places = [];
        List<TimeMention> times = [];
        List<Figure> figures = [];
        List<Event> events = [];
        for (var i = 0; i < Occurrences; i++)
        {
            var town = random.Next(Towns);
            var struck = day.AddDays(-random.Next(2));
            // Whatever is told of one town and day is told with the same names and numbers.
            var same = new Random(HashCode.Combine(town, struck.DayNumber) & int.MaxValue);
            var (dead, hurt) = (1 + same.Next(9), same.Next(30));
            text.Append(CultureInfo.InvariantCulture, $"The {Word(same)} quarter of ");
            places.Add(new Place(
                new LocalId('p', i + 1), Append(text, $"Town{town}"), $"Town{town}", $"gn:{town}", "XX", "Coast", new GeoPoint(40 + (town % 20), 20 + (town / 20)), PlaceKind.City, 1, 3, null, 1));
            text.Append(" was ");
            var trigger = Append(text, "shelled");
            text.Append(" on ");
            times.Add(new TimeMention(new LocalId('t', i + 1), Append(text, struck.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), TimeValue.Of(struck), 1));
            text.Append(". ");
            figures.Add(Count(figures.Count, Append(text, $"{dead} people"), dead, Measure.PeopleKilled, i));
            text.Append(CultureInfo.InvariantCulture, $" were killed, among them {Name(same)} and {Name(same)} of {Word(same)} street. ");
            figures.Add(Count(figures.Count, Append(text, $"{hurt} others"), hurt, Measure.PeopleWounded, i));
            text.Append(CultureInfo.InvariantCulture, $" were wounded near the {Word(same)} bridge, said {Name(random)}, who lives by the {Word(random)} mill. ");
            events.Add(new Event(
                new LocalId('e', i + 1), trigger, [new EventMention(trigger, null, EventStatus.Happened)], EventType.Assault, ["heavy-weapons"], "Shelling/artillery/missile attack", null, null, null,
                places[^1].Id, times[^1].Id, TimeValue.Of(struck), EventStatus.Happened, null, 1));
        }
        var whole = text.ToString();
        var id = Sha256.Of(string.Create(CultureInfo.InvariantCulture, $"report {number}"));
        var published = new PublicationTime(day);
        return new Reading(
            "bench", [], new Report(
                id, id, "bench", null, null, $"Outlet {number % 12}", published, PublishedFrom.Metadata, null, "en", new Original(id, "text/plain", whole.Length), whole,
                [new Item(new LocalId('i', 1), new TextSpan(0, whole.Length), null, ItemKind.Article, null)]),
            [], [], places, times, figures, events);
    }

    private static Figure Count(int index, TextSpan span, int count, Measure measure, int occurrence) => new(
        new LocalId('f', index + 1), span, count, count, false, measure, "people", null, FigureScope.New, null, null, null, null, new LocalId('e', occurrence + 1), 1);

    private static TextSpan Append(StringBuilder text, string words)
    {
        text.Append(words);
        return new TextSpan(text.Length - words.Length, text.Length);
    }

    // Words and names that no table knows.
    private static string Word(Random random) => string.Concat(Enumerable.Range(0, 4).Select(_ => $"{"bdfgklmnprstvz"[random.Next(14)]}{"aeiou"[random.Next(5)]}"));

    private static string Name(Random random)
    {
        string first = Word(random), last = Word(random);
        return $"{char.ToUpperInvariant(first[0])}{first[1..]} {char.ToUpperInvariant(last[0])}{last[1..]}";
    }
}
