using Attest.Register.Storage;

namespace Attest.Register;

/// <content>Verifying.</content>
public sealed partial class DamageRegister
{
    /// <summary>Checks everything that the register keeps against its ledger, block by block and row by row.</summary>
    /// <remarks>It looks at one state of the register throughout; before a file is called missing or left over, it is asked whether it was destroyed meanwhile.</remarks>
    public Task<RegisterVerification> VerifyAsync(IProgress<(long Done, long Total)>? progress, CancellationToken cancel) =>
        ReadAsync("Verifying the register of", sql => new RegisterVerifier(sql, _keys, _evidence, Folder, IsDestroyed).Run(progress, cancel), cancel);

    // As it stands now, whatever state somebody reads.
    private bool IsDestroyed(string evidence) => _readers.Use(sql => sql.Read(() => sql.Value("SELECT 1 FROM evidence WHERE evidence = $1 UNION ALL SELECT 1 FROM uploads WHERE upload = $1", evidence) is null));
}
