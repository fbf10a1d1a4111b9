using Attest.Claims.Events;
using Attest.Claims.Events.Choices;
using Attest.Language;
using Attest.Packs;

namespace Attest.Tests.Claims.Events;

/// <summary>Reads the events of a text; places and times are named by the words that stand for them.</summary>
internal static class EventSample
{
    public static readonly DateOnly Published = new(2031, 5, 14);

    public static IReadOnlyList<Event> Read(
        string text, (string Word, PlaceKind Kind, string Country)[]? places = null, (string Word, string Iso)[]? times = null, (string Content, Modality Modality, string? Side)[]? said = null,
        Pack? pack = null, bool byRulesAlone = true)
    {
        var digest = Sha256.Of(text);
        var report = new Report(
            digest, digest, "sample.txt", null, null, "Sample Wire", new PublicationTime(Published), PublishedFrom.Option, null, "en", new Original(digest, "text/plain", text.Length), text,
            [new Item(new LocalId('i', 1), new TextSpan(0, text.Length), null, ItemKind.Article, null)]);
        var parsed = new LanguageAnalyser().Analyse(report);
        var placesRead = (places ?? []).Select((place, index) => new Place(
            new LocalId('p', index + 1), Span(text, place.Word), place.Word, "gn:" + place.Word, place.Country, null, new GeoPoint(50, 30 + index), place.Kind, 1, 5, null, 1)).ToList();
        var timesRead = (times ?? []).Select((time, index) => new TimeMention(new LocalId('t', index + 1), Span(text, time.Word), new TimeValue(time.Iso), 1)).ToList();
        var speakers = (said ?? []).Select((one, index) => new Speaker(new LocalId('s', index + 1), "Spokesman " + index, null, null, one.Side, SpeakerKind.Person, false)).ToList();
        var attributions = (said ?? []).Select((one, index) => new Attribution(
            new LocalId('a', index + 1), [Span(text, one.Content)], null, null, new LocalId('s', index + 1), null, [], QuoteKind.Indirect, one.Modality, 1)).ToList();
        return (byRulesAlone ? new EventReader(new RulesAlone()) : new EventReader()).Read(report, parsed, placesRead, timesRead, attributions, speakers, pack is null ? null : PackCatalogue.Of(pack).For(report, parsed));
    }

    private static TextSpan Span(string text, string words)
    {
        var start = text.IndexOf(words, StringComparison.Ordinal);
        Assert.True(start >= 0, $"“{words}” does not stand in the sample.");
        return new TextSpan(start, start + words.Length);
    }
}
