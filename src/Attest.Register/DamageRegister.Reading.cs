using System.Globalization;
using Attest.Archive;
using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Storage;

namespace Attest.Register;

/// <content>What is asked of damage claims.</content>
public sealed partial class DamageRegister
{
    /// <summary>The most damage claims that a list gives at once.</summary>
    public const int MostListed = 200;

    /// <summary>One damage claim with its evidence and what was done with it. That somebody other than its claimant looked at it is entered in its custody.</summary>
    /// <param name="actor">Its claimant, its examiner or the board.</param>
    /// <param name="id">Its key or number.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="RegisterException">There is none that they may read.</exception>
    public async Task<DamageClaim> DamageClaimAsync(Actor actor, string id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var (claim, isOwn) = await ReadAsync(
            "Reading a damage claim in the register of",
            sql => Readable(sql, actor, KeyFor(sql, id)) is var row ? (ClaimOf(sql, row, IsOwn(actor, row)), IsOwn(actor, row)) : default,
            cancel);
        if (!isOwn)
        {
            await EnterViewAsync(actor, claim.Id, cancel);
        }
        return claim;
    }

    /// <summary>The account's own damage claims, the newest first; drafts are listed by <see cref="DraftsAsync"/>.</summary>
    public Task<Page<DamageClaimSummary>> OwnAsync(Actor actor, string? cursor, int limit, CancellationToken cancel) => OwnAsync(actor, onlyLacking: false, cursor, limit, cancel);

    /// <summary>The same, all of them or those that lack evidence (<see cref="DamageClaimSummary.LacksEvidence"/>).</summary>
    /// <param name="actor">Whose they are.</param>
    /// <param name="onlyLacking">Whether those that lack no evidence are passed over.</param>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many to give at most; at most <see cref="MostListed"/>.</param>
    /// <param name="cancel">Ends the query.</param>
    public async Task<Page<DamageClaimSummary>> OwnAsync(Actor actor, bool onlyLacking, string? cursor, int limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        HashSet<string> lacking = [];
        var page = await ListAsync(
            "Listing your damage claims in the register of",
            sql =>
            {
                var rows = sql.Rows(
                    $"SELECT {ClaimRow.Columns} FROM damage_claims WHERE owner = $1 AND sequence < $2 {(onlyLacking ? $"AND {Lacking}" : "")} ORDER BY sequence DESC LIMIT $3", ClaimRow.Read, OwnerOf(actor), Before(cursor), Limit(limit) + 1);
                lacking = rows.Count == 0 ? [] : [.. sql.Rows($"SELECT id FROM damage_claims WHERE owner = $1 AND sequence BETWEEN $2 AND $3 AND {Lacking}", row => row.GetString(0), OwnerOf(actor), rows[^1].Sequence, rows[0].Sequence)];
                return rows;
            },
            limit, showsTitles: true, cancel);
        return page with { Items = [.. page.Items.Select(item => item with { LacksEvidence = lacking.Contains(item.Id) })] };
    }

    // What was entered after the last that was submitted is seen by its claimant alone. The names of states and the codes of categories come from tables and hold no quotation mark, but for a pack's that is not ours.
    private string Lacking => $"state IN ({Quoted(Enum.GetValues<DamageState>().Where(Transitions.TakesEvidence).Select(WireNames<DamageState>.Of))}) AND category IN ({Quoted(Pack.Categories.Where(category => Pack.NeedsEvidence(category.Code)).Select(category => category.Code))}) AND NOT EXISTS (SELECT 1 FROM evidence WHERE evidence.id = damage_claims.id AND evidence.entry < damage_claims.submitted)";

