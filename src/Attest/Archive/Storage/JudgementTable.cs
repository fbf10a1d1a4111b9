using System.Text;
using Attest.Archive.Formats;

namespace Attest.Archive.Storage;

/// <summary>The judgements, and what those that stand make of the units that the scores gave. Call it within <see cref="Sql.Write"/> to change it.</summary>
/// <remarks>
/// They are applied one after another in the order of the ledger to the founders' groups: “same” joins the groups of both sides, “not the same” takes the accounts of the one side,
/// together, out of the other's group. So the outcome depends on the groups and the judgements alone, and a judgement taken back leaves no trace.
/// </remarks>
internal sealed class JudgementTable(Sql sql, ViewCache cache)
{
    /// <summary>Every judgement that concerns one of some accounts, the oldest first, those taken back among them.</summary>
    public static List<Judgement> Concerning(Sql sql, IReadOnlySet<string> accounts) =>
        [.. accounts.SelectMany(account => sql.Rows("SELECT judgement FROM judged WHERE account = $1", row => row.GetString(0), account)).Distinct(StringComparer.Ordinal)
            .Select(id => (Judgement: Find(sql, id)!, Position: sql.Number("SELECT position FROM judgements WHERE judgement = $1", id))).OrderBy(one => one.Position).Select(one => one.Judgement)];

    /// <summary>One judgement; null where there is none with this id.</summary>
    public static Judgement? Find(Sql sql, string id) => sql.Rows("SELECT content, undone_by FROM judgements WHERE judgement = $1", Read, id) is [var found] ? found : null;

    /// <summary>The document of which a judgement judges a claim or a reader reports an error; null for any other judgement, and where the claim is not kept.</summary>
    public static string? DocumentOf(Sql sql, string id) => sql.Value("SELECT document FROM judgements WHERE judgement = $1", id) as string;

    /// <summary>All that judge claims of a document or report errors in it, the oldest first, those taken back among them.</summary>
    public static List<Judgement> AllOfDocument(Sql sql, string document) => sql.Rows("SELECT content, undone_by FROM judgements WHERE document = $1 ORDER BY position", Read, document);

    /// <summary>Takes a judgement in.</summary>
    public void Add(Judgement given, long position)
    {
        var judgement = given.IsOfReading ? given with { One = [Named(Anchored(given.One[0]), given)] } : given;
        var judged = judgement.One is [var one] ? one : null;
        var versionAt = judgement.IsOfReading && judged!.Anchor is { } anchor ? sql.Value("SELECT version_at FROM reports WHERE report = $1 LIMIT 1", anchor.Report.Hex) as string : null;
        sql.Run(
            "INSERT INTO judgements (judgement, position, verdict, author, claim, document, version_at, source, over_author, lost, content) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10)",
            judgement.Id, position, WireNames<Verdict>.Of(judgement.Verdict), judgement.Author, judgement.IsOfReading || judgement.Verdict == Verdict.Reported ? judged?.Claim : null, versionAt is not null || judgement.Verdict == Verdict.Reported ? judged!.Anchor?.Document.Hex : null, versionAt,
            judgement.Grade is { } grade ? SourceKey(grade.Kind, grade.Source) : null,
            (judgement.Over ?? judgement.Undoes) is { } over ? sql.Value("SELECT author FROM judgements WHERE judgement = $1", over) : null, Encoding.UTF8.GetString(JudgementJson.Write(judgement)));
        foreach (var account in judgement.One.Concat(judgement.Other).Select(judged => judged.Account).Where(account => account.Length > 0).Distinct(StringComparer.Ordinal))
        {
            sql.Run("INSERT INTO judged (account, judgement) VALUES ($1, $2)", account, judgement.Id);
        }
        foreach (var answered in judgement.Answers)
        {
            sql.Run("INSERT OR IGNORE INTO answers (reported, judgement) VALUES ($1, $2)", answered, judgement.Id);
            sql.Run("UPDATE judgements SET answered_by = $2 WHERE judgement = $1 AND answered_by IS NULL", answered, judgement.Id);
        }
        if (judgement is { Verdict: Verdict.Dismissed, One: [{ Anchor: { } passed, Words: var words }] })
        {
            sql.Run("INSERT OR IGNORE INTO passed_sentences (document, words, judgement) VALUES ($1, $2, $3)", passed.Document.Hex, words, judgement.Id);
        }
        if (judgement.Undoes is { } undone)
        {
            sql.Run("DELETE FROM passed_sentences WHERE judgement = $1", undone);
            sql.Run("UPDATE judgements SET undone_by = $2 WHERE judgement = $1", undone, judgement.Id);
            // Another that stands may have decided the same.
            sql.Run(
                """
                UPDATE judgements SET answered_by =
                    (SELECT other.judgement FROM answers JOIN judgements AS other USING (judgement) WHERE answers.reported = judgements.judgement AND other.undone_by IS NULL ORDER BY other.position LIMIT 1)
                WHERE answered_by = $1
                """,
                undone);
        }
        (cache.Standing, cache.Resolutions) = (null, null);
    }

