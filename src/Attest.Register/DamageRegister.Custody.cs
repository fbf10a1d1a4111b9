using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Storage;

namespace Attest.Register;

/// <content>Custody: who did what with which piece of evidence, when and why.</content>
public sealed partial class DamageRegister
{
    // Looking at a page again within this time is one look.
    private static readonly TimeSpan OneLook = TimeSpan.FromMinutes(10);

    private const int MostLooks = 10_000;

    private readonly Dictionary<(string Account, string What), DateTimeOffset> _looks = [];

    /// <summary>Appends a line of custody.</summary>
    private LedgerEntry EnterCustody(RegisterLedger ledger, Actor actor, bool isOwn, string id, CustodyAct act, string? evidence, string why, string? digest) => ledger.Append(
        RegisterEntry.CustodyEntered,
        id,
        Key(ledger.Matter, id),
        RegisterJson.Write(new CustodyTrail(isOwn ? StepTrail.ClaimantWord : actor.Account, isOwn ? RegisterRole.Claimant : actor.Role, act, evidence)),
        RegisterJson.Write(new CustodyMatter(actor.Account, why, digest)));

    private async Task EnterViewAsync(Actor actor, string id, CancellationToken cancel)
    {
        await EnterLookAsync(actor, id, ledger => EnterCustody(ledger, actor, isOwn: false, id, CustodyAct.DamageClaimViewed, null, "", null), cancel);
    }

    /// <summary>Enters a look where it is a new one; one that could not be entered is still to be entered.</summary>
    private async Task EnterLookAsync(Actor actor, string what, Func<RegisterLedger, LedgerEntry> enter, CancellationToken cancel)
    {
        if (!IsNewLook(actor, what))
        {
            return;
        }
        try
        {
            await WriteAsync("Entering a view in the register of", enter, cancel);
        }
        catch
        {
            lock (_looks)
            {
                _looks.Remove((actor.Account, what));
            }
            throw;
        }
    }

    private bool IsNewLook(Actor actor, string what)
    {
        var now = _clock.GetUtcNow();
        lock (_looks)
        {
            if (_looks.TryGetValue((actor.Account, what), out var last) && now - last < OneLook)
            {
                return false;
            }
            if (_looks.Count > MostLooks)
            {
                _looks.Clear();
            }
            _looks[(actor.Account, what)] = now;
            return true;
        }
    }
}
