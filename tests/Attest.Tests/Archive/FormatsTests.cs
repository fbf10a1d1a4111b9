using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Attest.Archive.Formats;
using Attest.Incidents;
using FsCheck;
using FsCheck.Fluent;

namespace Attest.Tests.Archive;

public sealed class FormatsTests
{
    private static readonly Func<Sha256, CodePointMap> SampleMap = _ => new CodePointMap(SampleReadings.Words);

    [Fact]
    public void A_reading_is_written_member_by_member_in_the_documented_order()
    {
        const string Expected =
            """
            {"reader":"0.1.0+models:000000","notices":[{"code":"sample","message":"Made by hand.","start":2}],
            "report":{"id":"REPORT","document":"DOCUMENT","path":"sample.jsonl:1","url":"https://daily.example/harbourtown","title":"A title","publisher":"Sample Daily",
            "published":"2023-05-04","publishedFrom":"metadata","modified":null,"language":"en","original":{"sha256":"ORIGINAL","mediaType":"text/plain","bytes":68},"obtained":null},
            "text":"TEXT",
            "items":[{"id":"i1","start":0,"end":65,"headline":{"start":0,"end":1},"kind":"article","published":"2023-05-04"}],
            "speakers":[{"id":"s1","name":"the mayor","role":"mayor","affiliation":"Harbourtown","side":"Northland","kind":"person","named":false}],
            "attributions":[{"id":"a1","content":[{"start":2,"end":48}],"cue":{"start":60,"end":64},"source":{"start":50,"end":59},"speaker":"s1","via":"Telegram","chain":[],
            "quote":"indirect","modality":"asserted","confidence":0.9,"picture":null}],
            "places":[{"id":"p1","start":28,"end":39,"name":"Harbourtown","gazetteer":"gn:1","country":"NL","region":"Coast","lat":46.5,"lon":30.75,"kind":"city",
            "geoPrecision":1,"radiusKm":8,"relation":"near","confidence":0.9,
            "runnerUp":{"name":"Harbourtown","gazetteer":"gn:2","country":null,"region":"Lake","lat":-12.25,"lon":8.5,"kind":"village","confidence":0.04},
            "centre":{"lat":46.6,"lon":30.5},"disputed":"claimed by two"}],
            "times":[{"id":"t1","start":43,"end":48,"value":"2023-05-03","timePrecision":1,"basis":"publication","anchor":null}],
            "figures":[{"id":"f1","start":2,"end":12,"low":6,"high":6,"approximate":false,"measure":"people-killed","of":"people","side":"Northland","scope":"new",
            "period":"t1","place":"p1","partOf":null,"attribution":"a1","event":"e1","confidence":0.8}],
            "events":[{"id":"e1","trigger":{"start":18,"end":24},"mentions":[{"start":18,"end":24,"attribution":"a1","status":"happened"}],"type":"ASSAULT",
            "mode":["heavy-weapons"],"subtype":"Shelling/artillery/missile attack","means":"shells","actor":"Southland","target":"people","inferred":[],"place":"p1","time":"t1",
            "date":"2023-05-03","status":"happened","attribution":"a1","confidence":0.7,"direction":null}],"casualties":[],"conflict":null}
            """;
        var reading = SampleReadings.Full();
        var report = reading.Report;
        var line = Encoding.UTF8.GetString(ReadingJson.Write(reading))
            .Replace(report.Id.Hex, "REPORT", StringComparison.Ordinal).Replace(report.Document.Hex, "DOCUMENT", StringComparison.Ordinal)
            .Replace(report.Original.Sha256.Hex, "ORIGINAL", StringComparison.Ordinal);
        var text = JsonEncodedText.Encode(report.Text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value;
        line = line.Replace(text, "TEXT", StringComparison.Ordinal);

        Assert.Equal(Expected.ReplaceLineEndings(""), line);
    }

    [Fact]
    public void A_reading_comes_back_as_it_was_written()
    {
        var full = SampleReadings.Full();
        var fetched = new Obtained(new DateTimeOffset(2023, 5, 4, 10, 0, 0, TimeSpan.Zero), ObtainedBy.Page, "https://daily.example/harbourtown", "https://daily.example/feed");
        foreach (var reading in new[] { full, full with { Report = full.Report with { Obtained = fetched } } })
        {
            var line = ReadingJson.Write(reading);
            var back = ReadingJson.Read(line);

            Assert.Equivalent(reading, back, strict: true);
            Assert.Equal(line, ReadingJson.Write(back));
        }
    }

    [Theory]
    [InlineData(true, false, false, false, "[\"actor\"]")]
    [InlineData(false, true, false, false, "[\"target\"]")]
    [InlineData(false, false, true, false, "[\"place\"]")]
    [InlineData(false, false, false, true, "[\"time\"]")]
    [InlineData(true, true, true, true, "[\"actor\",\"target\",\"place\",\"time\"]")]
    public void What_is_inferred_of_an_event_is_written_and_comes_back(bool actor, bool target, bool place, bool time, string written)
    {
        var reading = SampleReadings.Full();
        reading = reading with { Events = [reading.Events[0] with { ActorIsInferred = actor, TargetIsInferred = target, PlaceIsInferred = place, TimeIsInferred = time }] };
        var line = ReadingJson.Write(reading);
        var back = ReadingJson.Read(line).Events[0];

        Assert.Contains($"\"inferred\":{written},", Encoding.UTF8.GetString(line), StringComparison.Ordinal);
        Assert.Equal((actor, target, place, time), (back.ActorIsInferred, back.TargetIsInferred, back.PlaceIsInferred, back.TimeIsInferred));
    }

    [Fact]
    public void The_direction_of_an_event_and_the_picture_that_shows_it_are_written_and_come_back()
    {
        var reading = SampleReadings.Full();
        var direction = new Direction(Movement.Advance, [new Bearing(BearingWay.Towards, new TextSpan(28, 39), new LocalId('p', 1), null), new Bearing(BearingWay.On, new TextSpan(40, 48), null, "coast front")]);
        var picture = new Picture(PictureKind.Satellite, PictureCheck.Located, new TextSpan(2, 8));
        reading = reading with { Events = [reading.Events[0] with { Direction = direction }], Attributions = [reading.Attributions[0] with { Picture = picture }] };
        var line = ReadingJson.Write(reading);
        var back = ReadingJson.Read(line);

        Assert.Contains("\"direction\":{\"movement\":\"advance\",\"bearings\":[{\"way\":\"towards\",", Encoding.UTF8.GetString(line), StringComparison.Ordinal);
        Assert.Contains("\"picture\":{\"kind\":\"satellite\",\"check\":\"located\",\"words\":{", Encoding.UTF8.GetString(line), StringComparison.Ordinal);
        Assert.Equivalent(direction, back.Events[0].Direction, strict: true);
        Assert.Equal(picture, back.Attributions[0].Picture);
    }

    [Fact]
    public void What_is_not_known_is_null_or_empty_and_comes_back_so()
    {
        var bare = new Reading("0.1.0", [], SampleReadings.Report("Nothing.", "https://a.example/", "A", null), [], [],
            [new Place(new LocalId('p', 1), new TextSpan(0, 7), null, null, null, null, null, PlaceKind.City, null, null, null, 0)],
            [new TimeMention(new LocalId('t', 1), new TextSpan(0, 7), null, null)],
            [new Figure(new LocalId('f', 1), new TextSpan(0, 7), null, 0.50m, true, Measure.Other, null, null, FigureScope.Stock, null, null, null, null, null, 1)], []);
        var line = ReadingJson.Write(bare);

        Assert.Equivalent(bare, ReadingJson.Read(line), strict: true);
        Assert.Contains("\"low\":null,\"high\":0.5,", Encoding.UTF8.GetString(line), StringComparison.Ordinal);
    }

    [Fact]
    public void Large_numbers_are_written_in_plain_digits()
    {
        var reading = SampleReadings.Of("Some 2 people killed in Harbourtown on 3 May, the mayor said", "https://a.example/", "A", null);
        var large = reading with { Figures = [reading.Figures[0] with { Low = 61_300_000_000m, High = decimal.MaxValue }] };

        Assert.Contains("\"low\":61300000000,\"high\":79228162514264337593543950335,", Encoding.UTF8.GetString(ReadingJson.Write(large)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_offset_written_slices_the_words_meant_whatever_stands_before_them() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), choices =>
        {
            string[] pieces = ["a", "é", "Київ", "😀", "👩‍👩‍👧", "—", "\n", "\"", "𝔘"];
            var before = string.Concat(choices.Select(choice => pieces[choice % pieces.Length]));
            var reading = SampleReadings.Of(before + " Six people were killed in Harbourtown on 3 May, the mayor said.", "https://a.example/", "A", null);
            using var json = JsonDocument.Parse(ReadingJson.Write(reading));
            var text = json.RootElement.GetProperty("text").GetString()!.EnumerateRunes().ToArray();
            string Slice(JsonElement span) =>
                string.Concat(text[span.GetProperty("start").GetInt32()..span.GetProperty("end").GetInt32()].Select(rune => rune.ToString()));
            return Slice(json.RootElement.GetProperty("places")[0]) == "Harbourtown"
                && Slice(json.RootElement.GetProperty("figures")[0]) == "Six people"
                && Slice(json.RootElement.GetProperty("attributions")[0].GetProperty("cue")) == "said"
                && ReadingJson.Read(ReadingJson.Write(reading)).Events[0].Trigger == reading.Events[0].Trigger;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("{}", "text")]
    [InlineData("{\"text\":7}", "string")]
    [InlineData("[1]", "Array")]
    public void A_line_that_is_no_reading_is_refused_with_what_is_wrong(string line, string named) =>
        Assert.Contains(named, Assert.Throws<FormatException>(() => ReadingJson.Read(Encoding.UTF8.GetBytes(line))).Message, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void An_incident_comes_back_as_it_was_written()
    {
        var incident = Incident();
        var line = IncidentJson.Write(incident, SampleMap);
        var back = IncidentJson.Read(line, SampleMap);

        Assert.Equivalent(incident, back, strict: true);
        Assert.Equal(line, IncidentJson.Write(back, SampleMap));
    }

    [Fact]
    public void An_incident_is_written_with_the_documented_members_first()
    {
        using var json = JsonDocument.Parse(IncidentJson.Write(Incident(), SampleMap));

        Assert.Equal(
            "id conflict title type mode subtype actors targets status place date reports origins unsourced claims toll contradictions newest judged",
            string.Join(' ', json.RootElement.EnumerateObject().Select(member => member.Name)));
        Assert.Equal(
            "id report kind measure low high approximate side status modality speaker chain origin words part derived scope rejected judged",
            string.Join(' ', json.RootElement.GetProperty("claims")[0].EnumerateObject().Select(member => member.Name)));
        Assert.Equal(2, json.RootElement.GetProperty("claims")[0].GetProperty("words")[0].GetProperty("start").GetInt32());
        Assert.Equal("""{"low":6,"high":9,"shown":9,"approximate":false,"rule":"latest"}""", json.RootElement.GetProperty("toll").GetProperty("people-killed").GetRawText());
    }

    private static Incident Incident()
    {
        var linker = new IncidentLinker();
        var claims = linker.Claims(SampleReadings.Full());
        var incident = linker.Assemble(claims[0].Account!, claims);
        return incident with
        {
            Judged = [new ClaimJudgement(Verdict.Same, "j1")],
            Actors = [new Participant("Southland", "Southland", true)],
            Toll = new Dictionary<Measure, Toll> { [Measure.PeopleKilled] = new Toll(6, 9, 9, "latest"), [Measure.PeopleWounded] = new Toll(null, null, null, "none") },
            Contradictions =
            [
                new Contradiction(ContradictionKind.Count, Measure.PeopleKilled, claims[0].Claim.Id, claims[1].Claim.Id, ContradictionState.Open, incident.Newest),
            ],
        };
    }
}
