using Attest.Incidents.Linking;

namespace Attest.Archive.Storage;

/// <summary>Which account of a document's later version tells what one that is no more told, so that what people decided of the one holds for the other.</summary>
internal sealed class Successors(Sql sql)
{
    /// <summary>Versions that are followed from one to the next at most; a live page is rewritten all day.</summary>
    private const int Most = 1000;

    /// <summary>Notes for accounts that go which of those that come tell of the same sort, place and days, where only one does. Call it within <see cref="Sql.Write"/>.</summary>
    /// <param name="gone">Accounts that are no more.</param>
    /// <param name="come">Accounts of the same document that were not there before.</param>
    public void Find(IReadOnlyList<Account> gone, IReadOnlyList<Account> come)
    {
        foreach (var account in gone)
        {
            var alike = come.Where(other => other.Type == account.Type && other.Place?.Anchor == account.Place?.Anchor).ToList();
            var closest = alike.FindAll(other => (other.First, other.Last) == (account.First, account.Last));
            if ((closest is [_] ? closest : alike) is [var heir])
            {
                sql.Run("INSERT OR REPLACE INTO successors (account, successor) VALUES ($1, $2)", account.Id, heir.Id);
                sql.Run("INSERT OR IGNORE INTO judged (account, judgement) SELECT $2, judgement FROM judged WHERE account = $1", account.Id, heir.Id);
            }
        }
    }

    /// <summary>Takes out accounts that are there again. Call it within <see cref="Sql.Write"/>.</summary>
    public void Return(IEnumerable<string> accounts)
    {
        foreach (var account in accounts)
        {
            sql.Run("DELETE FROM successors WHERE account = $1", account);
        }
    }

    /// <summary>The aliases of incidents that are called after an account, or after one that it came after.</summary>
    public List<string> AliasesOf(string account) => sql.Rows(
        "WITH RECURSIVE before (account) AS (SELECT $1 UNION SELECT successors.account FROM before JOIN successors ON successor = before.account) SELECT alias FROM before JOIN aliases ON alias = account ORDER BY alias",
        row => row.GetString(0), account);

    /// <summary>The account that tells now what one told: itself, or the last of those that came after it; null where none does.</summary>
    public string? Now(string account)
    {
        string? now = account;
        for (var followed = 0; now is not null && followed < Most; followed++)
        {
            if (sql.Value("SELECT 1 FROM accounts WHERE account = $1", now) is not null)
            {
                return now;
            }
            now = sql.Value("SELECT successor FROM successors WHERE account = $1", now) as string;
        }
        return null;
    }
}
