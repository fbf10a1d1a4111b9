using System.Buffers;
using System.Text.Json;

namespace Attest.Archive.Formats;

/// <summary>A reading as one line of JSON, member by member as the document “A reading” (docs/formats.md) gives it.</summary>
/// <remarks>
/// Offsets count code points there and UTF-16 units here. Times of publication are written in UTC to the second; the same reading always gives
/// the same bytes. The reading half is in <c>ReadingJson.Read.cs</c>.
/// </remarks>
public static partial class ReadingJson
{
    /// <summary>The line as UTF-8, without an end of line.</summary>
    public static byte[] Write(Reading reading)
    {
        var output = new ArrayBufferWriter<byte>(64 * 1024);
        Write(reading, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Appends the line to an output, without an end of line.</summary>
    public static void Write(Reading reading, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(reading);
        using var json = new Utf8JsonWriter(output, JsonShapes.OneLine);
        var map = new CodePointMap(reading.Report.Text);
        json.WriteStartObject();
        json.WriteString("reader", reading.Reader);
        json.Objects("notices", reading.Notices, notice => Notice(json, notice, map));
        Report(json, reading.Report);
        json.WriteString("text", reading.Report.Text);
        json.Objects("items", reading.Report.Items, item => Item(json, item, map));
        json.Objects("speakers", reading.Speakers, speaker => Speaker(json, speaker));
        json.Objects("attributions", reading.Attributions, attribution => Attribution(json, attribution, map));
        json.Objects("places", reading.Places, place => Place(json, place, map));
        json.Objects("times", reading.Times, time => Time(json, time, map));
        json.Objects("figures", reading.Figures, figure => Figure(json, figure, map));
        json.Objects("events", reading.Events, occurrence => Event(json, occurrence, map));
        json.Objects("casualties", reading.Casualties, casualty => Casualty(json, casualty, map));
        json.WriteString("conflict", reading.Conflict);
        json.WriteEndObject();
    }

    private static void Notice(Utf8JsonWriter json, Notice notice, CodePointMap map)
    {
        json.WriteString("code", notice.Code);
        json.WriteString("message", notice.Message);
        json.Number("start", notice.Start is { } start ? map.ToCodePoint(start) : (int?)null);
    }

    private static void Report(Utf8JsonWriter json, Report report)
    {
        json.WriteStartObject("report");
        json.WriteString("id", report.Id.Hex);
        json.WriteString("document", report.Document.Hex);
        json.WriteString("path", report.Path);
        json.WriteString("url", report.Url);
        json.WriteString("title", report.Title);
        json.WriteString("publisher", report.Publisher);
        json.Text("published", report.Published);
        json.Name("publishedFrom", report.PublishedFrom);
        json.Text("modified", report.Modified);
        json.WriteString("language", report.Language);
        json.WriteStartObject("original");
        json.WriteString("sha256", report.Original.Sha256.Hex);
        json.WriteString("mediaType", report.Original.MediaType);
        json.WriteNumber("bytes", report.Original.Bytes);
        json.WriteEndObject();
        Obtained(json, report.Obtained);
        json.WriteEndObject();
    }

    private static void Obtained(Utf8JsonWriter json, Obtained? obtained)
    {
        if (obtained is null)
        {
            json.WriteNull("obtained");
            return;
        }
        json.WriteStartObject("obtained");
        json.Text<PublicationTime>("at", new PublicationTime(default, obtained.At));
        json.Name("by", obtained.By);
        json.WriteString("from", obtained.From);
        json.WriteString("feed", obtained.Feed);
        json.WriteEndObject();
    }

    private static void Item(Utf8JsonWriter json, Item item, CodePointMap map)
    {
        json.Text<LocalId>("id", item.Id);
        json.Span(item.Span, map);
        json.Span("headline", item.Headline, map);
        json.Name("kind", item.Kind);
        json.Text("published", item.Published);
    }

    private static void Speaker(Utf8JsonWriter json, Speaker speaker)
    {
        json.Text<LocalId>("id", speaker.Id);
        json.WriteString("name", speaker.Name);
        json.WriteString("role", speaker.Role);
        json.WriteString("affiliation", speaker.Affiliation);
        json.WriteString("side", speaker.Side);
        json.Name("kind", speaker.Kind);
        json.WriteBoolean("named", speaker.Named);
    }

    private static void Attribution(Utf8JsonWriter json, Attribution attribution, CodePointMap map)
    {
        json.Text<LocalId>("id", attribution.Id);
        json.Spans("content", attribution.Content, map);
        json.Span("cue", attribution.Cue, map);
        json.Span("source", attribution.Source, map);
        json.Text("speaker", attribution.Speaker);
        json.WriteString("via", attribution.Via);
        json.Array("chain", attribution.Chain, relay => json.WriteStringValue(relay.ToString()));
        json.Name("quote", attribution.Quote);
        json.Name("modality", attribution.Modality);
        json.WriteNumber("confidence", attribution.Confidence);
        Picture(json, attribution.Picture, map);
    }

    private static void Place(Utf8JsonWriter json, Place place, CodePointMap map)
    {
        json.Text<LocalId>("id", place.Id);
        json.Span(place.Span, map);
        json.WriteString("name", place.Name);
        json.WriteString("gazetteer", place.Gazetteer);
        json.WriteString("country", place.Country);
        json.WriteString("region", place.Region);
        json.Number("lat", place.Position?.Latitude);
        json.Number("lon", place.Position?.Longitude);
        json.Name("kind", place.Kind);
        json.Number("geoPrecision", place.GeoPrecision);
        json.Number("radiusKm", place.RadiusKm);
        json.WriteString("relation", place.Relation);
        json.WriteNumber("confidence", place.Confidence);
        if (place.RunnerUp is { } next)
        {
            json.WriteStartObject("runnerUp");
            json.WriteString("name", next.Name);
            json.WriteString("gazetteer", next.Gazetteer);
            json.WriteString("country", next.Country);
            json.WriteString("region", next.Region);
            json.WriteNumber("lat", next.Position.Latitude);
            json.WriteNumber("lon", next.Position.Longitude);
            json.Name("kind", next.Kind);
            json.WriteNumber("confidence", next.Confidence);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("runnerUp");
        }
        if (place.Centre is { } centre)
        {
            json.WriteStartObject("centre");
            json.WriteNumber("lat", centre.Latitude);
            json.WriteNumber("lon", centre.Longitude);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("centre");
        }
        json.WriteString("disputed", place.Disputed);
    }

    private static void Time(Utf8JsonWriter json, TimeMention time, CodePointMap map)
    {
        json.Text<LocalId>("id", time.Id);
        json.Span(time.Span, map);
        json.Text("value", time.Value);
        json.Number("timePrecision", time.TimePrecision);
        json.Name("basis", time.Basis);
        json.Text("anchor", time.Anchor);
    }

    private static void Figure(Utf8JsonWriter json, Figure figure, CodePointMap map)
    {
        json.Text<LocalId>("id", figure.Id);
        json.Span(figure.Span, map);
        json.Number("low", figure.Low);
        json.Number("high", figure.High);
        json.WriteBoolean("approximate", figure.Approximate);
        json.Name("measure", figure.Measure);
        json.WriteString("of", figure.Of);
        json.WriteString("side", figure.Side);
        json.Name("scope", figure.Scope);
        json.Text("period", figure.Period);
        json.Text("place", figure.Place);
        json.Text("partOf", figure.PartOf);
        json.Text("attribution", figure.Attribution);
        json.Text("event", figure.Event);
        json.WriteNumber("confidence", figure.Confidence);
    }

    private static void Casualty(Utf8JsonWriter json, Casualty casualty, CodePointMap map)
    {
        json.Text<LocalId>("id", casualty.Id);
        json.Span(casualty.Span, map);
        json.Name("harm", casualty.Harm);
        json.Number("low", casualty.Low);
        json.Number("high", casualty.High);
        json.WriteString("who", casualty.Who);
        json.WriteBoolean("named", casualty.Named);
        json.Text("attribution", casualty.Attribution);
        json.Text("event", casualty.Event);
    }

    private static void Event(Utf8JsonWriter json, Event occurrence, CodePointMap map)
    {
        json.Text<LocalId>("id", occurrence.Id);
        json.Span("trigger", occurrence.Trigger, map);
        json.Objects("mentions", occurrence.Mentions, mention =>
        {
            json.Span(mention.Span, map);
            json.Text("attribution", mention.Attribution);
            json.Name("status", mention.Status);
        });
        json.Name("type", occurrence.Type);
        json.Strings("mode", occurrence.Modes);
        json.WriteString("subtype", occurrence.Subtype);
        json.WriteString("means", occurrence.Means);
        json.WriteString("actor", occurrence.Actor);
        json.WriteString("target", occurrence.Target);
        json.Strings("inferred", [.. new[] { occurrence.ActorIsInferred ? "actor" : null, occurrence.TargetIsInferred ? "target" : null, occurrence.PlaceIsInferred ? "place" : null, occurrence.TimeIsInferred ? "time" : null }.OfType<string>()]);
        json.Text("place", occurrence.Place);
        json.Text("time", occurrence.Time);
        json.Text("date", occurrence.Date);
        json.Name("status", occurrence.Status);
        json.Text("attribution", occurrence.Attribution);
        json.WriteNumber("confidence", occurrence.Confidence);
        Direction(json, occurrence.Direction, map);
    }

    private static void Direction(Utf8JsonWriter json, Direction? direction, CodePointMap map)
    {
        if (direction is null)
        {
            json.WriteNull("direction");
            return;
        }
        json.WriteStartObject("direction");
        json.WriteString("movement", direction.Movement is { } movement ? WireNames<Movement>.Of(movement) : null);
        json.Objects("bearings", direction.Bearings, bearing =>
        {
            json.Name("way", bearing.Way);
            json.Span(bearing.Span, map);
            json.Text("place", bearing.Place);
            json.WriteString("sector", bearing.Sector);
        });
        json.WriteEndObject();
    }

    private static void Picture(Utf8JsonWriter json, Picture? picture, CodePointMap map)
    {
        if (picture is null)
        {
            json.WriteNull("picture");
            return;
        }
        json.WriteStartObject("picture");
        json.Name("kind", picture.Kind);
        json.Name("check", picture.Check);
        json.Span("words", picture.CheckWords, map);
        json.WriteEndObject();
    }
}
