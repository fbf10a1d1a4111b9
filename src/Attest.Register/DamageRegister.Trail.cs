using System.Globalization;
using Attest.Archive;
using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Storage;

namespace Attest.Register;

/// <content>What was done in the whole register: steps, looks and takings, by whom.</content>
public sealed partial class DamageRegister
{
    /// <summary>What was done with all damage claims and their evidence but one's own, the newest first, without words (but why something was erased), names of claimants and names of files: an auditor's page.</summary>
    /// <param name="actor">An auditor or the board.</param>
    /// <param name="filter">Which lines.</param>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="RegisterException">The actor is neither.</exception>
    public Task<Page<TrailLine>> TrailLinesAsync(Actor actor, TrailFilter filter, string? cursor, int limit, CancellationToken cancel)
    {
        RequireAuditing(actor);
        ArgumentNullException.ThrowIfNull(filter);
        return ReadAsync(
            "Reading the trail in the register of",
            sql =>
            {
                var by = filter.By is { } account ? RegisterViews.ActorDigest(_keys, account) : null;
                var what = filter.Step is { } step ? WireNames<DamageStep>.Of(step) : filter.Act is { } act ? WireNames<CustodyAct>.Of(act) : null;
                var ofBy = by is null ? "AND $2 IS NULL" : "AND actor = $2";
                string Narrowed(string column) => what is null ? "AND $3 IS NULL" : $"AND {column} = $3";
                var parts = new List<string>();
                if (filter.Act is null)
                {
                    parts.Add($"SELECT entry, id, at, trail, 0 AS is_custody FROM steps WHERE entry < $1 {ofBy} {Narrowed("step")} AND EXISTS (SELECT 1 FROM damage_claims WHERE damage_claims.id = steps.id AND owner IS NOT $5)");
                }
                if (filter.Step is null)
                {
                    parts.Add($"SELECT entry, id, at, trail, 1 AS is_custody FROM custody WHERE entry < $1 {ofBy} {Narrowed("act")} AND EXISTS (SELECT 1 FROM damage_claims WHERE damage_claims.id = custody.id AND owner IS NOT $5)");
                }
                if (parts.Count == 0)
                {
                    return new Page<TrailLine>([], null);
                }
                var lines = sql.Rows(
                    $"{string.Join(" UNION ALL ", parts)} ORDER BY entry DESC LIMIT $4",
                    row => (Entry: row.GetInt64(0), Id: row.GetString(1), At: row.GetString(2), Trail: row.GetString(3), IsCustody: row.GetInt64(4) != 0), Before(cursor), by, what, Limit(limit) + 1, OwnerOf(actor));
                var matter = new MatterStore(sql, _keys);
                // What its claimant has not submitted, or took back before, is in no list.
                var submitted = new Dictionary<string, IReadOnlyList<string>?>(StringComparer.Ordinal);
                return new Page<TrailLine>(
                    [
                        .. lines.Take(Limit(limit)).Select(line => line.IsCustody ? Look(sql, matter, line.Entry, line.Id, line.At, line.Trail) : Step(matter, line.Entry, line.Id, line.At, line.Trail))
                            .Where(line => line.Custody?.Evidence is not { } evidence || SubmittedOf(line.Id)?.Contains(evidence) != false),
                    ],
                    lines.Count > Limit(limit) ? lines[Limit(limit) - 1].Entry.ToString(CultureInfo.InvariantCulture) : null);

                // Of what was erased nobody can tell any more.
                IReadOnlyList<string>? SubmittedOf(string id)
                {
                    if (!submitted.TryGetValue(id, out var known))
                    {
                        submitted[id] = known = Find(sql, id) is { Statement: not null } row ? Submitted(matter, row).Evidence : null;
                    }
                    return known;
                }
            },
            cancel);
    }

    /// <summary>The accounts of everybody who has or had a role, or a name among the staff, by their keys: those by whom <see cref="TrailLinesAsync"/> can be narrowed beside <see cref="TrailLine.ClaimantWord"/>.</summary>
    /// <exception cref="RegisterException">The actor is neither auditor nor board.</exception>
    public Task<IReadOnlyList<string>> StaffAsync(Actor actor, CancellationToken cancel)
    {
        RequireAuditing(actor);
        return ReadAsync<IReadOnlyList<string>>(
            "Looking up accounts in the register of",
            sql =>
            {
                var matter = new MatterStore(sql, _keys);
                return
                [
                    .. sql.Rows("SELECT trail FROM role_changes", row => row.GetString(0)).SelectMany(trail => Own<RoleRecord>(matter, trail) is var role ? new[] { role.Account, role.By } : [])
                        .Concat(sql.Rows("SELECT account FROM account_names", row => row.GetString(0))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
                ];
            },
            cancel);
    }

    private static void RequireAuditing(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Role is not (RegisterRole.Auditor or RegisterRole.Board))
        {
            throw NotAllowed(actor, RegisterRole.Board, RegisterRole.Auditor);
        }
    }

    private static TrailLine Step(MatterStore matter, long entry, string id, string at, string commitment) =>
        TrailOf(matter, commitment) is var trail ? new TrailLine(id, trail.Number, entry, Moment.Read(at), trail.By, trail.Role) { Change = Change(entry, at, trail, trail.By, trail.Words ?? "") } : null!;

    private static TrailLine Look(Sql sql, MatterStore matter, long entry, string id, string at, string commitment)
    {
        var trail = Own<CustodyTrail>(matter, commitment);
        var number = (string)sql.Value("SELECT number FROM damage_claims WHERE id = $1", id)!;
        return new TrailLine(id, number, entry, Moment.Read(at), trail.By, trail.Role) { Custody = new CustodyEntry(entry, Moment.Read(at), trail.By, trail.Role, trail.Act, trail.Evidence, "", null) };
    }
}

/// <summary>Which part of the trail of all is asked for.</summary>
/// <param name="By">What one account did, by its key; <see cref="TrailLine.ClaimantWord"/> for what claimants did; null for everybody.</param>
/// <param name="Step">Steps of one kind alone; null for all.</param>
/// <param name="Act">Lines of custody of one kind alone; null for all. With a step as well there is nothing.</param>
public sealed record TrailFilter(string? By = null, DamageStep? Step = null, CustodyAct? Act = null);

/// <summary>One line in a list of what was done with all damage claims: a step, or a line of custody.</summary>
/// <param name="Id">The damage claim's key.</param>
/// <param name="Number">Its number.</param>
/// <param name="Entry">The position of its entry in the register's ledger.</param>
/// <param name="At">When.</param>
/// <param name="By">The account's key; <see cref="ClaimantWord"/> for a claimant.</param>
/// <param name="Role">As what they acted.</param>
public sealed record TrailLine(string Id, string Number, long Entry, DateTimeOffset At, string By, RegisterRole Role)
{
    /// <summary>What stands for a claimant's account.</summary>
    public const string ClaimantWord = StepTrail.ClaimantWord;

    /// <summary>The step; null for a line of custody. Without words, but for why something was erased.</summary>
    public DamageClaimChange? Change { get; init; }

    /// <summary>The line of custody, without words and digest; null for a step.</summary>
    public CustodyEntry? Custody { get; init; }
}
