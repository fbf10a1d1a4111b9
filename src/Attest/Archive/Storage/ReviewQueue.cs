using System.Globalization;

namespace Attest.Archive.Storage;

/// <summary>Walks what waits to be looked at, each sort in its own order, from where somebody is: nothing is counted or passed over by number.</summary>
/// <param name="sql">The archive.</param>
/// <param name="held">Names of entries to pass by.</param>
internal sealed class ReviewQueue(Sql sql, IReadOnlySet<string> held)
{
    /// <summary>Of a sentence of <c>unread_sentences</c> and the version of it in <c>reports</c>: nothing was read from it, and nobody passed it.</summary>
    public const string IsUnread =
        "recorded_to IS NULL AND NOT EXISTS (SELECT 1 FROM passed_sentences WHERE passed_sentences.document = reports.document AND passed_sentences.words = unread_sentences.quote)";

    private const string IsReported = "verdict = 'reported' AND answered_by IS NULL AND undone_by IS NULL";

    private const string IsInDoubt = "urgency IS NOT NULL AND claims.recorded_to IS NULL AND doubt IS NOT NULL";

    /// <summary>Entries that are looked at at once.</summary>
    private const int AtOnce = 16;

    /// <summary>How many readers' reports wait.</summary>
    public long CountReported() => sql.Number($"SELECT count(*) FROM judgements WHERE {IsReported}");

    /// <summary>What waits of one sort after a place, in its order, each with the place that it is passed at.</summary>
    public IEnumerable<Waiting> After(ReviewPlace place, ReviewKind kind)
    {
        for (var rows = Next(place, kind); rows is not []; rows = rows.Count < AtOnce ? [] : Next(rows[^1].Place, kind))
        {
            foreach (var one in rows.Where(one => !held.Contains(one.Name)))
            {
                yield return one;
            }
        }
    }

    /// <summary>The place before the entry that was passed over last, so that it is the next of its sort; null where none was.</summary>
    public ReviewPlace? Before(ReviewPlace place) => place.Last switch
    {
        null => null,
        ReviewKind.Reported => place.Unpass() with { Reported = sql.Number($"SELECT max(position) FROM judgements WHERE position < $1 AND {IsReported}", place.Reported) },
        ReviewKind.Claim => sql.Rows(
            $"SELECT urgency, number FROM claims INDEXED BY claims_by_urgency WHERE urgency >= $1 AND (urgency > $1 OR number < $2) AND {IsInDoubt} ORDER BY urgency, number DESC LIMIT 1",
            row => place.Unpass() with { Urgency = row.GetDouble(0), Claim = row.GetInt64(1) }, place.Urgency, place.Claim) is [var claim] ? claim : place.Unpass() with { Urgency = ReviewPlace.Beginning.Urgency, Claim = 0 },
        _ => sql.Rows(
            $"""
            SELECT unread_sentences.listed, unread_sentences.position, start FROM unread_sentences INDEXED BY unread_sentences_listed CROSS JOIN reports USING (position)
            WHERE unread_sentences.listed >= $1 AND (unread_sentences.listed > $1 OR (unread_sentences.position, start) < ($2, $3)) AND {IsUnread} ORDER BY unread_sentences.listed, unread_sentences.position DESC, start DESC LIMIT 1
            """,
            row => place.Unpass() with { Listed = row.GetString(0), Position = row.GetInt64(1), Start = row.GetInt32(2) }, place.Listed, place.Position, place.Start) is [var sentence]
            ? sentence : place.Unpass() with { Listed = ReviewPlace.Beginning.Listed, Position = 0, Start = -1 },
    };

    private List<Waiting> Next(ReviewPlace place, ReviewKind kind) => kind switch
    {
        ReviewKind.Reported => sql.Rows(
            $"SELECT judgement, position FROM judgements WHERE position > $1 AND {IsReported} ORDER BY position LIMIT {AtOnce}",
            row => new Waiting(kind, row.GetString(0), place with { Reported = row.GetInt64(1) }, 0), place.Reported),
        ReviewKind.Claim => sql.Rows(
            $"SELECT claim, urgency, number, doubt FROM claims INDEXED BY claims_by_urgency WHERE urgency <= $1 AND (urgency < $1 OR number > $2) AND {IsInDoubt} ORDER BY urgency DESC, number LIMIT {AtOnce}",
            row => new Waiting(kind, row.GetString(0), place with { Urgency = row.GetDouble(1), Claim = row.GetInt64(2) }, row.GetDouble(3)), place.Urgency, place.Claim),
        _ => sql.Rows(
            $"""
            SELECT reports.report, unread_sentences.listed, unread_sentences.position, start FROM unread_sentences INDEXED BY unread_sentences_listed CROSS JOIN reports USING (position)
            WHERE unread_sentences.listed <= $1 AND (unread_sentences.listed < $1 OR (unread_sentences.position, start) > ($2, $3)) AND {IsUnread} ORDER BY unread_sentences.listed DESC, unread_sentences.position, start LIMIT {AtOnce}
            """,
            row => new Waiting(kind, string.Create(CultureInfo.InvariantCulture, $"{row.GetString(0)} {row.GetInt32(3)}"), place with { Listed = row.GetString(1), Position = row.GetInt64(2), Start = row.GetInt32(3) }, 0), place.Listed, place.Position, place.Start),
    };
}

/// <summary>Something that waits to be looked at.</summary>
/// <param name="Kind">What sort.</param>
/// <param name="Name">What it is called (<see cref="ReviewItem.Name"/>).</param>
/// <param name="Place">The place right after it.</param>
/// <param name="Doubt">Of a claim how unsure the reader is of it; 0 of any other.</param>
internal sealed record Waiting(ReviewKind Kind, string Name, ReviewPlace Place, double Doubt);
