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
    /// <param name="isLatest">Whether it is its document's latest version.</param>
    /// <returns>Number of sentences that were not understood.</returns>
    public int Add(long position, Reading reading, IReadOnlyList<LinkedClaim> claims, long first, bool isLatest)
    {
        for (var i = 0; i < claims.Count; i++)
        {
            if (claims[i].Claim.Measure is { } measure)
            {
                var series = SeriesReader.IdOf(claims[i]);
                sql.Run("INSERT INTO figures (number, measure, series) VALUES ($1, $2, $3)", first + i, WireNames<Measure>.Of(measure), series);
                if (series is not null && isLatest)
                {
                    sql.Run(
                        "INSERT INTO series (series, measure, claims, changed) VALUES ($1, $2, 1, $3) ON CONFLICT (series) DO UPDATE SET claims = claims + 1, changed = excluded.changed", series, WireNames<Measure>.Of(measure), position);
                }
            }
        }
        foreach (var sighting in CoverageReader.Sightings(reading, claims))
        {
            sql.Run(
                "INSERT INTO sightings (position, gazetteer, name, region, country, day, told, origin, folded, folded_region, folded_city) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                position, sighting.Gazetteer, sighting.Name, sighting.Region, sighting.Country, DayText.Of(sighting.Day), sighting.IsTold ? 1 : 0, sighting.Origin,
                PlaceKey.Fold(sighting.Name), sighting.Region is { } region ? PlaceKey.Fold(region) : null, sighting.City is { } city ? PlaceKey.Fold(city) : null);
        }
        var unread = CoverageReader.Unread(reading);
        foreach (var sentence in unread)
        {
            sql.Run("INSERT INTO unread_sentences (position, start, word, quote, listed) VALUES ($1, $2, $3, $4, $5)", position, sentence.Span.Start, sentence.Word, sentence.Quote, Moment.Write(reading.Report.Published) ?? "");
        }
        return unread.Count;
    }

    /// <summary>Counts a version out of its series that a newer one replaces.</summary>
    /// <param name="version">The version.</param>
    /// <param name="position">The ledger's entry of the newer one.</param>
    public void Remove(long version, long position) => sql.Run(
        """
        UPDATE series SET claims = series.claims - gone.number, changed = $2
        FROM (SELECT figures.series AS id, count(*) AS number FROM claims JOIN figures USING (number) WHERE claims.position = $1 AND figures.series IS NOT NULL GROUP BY figures.series) AS gone WHERE series.series = gone.id
        """,
        version, position);
}
