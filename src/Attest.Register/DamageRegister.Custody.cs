using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Storage;

namespace Attest.Register;

/// <content>Custody: who did what with which piece of evidence, when and why.</content>
public sealed partial class DamageRegister
{
    // Looking at a page again within this time is one look.
    private static readonly TimeSpan OneLook = TimeSpan.FromMinutes(10);

    // A queue is looked through again and again.
    private static readonly TimeSpan OneListing = TimeSpan.FromDays(1);

    private const int MostLooks = 10_000;

    private readonly Dictionary<(string Account, string What), DateTimeOffset> _looks = [];

    /// <summary>Appends a line of custody.</summary>
    private LedgerEntry EnterCustody(RegisterLedger ledger, Actor actor, bool isOwn, string id, CustodyAct act, string? evidence, string why, string? digest)
    {
        Name(ledger, actor, isOwn);
        return ledger.Append(
            RegisterEntry.CustodyEntered,
            id,
            Key(ledger.Matter, id),
            RegisterJson.Write(new CustodyTrail(isOwn ? StepTrail.ClaimantWord : actor.Account, isOwn ? RegisterRole.Claimant : actor.Role, act, evidence)),
            RegisterJson.Write(new CustodyMatter(actor.Account, why, digest)));
    }

    /// <summary>Reads something of a damage claim that the actor may read; that somebody other than its claimant did is entered in its custody.</summary>
    private async Task<T> LookAsync<T>(string doing, Actor actor, string id, Func<Sql, ClaimRow, T> look, CancellationToken cancel)
    {
        var (seen, key, isOwn) = await ReadAsync(doing, sql => Readable(sql, actor, KeyFor(sql, id)) is var row ? (look(sql, row), row.Id, IsOwn(actor, row)) : default, cancel);
        if (!isOwn)
        {
            await EnterViewAsync(actor, key, cancel);
        }
        return seen;
    }

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

    private async Task EnterListedAsync(Actor actor, IReadOnlyList<string> listed, CancellationToken cancel)
    {
        var looks = listed.Where(id => IsNewLook(actor, $"listed {id}", OneListing)).ToList();
        if (looks.Count == 0)
        {
            return;
        }
        try
        {
            await WriteAsync(
                "Entering a view in the register of",
                ledger =>
                {
                    foreach (var id in looks.Where(id => Find(_writer, id) is { State: not DamageState.Erased } row && !IsOwn(actor, row)))
                    {
                        EnterCustody(ledger, actor, isOwn: false, id, CustodyAct.Listed, null, "", null);
                    }
                    return true;
                },
                cancel);
        }
        catch
        {
            lock (_looks)
            {
                looks.ForEach(id => _looks.Remove((actor.Account, $"listed {id}")));
            }
            throw;
        }
    }

    private bool IsNewLook(Actor actor, string what) => IsNewLook(actor, what, OneLook);

    private bool IsNewLook(Actor actor, string what, TimeSpan within)
    {
        var now = _clock.GetUtcNow();
        lock (_looks)
        {
            if (_looks.TryGetValue((actor.Account, what), out var last) && now - last < within)
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
