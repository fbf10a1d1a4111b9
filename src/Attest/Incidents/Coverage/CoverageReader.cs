using Attest.Language;

namespace Attest.Incidents.Coverage;

/// <summary>Which places a report covers on which days, and which of its sentences it was not understood in. Pure.</summary>
public static class CoverageReader
{
    /// <summary>Days that a date may span for an event to be told of each of them.</summary>
    private const int MostDays = 7;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = Table.Words("Incidents/Coverage/violence-words.tsv", StringComparer.OrdinalIgnoreCase);

    /// <summary>The places below countries that a report speaks of, each day and origin once, in order of place and day.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="claims">Its claims.</param>
    public static IReadOnlyList<Sighting> Sightings(Reading reading, IReadOnlyList<LinkedClaim> claims)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(claims);
        var seen = new HashSet<Sighting>();
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var claim in claims)
        {
            if (claim.Event is { Place: { Kind: not PlaceKind.Country } place, Date: { } date } && claim.Claim.Status is EventStatus.Happened or EventStatus.Ongoing or EventStatus.Alleged or EventStatus.Denied
                && date.Days is ({ } first, { } last) && last.DayNumber - first.DayNumber < MostDays)
            {
                for (var day = first; day <= last; day = day.AddDays(1))
                {
                    told.Add(place.Gazetteer);
                    seen.Add(new Sighting(place.Gazetteer, place.Name, place.Region, place.Country, day, true, claim.OriginKey) { City = SettlementTable.CityOf(place)?.EnglishName });
                }
            }
        }
        if (reading.Report.Published is { } published)
        {
            foreach (var place in reading.Places)
            {
                if (place is { Name: { } name, Gazetteer: { } gazetteer, Kind: not PlaceKind.Country } && !told.Contains(gazetteer))
                {
                    seen.Add(new Sighting(gazetteer, name, place.Region, place.Country, published.Day, false, null) { City = IncidentLinker.PlaceOf(place) is { } at ? SettlementTable.CityOf(at)?.EnglishName : null });
                }
            }
        }
        return [.. seen.OrderBy(sighting => sighting.Gazetteer, StringComparer.Ordinal).ThenBy(sighting => sighting.Day).ThenBy(sighting => sighting.Origin, StringComparer.Ordinal)];
    }

    /// <summary>The sentences with a word of attack or casualties that hold no figure and no event, in the text's order. Empty for a report that is not read.</summary>
    public static IReadOnlyList<UnreadSentence> Unread(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (!reading.Report.IsRead)
        {
            return [];
        }
        var read = reading.Figures.Select(figure => figure.Span.Start).Concat(reading.Events.SelectMany(occurrence => occurrence.Mentions).Select(mention => mention.Span.Start)).Order().ToArray();
        var unread = new List<UnreadSentence>();
        foreach (var sentence in LanguageAnalyser.Sentences(reading.Report))
        {
            var at = Array.BinarySearch(read, sentence.Start);
            at = at < 0 ? ~at : at;
            if ((at == read.Length || read[at] >= sentence.End) && WordIn(reading.Report.Text.AsSpan(sentence.Start, sentence.Length)) is { } word)
            {
                unread.Add(new UnreadSentence(sentence, word, sentence.Of(reading.Report.Text)));
            }
        }
        return unread;
    }

    private static string? WordIn(ReadOnlySpan<char> sentence)
    {
        var start = -1;
        for (var i = 0; i <= sentence.Length; i++)
        {
            if (i < sentence.Length && char.IsLetter(sentence[i]))
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                if (Words.Contains(sentence[start..i]))
                {
                    return sentence[start..i].ToString();
                }
                start = -1;
            }
        }
        return null;
    }
}
