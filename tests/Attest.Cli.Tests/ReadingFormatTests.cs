using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attest.Cli.Tests.Running;

namespace Attest.Cli.Tests;

/// <summary>Every reading of the samples, member by member against the example in <c>docs/formats.md</c>.</summary>
public sealed partial class ReadingFormatTests(SampleReadings samples) : IClassFixture<SampleReadings>
{
    // Members whose example lists every value that they can have.
    private static readonly HashSet<string> Listed = ["publishedFrom", "kind", "quote", "modality", "scope", "status"];

    // Lists whose members say how sure the reader is.
    private static readonly string[] Judged = ["attributions", "places", "figures", "events"];

    [Fact]
    public void Each_reading_has_the_members_of_the_document_in_its_order_and_no_other()
    {
        using var document = JsonDocument.Parse(Documents.Example("A reading"));
        Assert.All(samples.Readings, reading => SameShape(document.RootElement, reading, "reading"));
    }

    [Fact]
    public void Each_value_listed_in_the_document_is_one_that_the_program_knows()
    {
        var text = Documents.Read("docs/formats.md");
        Assert.All(Enum.GetValues<Measure>(), measure => Assert.Contains(WireNames<Measure>.Of(measure), text, StringComparison.Ordinal));
        foreach (var names in new[]
        {
            Names<PublishedFrom>(), Names<ObtainedBy>(), Names<ItemKind>(), Names<SpeakerKind>(), Names<QuoteKind>(), Names<Modality>(), Names<PlaceKind>(), Names<FigureScope>(), Names<EventStatus>(),
        })
        {
            Assert.Contains($"\"{names}\"", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Each_stretch_slices_words_out_of_the_text() => Assert.All(samples.Readings, reading =>
    {
        // Offsets count code points, as an array of runes does.
        var text = reading.GetProperty("text").GetString()!.EnumerateRunes().ToArray();
        // Items part the text among them, blank lines included; all else is words.
        var items = reading.GetProperty("items").EnumerateArray().Select(Stretch).ToHashSet();
        foreach (var (start, end) in Stretches(reading))
        {
            Assert.InRange(start, 0, text.Length);
            Assert.InRange(end, start + 1, text.Length);
            var words = string.Concat(text[start..end]);
            Assert.True(items.Contains((start, end)) || words.Trim() == words, $"“{words}” begins or ends with a blank.");
        }
    });

    [Theory]
    [InlineData("items")]
    [InlineData("places")]
    [InlineData("times")]
    [InlineData("figures")]
    public void Members_stand_in_the_order_of_the_text_without_overlap(string list) => Assert.All(samples.Readings, reading =>
    {
        var last = 0;
        foreach (var member in reading.GetProperty(list).EnumerateArray())
        {
            Assert.True(member.GetProperty("start").GetInt32() >= last, $"{member} starts before {last}.");
            last = member.GetProperty("end").GetInt32();
        }
    });

    [Fact]
    public void Ids_are_numbered_in_order_and_every_reference_leads_somewhere() => Assert.All(samples.Readings, reading =>
    {
        var known = new HashSet<string>();
        foreach (var (list, letter) in new[] { ("items", 'i'), ("speakers", 's'), ("attributions", 'a'), ("places", 'p'), ("times", 't'), ("figures", 'f'), ("events", 'e') })
        {
            var ids = reading.GetProperty(list).EnumerateArray().Select(member => member.GetProperty("id").GetString()!).ToList();
            Assert.Equal(Enumerable.Range(1, ids.Count).Select(number => $"{letter}{number}"), ids);
            known.UnionWith(ids);
        }
        Assert.All(References(reading), reference =>
        {
            Assert.Contains(reference.Id, known);
            Assert.Equal(reference.Kind, reference.Id[0]);
        });
    });

    [Fact]
    public void Numbers_lie_where_they_can() => Assert.All(samples.Readings, reading =>
    {
        foreach (var member in Judged.SelectMany(list => reading.GetProperty(list).EnumerateArray()))
        {
            Assert.InRange(member.GetProperty("confidence").GetDouble(), 0, 1);
        }
        foreach (var figure in reading.GetProperty("figures").EnumerateArray())
        {
            if (figure.GetProperty("low").ValueKind == JsonValueKind.Number && figure.GetProperty("high").ValueKind == JsonValueKind.Number)
            {
                Assert.True(figure.GetProperty("low").GetDecimal() <= figure.GetProperty("high").GetDecimal());
            }
        }
        foreach (var place in reading.GetProperty("places").EnumerateArray())
        {
            var isResolved = place.GetProperty("name").ValueKind != JsonValueKind.Null;
            Assert.All(["gazetteer", "lat", "lon", "geoPrecision", "radiusKm"], name => Assert.Equal(isResolved, place.GetProperty(name).ValueKind != JsonValueKind.Null));
            if (isResolved)
            {
                Assert.InRange(place.GetProperty("lat").GetDouble(), -90, 90);
                Assert.InRange(place.GetProperty("lon").GetDouble(), -180, 180);
                Assert.InRange(place.GetProperty("geoPrecision").GetInt32(), 1, 3);
            }
        }
    });

    [Fact]
    public void Times_are_ISO_8601_or_open() => Assert.All(samples.Readings, reading =>
    {
        var values = reading.GetProperty("times").EnumerateArray().Select(time => time.GetProperty("value")).Concat(reading.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("date")));
        Assert.All(values.Where(value => value.ValueKind != JsonValueKind.Null), value => Assert.Matches(Iso(), value.GetString()!));
    });

    [Fact]
    public void The_trigger_of_an_event_is_one_of_its_mentions() => Assert.All(
        samples.Readings.SelectMany(reading => reading.GetProperty("events").EnumerateArray()),
        one => Assert.Contains(Stretch(one.GetProperty("trigger")), one.GetProperty("mentions").EnumerateArray().Select(Stretch)));

    [Fact]
    public async Task The_same_input_gives_the_same_bytes() => Assert.Equal(samples.Output, await SampleReadings.ReadAsync());

    private static void SameShape(JsonElement example, JsonElement found, string where)
    {
        switch (example.ValueKind)
        {
            case JsonValueKind.Object when found.ValueKind == JsonValueKind.Object:
                Assert.Equal(example.EnumerateObject().Select(member => member.Name), found.EnumerateObject().Select(member => member.Name));
                foreach (var member in example.EnumerateObject())
                {
                    var value = found.GetProperty(member.Name);
                    SameShape(member.Value, value, $"{where}.{member.Name}");
                    if (Listed.Contains(member.Name) && member.Value.GetString()!.Contains('|', StringComparison.Ordinal))
                    {
                        Assert.Contains(value.GetString(), member.Value.GetString()!.Split('|'));
                    }
                }
                break;
            case JsonValueKind.Array:
                Assert.True(found.ValueKind == JsonValueKind.Array, $"{where} is {found.ValueKind}, expected a list.");
                Assert.All(found.EnumerateArray(), member => SameShape(example[0], member, $"{where}[]"));
                break;
            case JsonValueKind.True or JsonValueKind.False:
                Assert.True(found.ValueKind is JsonValueKind.True or JsonValueKind.False, $"{where} is {found.ValueKind}, expected true or false.");
                break;
            case JsonValueKind.Null:
                Assert.True(found.ValueKind is JsonValueKind.Null or JsonValueKind.String or JsonValueKind.Number, $"{where} is {found.ValueKind}, expected a plain value.");
                break;
            default:
                Assert.True(found.ValueKind == JsonValueKind.Null || found.ValueKind == example.ValueKind, $"{where} is {found.ValueKind}, expected {example.ValueKind} or nothing.");
                break;
        }
    }

    private static IEnumerable<(int Start, int End)> Stretches(JsonElement found) => found.ValueKind switch
    {
        JsonValueKind.Object when found.TryGetProperty("start", out _) && found.TryGetProperty("end", out _) => Inner(found).Append(Stretch(found)),
        JsonValueKind.Object => Inner(found),
        JsonValueKind.Array => found.EnumerateArray().SelectMany(Stretches),
        _ => [],
    };

    private static IEnumerable<(int Start, int End)> Inner(JsonElement found) => found.EnumerateObject().SelectMany(member => Stretches(member.Value));

    private static (int Start, int End) Stretch(JsonElement found) => (found.GetProperty("start").GetInt32(), found.GetProperty("end").GetInt32());

    private static IEnumerable<(char Kind, string Id)> References(JsonElement reading)
    {
        var names = new Dictionary<string, (string Member, char Kind)[]>
        {
            ["attributions"] = [("speaker", 's')],
            ["figures"] = [("period", 't'), ("place", 'p'), ("partOf", 'f'), ("attribution", 'a'), ("event", 'e')],
            ["events"] = [("place", 'p'), ("time", 't'), ("attribution", 'a')],
        };
        foreach (var (list, members) in names)
        {
            foreach (var one in reading.GetProperty(list).EnumerateArray())
            {
                foreach (var (member, kind) in members)
                {
                    if (one.GetProperty(member).GetString() is { } id)
                    {
                        yield return (kind, id);
                    }
                }
            }
        }
        foreach (var attribution in reading.GetProperty("attributions").EnumerateArray())
        {
            foreach (var relay in attribution.GetProperty("chain").EnumerateArray())
            {
                yield return ('s', relay.GetString()!);
            }
        }
        foreach (var mention in reading.GetProperty("events").EnumerateArray().SelectMany(one => one.GetProperty("mentions").EnumerateArray()))
        {
            if (mention.GetProperty("attribution").GetString() is { } id)
            {
                yield return ('a', id);
            }
        }
    }

    private static string Names<T>()
        where T : struct, Enum => string.Join('|', Enum.GetValues<T>().Select(WireNames<T>.Of));

    // A date, month or year with or without an hour, an interval of two of them of which one may be open, or a length.
    [GeneratedRegex(@"^(?!/$)(P[\dXYMWDTHS.]+(/P[\dXYMWDTHS.]+)?|(\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?)?)?(/(\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?)?)?)?)$")]
    private static partial Regex Iso();
}

/// <summary>What <c>attest read --json samples</c> writes, read once for all tests of the class.</summary>
public sealed class SampleReadings : IAsyncLifetime
{
    /// <summary>As written.</summary>
    public string Output { get; private set; } = "";

    /// <summary>One a report.</summary>
    public IReadOnlyList<JsonElement> Readings { get; private set; } = [];

    /// <summary>Runs the program over the samples.</summary>
    public static async Task<string> ReadAsync() => (await AttestProgram.RunAsync(Snapshot.Project, "read", "--json", "samples")).Exits(0).Output;

    public async ValueTask InitializeAsync()
    {
        Output = await ReadAsync();
        Readings = [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(Encoding.UTF8.GetBytes(line)).RootElement)];
        Assert.NotEmpty(Readings);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
