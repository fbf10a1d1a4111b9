using System.Globalization;
using Attest.Archive;
using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Storage;

namespace Attest.Register;

/// <content>Erasing: the key is destroyed, and with it everything that it sealed, here and in every copy that does not hold the key.</content>
public sealed partial class DamageRegister
{
    /// <summary>Erases a damage claim: destroys its key, so that nothing stated or given can be read any more, and leaves a tombstone in the ledger, whose chain still verifies.</summary>
    /// <param name="actor">Its claimant, the board or an administrator.</param>
    /// <param name="id">The damage claim; a draft is discarded instead.</param>
    /// <param name="why">Why, without names: it outlasts the erasure.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="RegisterException">There is none that they may know of, it is erased already, or no reason is given.</exception>
    public async Task<DamageClaimChange> EraseAsync(Actor actor, string id, string why, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(why);
        var change = await WriteAsync(
            "Erasing a damage claim in the register of",
            ledger =>
            {
                var row = Erasable(_writer, actor, id);
                Require(actor, row, DamageStep.Erase, [], why, proposed: null);
                var isOwn = IsOwn(actor, row);
                Name(ledger, actor, isOwn);
                var (by, role) = isOwn ? (StepTrail.ClaimantWord, RegisterRole.Claimant) : (actor.Account, actor.Role);
                var files = _writer.Rows("SELECT evidence FROM evidence WHERE id = $1 UNION ALL SELECT upload FROM uploads WHERE id = $1", found => found.GetString(0), row.Id);
                foreach (var evidence in files)
                {
                    ledger.Append(RegisterEntry.CustodyEntered, row.Id, key: null, RegisterJson.Write(new CustodyTrail(by, role, CustodyAct.Destroyed, evidence)), matter: null);
                }
                var trail = new StepTrail(row.Number, row.Sequence, DamageStep.Erase, row.State, DamageState.Erased, by, role, [], null, null, why.Trim());
                var entry = ledger.Append(RegisterEntry.StepTaken, row.Id, key: null, RegisterJson.Write(trail), matter: null);
                ledger.Matter.Destroy(row.Id);
                MarkRemoved(files);
                MarkTraces();
                return Change(entry.Position, entry.RecordedAt, trail, by, why.Trim());
            },
            cancel);
        await TryRemoveFilesAsync("Erasing a damage claim in the register of");
        // What was deleted is overwritten in the database, and stands in the write-ahead log until that is emptied: whoever asked may be gone by then.
        var isGone = await TryEmptyLogAsync("Erasing a damage claim in the register of");
        return change with { LeavesTraces = !isGone };
    }

    /// <summary>What is told of a damage claim to somebody who may erase it and need not know what is stated in it: its number, category and state.</summary>
    /// <param name="actor">Its claimant, the board or an administrator.</param>
    /// <param name="id">Its key or number.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="RegisterException">There is none that they may erase, or it is erased already.</exception>
    public Task<DamageClaimSummary> ErasableAsync(Actor actor, string id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return ReadAsync("Looking for a damage claim in the register of", sql => Summary(Erasable(sql, actor, id)), cancel);
    }

    /// <summary>What is left of erased damage claims, the newest first: who erased which, when and why.</summary>
    /// <param name="actor">The board, an auditor or an administrator.</param>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many to give at most.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="RegisterException">The actor is none of these.</exception>
    public Task<Page<TrailLine>> TombstonesAsync(Actor actor, string? cursor, int limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return !actor.IsAdministrator && actor.Role is not (RegisterRole.Board or RegisterRole.Auditor)
            ? throw NotAllowed(actor, new TextKey("word.administrator"), RegisterRole.Board, RegisterRole.Auditor)
            : ReadAsync(
                "Listing what was erased from the register of",
                sql =>
                {
                    var matter = new MatterStore(sql, _keys);
                    var lines = sql.Rows(
                        "SELECT entry, id, at, trail FROM steps WHERE entry IN (SELECT max(entry) FROM steps WHERE id IN (SELECT id FROM damage_claims WHERE state = 'erased') GROUP BY id) AND entry < $1 ORDER BY entry DESC LIMIT $2",
                        row => (Entry: row.GetInt64(0), Id: row.GetString(1), At: row.GetString(2), Trail: row.GetString(3)), Before(cursor), Limit(limit) + 1)
                        .ConvertAll(row => Step(matter, row.Entry, row.Id, row.At, row.Trail));
                    return new Page<TrailLine>([.. lines.Take(Limit(limit))], lines.Count > Limit(limit) ? lines[Limit(limit) - 1].Entry.ToString(CultureInfo.InvariantCulture) : null);
                },
                cancel);
    }

    private ClaimRow Erasable(Sql sql, Actor actor, string id) =>
        Find(sql, KeyFor(sql, id)) is { } row && (IsOwn(actor, row) || actor.IsAdministrator || actor.Role == RegisterRole.Board)
            ? row.State == DamageState.Erased ? throw Gone(row.Number) : row
            : throw NotFound(id);
}
