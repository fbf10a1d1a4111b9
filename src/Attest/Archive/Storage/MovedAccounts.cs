namespace Attest.Archive.Storage;

/// <summary>To which incident accounts belonged before they were moved to another, by a judgement or by what came in, so that the clock of recording shows what was together at a moment.</summary>
/// <remarks>A row holds for every moment before its <c>kept_to</c> and after that of the row before it; where there is none any more, the account belongs where it stands.</remarks>
internal sealed class MovedAccounts(Sql sql)
{
    /// <summary>The documents of the incident of an id (the first value) and a unit (the second), with what has left it since: a common table <c>documents</c> to stand after <see cref="GoneIncidents.Ids"/>.</summary>
    public const string Documents =
        """
        documents (document) AS (
            SELECT document FROM accounts JOIN reports USING (position) WHERE unit = $2
            UNION SELECT document FROM ids JOIN former_accounts USING (id)
            UNION SELECT document FROM moved_accounts JOIN accounts USING (account) JOIN reports USING (position) WHERE moved_accounts.id = $1
            UNION SELECT document FROM moved_accounts JOIN former_accounts USING (account) WHERE moved_accounts.id = $1)
        """;

    /// <summary>Files that an account belonged to an incident until a moment. Call it within <see cref="Sql.Write"/>.</summary>
    /// <param name="account">The account.</param>
    /// <param name="id">The incident.</param>
    /// <param name="keptTo">When it was moved, in ticks.</param>
    public void Put(string account, string id, long keptTo) =>
        // Of two moves at one moment the first parts what was before.
        sql.Run("INSERT OR IGNORE INTO moved_accounts (account, kept_to, id) VALUES ($1, $2, $3)", account, keptTo, id);

    /// <summary>The accounts that an incident had at a moment, as a JSON array; those of versions that have been replaced since among them.</summary>
    /// <param name="id">The incident: its id now, or one that it bore then.</param>
    /// <param name="recordedBy">The moment, in ticks.</param>
    public string Of(string id, long recordedBy) => (string)sql.Value(
        $"""
        {GoneIncidents.Ids}, candidates (account) AS (
            SELECT account FROM identities JOIN accounts USING (unit) WHERE identities.id = $1
            UNION SELECT account FROM ids JOIN former_accounts USING (id)
            UNION SELECT account FROM moved_accounts WHERE id = $1 AND kept_to > $2)
        SELECT json_group_array(account) FROM candidates
        WHERE coalesce((SELECT moved.id FROM moved_accounts AS moved WHERE moved.account = candidates.account AND moved.kept_to > $2 ORDER BY moved.kept_to LIMIT 1), $1) = $1
        """,
        id, recordedBy)!;

    /// <summary>The incident to which an account belonged at a moment, where that is another than it belongs to now; null where it was not moved since.</summary>
    /// <param name="account">The account.</param>
    /// <param name="recordedBy">The moment, in ticks.</param>
    public string? IncidentOf(string account, long recordedBy) =>
        sql.Value("SELECT id FROM moved_accounts WHERE account = $1 AND kept_to > $2 ORDER BY kept_to LIMIT 1", account, recordedBy) as string;

    /// <summary>Whether accounts have left an incident for another since a moment.</summary>
    public bool HaveLeft(string id, long recordedBy) => sql.Value("SELECT 1 FROM moved_accounts WHERE id = $1 AND kept_to > $2 LIMIT 1", id, recordedBy) is not null;

    /// <summary>When an account was last moved into the incident of an id and a unit or out of it, in ticks; 0 for never.</summary>
    public long LastMove(string id, string unit) => sql.Number(
        "SELECT coalesce(max(kept_to), 0) FROM (SELECT kept_to FROM moved_accounts WHERE id = $1 UNION ALL SELECT kept_to FROM accounts JOIN moved_accounts USING (account) WHERE unit = $2)", id, unit);
}
