using System.Globalization;
using System.Text;

namespace Attest.Bench;

/// <summary>Readings of an invented war that never end, made without reading: places, days, publishers, speakers of two sides, tolls that differ, a daily count, and pages that change.</summary>
/// <remarks>Each text holds the words of every claim where its reading says, so that <c>attest verify</c> finds them. The same number gives the same reading.</remarks>
internal static class InventedReports
{
    private const int ReportsADay = 60, Towns = 300, Regions = 20, Publishers = 48, Occurrences = 3, CountEvery = 20, ChangeEvery = 50, ChangeAfter = 30;

    private static readonly DateOnly Start = new(2031, 1, 1);

    private static readonly (string Name, string Side, string Role)[] Voices =
    [
        ("Olena Varkova", "Northland", "mayor"), ("the emergency service", "Northland", ""), ("Northland's general staff", "Northland", ""),
        ("Anton Belsky", "Southland", "governor"), ("Southland's defence ministry", "Southland", ""),
    ];

    /// <summary>One reading.</summary>
    public static Reading Make(int number)
    {
        // A page that changes is told anew some reports later, at the same address.
        var isChanged = number >= ChangeAfter && number % ChangeEvery == 0;
        var page = isChanged ? number - ChangeAfter : number;
        return new Draft(page, isChanged).Read(number);
    }

    private sealed class Draft(int page, bool isChanged)
    {
        private readonly Random _random = new(page);
        private readonly StringBuilder _text = new();
        private readonly List<Speaker> _speakers = [];
        private readonly List<Attribution> _attributions = [];
        private readonly List<Place> _places = [];
        private readonly List<TimeMention> _times = [];
        private readonly List<Figure> _figures = [];
        private readonly List<Event> _events = [];