    private static string Quoted(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"'{word.Replace("'", "''", StringComparison.Ordinal)}'"));

    /// <summary>How many damage claims wait for somebody: to be completed by them, or to be examined by them.</summary>
    public Task<WaitingCounts> WaitingAsync(Actor actor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var (returned, examined) = (Quoted(Enum.GetValues<DamageState>().Where(Transitions.IsReturned).Select(WireNames<DamageState>.Of)), Quoted(Enum.GetValues<DamageState>().Where(state => Transitions.Find(state, DamageStep.Propose) is not null).Select(WireNames<DamageState>.Of)));
        return ReadAsync(
            "Counting what waits in the register of",
            sql => new WaitingCounts(
                (int)sql.Number($"SELECT count(*) FROM damage_claims WHERE owner = $1 AND state IN ({returned})", OwnerOf(actor)),
                actor.Role is RegisterRole.Examiner or RegisterRole.Board ? (int)sql.Number($"SELECT count(*) FROM damage_claims WHERE assigned_to = $1 AND state IN ({examined})", actor.Account) : 0),
            cancel);
    }

    /// <summary>The queue: for an examiner what is assigned to them, for the board all, for an auditor all without titles; what waits longest first. That names were listed is entered in the custody of each, once a day.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which.</param>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many to give at most; at most <see cref="MostListed"/>.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="RegisterException">The actor is a claimant.</exception>
    public async Task<Page<DamageClaimSummary>> QueueAsync(Actor actor, QueueFilter filter, string? cursor, int limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(filter);
        if (actor.Role == RegisterRole.Claimant)
        {
            throw NotAllowed(actor, RegisterRole.Examiner, RegisterRole.Board, RegisterRole.Auditor);
        }
        var examiner = actor.Role == RegisterRole.Examiner ? actor.Account : filter.AssignedTo;
        var state = WireNames<DamageState>.Of(filter.State);
        var page = await ListAsync(
            "Listing the queue in the register of",
            sql => sql.Rows(
                $"""
                SELECT {ClaimRow.Columns} FROM damage_claims WHERE state = $1 AND sequence > $2 {(examiner is null ? "AND $3 IS NULL" : "AND assigned_to = $3")}
                    {(filter.Category is null ? "AND $4 IS NULL" : "AND category = $4")} ORDER BY sequence LIMIT $5
                """,
                ClaimRow.Read, state, After(cursor), examiner, filter.Category, Limit(limit) + 1),
            limit, showsTitles: actor.Role != RegisterRole.Auditor, cancel);
        await EnterListedAsync(actor, [.. page.Items.Where(item => item.Title is not null).Select(item => item.Id)], cancel);
        return page;
    }

    /// <summary>How many damage claims stand where, of those that the actor's queue shows.</summary>
    /// <exception cref="RegisterException">The actor is a claimant.</exception>
    public Task<IReadOnlyDictionary<DamageState, int>> QueueCountsAsync(Actor actor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Role == RegisterRole.Claimant
            ? throw NotAllowed(actor, RegisterRole.Examiner, RegisterRole.Board, RegisterRole.Auditor)
            : ReadAsync<IReadOnlyDictionary<DamageState, int>>(
                "Counting the queue in the register of",
                sql => (actor.Role == RegisterRole.Examiner
                    ? sql.Rows("SELECT state, count(*) FROM damage_claims WHERE assigned_to = $1 GROUP BY state", row => (row.GetString(0), row.GetInt32(1)), actor.Account)
                    : sql.Rows("SELECT state, sum(count) FROM counts GROUP BY state", row => (row.GetString(0), row.GetInt32(1))))
                    .ToDictionary(row => WireNames<DamageState>.Parse(row.Item1), row => row.Item2),
                cancel);
    }

    /// <summary>What was done with a damage claim and its evidence, in the ledger's order. For an auditor without reasons in words, and with “claimant” for whoever filed it; an erased one has its trail, too.</summary>
    /// <exception cref="RegisterException">There is none whose trail they may see.</exception>
    public async Task<DamageTrail> TrailAsync(Actor actor, string id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var (trail, isLook) = await ReadAsync(
            "Reading a trail in the register of",
            sql =>
            {
                var row = Traceable(sql, actor, KeyFor(sql, id));
                var isOwn = IsOwn(actor, row);
                var seesWords = actor.Role != RegisterRole.Auditor || isOwn;
                return (new DamageTrail(row.Id, row.Number, row.State, ChangesOf(sql, row.Id, seesWords, isOwn), CustodyOf(sql, row.Id, seesWords, isOwn)), seesWords && !isOwn && row.State != DamageState.Erased);
            },
            cancel);
        if (isLook)
        {
            await EnterViewAsync(actor, trail.Id, cancel);
        }
        return trail;
    }

    private Task<Page<DamageClaimSummary>> ListAsync(string doing, Func<Sql, List<ClaimRow>> query, int limit, bool showsTitles, CancellationToken cancel) => ReadAsync(
        doing,
        sql =>
        {
            var rows = query(sql);
            var matter = new MatterStore(sql, _keys);
            var shown = rows.Take(Limit(limit)).ToList();
            return new Page<DamageClaimSummary>(
                [.. shown.Select(row => Summary(row) with { Title = showsTitles && row.State != DamageState.Erased ? TitleOf(Submitted(matter, row)) : null })],
                rows.Count > shown.Count ? shown[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null);
        },
        cancel);

    private static DamageClaimSummary Summary(ClaimRow row) => new(
        row.Id, row.Number, row.Category, row.State, Moment.Read(row.FiledAt), Moment.Read(row.ChangedAt), row.Region, row.AssignedTo);

    private static string TitleOf(SubmittedRecord submitted) => submitted.Place is { } place ? $"{submitted.Statement.ClaimantName}, {place.Name}" : submitted.Statement.ClaimantName;

    // What its claimant has not submitted is nobody else's business; what its examiner proposes is the board's, and who of the staff did what is no claimant's.
    private DamageClaim ClaimOf(Sql sql, ClaimRow row, bool isOwn)
    {
        var matter = new MatterStore(sql, _keys);
        var submitted = Submitted(matter, row);
        var changes = ChangesOf(sql, row.Id, seesWords: true, isOwn);
        var opened = changes.FindLastIndex(change => change.Step is DamageStep.Submit or DamageStep.Complete or DamageStep.AddEvidence or DamageStep.Appeal or DamageStep.Record or DamageStep.Refuse or DamageStep.Return);
        return new DamageClaim(
            row.Id, row.Number, row.State, submitted.Statement, submitted.Owner, Moment.Read(row.FiledAt), Moment.Read(row.ChangedAt), isOwn ? null : row.AssignedTo, row.AppealedAt is { } appealed ? Moment.Read(appealed) : null,
            [.. EvidenceOf(sql, row.Id).Where(piece => isOwn || submitted.Evidence.Contains(piece.Id))], changes, changes.Skip(opened + 1).LastOrDefault(change => change.Step == DamageStep.Propose))
        {
            Place = submitted.Place,
            SubmittedEvidence = submitted.Evidence,
            Completion = isOwn && sql.Value("SELECT sealed FROM drafts WHERE id = $1", row.Id) is byte[] draft ? RegisterJson.Read<DraftRecord>(RegisterKeys.Unseal(Key(matter, row.Id), draft, DraftBound(row.Id))).Statement : null,
        };
    }

    private List<DamageClaimChange> ChangesOf(Sql sql, string id, bool seesWords, bool isOwn)
    {
        var changes = ChangesOf(sql, id, seesWords);
        return !isOwn ? changes : [.. changes.Where(change => change.Step != DamageStep.Propose).Select(change => change.Role != RegisterRole.Claimant ? change with { By = WireNames<RegisterRole>.Of(change.Role), AssignedTo = null } : change)];
    }

    private List<DamageClaimChange> ChangesOf(Sql sql, string id, bool seesWords)
    {
        var matter = new MatterStore(sql, _keys);
        var refusedBy = default(string);
        return sql.Rows("SELECT entry, at, trail, matter FROM steps WHERE id = $1 ORDER BY entry", row => (Entry: row.GetInt64(0), At: row.GetString(1), Trail: row.GetString(2), Matter: row.IsDBNull(3) ? null : row.GetString(3)), id).ConvertAll(row =>
        {
            var trail = TrailOf(matter, row.Trail);
            var words = seesWords && row.Matter is { } commitment && matter.Find(commitment) is { } found ? RegisterJson.Read<StepMatter>(found.Content) : null;
            var change = Change(row.Entry, row.At, trail, words?.By ?? trail.By, words?.Words ?? trail.Words ?? "");
            var isSame = trail is { From: DamageState.Appealed, Step: DamageStep.Record or DamageStep.Refuse } && trail.By == refusedBy;
            refusedBy = trail.Step == DamageStep.Refuse ? trail.By : refusedBy;
            return isSame ? change with { IsByWhoRefused = true } : change;
        });
    }

    private List<CustodyEntry> CustodyOf(Sql sql, string id, bool seesWords, bool isOwn)
    {
        var custody = CustodyOf(sql, id, seesWords);
        return !isOwn ? custody : custody.ConvertAll(entry => entry.Role != RegisterRole.Claimant ? entry with { By = WireNames<RegisterRole>.Of(entry.Role), Why = "" } : entry);
    }

    private List<CustodyEntry> CustodyOf(Sql sql, string id, bool seesWords)
    {
        var matter = new MatterStore(sql, _keys);
        return sql.Rows("SELECT entry, at, trail, matter FROM custody WHERE id = $1 ORDER BY entry", row => (Entry: row.GetInt64(0), At: row.GetString(1), Trail: row.GetString(2), Matter: row.IsDBNull(3) ? null : row.GetString(3)), id).ConvertAll(row =>
        {
            var trail = Own<CustodyTrail>(matter, row.Trail);
            var words = seesWords && row.Matter is { } commitment && matter.Find(commitment) is { } found ? RegisterJson.Read<CustodyMatter>(found.Content) : null;
            return new CustodyEntry(row.Entry, Moment.Read(row.At), words?.By ?? trail.By, trail.Role, trail.Act, trail.Evidence, words?.Why ?? "", words?.Digest);
        });
    }

    private List<EvidencePiece> EvidenceOf(Sql sql, string id)
    {
        var matter = new MatterStore(sql, _keys);
        return sql.Rows("SELECT matter FROM evidence WHERE id = $1 ORDER BY entry", row => row.GetString(0), id)
            .ConvertAll(commitment => PieceOf(matter, commitment));
    }

    private static EvidencePiece PieceOf(MatterStore matter, string commitment) => RegisterJson.Read<EvidencePiece>((matter.Find(commitment) ?? throw new InvalidDataException("What is known of a piece of evidence is missing.")).Content);

    private static StepTrail TrailOf(MatterStore matter, string commitment) => Own<StepTrail>(matter, commitment);

    private static T Own<T>(MatterStore matter, string commitment) => RegisterJson.Read<T>((matter.Find(commitment) ?? throw new InvalidDataException("A part of the trail is missing.")).Content);

    // A number is easier to type than a key.
    private static string KeyFor(Sql sql, string given) => sql.Value("SELECT id FROM damage_claims WHERE number = $1", given.Trim().ToUpperInvariant()) as string ?? given;

    private static int Limit(int limit) => Math.Clamp(limit, 1, MostListed);

    private static long Before(string? cursor) => cursor is null ? long.MaxValue : Cursor(cursor);

    private static long After(string? cursor) => cursor is null ? 0 : Cursor(cursor);

    private static long Cursor(string cursor) => long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.cursor");
}

/// <summary>How many damage claims wait for somebody.</summary>
/// <param name="Returned">Those of their own that were returned for completion.</param>
/// <param name="Assigned">Those that they are to examine; 0 for who examines nothing.</param>
public sealed record WaitingCounts(int Returned, int Assigned);

/// <summary>Which part of the queue is asked for.</summary>
/// <param name="State">Where they stand.</param>
/// <param name="Category">Of one category; null for all.</param>
/// <param name="AssignedTo">Of one examiner; null for all. An examiner sees their own, whatever this says.</param>
public sealed record QueueFilter(DamageState State, string? Category = null, string? AssignedTo = null);

/// <summary>What was done with one damage claim.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Its number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Changes">Its steps, the oldest first.</param>
/// <param name="Custody">The chain of custody of its evidence, the oldest first.</param>
public sealed record DamageTrail(string Id, string Number, DamageState State, IReadOnlyList<DamageClaimChange> Changes, IReadOnlyList<CustodyEntry> Custody);
