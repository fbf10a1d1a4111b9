using Attest.Archive.Storage.Packing;
using Attest.Incidents.Linking;

namespace Attest.Archive.Storage;

/// <summary>The archive's accounts, their keys and the decisions of linking. Call it within <see cref="Sql.Write"/>.</summary>
/// <remarks>What it reads for one account is what is filed under its keys, whose number depends on what was told of one town and day, and not on how much is kept.</remarks>
internal sealed class AccountShelf(Sql sql, ViewCache cache) : IAccountShelf
{
    // The ledger's entry that is taken in, of whose report accounts are added.
    private long _position;

    /// <summary>The shelf while an entry of the ledger is taken in.</summary>
    public AccountShelf At(long position)
    {
        _position = position;
        return this;
    }

    public Account Find(string id) => cache.Accounts.Get(id, Read);

    private Account Read(string id) => sql.Rows(
        "SELECT accounts.ord, reports.report, accounts.content FROM accounts JOIN reports USING (position) WHERE account = $1", row => AccountPack.Read(id, row.GetString(0), row.GetString(1), row.GetBlob(2)), id)[0];

    public Membership? MembershipOf(string id) => sql.Value("SELECT home FROM accounts WHERE account = $1", id) is string home ? new Membership(home) : null;

    // One statement for all keys: most hold nothing, and asking costs more than finding. What several keys hold is told apart here: a table for it in SQLite costs more than the rest.
    public IEnumerable<FiledAccount> Filed(IReadOnlyCollection<long> keys, bool foundersOnly)
    {
        var numbers = sql.Rows("SELECT number FROM json_each($1) CROSS JOIN account_keys ON link_key = value WHERE founds >= $2", row => row.GetInt64(0), List(keys), foundersOnly ? 1 : 0);
        return [.. numbers.Distinct().Select(number => cache.Filed.Get(number, ReadFiled))];
    }

    public IReadOnlyDictionary<long, int> Counts(IReadOnlyCollection<long> keys) => sql.Rows(
        "SELECT value, (SELECT count(*) FROM (SELECT 1 FROM account_keys WHERE link_key = value LIMIT $2)) FROM json_each($1)",
        row => (Key: row.GetInt64(0), Count: row.GetInt32(1)), List(keys), 2 * LinkKeys.MostOfWord).ToDictionary(one => one.Key, one => one.Count);

    public IReadOnlyList<FiledAccount> LinkedTo(string founder) =>
        sql.Rows("SELECT account, ord FROM links JOIN accounts ON account = one WHERE founder = $1 AND same = 1", Filed, founder);

    public void Add(Account account, IReadOnlyList<LinkKey> keys)
    {
        sql.Run("INSERT INTO accounts (account, position, ord, content) VALUES ($1, $2, $3, $4)", account.Id, _position, account.Order, AccountPack.Write(account));
        var number = sql.Number("SELECT last_insert_rowid()");
        // One by one: to take them from a list in JSON costs several times as much.
        foreach (var key in keys)
        {
            sql.Run("INSERT OR IGNORE INTO account_keys (link_key, founds, number) VALUES ($1, 0, $2)", key.Filed, number);
        }
        cache.Accounts.Set(account.Id, account);
        cache.Filed.Set(number, new FiledAccount(account.Id, account.Order));
    }

    public void Remove(Account account, IReadOnlyList<LinkKey> keys)
    {
        var number = NumberOf(account.Id);
        foreach (var key in keys)
        {
            sql.Run("DELETE FROM account_keys WHERE link_key = $1 AND founds IN (0, 1) AND number = $2", key.Filed, number);
        }
        sql.Run("DELETE FROM links WHERE one = $1", account.Id);
        sql.Run("DELETE FROM links WHERE founder = $1", account.Id);
        sql.Run("DELETE FROM accounts WHERE account = $1", account.Id);
        cache.Accounts.Remove(account.Id);
        cache.Filed.Remove(number);
    }

    public void Decide(string id, IReadOnlyList<LinkKey> keys, Membership? before, Membership membership, IReadOnlyList<LinkDecision> decisions)
    {
        var (founded, founds) = (before?.Home == id, membership.Home == id);
        if (founded != founds)
        {
            var number = NumberOf(id);
            foreach (var key in keys)
            {
                sql.Run("UPDATE OR IGNORE account_keys SET founds = $4 WHERE link_key = $1 AND founds = $2 AND number = $3", key.Filed, founded ? 1 : 0, number, founds ? 1 : 0);
            }
        }
        if (before != membership)
        {
            sql.Run("UPDATE accounts SET home = $2 WHERE account = $1", id, membership.Home);
        }
        if (before is not null)
        {
            sql.Run("DELETE FROM links WHERE one = $1", id);
        }
        foreach (var decision in decisions)
        {
            sql.Run(
                "INSERT INTO links (one, founder, score, same, reasons) VALUES ($1, $2, $3, $4, $5)",
                decision.One, decision.Founder, decision.Score, decision.IsSame ? 1 : 0, ReasonPack.Write(decision.Reasons));
        }
    }

    /// <summary>The decisions that concern accounts of a unit: within it, and with others that it was compared with.</summary>
    public static List<LinkDecision> DecisionsOf(Sql sql, string unit) => sql.Rows(
        """
        SELECT one, founder, score, same, reasons FROM links JOIN accounts ON account = one WHERE unit = $1
        UNION SELECT one, founder, score, same, reasons FROM links JOIN accounts ON account = founder WHERE unit = $1
        ORDER BY 4 DESC, 3 DESC, 1, 2
        """,
        row => new LinkDecision(row.GetString(0), row.GetString(1), row.GetDouble(2), row.GetInt64(3) == 1, ReasonPack.Read(row.GetString(4))), unit);

    private long NumberOf(string id) => sql.Number("SELECT number FROM accounts WHERE account = $1", id);

    private FiledAccount ReadFiled(long number) => sql.Rows("SELECT account, ord FROM accounts WHERE number = $1", Filed, number)[0];

    // Keys without repeats as JSON.
    private static string List(IReadOnlyCollection<long> keys) => $"[{string.Join(',', keys.Distinct())}]";

    private static FiledAccount Filed(SqlRow row) => new(row.GetString(0), row.GetString(1));
}
