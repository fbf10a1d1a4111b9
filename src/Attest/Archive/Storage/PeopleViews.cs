using Attest.Incidents;

namespace Attest.Archive.Storage;

/// <summary>Counts who publishes and who is quoted, in the latest version of each document. Call it within <see cref="Sql.Write"/>.</summary>
internal sealed class PeopleViews(Sql sql)
{
    /// <summary>The root of what a claim's speaker says; null where nobody is named.</summary>
    public static string? SpeakerOf(LinkedClaim claim) => claim.Claim.Speaker is null ? null : claim.OriginKey;

    /// <summary>Counts a version in.</summary>
    public void Add(Report report, IReadOnlyList<LinkedClaim> claims)
    {
        if (report.Publisher is { } publisher)
        {
            sql.Run(
                """
                INSERT INTO publishers (publisher, documents, unread, claims) VALUES ($1, 1, $2, $3)
                ON CONFLICT (publisher) DO UPDATE SET documents = documents + 1, unread = unread + excluded.unread, claims = claims + excluded.claims
                """,
                publisher, report.IsRead ? 0 : 1, claims.Count);
        }
        foreach (var said in claims.Where(claim => SpeakerOf(claim) is not null).GroupBy(claim => SpeakerOf(claim)!, StringComparer.Ordinal))
        {
            // Of several forms of a name the longest says most.
            var longest = said.OrderByDescending(claim => claim.Claim.Speaker!.Length).ThenBy(claim => claim.Claim.Speaker, StringComparer.Ordinal).First();
            sql.Run(
                """
                INSERT INTO speakers (speaker, name, side, claims) VALUES ($1, $2, $3, $4)
                ON CONFLICT (speaker) DO UPDATE SET claims = claims + excluded.claims, side = coalesce(side, excluded.side),
                    name = CASE WHEN (length(excluded.name), name) > (length(name), excluded.name) THEN excluded.name ELSE name END
                """,
                said.Key, longest.Claim.Speaker, longest.SpeakerSide, said.Count());
        }
    }

    /// <summary>Counts a version out that was counted in.</summary>
    public void Remove(long position)
    {
        sql.Run(
            """
            UPDATE publishers SET documents = documents - 1, unread = unread - (SELECT is_read = 0 FROM reports WHERE position = $1), claims = claims - (SELECT count(*) FROM claims WHERE position = $1)
            WHERE publisher = (SELECT publisher FROM reports WHERE position = $1)
            """,
            position);
        sql.Run(
            "UPDATE speakers SET claims = speakers.claims - said.number FROM (SELECT speaker AS who, count(*) AS number FROM claims WHERE position = $1 AND speaker IS NOT NULL GROUP BY speaker) AS said WHERE speakers.speaker = said.who",
            position);
        // Of whom nothing is quoted any more, nothing is remembered.
        sql.Run("DELETE FROM speakers WHERE claims = 0");
    }
}
