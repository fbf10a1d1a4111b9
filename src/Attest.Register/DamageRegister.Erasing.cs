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
        var (change, files) = await WriteAsync(
            "Erasing a damage claim in the register of",
            ledger =>
            {
                var row = Find(_writer, KeyFor(_writer, id));
                if (row is null || !(IsOwn(actor, row) || actor.IsAdministrator || actor.Role == RegisterRole.Board))
                {
                    throw NotFound(id);
                }
                if (row.State == DamageState.Erased)
                {
                    throw Gone(row.Number);
                }
                Require(actor, row, DamageStep.Erase, [], why, proposed: null);
                var isOwn = IsOwn(actor, row);
                var (by, role) = isOwn ? (StepTrail.ClaimantWord, RegisterRole.Claimant) : (actor.Account, actor.Role);
                var files = _writer.Rows("SELECT evidence FROM evidence WHERE id = $1 UNION ALL SELECT upload FROM uploads WHERE id = $1", found => found.GetString(0), row.Id);
                foreach (var evidence in files)
                {
                    ledger.Append(RegisterEntry.CustodyEntered, row.Id, key: null, RegisterJson.Write(new CustodyTrail(by, role, CustodyAct.Destroyed, evidence)), matter: null);
                }
                var trail = new StepTrail(row.Number, row.Sequence, DamageStep.Erase, row.State, DamageState.Erased, by, role, [], null, null, why.Trim());
                var entry = ledger.Append(RegisterEntry.StepTaken, row.Id, key: null, RegisterJson.Write(trail), matter: null);
                ledger.Matter.Destroy(row.Id);
                return (Change(entry.Position, entry.RecordedAt, trail, by, why.Trim()), files);
            },
            cancel);
        files.ForEach(_evidence.Remove);
        await WriteAheadGoneAsync(cancel);
        return change;
    }

    // What was deleted is overwritten in the database, and stands in the write-ahead log until that is emptied.
    private async Task WriteAheadGoneAsync(CancellationToken cancel)
    {
        await _pen.WaitAsync(cancel);
        try
        {
            await Task.Run(() => Explain("Erasing a damage claim in the register of", _files, () => _writer.Value("PRAGMA wal_checkpoint(TRUNCATE)")), cancel);
        }
        finally
        {
            _pen.Release();
        }
    }
}
