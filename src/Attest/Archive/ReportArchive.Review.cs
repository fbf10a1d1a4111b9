using Attest.Archive.Corrections;
using Attest.Archive.Storage;
using Attest.Language;

namespace Attest.Archive;

/// <content>What waits for a person to look at it, and what people found of what they looked at.</content>
public sealed partial class ReportArchive
{
    /// <summary>Incidents among which the most doubtful claims are looked for first; where they have too few, eight times as many are.</summary>
    private const int IncidentsAtOnce = 512;

    /// <summary>Of so many entries of the queue that are no readers' reports one is a sentence from which nothing was read.</summary>
    private const int OneSentenceIn = 4;

    /// <summary>One entry of what waits to be looked at, what matters most first: readers' reports of errors, then the least sure claims of the weightiest incidents, and among them sentences with words of attack or casualties from which nothing was read.</summary>
    /// <param name="of">Only of this sort; null for all.</param>
    /// <param name="index">How many entries to pass over.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<ReviewState> QueueAsync(ReviewKind? of, int index, CancellationToken cancel) => ReadAsync(
        "Listing what waits to be looked at in",
        sql =>
        {
            bool Asks(ReviewKind kind) => of is null || of == kind;
            var reported = Asks(ReviewKind.Reported) ? sql.Number("SELECT count(*) FROM judgements WHERE verdict = 'reported' AND answered_by IS NULL AND undone_by IS NULL") : 0;
            var doubtful = Asks(ReviewKind.Claim) ? sql.Number("SELECT count(*) FROM claims WHERE doubt IS NOT NULL AND recorded_to IS NULL") : 0;
            var unread = Asks(ReviewKind.Sentence) ? sql.Number(CountOfUnread) : 0;
            var (kind, rank) = Place(Math.Max(0, index), reported, doubtful, unread);
            return new ReviewState(reported, doubtful, unread, kind switch
            {
                ReviewKind.Reported => Reported(sql, rank),
                ReviewKind.Claim => Doubtful(sql, rank),
                ReviewKind.Sentence => Unread(sql, rank),
                _ => null,
            });
        },
        cancel);

    /// <summary>How the reader did, of the claims that people looked at, by what was read and by side.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IReadOnlyList<ErrorRate>> ErrorRatesAsync(CancellationToken cancel) => ReadAsync<IReadOnlyList<ErrorRate>>(
        "Counting what people found in",
        sql =>
        {
            var found = new ErrorCounter();
            foreach (var claim in sql.Rows(
                "SELECT content, undone_by FROM judgements WHERE verdict IN ('accepted', 'corrected', 'rejected', 'added') AND undone_by IS NULL ORDER BY position", JudgementTable.Read)
                .GroupBy(ClaimIdentity.Of).SelectMany(ClaimIdentity.Apart))
            {
                found.Add(claim);
            }
            return found.Rates();
        },
        cancel);

    // Sentences of latest versions from which nothing was read and that nobody passed, the newest report first: walked in the order of the list, never sorted.
    private const string UnreadInOrder =
        """
        reports INDEXED BY reports_listed CROSS JOIN unread_sentences USING (position) WHERE recorded_to IS NULL
            AND NOT EXISTS (SELECT 1 FROM passed_sentences WHERE passed_sentences.document = reports.document AND passed_sentences.words = unread_sentences.quote)
        ORDER BY listed_at DESC, report, start
        """;

    // How many there are: what was passed is taken from what is counted as it comes in.
    private const string CountOfUnread =
        """
        SELECT (SELECT unread_sentences FROM totals) - (SELECT count(*) FROM (SELECT DISTINCT document, words FROM passed_sentences) AS passed
            JOIN reports ON reports.document = passed.document AND recorded_to IS NULL JOIN unread_sentences ON unread_sentences.position = reports.position AND quote = words)
        """;

    // Which entry of which sort is the one asked for.
    private static (ReviewKind? Kind, int Rank) Place(int index, long reported, long doubtful, long unread)
    {
        if (index < reported)
        {
            return (ReviewKind.Reported, index);
        }
        var rank = index - (int)reported;
        const int Claims = OneSentenceIn - 1;
        var blocks = (int)Math.Min(doubtful / Claims, unread);
        if (rank < blocks * OneSentenceIn)
        {
            return rank % OneSentenceIn == Claims ? (ReviewKind.Sentence, rank / OneSentenceIn) : (ReviewKind.Claim, rank - (rank / OneSentenceIn));
        }
        rank -= blocks * OneSentenceIn;
        var claimsLeft = (int)doubtful - (blocks * Claims);
        return rank < claimsLeft ? (ReviewKind.Claim, (blocks * Claims) + rank)
            : rank - claimsLeft < unread - blocks ? (ReviewKind.Sentence, blocks + rank - claimsLeft)
            : (null, 0);
    }

    private ReviewItem? Reported(Sql sql, int rank)
    {
        var listed = sql.Rows(
            $"SELECT {ListedColumns} FROM judgements WHERE verdict = 'reported' AND answered_by IS NULL AND undone_by IS NULL ORDER BY position LIMIT 1 OFFSET $1", row => Listed(sql, row).Listed, rank);
        if (listed is not [var one])
        {
            return null;
        }
        var judged = one.Judgement.One[0];
        if (judged.Claim.Length > 0 && Trace(sql, judged.Claim)?.Now is { } now && Record(sql, now) is { } claim)
        {
            var (ahead, behind) = Around(sql, claim);
            return new ReviewItem(ReviewKind.Reported, claim, one, claim.Report, claim.Title, ahead, claim.Claim.Report.Quote, behind, null, null);
        }
        // Where the words stand in the latest version, or else in the one of which the reader spoke.
        foreach (var reading in judged.Anchor is { } anchor ? new[] { Latest(sql, anchor.Document.Hex)?.Reading, CorrectedReading(sql, anchor.Report.Hex) } : [])
        {
            if (reading is not null && WordAnchor.Find(reading.Report, judged) is { } span)
            {
                var (before, sentence, after) = Around(reading.Report, span);
                return new ReviewItem(ReviewKind.Reported, null, one, reading.Report.Id, one.Title ?? "", before, sentence, after, null, new CodePointMap(reading.Report.Text).ToCodePoint(span.Start));
            }
        }
        return new ReviewItem(ReviewKind.Reported, null, one, judged.Anchor?.Report ?? default, one.Title ?? "", "", judged.Words, "", null, judged.Anchor?.Start);
    }

    private ReviewItem? Doubtful(Sql sql, int rank)
    {
        var incidents = sql.Number("SELECT incidents FROM totals");
        for (long looked = IncidentsAtOnce; ; looked *= 8)
        {
            var found = sql.Rows(
                """
                SELECT claims.claim, claims.doubt FROM (SELECT unit, weight FROM incidents ORDER BY weight DESC, number LIMIT $1) AS i JOIN accounts USING (unit) JOIN claims USING (account)
                WHERE claims.recorded_to IS NULL AND claims.doubt IS NOT NULL ORDER BY i.weight * claims.doubt DESC, claims.number LIMIT 1 OFFSET $2
                """,
                row => (Claim: row.GetString(0), Doubt: row.GetDouble(1)), looked, rank);
            if (found is [var one])
            {
                if (Record(sql, one.Claim) is not { } claim)
                {
                    return null;
                }
                var (before, after) = Around(sql, claim);
                return new ReviewItem(ReviewKind.Claim, claim, null, claim.Report, claim.Title, before, claim.Claim.Report.Quote, after, 1 - one.Doubt, null);
            }
            if (looked >= incidents)
            {
                return null;
            }
        }
    }

    private ReviewItem? Unread(Sql sql, int rank)
    {
        var found = sql.Rows(
            $"SELECT report, title, start, quote FROM {UnreadInOrder} LIMIT 1 OFFSET $1",
            row => (Report: row.GetString(0), Title: row.GetString(1), Start: row.GetInt32(2), Quote: row.GetString(3)), rank);
        if (found is not [var one] || CorrectedReading(sql, one.Report) is not { } reading)
        {
            return null;
        }
        var (before, sentence, after) = Around(reading.Report, new TextSpan(one.Start, one.Start + one.Quote.Length));
        return new ReviewItem(ReviewKind.Sentence, null, null, reading.Report.Id, one.Title, before, sentence, after, null, new CodePointMap(reading.Report.Text).ToCodePoint(one.Start));
    }

    private (string Before, string After) Around(Sql sql, ClaimRecord claim)
    {
        if (claim.Claim.Report.QuoteStart is not { } start || CorrectedReading(sql, claim.Report.Hex) is not { } reading)
        {
            return ("", "");
        }
        var (before, _, after) = Around(reading.Report, new TextSpan(start, start + claim.Claim.Report.Quote.Length));
        return (before, after);
    }

    // A stretch with the sentence before and after it.
    private static (string Before, string Words, string After) Around(Report report, TextSpan span)
    {
        var sentences = LanguageAnalyser.Sentences(report);
        var (first, last) = (sentences.IndexAt(span.Start), sentences.IndexAt(Math.Max(span.Start, span.End - 1)));
        var whole = first >= 0 && sentences[first].Contains(span) ? sentences[first] : span;
        return (first > 0 ? sentences[first - 1].Of(report.Text) : "", whole.Of(report.Text), last >= 0 && last + 1 < sentences.Count ? sentences[last + 1].Of(report.Text) : "");
    }
}
