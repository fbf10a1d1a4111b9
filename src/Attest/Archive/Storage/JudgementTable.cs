using System.Text;
using Attest.Archive.Formats;
using Attest.Incidents;

namespace Attest.Archive.Storage;

/// <summary>The judgements, and what those that stand make of the units that the scores gave. Call it within <see cref="Sql.Write"/> to change it.</summary>
/// <remarks>
/// They are applied one after another in the order of the ledger to the founders' groups: “same” joins the groups of both sides, “not the same” takes the accounts of the one side,
/// together, out of the other's group. So the outcome depends on the groups and the judgements alone, and a judgement taken back leaves no trace.
/// </remarks>
internal sealed class JudgementTable(Sql sql, ViewCache cache)
{
    /// <summary>Letters and digits on each side of a claim's words by which it is known again where its sentence has changed elsewhere.</summary>
    private const int Surroundings = 24;

    /// <summary>Every judgement that concerns one of some accounts, the oldest first, those taken back among them.</summary>
    public static List<Judgement> Concerning(Sql sql, IReadOnlySet<string> accounts) =>
        [.. accounts.SelectMany(account => sql.Rows("SELECT judgement FROM judged WHERE account = $1", row => row.GetString(0), account)).Distinct(StringComparer.Ordinal)
            .Select(id => (Judgement: Find(sql, id)!, Position: sql.Number("SELECT position FROM judgements WHERE judgement = $1", id))).OrderBy(one => one.Position).Select(one => one.Judgement)];

    /// <summary>One judgement; null where there is none with this id.</summary>
    public static Judgement? Find(Sql sql, string id) => sql.Rows("SELECT content, undone_by FROM judgements WHERE judgement = $1", Read, id) is [var found] ? found : null;

    /// <summary>The claims that standing judgements reject.</summary>
    public static HashSet<string> RejectedClaims(Sql sql) => [.. sql.Rows("SELECT claim FROM rejections", row => row.GetString(0))];

    /// <summary>Takes a judgement in.</summary>
    public void Add(Judgement judgement, long position)
    {
        sql.Run("INSERT INTO judgements (judgement, position, content) VALUES ($1, $2, $3)", judgement.Id, position, Encoding.UTF8.GetString(JudgementJson.Write(judgement)));
        foreach (var account in judgement.One.Concat(judgement.Other).Select(claim => claim.Account).Distinct(StringComparer.Ordinal))
        {
            sql.Run("INSERT INTO judged (account, judgement) VALUES ($1, $2)", account, judgement.Id);
        }
        if (judgement.Undoes is { } undone)
        {
            sql.Run("UPDATE judgements SET undone_by = $2 WHERE judgement = $1", undone, judgement.Id);
            sql.Run("DELETE FROM rejections WHERE judgement = $1", undone);
        }
        if (judgement.Verdict == Verdict.Rejected)
        {
            foreach (var claim in judgement.One)
            {
                sql.Run("INSERT OR IGNORE INTO rejections (claim, judgement) VALUES ($1, $2)", claim.Claim, judgement.Id);
            }
        }
        cache.Standing = null;
    }

    /// <summary>Rejects those claims of a new version of a document whose words were rejected, with what stands around them, in another version of it.</summary>
    /// <param name="document">The document.</param>
    /// <param name="position">The new version.</param>
    /// <param name="claims">Its claims.</param>
    public void Carry(string document, long position, IReadOnlyList<LinkedClaim> claims)
    {
        var rows = new ClaimRows(sql);
        var rejected = sql.Rows(
            $"""
            SELECT {ClaimRows.Columns}, claims.words, rejections.judgement FROM reports JOIN claims USING (position) JOIN rejections ON rejections.claim = claims.claim
            WHERE reports.document = $1 AND reports.position <> $2 ORDER BY claims.number
            """,
            row => (Claim: rows.Read(row).Claim, Words: row.GetString(ClaimRows.Own), Judgement: row.GetString(ClaimRows.Own + 1)), document, position);
        foreach (var (claim, words, judgement) in rejected)
        {
            var alike = claims.Select(one => one.Claim).Where(one => one.Kind == claim.Kind && one.Measure == claim.Measure && (one.Low, one.High) == (claim.Low, claim.High)).ToList();
            if ((alike.Find(one => one.Report.Quote == claim.Report.Quote && WordsOf(one) == words) ?? alike.Find(one => WordsOf(one) == words && Around(one) == Around(claim))) is { } again)
            {
                sql.Run("INSERT OR IGNORE INTO rejections (claim, judgement) VALUES ($1, $2)", again.Id, judgement);
            }
        }
    }

    /// <summary>Those that stand and decide, the oldest first.</summary>
    public IReadOnlyList<Judgement> Standing => cache.Standing ??= [.. All(sql).Where(judgement => judgement.UndoneBy is null && judgement.Verdict is Verdict.Same or Verdict.NotSame)];

    /// <summary>The unit of each account as standing judgements make it of homes.</summary>
    /// <param name="homeOf">The founder of an account's group by the scores; null for an account that is not kept now.</param>
    public Func<string, string> Units(Func<string, string?> homeOf)
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
            var others = judgement.Other.Select(claim => UnitOf(claim.Account)).OfType<string>().ToList();
            foreach (var account in judgement.One.Select(claim => claim.Account).Distinct(StringComparer.Ordinal))
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

    // The words as far as the sentence kept with the claim holds them.
    private static string? WordsOf(Claim claim) => claim.Report.QuoteStart is { } start && claim.Words.All(span => span.Start >= start && span.End <= start + claim.Report.Quote.Length)
        ? ReportViews.WordsOf(claim.Report.Quote, [.. claim.Words.Select(span => new TextSpan(span.Start - start, span.End - start))]) : null;

    private static string Around(Claim claim)
    {
        if (claim.Report.QuoteStart is not { } start || claim.Words is not [var words, ..])
        {
            return "";
        }
        var (before, after) = (Neighbourhood.Fold(claim.Report.Quote[..(words.Start - start)]), Neighbourhood.Fold(claim.Report.Quote[(words.End - start)..]));
        return $"{before[Math.Max(0, before.Length - Surroundings)..]} {after[..Math.Min(after.Length, Surroundings)]}";
    }

    private static List<Judgement> All(Sql sql) => sql.Rows("SELECT content, undone_by FROM judgements ORDER BY position", Read);

    private static Judgement Read(SqlRow row) =>
        JudgementJson.Read(Encoding.UTF8.GetBytes(row.GetString(0))) with { UndoneBy = row.IsDBNull(1) ? null : row.GetString(1) };
}
