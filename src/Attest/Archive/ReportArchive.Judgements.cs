using Attest.Archive.Formats;
using Attest.Archive.Storage;
using Attest.Incidents;

namespace Attest.Archive;

/// <content>What people decide about incidents, and why what is together is together.</content>
public sealed partial class ReportArchive
{
    private const int JudgementDigits = 12;
    private const string JudgedColumns = "SELECT claims.claim, claims.account, claims.words FROM claims";

    /// <summary>Decides that two incidents (or claims of them) are one occurrence, or that it can't be told.</summary>
    /// <param name="verdict">The same, or unsure.</param>
    /// <param name="one">An incident or a claim.</param>
    /// <param name="other">Another.</param>
    /// <param name="reason">Why.</param>
    /// <param name="author">Who decides.</param>
    /// <param name="linker">Makes the incidents anew.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArgumentException">There is no such incident or claim, both are one already, or the verdict is another.</exception>
    /// <exception cref="ArchiveException">It can't be kept.</exception>
    public Task<Judgement> JudgeAsync(Verdict verdict, string one, string other, string reason, string author, IncidentLinker linker, CancellationToken cancel) => JudgeAsync(
        (id, at) =>
        {
            if (verdict is not (Verdict.Same or Verdict.Unsure))
            {
                throw new ArgumentException($"Judging {one} and {other}: found the verdict “{verdict}”, expected the same or unsure.", nameof(verdict));
            }
            var (first, second) = (Founding(one), Founding(other));
            if (UnitOf(_writer, one) == UnitOf(_writer, other))
            {
                throw new ArgumentException($"Judging {one} and {other}: both are one incident already.", nameof(other));
            }
            return new Judgement(id, verdict, [first], [second], null, reason, author, at);
        },
        linker, cancel);

    /// <summary>Decides that claims don't belong to an incident: they leave it together, each with all that its report says of the occurrence.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="claims">Claims of it; at least one, and not of all its reports' accounts.</param>
    /// <param name="reason">Why.</param>
    /// <param name="author">Who decides.</param>
    /// <param name="linker">Makes the incidents anew.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArgumentException">There is no such incident, a claim is not one of its, or nothing would be left.</exception>
    /// <exception cref="ArchiveException">It can't be kept.</exception>
    public Task<Judgement> SplitAsync(string incident, IReadOnlyList<string> claims, string reason, string author, IncidentLinker linker, CancellationToken cancel) => JudgeAsync(
        (id, at) =>
        {
            var unit = UnitOf(_writer, incident) ?? throw Missing(incident);
            if (claims.Count == 0)
            {
                throw new ArgumentException($"Splitting incident {incident}: found no claim that is to leave it, expected at least one. Choose it.", nameof(claims));
            }
            var leaving = claims.Select(claim => UnitOf(_writer, claim) == unit ? Founding(claim)
                : throw new ArgumentException($"Splitting incident {incident}: found no claim {claim} in it. List its claims with: attest incidents {incident}", nameof(claims))).ToList();
            var rest = _writer.Rows("SELECT account FROM accounts WHERE unit = $1 ORDER BY ord", row => row.GetString(0), unit).Find(account => leaving.TrueForAll(claim => claim.Account != account))
                ?? throw new ArgumentException($"Splitting incident {incident}: the claims named are all that it has; leave some in it.", nameof(claims));
            return new Judgement(id, Verdict.NotSame, leaving, [FirstOf(rest) ?? throw Missing(rest)], null, reason, author, at);
        },
        linker, cancel);

    /// <summary>Takes a judgement back.</summary>
    /// <exception cref="ArgumentException">There is no such judgement, or it is taken back already or itself takes one back.</exception>
    /// <exception cref="ArchiveException">It can't be kept.</exception>
    public Task<Judgement> UndoAsync(string judgement, string reason, string author, IncidentLinker linker, CancellationToken cancel) => JudgeAsync(
        (id, at) => JudgementTable.Find(_writer, judgement) switch
        {
            null => throw new ArgumentException($"Undoing judgement {judgement}: found none of that name. List them with: attest judgements", nameof(judgement)),
            { UndoneBy: { } by } => throw new ArgumentException($"Undoing judgement {judgement}: it was undone already, by {by}.", nameof(judgement)),
            { Verdict: Verdict.Undone } => throw new ArgumentException($"Undoing judgement {judgement}: it undoes another; make that judgement again instead.", nameof(judgement)),
            _ => new Judgement(id, Verdict.Undone, [], [], judgement, reason, author, at),
        },
        linker, cancel);