    /// <summary>Those that stand of claims of a document, the oldest first: made on a version that is no later than one.</summary>
    /// <param name="document">The document.</param>
    /// <param name="versionAt">When that version was published.</param>
    /// <param name="last">The last entry of the ledger that counts; those that stood then.</param>
    public List<Judgement> OfDocument(string document, string versionAt, long last = long.MaxValue) => sql.Rows(
        """
        SELECT content, undone_by FROM judgements WHERE document = $1 AND version_at <= $2 AND position <= $3
            AND (undone_by IS NULL OR (SELECT position FROM judgements AS later WHERE later.judgement = judgements.undone_by) > $3) ORDER BY position
        """,
        Read, document, versionAt, last);

    /// <summary>Notes which judgements of a document find their words no longer in its latest version.</summary>
    public void Lose(string document, IReadOnlyList<string> lost)
    {
        sql.Run("UPDATE judgements SET lost = 0 WHERE document = $1 AND lost = 1", document);
        foreach (var judgement in lost)
        {
            sql.Run("UPDATE judgements SET lost = 1 WHERE judgement = $1", judgement);
        }
    }

    /// <summary>Notes which judgements on what belongs together have a side of which nothing is told any more. Call it within <see cref="Sql.Write"/>.</summary>
    /// <param name="accounts">Accounts that came, went or moved.</param>
    /// <param name="nowOf">The account that tells now what a judged one told; null where none does.</param>
    public void Lose(IEnumerable<string> accounts, Func<string, string?> nowOf)
    {
        if (Standing.Count == 0 && Resolutions.Count == 0)
        {
            return;
        }
        foreach (var judgement in Concerning(sql, accounts.ToHashSet(StringComparer.Ordinal)).Where(judgement => judgement.Verdict is Verdict.Same or Verdict.NotSame or Verdict.Unsure))
        {
            var lost = new[] { judgement.One, judgement.Other }.Any(side => side.Count > 0 && side.All(claim => nowOf(claim.Account) is null));
            sql.Run("UPDATE judgements SET lost = $2 WHERE judgement = $1 AND lost <> $2", judgement.Id, lost ? 1 : 0);
        }
    }

    /// <summary>Under what the grades of a source are filed.</summary>
    public static string SourceKey(GradedKind kind, string source) => $"{WireNames<GradedKind>.Of(kind)} {source}";

    /// <summary>Those that stand and resolve a contradiction, the oldest first.</summary>
    public IReadOnlyList<Judgement> Resolutions => cache.Resolutions ??= Standings(Verdict.Resolved);

    /// <summary>Those of some verdicts that stood at a moment, the oldest first.</summary>
    /// <param name="sql">The archive.</param>
    /// <param name="recordedBy">The moment, as it is kept.</param>
    /// <param name="verdicts">The verdicts.</param>
    public static List<Judgement> StandingAt(Sql sql, string recordedBy, params Verdict[] verdicts) => sql.Rows(
        $"""
        SELECT content, NULL FROM judgements JOIN ledger USING (position)
        WHERE verdict IN ({string.Join(", ", verdicts.Select(verdict => $"'{WireNames<Verdict>.Of(verdict)}'"))}) AND recorded_at <= $1
          AND NOT EXISTS (SELECT 1 FROM judgements AS undoing JOIN ledger USING (position) WHERE undoing.judgement = judgements.undone_by AND recorded_at <= $1)
        ORDER BY position
        """,
        Read, recordedBy);

    /// <summary>The names of judgements on an account, or on one that it came after; taken back or not.</summary>
    public static List<string> Of(Sql sql, string account) => sql.Rows("SELECT judgement FROM judged WHERE account = $1", row => row.GetString(0), account);

    /// <summary>The units that have accounts now of which some judgements were made.</summary>
    public static HashSet<string> UnitsOf(Sql sql, IReadOnlySet<string> judgements) => judgements.Count == 0 ? []
        : [.. sql.Rows("SELECT judgement, unit FROM judged CROSS JOIN accounts USING (account)", row => (Judgement: row.GetString(0), Unit: row.GetString(1))).Where(row => judgements.Contains(row.Judgement)).Select(row => row.Unit)];

