using System.Globalization;
using Attest.Incidents;

namespace Attest.Tests.Incidents;

/// <summary>Builds the reading of a small invented report: each sentence names one event, and figures that belong to it.</summary>
internal sealed class ReadingSample(string name, string published, string publisher = "Sample Wire")
{
    private readonly List<Speaker> _speakers = [];
    private readonly List<Attribution> _attributions = [];
    private readonly List<Place> _places = [];
    private readonly List<TimeMention> _times = [];
    private readonly List<Figure> _figures = [];
    private readonly List<Event> _events = [];
    private readonly System.Text.StringBuilder _text = new();

    public static readonly GazetteerSpot Alba = new("gn:1", "Alba", new GeoPoint(48, 30), PlaceKind.City);
    public static readonly GazetteerSpot Brega = new("gn:2", "Brega", new GeoPoint(48.45, 30), PlaceKind.City);
    public static readonly GazetteerSpot Land = new("gn:3", "Sampland", new GeoPoint(48, 31), PlaceKind.Country);

    /// <summary>Begins the text with words that tell of no event.</summary>
    public ReadingSample Open(string words)
    {
        _text.Append(words);
        return this;
    }

    /// <summary>Adds a sentence with an event and its figures.</summary>
    public ReadingSample Tell(
        string trigger, GazetteerSpot? at, string? day, EventStatus status = EventStatus.Happened, string? speaker = null, string? side = null, Modality modality = Modality.Asserted,
        string subtype = "Air/drone strike", string? actor = null, EventType type = EventType.Assault, string? target = null, string? before = null, params (Measure Measure, decimal? Low, decimal? High, bool IsPart, bool Approximate)[] figures)
    {
        var start = _text.Length;
        _text.Append(CultureInfo.InvariantCulture, $"{trigger} {(status == EventStatus.Denied && modality == Modality.Denied ? "denied " : "")}{at?.Name} {day} {publisher} {name}");
        var said = speaker is null ? (LocalId?)null : Say(speaker, side, modality, new TextSpan(start, _text.Length));
        var id = new LocalId('e', _events.Count + 1);
        foreach (var (measure, low, high, isPart, approximate) in figures)
        {
            _text.Append(' ').Append(before).Append(' ');
            var at0 = _text.Length;
            _text.Append(CultureInfo.InvariantCulture, $"{low}-{high}");
            _figures.Add(new Figure(
                new LocalId('f', _figures.Count + 1), new TextSpan(at0, _text.Length), low, high, approximate, measure, null, null, FigureScope.New, null, null,
                isPart ? new LocalId('f', 1) : null, said, id, 1));
        }
        _text.Append(". ");
        LocalId? place = null, time = null;
        if (at is not null)
        {
            place = new LocalId('p', _places.Count + 1);
            var named = start + trigger.Length + 1;
            _places.Add(new Place(place.Value, new TextSpan(named, named + at.Name.Length), at.Name, at.Gazetteer, "UA", null, at.Position, at.Kind, at.Kind == PlaceKind.Country ? 3 : 1, 5, null, 1));
        }
        if (day is not null)
        {
            time = new LocalId('t', _times.Count + 1);
            _times.Add(new TimeMention(time.Value, new TextSpan(start, start + 1), new TimeValue(day), 1));
        }
        var span = new TextSpan(start, start + trigger.Length);
        _events.Add(new Event(
            id, span, [new EventMention(span, said, status)], type, ["drone"], type == EventType.Assault ? subtype : null, null, actor, target, place, time,
            day is null ? null : new TimeValue(day), status, said, 1));
        return this;
    }

    /// <summary>The reading.</summary>
    public Reading Read()
    {
        var text = _text.ToString();
        var digest = Sha256.Of(name + text);
        Assert.True(PublicationTime.TryParse(published, out var time));
        var report = new Report(
            digest, digest, name, "https://sample.invalid/" + name, name, publisher, time, PublishedFrom.Metadata, null, "en", new Original(digest, "text/plain", text.Length), text,
            [new Item(new LocalId('i', 1), new TextSpan(0, text.Length), null, ItemKind.Article, null)]);
        return new Reading("test", [], report, _speakers, _attributions, _places, _times, _figures, _events);
    }

    /// <summary>The incidents of readings, by id.</summary>
    public static IReadOnlyList<Incident> Link(params Reading[] readings) => new IncidentLinker().Incidents(readings);

    private LocalId Say(string speaker, string? side, Modality modality, TextSpan content)
    {
        var index = _speakers.FindIndex(one => one.Name == speaker);
        if (index < 0)
        {
            index = _speakers.Count;
            _speakers.Add(new Speaker(new LocalId('s', index + 1), speaker, null, null, side, SpeakerKind.Person, true));
        }
        var id = new LocalId('a', _attributions.Count + 1);
        _attributions.Add(new Attribution(id, [content], null, null, new LocalId('s', index + 1), null, [], QuoteKind.Indirect, modality, 1));
        return id;
    }
}

/// <summary>A place of the samples.</summary>
internal sealed record GazetteerSpot(string Gazetteer, string Name, GeoPoint Position, PlaceKind Kind);
