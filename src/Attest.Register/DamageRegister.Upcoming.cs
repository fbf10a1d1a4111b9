using Attest.Register.DamageClaims;

namespace Attest.Register;

/// <content>The face of what is landed next, in this order; each member moves to a file of its own.</content>
public sealed partial class DamageRegister
{
    private static RegisterException Later() => new RegisterException("Asking the register: found something that this build does not have yet. Use a newer one.");

    /// <summary>Writes the evidence pack of a damage claim as one ZIP; who did is entered in the custody of every piece in it.</summary>
    /// <param name="actor">Its examiner, the board, or its claimant.</param>
    /// <param name="id">The damage claim.</param>
    /// <param name="output">Where to; written from front to back, never sought.</param>
    /// <param name="why">Why.</param>
    /// <param name="cancel">Ends the work.</param>
    public Task WriteEvidencePackAsync(Actor actor, string id, Stream output, string why, CancellationToken cancel) => throw Later();

    /// <summary>Erases a damage claim: destroys its key, so that nothing stated or given can be read any more, and leaves a tombstone in the ledger.</summary>
    /// <param name="actor">Its claimant, the board or an administrator.</param>
    /// <param name="id">The damage claim.</param>
    /// <param name="why">Why, without names: it outlasts the erasure.</param>
    /// <param name="cancel">Ends the work.</param>
    public Task<DamageClaimChange> EraseAsync(Actor actor, string id, string why, CancellationToken cancel) => throw Later();
}
