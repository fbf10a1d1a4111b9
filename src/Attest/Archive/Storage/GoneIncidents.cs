namespace Attest.Archive.Storage;

/// <summary>Incidents of which a later version of a report or a judgement left nothing, and accounts that left one, so that both clocks can still show them as they stood.</summary>
internal sealed class GoneIncidents(Sql sql)
{
    /// <summary>The ids under which the incident of an id is known or was: a common table <c>ids</c> for a statement that begins with it and has the id as its first value.</summary>
    public const string Ids = "WITH ids (id) AS (SELECT $1 UNION SELECT alias FROM aliases WHERE id = $1)";

    /// <summary>Files accounts that leave their incidents. Call it within <see cref="Sql.Write"/>, before anything else of them is changed.</summary>
    /// <param name="accounts">The accounts.</param>
    /// <param name="left">When.</param>
    public void Leave(IEnumerable<string> accounts, LeftAt left)
    {
        foreach (var account in accounts)
        {
            sql.Run(
                """
                INSERT OR REPLACE INTO former_accounts (account, id, document, told_to, kept_to)
                SELECT account, identities.id, document, $2, $3 FROM accounts JOIN identities USING (unit) JOIN reports USING (position) WHERE account = $1
                """,
                account, left.Told, left.Kept);
        }
    }

    /// <summary>Takes out accounts that are there again. Call it within <see cref="Sql.Write"/>.</summary>
    public void Return(IEnumerable<string> accounts)
    {
        foreach (var account in accounts)
        {
            sql.Run("DELETE FROM former_accounts WHERE account = $1", account);
        }
    }

    /// <summary>Files an incident that is no more. Call it within <see cref="Sql.Write"/>.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="toldFrom">When the first version that told of it was published, in ticks.</param>
    /// <param name="keptFrom">When it was recorded, in ticks.</param>
    /// <param name="left">When nothing of it was left.</param>
    public void Put(string id, long toldFrom, long keptFrom, LeftAt left) => sql.Run(
        "INSERT INTO gone (id, told_from, told_to, kept_from, kept_to) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE SET told_from = $2, told_to = $3, kept_from = $4, kept_to = $5",
        id, toldFrom, left.Told, keptFrom, left.Kept);

    /// <summary>Takes out one that is there again. Call it within <see cref="Sql.Write"/>.</summary>
    public void Remove(string id) => sql.Run("DELETE FROM gone WHERE id = $1", id);

    /// <summary>The row of one, by its id or a claim of it; null where there is none.</summary>
    public long? Find(string id) =>
        sql.Value("SELECT number FROM gone WHERE id = $1 UNION ALL SELECT gone.number FROM claims JOIN former_accounts USING (account) JOIN gone USING (id) WHERE claim = $1 LIMIT 1", id) as long?;

    /// <summary>The id of a row.</summary>
    public string IdOf(long number) => (string)sql.Value("SELECT id FROM gone WHERE number = $1", number)!;

    /// <summary>The ids of those that were told of before a moment and may not have been gone by then, those told of last first.</summary>
    public List<string> StandingAt(long told, long kept) => sql.Rows(
        "SELECT id FROM gone WHERE told_from <= $1 AND kept_from <= $2 AND (told_to > $1 OR kept_to > $2) ORDER BY told_from DESC, number", row => row.GetString(0), told, kept);
}

/// <summary>When something left the incidents, in ticks.</summary>
/// <param name="Told">When the version that left it out was published; 0 where a judgement did.</param>
/// <param name="Kept">When that was recorded.</param>
internal sealed record LeftAt(long Told, long Kept)
{
    /// <summary>By a version of a report, or (null) by a judgement.</summary>
    public static LeftAt Of(string? versionAt, string recordedAt) => new(versionAt is null ? 0 : Moment.Read(versionAt).UtcTicks, Moment.Read(recordedAt).UtcTicks);
}
