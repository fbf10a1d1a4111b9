namespace Attest.Archive.Storage;

/// <summary>Counts of what is kept, so that no page counts rows. Gathered while one entry of the ledger is taken in, and written once.</summary>
internal sealed class Totals
{
    public long Documents { get; set; }

    public long Reports { get; set; }

    public long Originals { get; set; }

    public long Unread { get; set; }

    public long Claims { get; set; }

    public long Incidents { get; set; }

    public long Disputed { get; set; }

    public long UnreadSentences { get; set; }

    public long Doubtful { get; set; }

    /// <summary>When the earliest version was published, as <see cref="Moment"/> writes it; null for none.</summary>
    public string? Earliest { get; set; }

    /// <summary>Adds what was gathered to what is kept, and begins anew.</summary>
    public void Write(Sql sql)
    {
        sql.Run(
            """
            UPDATE totals SET documents = documents + $1, reports = reports + $2, originals = originals + $3, unread = unread + $4, claims = claims + $5, incidents = incidents + $6, disputed = disputed + $7,
                unread_sentences = unread_sentences + $8, doubtful = doubtful + $9, earliest = min(earliest, coalesce($10, earliest))
            """,
            Documents, Reports, Originals, Unread, Claims, Incidents, Disputed, UnreadSentences, Doubtful, Earliest);
        (Documents, Reports, Originals, Unread, Claims, Incidents, Disputed, UnreadSentences, Doubtful, Earliest) = (0, 0, 0, 0, 0, 0, 0, 0, 0, null);
    }
}