    /// <summary>Why an incident's reports are together and others are not; null where there is no such incident.</summary>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task<IncidentHistory?> HistoryAsync(string id, CancellationToken cancel) => ReadAsync(
        "Reading the decisions on an incident of",
        sql =>
        {
            if (UnitOf(sql, id) is not { } unit || sql.Value("SELECT id FROM identities WHERE unit = $1", unit) is not string own)
            {
                return null;
            }
            var members = sql.Rows("SELECT account FROM accounts WHERE unit = $1 ORDER BY ord", row => row.GetString(0), unit);
            var decisions = AccountShelf.DecisionsOf(sql, unit);
            var told = members.Concat(decisions.SelectMany(decision => new[] { decision.One, decision.Founder })).Distinct(StringComparer.Ordinal).Select(account => Tell(sql, account)).OfType<AccountSummary>()
                .ToDictionary(account => account.Id, StringComparer.Ordinal);
            return new IncidentHistory(
                own, sql.Rows("SELECT alias FROM aliases WHERE id = $1 ORDER BY born, alias", row => row.GetString(0), own), members, told, decisions,
                JudgementTable.Concerning(sql, members.ToHashSet(StringComparer.Ordinal)));
        },
        cancel);

    private Task<Judgement> JudgeAsync(Func<string, DateTimeOffset, Judgement> make, IncidentLinker linker, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(linker);
        return WriteAsync(
            "Recording a judgement in",
            () => _writer.Write(() =>
            {
                var at = _clock.GetUtcNow();
                var ledger = new Ledger(_writer);
                var judgement = Decision.Checked(make(Sha256.Of(FormattableString.Invariant($"{ledger.Count()} {Moment.Write(at)}")).Hex[..JudgementDigits], at));
                // Views are made of the judgement as it will come back from the archive, now as in a rebuild.
                var content = JudgementJson.Write(judgement);
                var matter = Matter.Seal(content);
                new Matter(_writer).Store(matter);
                var entry = ledger.Append(Ledger.JudgementMade, at, Ledger.JudgementMadeBody(judgement.Id, matter.Commitment));
                new ReportViews(_writer, linker, _cache).Judge(entry, JudgementJson.Read(content));
                return judgement;
            }),
            cancel);
    }

    // The claim itself, or the first claim of the account that comes first in an incident.
    private JudgedClaim Founding(string id)
    {
        if (_writer.Rows($"{JudgedColumns} WHERE claim = $1 AND recorded_to IS NULL AND account IS NOT NULL", ReadJudged, id) is [var claim, ..])
        {
            return claim;
        }
        var account = _writer.Value("SELECT account FROM accounts WHERE account = $1 AND NOT EXISTS (SELECT 1 FROM identities WHERE id = $1) AND NOT EXISTS (SELECT 1 FROM aliases WHERE alias = $1)", id) as string
            ?? (UnitOf(_writer, id) is { } unit ? _writer.Value("SELECT account FROM accounts WHERE unit = $1 ORDER BY ord LIMIT 1", unit) as string : null);
        return (account is null ? null : FirstOf(account)) ?? throw Missing(id);
    }

    // An account that names an incident, or named one that was merged, is itself here and not the incident.
    private JudgedClaim? FirstOf(string account) => _writer.Rows($"{JudgedColumns} WHERE account = $1 AND recorded_to IS NULL ORDER BY number LIMIT 1", ReadJudged, account) is [var first] ? first : null;

    private static JudgedClaim ReadJudged(SqlRow row) => new(row.GetString(0), row.GetString(1), row.GetString(2));

    private static ArgumentException Missing(string id) => new($"Judging {id}: found no incident and no claim of that name. List incidents with: attest incidents");

    // An incident by its id or an alias, by an account that is in it, or by a claim of one.
    internal static string? UnitOf(Sql sql, string id) =>
        sql.Value("SELECT unit FROM identities WHERE id = $1", id) as string
        ?? sql.Value("SELECT unit FROM aliases JOIN identities USING (id) WHERE alias = $1", id) as string
        ?? sql.Value("SELECT unit FROM accounts WHERE account = $1", id) as string
        ?? sql.Value("SELECT unit FROM claims JOIN accounts USING (account) WHERE claim = $1 AND recorded_to IS NULL", id) as string;

    private static AccountSummary? Tell(Sql sql, string account) => sql.Rows(
        $"""
        SELECT {ClaimRows.Columns}, reports.report, title, publisher, published FROM claims JOIN reports USING (position)
        WHERE account = $1 AND claims.recorded_to IS NULL ORDER BY claims.number LIMIT 1
        """,
        row => new AccountSummary(
            account, new Sha256(row.GetString(ClaimRows.Own)), row.GetString(ClaimRows.Own + 1), Text(row, ClaimRows.Own + 2),
            PublicationTime.TryParse(Text(row, ClaimRows.Own + 3), out var published) ? published : null, new ClaimRows(sql).Read(row).Claim.Report.Quote, []), account) is [var told]
        ? told with { Claims = sql.Rows("SELECT claim FROM claims WHERE account = $1 AND recorded_to IS NULL ORDER BY number", row => row.GetString(0), account) } : null;
}
