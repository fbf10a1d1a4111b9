using Attest.Register.Storage;

namespace Attest.Register;

/// <content>Verifying.</content>
public sealed partial class DamageRegister
{
    /// <summary>Checks everything that the register keeps against its ledger, block by block and row by row.</summary>
    /// <remarks>It looks at one state of the register throughout.</remarks>
    public Task<RegisterVerification> VerifyAsync(IProgress<(long Done, long Total)>? progress, CancellationToken cancel) =>
        ReadAsync("Verifying the register of", sql => new RegisterVerifier(sql, _keys, _evidence, Folder).Run(progress, cancel), cancel);
}