    /// <summary>Those that stand and decide what belongs together with the accounts of a unit, the oldest first.</summary>
    public IReadOnlyList<ClaimJudgement> GroupingOf(string unit) => Standing.Count == 0 ? [] : sql.Rows(
        """
        SELECT verdict, judgement FROM judgements WHERE undone_by IS NULL AND verdict IN ('same', 'not-same')
            AND judgement IN (SELECT judgement FROM accounts JOIN judged USING (account) WHERE unit = $1) ORDER BY position
        """,
        row => new ClaimJudgement(WireNames<Verdict>.Parse(row.GetString(0)), row.GetString(1)), unit);

    /// <summary>Those that stand and decide, the oldest first.</summary>
    public IReadOnlyList<Judgement> Standing => cache.Standing ??= Standings(Verdict.Same, Verdict.NotSame);

    /// <summary>The unit of each account as standing judgements make it of homes.</summary>
    /// <param name="homeOf">The founder of an account's group by the scores; null for an account that is not kept now.</param>
    /// <param name="nowOf">The account that tells now what a judged one told (<see cref="Successors.Now"/>); null where none does.</param>
    public Func<string, string> Units(Func<string, string?> homeOf, Func<string, string?> nowOf)
    {
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        string Top(string unit)
        {
            while (parents.TryGetValue(unit, out var parent))
            {
                unit = parent;
            }
            return unit;
        }
        string? UnitOf(string account) => taken.TryGetValue(account, out var own) ? Top(own) : homeOf(account) is { } home ? Top(home) : null;
        foreach (var judgement in Standing)
        {
            var others = judgement.Other.Select(claim => nowOf(claim.Account)).OfType<string>().Select(UnitOf).OfType<string>().ToList();
            foreach (var account in judgement.One.Select(claim => nowOf(claim.Account)).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                if (UnitOf(account) is not { } unit)
                {
                    continue;
                }
                if (judgement.Verdict == Verdict.NotSame && others.Contains(unit))
                {
                    taken[account] = $"judgement {judgement.Id}";
                }
                else if (judgement.Verdict == Verdict.Same)
                {
                    foreach (var other in others)
                    {
                        var (one, two) = (Top(unit), Top(other));
                        if (one != two)
                        {
                            var isFirst = string.CompareOrdinal(one, two) < 0;
                            parents[isFirst ? two : one] = isFirst ? one : two;
                        }
                    }
                }
            }
        }
        return account => UnitOf(account) ?? throw new InvalidOperationException($"Finding the unit of account {account}: found none, expected an account that is kept.");
    }

    private List<Judgement> Standings(Verdict one, Verdict? other = null) => sql.Rows(
        "SELECT content, undone_by FROM judgements WHERE verdict IN ($1, $2) AND undone_by IS NULL ORDER BY position", Read, WireNames<Verdict>.Of(one), other is { } known ? WireNames<Verdict>.Of(known) : null);

    // Statements that were added before they had names of their own.
    private static JudgedClaim Named(JudgedClaim judged, Judgement judgement) => judged is { Claim: "", Anchor: { Kind: ClaimKind.Statement } anchor } && judgement.Verdict == Verdict.Added
        ? judged with { Claim = Corrections.ReadingDraft.IdOf(anchor.Report, ClaimKind.Statement, judged.Words, judgement.Id) } : judged;

    // Judgements made before anchors were kept name their claim alone, which the views hold with its sentence.
    internal JudgedClaim Anchored(JudgedClaim judged)
    {
        if (judged.Anchor is not null || sql.Rows($"SELECT {ClaimRows.Columns} FROM claims WHERE claim = $1 ORDER BY number DESC LIMIT 1", new ClaimRows(sql).Read, judged.Claim) is not [{ Claim: var claim }])
        {
            return judged;
        }
        var (span, quote) = (claim.Words[0], claim.Report.Quote);
        var start = span.Start - (claim.Report.QuoteStart ?? span.Start);
        var document = (string)sql.Value("SELECT document FROM reports WHERE report = $1 LIMIT 1", claim.Report.Id.Hex)!;
        return judged with
        {
            Anchor = new ClaimAnchor(
                claim.Report.Id, new Sha256(document), claim.Kind, claim.IsDerived, IsAdded: false, new TextMaps(sql).Of(claim.Report.Id).ToCodePoint(span.Start),
                quote[..start], start + span.Length <= quote.Length ? quote[(start + span.Length)..] : ""),
        };
    }

    /// <summary>The judgement of a row that begins with its content and what undid it.</summary>
    public static Judgement Read(SqlRow row) =>
        JudgementJson.Read(Encoding.UTF8.GetBytes(row.GetString(0))) with { UndoneBy = row.IsDBNull(1) ? null : row.GetString(1) };
}
