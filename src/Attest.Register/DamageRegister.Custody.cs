using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Storage;

namespace Attest.Register;

/// <content>Custody: who did what with which piece of evidence, when and why.</content>
public sealed partial class DamageRegister
{
    // Looking at a page again within this time is one look.
    private static readonly TimeSpan OneLook = TimeSpan.FromMinutes(10);

    private readonly Dictionary<(string Account, string Id), DateTimeOffset> _looks = [];

    /// <summary>Appends a line of custody.</summary>
    private LedgerEntry EnterCustody(RegisterLedger ledger, Actor actor, bool isOwn, string id, CustodyAct act, string? evidence, string why, string? digest) => ledger.Append(
        RegisterEntry.CustodyEntered,
        id,
        Key(ledger.Matter, id),
        RegisterJson.Write(new CustodyTrail(isOwn ? StepTrail.ClaimantWord : actor.Account, isOwn ? RegisterRole.Claimant : actor.Role, act, evidence)),
        RegisterJson.Write(new CustodyMatter(actor.Account, why, digest)));

    private async Task EnterViewAsync(Actor actor, string id, CancellationToken cancel)
    {
        var now = _clock.GetUtcNow();
        lock (_looks)
        {
            if (_looks.TryGetValue((actor.Account, id), out var last) && now - last < OneLook)
            {
                return;
            }
            if (_looks.Count > 10_000)
            {
                _looks.Clear();
            }
            _looks[(actor.Account, id)] = now;
        }
        await WriteAsync("Entering a view in the register of", ledger => EnterCustody(ledger, actor, isOwn: false, id, CustodyAct.DamageClaimViewed, null, "", null), cancel);
    }
}
