namespace Attest.Archive.Storage;

/// <summary>When the versions that an incident rests on were published and recorded, in ticks: it holds as it stands for every moment after all of them, and nothing of it was known before the first.</summary>
/// <param name="ToldFrom">When the first was published.</param>
/// <param name="ToldTo">When the last of those that count now was.</param>
/// <param name="KeptFrom">When the first was recorded.</param>
/// <param name="KeptTo">When the last of those that count now was, or an account was moved in or out.</param>
/// <param name="StandsFrom">When the first of those that count now was published, as <see cref="Moment"/> writes it.</param>
/// <param name="HasOlder">Whether one of its documents has versions that were replaced, or an account was moved in or out.</param>
internal sealed record ToldBounds(long ToldFrom, long ToldTo, long KeptFrom, long KeptTo, string StandsFrom, bool HasOlder)
{
    /// <summary>Of the incident of a unit, with what has left it since.</summary>
    public static ToldBounds Of(Sql sql, string unit, string id)
    {
        var (told, kept, stands) = sql.Rows(
            "SELECT max(version_at), max(recorded_from), min(version_at) FROM accounts JOIN reports USING (position) WHERE unit = $1", row => (Ticks(row.GetString(0)), Ticks(row.GetString(1)), row.GetString(2)), unit)[0];
        var (leftTold, leftKept) = sql.Rows(
            $"{GoneIncidents.Ids} SELECT coalesce(max(told_to), 0), coalesce(max(kept_to), 0) FROM ids JOIN former_accounts USING (id)", row => (row.GetInt64(0), row.GetInt64(1)), id)[0];
        var moved = new MovedAccounts(sql).LastMove(id, unit);
        return sql.Rows(
            $"""
            {GoneIncidents.Ids}, {MovedAccounts.Documents}
            SELECT min(version_at), min(recorded_from), max(recorded_to IS NOT NULL) FROM documents JOIN reports USING (document)
            """,
            row => new ToldBounds(Ticks(row.GetString(0)), Math.Max(told, leftTold), Ticks(row.GetString(1)), Math.Max(Math.Max(kept, leftKept), moved), stands, row.GetInt64(2) == 1 || moved > 0), id, unit)[0];
    }

    /// <summary>Tells of an older version of a document that came late: what was told of before it may have been told of then. Call it within <see cref="Sql.Write"/>.</summary>
    public static void Reach(Sql sql, string document, string versionAt, string recordedAt)
    {
        var (told, kept, tallies) = (Ticks(versionAt), Ticks(recordedAt), new TallyViews(sql));
        foreach (var number in sql.Rows("SELECT DISTINCT number FROM incidents WHERE unit IN (SELECT unit FROM reports JOIN accounts USING (position) WHERE document = $1)", row => row.GetInt64(0), document))
        {
            sql.Run("UPDATE incidents SET told_from = min(told_from, $2), kept_from = min(kept_from, $3) WHERE number = $1", number, told, kept);
            tallies.Reach(number, told, kept);
        }
    }

    private static long Ticks(string moment) => Moment.Read(moment).UtcTicks;
}
