using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Storage;

namespace Attest.Register;

/// <content>What accounts of the staff are called. In the ledger everybody stands under their account's key, which no other account gets; names are told beside it, to those who work here.</content>
public sealed partial class DamageRegister
{
    /// <summary>The names of all accounts that have or had a part in the work of the register, by their keys; claimants are not among them.</summary>
    public Task<IReadOnlyDictionary<string, string>> NamesAsync(CancellationToken cancel) => ReadAsync<IReadOnlyDictionary<string, string>>(
        "Looking up names in the register of",
        sql =>
        {
            var matter = new MatterStore(sql, _keys);
            return sql.Rows("SELECT trail FROM account_names", row => row.GetString(0)).Select(trail => Own<AccountName>(matter, trail)).ToDictionary(one => one.Account, one => one.Name, StringComparer.Ordinal);
        },
        cancel);

    /// <summary>Under which of some accounts something stands: damage claims, drafts, roles or what is assigned to them.</summary>
    /// <param name="accounts">Keys of accounts; or names, under which a register stands that was made before accounts had keys.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <returns>Those of them, in the order given; none where nothing does.</returns>
    public Task<IReadOnlyList<string>> HeldUnderAsync(IReadOnlyList<string> accounts, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        return ReadAsync<IReadOnlyList<string>>(
            "Looking up names in the register of",
            sql => [.. accounts.Where(account => sql.Value(
                "SELECT 1 FROM damage_claims WHERE owner = $1 UNION ALL SELECT 1 FROM drafts WHERE owner = $1 UNION ALL SELECT 1 FROM roles WHERE account = $2 UNION ALL SELECT 1 FROM damage_claims WHERE assigned_to = $2 LIMIT 1",
                RegisterViews.OwnerDigest(_keys, account), account) is not null)],
            cancel);
    }

    // Enters what somebody of the staff is called, where that is not known or was another name. What claimants are called is nobody's business, and would outlast an erasure.
    private void Name(RegisterLedger ledger, Actor actor, bool isOwn)
    {
        if (!isOwn)
        {
            Name(ledger, actor.Account, actor.Name);
        }
    }

    private void Name(RegisterLedger ledger, string account, string name)
    {
        var known = _writer.Value("SELECT trail FROM account_names WHERE account = $1", account) is string trail ? Own<AccountName>(ledger.Matter, trail).Name : account;
        if (known != name)
        {
            ledger.AppendOwn(RegisterEntry.AccountNamed, RegisterJson.Write(new AccountName(account, name)));
        }
    }

    private static List<LedgerEntry> NamedEntries(Sql sql, IEnumerable<string> accounts) => [.. accounts
        .SelectMany(account => EntriesAt(sql, "SELECT position, kind, recorded_at, body, previous, hash FROM ledger WHERE position = (SELECT entry FROM account_names WHERE account = $1)", account))
        .OrderBy(entry => entry.Position)];
}
