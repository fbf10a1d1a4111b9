using Attest.Archive.Corrections;
using Attest.Archive.Storage;
using Attest.Language;

namespace Attest.Archive;

/// <content>What waits for a person to look at it, and what people found of what they looked at.</content>
public sealed partial class ReportArchive
{
    /// <summary>Of so many entries of the queue that are no readers' reports one is a sentence from which nothing was read.</summary>
    private const int OneSentenceIn = 4;

    /// <summary>The next of what waits to be looked at, what matters most first: readers' reports of errors, then the least sure claims of the weightiest incidents, and among them sentences with words of attack or casualties from which nothing was read.</summary>
    /// <param name="of">Only of this sort; null for all.</param>
    /// <param name="after">After which entries.</param>
    /// <param name="held">Names of entries that others are looking at (<see cref="ReviewItem.Name"/>): these are passed by.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<ReviewState> QueueAsync(ReviewKind? of, ReviewPlace after, IReadOnlySet<string> held, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(held);
        return ReadAsync(
            "Listing what waits to be looked at in",
            sql =>
            {
                var queue = new ReviewQueue(sql, held);
                bool Asks(ReviewKind kind) => of is null || of == kind;
                var reported = Asks(ReviewKind.Reported) ? queue.CountReported() : 0;
                var doubtful = Asks(ReviewKind.Claim) ? sql.Number("SELECT doubtful FROM totals") : 0;
                var unread = Asks(ReviewKind.Sentence) ? sql.Number(CountOfUnread) : 0;
                ReviewKind[] sorts = after.Turn % OneSentenceIn == OneSentenceIn - 1 ? [ReviewKind.Reported, ReviewKind.Sentence, ReviewKind.Claim] : [ReviewKind.Reported, ReviewKind.Claim, ReviewKind.Sentence];
                // What was decided meanwhile by others, so that nothing of it can be shown, is passed by as well.
                foreach (var next in sorts.Where(Asks).SelectMany(kind => queue.After(after, kind)))
                {
                    if (Shown(sql, next) is { } item)
                    {
                        return new ReviewState(reported, doubtful, unread, item) { Next = next.Place.Pass(next.Kind), Before = queue.Before(after) };
                    }
                }
                return new ReviewState(reported, doubtful, unread, null) { Before = queue.Before(after) };
            },
            cancel);
    }

    private ReviewItem? Shown(Sql sql, Waiting waiting) => waiting.Kind switch
    {
        ReviewKind.Reported => Reported(sql, waiting),
        ReviewKind.Claim => Doubtful(sql, waiting),
        _ => Unread(sql, waiting),
    };

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
        $"""
        unread_sentences INDEXED BY unread_sentences_listed CROSS JOIN reports USING (position) WHERE {ReviewQueue.IsUnread}
        ORDER BY unread_sentences.listed DESC, unread_sentences.position, start
        """;

    // How many there are: what was passed is taken from what is counted as it comes in.
    private const string CountOfUnread =
        """
        SELECT (SELECT unread_sentences FROM totals) - (SELECT count(*) FROM (SELECT DISTINCT document, words FROM passed_sentences) AS passed
            JOIN reports ON reports.document = passed.document AND recorded_to IS NULL JOIN unread_sentences ON unread_sentences.position = reports.position AND quote = words)
        """;

    private ReviewItem? Reported(Sql sql, Waiting waiting)
    {
        if (sql.Rows($"SELECT {ListedColumns} FROM judgements WHERE judgement = $1", row => Listed(sql, row).Listed, waiting.Name) is not [var one])
        {
            return null;
        }
        var judged = one.Judgement.One[0];
        if (judged.Claim.Length > 0 && Trace(sql, judged.Claim)?.Now is { } now && Record(sql, now) is { } claim)
        {
            var (ahead, behind) = Around(sql, claim);
            return new ReviewItem(ReviewKind.Reported, claim, one, claim.Report, claim.Title, ahead, claim.Claim.Report.Quote, behind, null, null) { Name = waiting.Name };
        }
        // Where the words stand in the latest version, or else in the one of which the reader spoke.
        foreach (var reading in judged.Anchor is { } anchor ? new[] { Latest(sql, anchor.Document.Hex)?.Reading, CorrectedReading(sql, anchor.Report.Hex) } : [])
        {
            if (reading is not null && WordAnchor.Find(reading.Report, judged) is { } span)
            {
                var (before, sentence, after) = Around(reading.Report, span);
                return new ReviewItem(ReviewKind.Reported, null, one, reading.Report.Id, one.Title ?? "", before, sentence, after, null, new CodePointMap(reading.Report.Text).ToCodePoint(span.Start)) { Name = waiting.Name };
            }
        }
        return new ReviewItem(ReviewKind.Reported, null, one, judged.Anchor?.Report ?? default, one.Title ?? "", "", judged.Words, "", null, judged.Anchor?.Start) { Name = waiting.Name };
    }

    private ReviewItem? Doubtful(Sql sql, Waiting waiting)
    {
        if (Record(sql, waiting.Name) is not { } claim)
        {
            return null;
        }
        var (before, after) = Around(sql, claim);
        return new ReviewItem(ReviewKind.Claim, claim, null, claim.Report, claim.Title, before, claim.Claim.Report.Quote, after, 1 - waiting.Doubt, null) { Name = waiting.Name };
    }

    private ReviewItem? Unread(Sql sql, Waiting waiting)
    {
        if (sql.Rows(
            "SELECT report, title, start, quote FROM unread_sentences JOIN reports USING (position) WHERE position = $1 AND start = $2",
            row => (Report: row.GetString(0), Title: row.GetString(1), Start: row.GetInt32(2), Quote: row.GetString(3)), waiting.Place.Position, waiting.Place.Start) is not [var one] || CorrectedReading(sql, one.Report) is not { } reading)
        {
            return null;
        }
        var (before, sentence, after) = Around(reading.Report, new TextSpan(one.Start, one.Start + one.Quote.Length));
        return new ReviewItem(ReviewKind.Sentence, null, null, reading.Report.Id, one.Title, before, sentence, after, null, new CodePointMap(reading.Report.Text).ToCodePoint(one.Start)) { Name = waiting.Name };
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