        public Reading Read(int number)
        {
            var day = Start.AddDays(page / ReportsADay);
            var title = $"What was reported on {Iso(day)}, {Word(_random)} edition";
            _text.Append(title).Append(". ");
            var headline = new TextSpan(0, title.Length);
            for (var i = 0; i < Occurrences; i++)
            {
                Tell(day.AddDays(-_random.Next(2)));
            }
            if (page % CountEvery == 0)
            {
                Count(day);
            }
            if (isChanged)
            {
                _text.Append(CultureInfo.InvariantCulture, $"This page was brought up to date by {Name(_random)}. ");
            }
            var text = _text.ToString();
            var bytes = Encoding.UTF8.GetBytes(text);
            var (document, original) = (Sha256.Of($"page {page}"), Sha256.Of(bytes));
            var published = new PublicationTime(day, new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue).AddMinutes(24 * 60 / ReportsADay * (page % ReportsADay)), TimeSpan.Zero));
            var report = new Report(
                Sha256.Of(document.Hex + original.Hex), document, $"invented.jsonl:{number + 1}", $"https://outlet{page % Publishers}.example/{page}", title, $"Outlet {page % Publishers}", published, PublishedFrom.Metadata,
                isChanged ? new PublicationTime(day, published.Instant!.Value.AddHours(12)) : null, "en", new Original(original, "text/plain", bytes.Length), text,
                [new Item(new LocalId('i', 1), new TextSpan(0, text.Length), headline, ItemKind.Article, null)]);
            return new Reading("bench", [], report, _speakers, _attributions, _places, _times, _figures, _events);
        }

        // Whatever is told of one town and day is told with the same names and, by most, the same numbers.
        private void Tell(DateOnly struck)
        {
            var town = _random.Next(Towns);
            var same = new Random((town * 10_007) + struck.DayNumber);
            var (dead, hurt) = (1 + same.Next(9), same.Next(30));
            var voice = _random.Next(3) == 0 ? (int?)null : _random.Next(Voices.Length);
            var number = _events.Count + 1;
            var start = _text.Length;
            _text.Append(CultureInfo.InvariantCulture, $"The {Word(same)} quarter of ");
            var region = $"{Word(new Random(town % Regions))} Region";
            _places.Add(new Place(
                new LocalId('p', number), Append(TownOf(town)), TownOf(town), $"gn:{town}", "UA", char.ToUpperInvariant(region[0]) + region[1..], new GeoPoint(45 + (town % 60 / 8.0), 24 + (town / 60 * 2.3)), PlaceKind.City, 1, 3,
                null, 1));
            _text.Append(" was ");
            var trigger = Append("shelled");
            _text.Append(" on ");
            var time = new LocalId('t', _times.Count + 1);
            _times.Add(new TimeMention(time, Append(Iso(struck)), TimeValue.Of(struck), 1));
            LocalId? said = voice is { } speaker ? Say(speaker, new TextSpan(start, _text.Length), denies: _random.Next(40) == 0) : null;
            _text.Append(". ");
            var occurrence = new LocalId('e', number);
            // Some count otherwise.
            var counted = dead + (_random.Next(20) == 0 ? _random.Next(3) : 0);
            _figures.Add(Figure(Append($"{counted} people"), counted, Measure.PeopleKilled, said, occurrence));
            _text.Append(CultureInfo.InvariantCulture, $" were killed, among them {Name(same)} and {Name(same)} of {Word(same)} street. ");
            _figures.Add(Figure(Append($"{hurt} others"), hurt, Measure.PeopleWounded, said, occurrence));
            _text.Append(CultureInfo.InvariantCulture, $" were wounded near the {Word(same)} bridge, said {Name(_random)}, who lives by the {Word(_random)} mill. ");
            var status = said is { } one && _attributions[one.Number - 1].Modality == Modality.Denied ? EventStatus.Denied : EventStatus.Happened;
            _events.Add(new Event(
                occurrence, trigger, [new EventMention(trigger, said, status)], EventType.Assault, ["heavy-weapons"], "Shelling/artillery/missile attack", null, voice is null ? null : "Southland", "Northland",
                _places[^1].Id, time, TimeValue.Of(struck), status, said, 1));
        }

        // One body counts what it shot down each night.
        private void Count(DateOnly day)
        {
            var start = _text.Length;
            _text.Append("Overnight to ");
            var time = new LocalId('t', _times.Count + 1);
            _times.Add(new TimeMention(time, Append(Iso(day)), TimeValue.Of(day), 1));
            _text.Append(" air defence downed ");
            var downed = 20 + new Random(day.DayNumber).Next(80);
            var span = Append($"{downed} drones");
            var said = Say(2, new TextSpan(start, _text.Length), denies: false);
            _text.Append(". ");
            _figures.Add(new Figure(
                new LocalId('f', _figures.Count + 1), span, downed, downed, false, Measure.DronesDowned, "drones", "Southland", FigureScope.New, time, null, null, said, null, 1));
        }

        private LocalId Say(int voice, TextSpan content, bool denies)
        {
            var (name, side, role) = Voices[voice];
            var index = _speakers.FindIndex(speaker => speaker.Name == name);
            if (index < 0)
            {
                index = _speakers.Count;
                _speakers.Add(new Speaker(new LocalId('s', index + 1), name, role.Length == 0 ? null : role, null, side, role.Length == 0 ? SpeakerKind.Body : SpeakerKind.Person, true));
            }
            _text.Append(", ");
            var source = Append(name);
            _text.Append(' ');
            var cue = Append(denies ? "denied" : "said");
            var id = new LocalId('a', _attributions.Count + 1);
            _attributions.Add(new Attribution(id, [content], cue, source, new LocalId('s', index + 1), null, [], QuoteKind.Indirect, denies ? Modality.Denied : Modality.Asserted, 1));
            return id;
        }

        private Figure Figure(TextSpan span, int count, Measure measure, LocalId? said, LocalId occurrence) => new(
            new LocalId('f', _figures.Count + 1), span, count, count, false, measure, "people", "Northland", FigureScope.New, null, null, null, said, occurrence, 1);

        private TextSpan Append(string words)
        {
            _text.Append(words);
            return new TextSpan(_text.Length - words.Length, _text.Length);
        }
    }

    private static string TownOf(int town) => Word(new Random(town)) is var word ? $"{char.ToUpperInvariant(word[0])}{word[1..]}" : "";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Words and names that no table knows.
    private static string Word(Random random) => string.Concat(Enumerable.Range(0, 4).Select(_ => $"{"bdfgklmnprstvz"[random.Next(14)]}{"aeiou"[random.Next(5)]}"));

    private static string Name(Random random)
    {
        string first = Word(random), last = Word(random);
        return $"{char.ToUpperInvariant(first[0])}{first[1..]} {char.ToUpperInvariant(last[0])}{last[1..]}";
    }
}
