using Attest.Incidents.Contradictions;
using Attest.Incidents.Origins;

namespace Attest.Incidents;

/// <summary>Adds to a report's claims what comparing them with others needs: what their text is taken from, whether they replace a number, when, where and over which time they count.</summary>
internal sealed class ClaimDetails(Reading reading)
{
    /// <summary>Days that an event may span for a total “so far” to be its own toll, and not that of a campaign.</summary>
    private const int OneOccurrenceDays = 3;

    private readonly Passages _passages = new(reading.Report);
    private readonly CreditReader _credits = new(reading.Report);

    /// <summary>The claim with its details.</summary>
    public LinkedClaim Add(LinkedClaim claim)
    {
        var words = claim.Claim.Words[0];
        var said = claim with { SaidAt = PublishedAt(words.Start) };
        if (claim.OriginKey is { } key && OriginFinder.IsUnnamed(key))
        {
            said = said with { Signature = _passages.SignatureAt(words.Start) };
        }
        else if (claim.OriginKey is null)
        {
            // An agency's own page is its own voice until others copy it.
            var credit = _credits.At(words.Start);
            said = said with { OriginKey = credit?.Key, Credit = credit ?? _credits.PublisherAgency, Signature = _passages.SignatureAt(words.Start) };
        }
        // A count of people named is no figure of the report and says nothing of when or where it counts.
        return claim.Claim is { Kind: ClaimKind.Figure, IsDerived: false } ? Count(said, reading.Figures[claim.Member.Number - 1]) : said;
    }

    private LinkedClaim Count(LinkedClaim claim, Figure figure)
    {
        var quote = claim.Claim.Report;
        var period = reading.TimeOf(figure.Period)?.Value;
        var revision = quote.QuoteStart is { } start ? RevisionReader.Of(quote.Quote, figure.Span.Start - start) : Revision.None;
        // "The toll has risen to nine" counts all of one strike, and so is its toll; "killed so far" of a war that began on Thursday is none.
        var isToll = figure.Scope == FigureScope.Cumulative && IsOneOccurrence(claim.Event?.Date, period) && (revision != Revision.None || claim.Event?.Place is { Kind: not PlaceKind.Country });
        return claim with
        {
            Revision = revision,
            IsRate = quote.QuoteStart is { } at && RateReader.IsRate(quote.Quote, figure.Span.Start - at, figure.Span.End - at),
            Period = period,
            CountedAt = PlaceOf(reading.PlaceOf(figure.Place)),
            Scope = isToll ? FigureScope.New : figure.Scope,
        };
    }

    private PublicationTime? PublishedAt(int position)
    {
        foreach (var item in reading.Report.Items)
        {
            if (item.Span.Contains(position))
            {
                return item.Published;
            }
        }
        return null;
    }

    private static bool IsOneOccurrence(TimeValue? date, TimeValue? period) =>
        DaysOf(date) is <= OneOccurrenceDays && (period is null || DaysOf(period) is <= OneOccurrenceDays);

    private static int? DaysOf(TimeValue? time) => time?.Days is ({ } first, { } last) ? last.DayNumber - first.DayNumber + 1 : null;

    private static IncidentPlace? PlaceOf(Place? place) => place is { Name: { } name, Gazetteer: { } gazetteer, Position: { } position }
        ? new IncidentPlace(name, gazetteer, place.Country, place.Region, position, place.Kind, place.GeoPrecision ?? 3, place.RadiusKm ?? 0)
        : null;
}
