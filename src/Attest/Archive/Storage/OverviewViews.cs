using Attest.Claims.Places;
using Attest.Incidents;
using Attest.Incidents.Coverage;
using Attest.Incidents.Series;

namespace Attest.Archive.Storage;

/// <summary>Fills the views that reports share beyond their incidents: figures by measure and series, places by day, and what was not understood. Call it within <see cref="Sql.Write"/>.</summary>
/// <remarks>A row stands for a version of a document for ever; whether that is the one to use is told by its report. The work for a report is proportional to its own claims.</remarks>
internal sealed class OverviewViews(Sql sql)
{
    /// <summary>Adds what one version of a document says.</summary>
    /// <param name="position">The version's.</param>
    /// <param name="reading">The reading.</param>
    /// <param name="claims">Its claims, in the order in which the claims view numbers them.</param>
    /// <param name="first">The number of the first.</param>
    /// <returns>Number of sentences that were not understood.</returns>
    public int Add(long position, Reading reading, IReadOnlyList<LinkedClaim> claims, long first)
    {
        for (var i = 0; i < claims.Count; i++)
        {
            if (claims[i].Claim.Measure is { } measure)
            {
                sql.Run("INSERT INTO figures (number, position, measure, series) VALUES ($1, $2, $3, $4)", first + i, position, WireNames<Measure>.Of(measure), SeriesReader.IdOf(claims[i]));
            }
        }
        foreach (var sighting in CoverageReader.Sightings(reading, claims))
        {
            sql.Run(
                "INSERT INTO sightings (position, gazetteer, name, region, country, day, told, origin, folded, folded_region) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                position, sighting.Gazetteer, sighting.Name, sighting.Region, sighting.Country, DayText.Of(sighting.Day), sighting.IsTold ? 1 : 0, sighting.Origin,
                PlaceKey.Fold(sighting.Name), sighting.Region is { } region ? PlaceKey.Fold(region) : null);
        }
        var unread = CoverageReader.Unread(reading);
        foreach (var sentence in unread)
        {
            sql.Run("INSERT INTO unread_sentences (position, start, word, quote) VALUES ($1, $2, $3, $4)", position, sentence.Span.Start, sentence.Word, sentence.Quote);
        }
        return unread.Count;
    }
}
