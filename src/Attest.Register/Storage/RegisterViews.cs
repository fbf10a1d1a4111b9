using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Examining;
using Attest.Register.Heads;

namespace Attest.Register.Storage;

/// <summary>Fills the views from one entry of the ledger after another; adding, rebuilding and verifying all go through here.</summary>
/// <remarks>What an erased entry held is gone, so that its rows come out the same whether it was erased before or after they were filled.</remarks>
internal sealed class RegisterViews(Sql sql, RegisterKeys keys)
{
    private const string OwnerPurpose = "owner";

    /// <summary>The keyed digest by which an owner's damage claims are found.</summary>
    public static byte[] OwnerDigest(RegisterKeys keys, string owner) => keys.Digest(OwnerPurpose, owner);

    /// <summary>The keyed digest by which what somebody did is found.</summary>
    public static byte[] ActorDigest(RegisterKeys keys, string account) => keys.Digest("actor", account);

    /// <summary>The keyed digest by which damage claims that share something are found.</summary>
    public static byte[] OverlapDigest(RegisterKeys keys, OverlapKind kind, string key) => keys.Digest("overlap", $"{(int)kind}\n{key}");

    /// <summary>Applies one entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="trail">What its trail holds; null where it has none.</param>
    /// <param name="matter">What its matter holds; null where it has none or it was erased.</param>
    public void Apply(LedgerEntry entry, byte[]? trail, byte[]? matter)
    {
        var id = entry.DamageClaim() ?? "";
        switch (entry.Kind)
        {
            case RegisterEntry.StepTaken when trail is not null:
                Step(entry, id, RegisterJson.Read<StepTrail>(trail), matter is null ? null : RegisterJson.Read<StepMatter>(matter));
                break;
            case RegisterEntry.EvidenceReceived when entry.Member("evidence") is { } evidence:
                sql.Run("INSERT INTO evidence (evidence, id, entry, matter) VALUES ($1, $2, $3, $4)", evidence, id, entry.Position, entry.MatterOf());
                break;
            case RegisterEntry.EvidenceWithdrawn when entry.Member("evidence") is { } evidence:
                sql.Run("INSERT INTO other_entries (entry, id) SELECT entry, id FROM evidence WHERE evidence = $1", evidence);
                sql.Run("DELETE FROM evidence WHERE evidence = $1", evidence);
                Other(entry, id);
                break;
            case RegisterEntry.CustodyEntered when trail is not null:
                var custody = RegisterJson.Read<CustodyTrail>(trail);
                sql.Run(
                    "INSERT INTO custody (entry, id, act, at, actor, trail, matter) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                    entry.Position, id, WireNames<CustodyAct>.Of(custody.Act), entry.RecordedAt, ActorDigest(keys, custody.By), entry.Trail(), entry.MatterOf());
                break;
            case RegisterEntry.DraftDiscarded:
                sql.Run("DELETE FROM evidence WHERE id = $1", id);
                break;
            case RegisterEntry.RoleGiven when trail is not null:
                Role(entry, RegisterJson.Read<RoleRecord>(trail));
                break;
            case RegisterEntry.StatisticsPublished:
                sql.Run("INSERT INTO publications (entry, at, trail) VALUES ($1, $2, $3)", entry.Position, entry.RecordedAt, entry.Trail());
                sql.Run("UPDATE damage_claims SET published = cell WHERE published IS NOT cell");
                break;
            case RegisterEntry.PackBegun:
                Other(entry, id);
                break;
            case RegisterEntry.HeadPublished when entry.Note() is { } note && LedgerHead.Read(note) is { } head:
                sql.Run("INSERT OR REPLACE INTO heads (size, entry, note) VALUES ($1, $2, $3)", head.Size, entry.Position, note);
                break;
            case RegisterEntry.AccountNamed when trail is not null:
                sql.Run("INSERT OR REPLACE INTO account_names (account, entry, trail) VALUES ($1, $2, $3)", RegisterJson.Read<AccountName>(trail).Account, entry.Position, entry.Trail());
                break;
            default:
                throw new FormatException($"The ledger's entry {entry.Position} has the kind “{entry.Kind}”, which this program doesn't know, or what it holds is missing.");
        }
    }

    // Entries of a damage claim that no other view holds.
    private void Other(LedgerEntry entry, string id) => sql.Run("INSERT INTO other_entries (entry, id) VALUES ($1, $2)", entry.Position, id);

    private void Step(LedgerEntry entry, string id, StepTrail trail, StepMatter? matter)
    {
        sql.Run(
            "INSERT INTO steps (entry, id, step, at, actor, trail, matter) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            entry.Position, id, WireNames<DamageStep>.Of(trail.Step), entry.RecordedAt, ActorDigest(keys, trail.By), entry.Trail(), entry.MatterOf());
        if (trail.Step == DamageStep.Submit)
        {
            sql.Run(
                """
                INSERT INTO damage_claims (id, sequence, number, category, state, filed_at, changed_at, changed, submitted) VALUES ($1, $2, $3, '', $4, $5, $5, $6, $6)
                """,
                id, trail.Sequence, trail.Number, WireNames<DamageState>.Of(DamageState.Submitted), entry.RecordedAt, entry.Position);
            Count(id, 1);
        }
        Count(id, -1);
        if (matter?.Submitted is { } submitted)
        {
            State(entry, id, trail, submitted);
        }
        sql.Run(
            """
            UPDATE damage_claims SET state = $2, changed_at = $3, changed = $4, assigned_to = coalesce($5, assigned_to),
                appealed_at = CASE WHEN $6 = 'appeal' THEN $3 ELSE appealed_at END, decided_at = CASE WHEN $6 IN ('record', 'refuse') THEN $3 ELSE decided_at END WHERE id = $1
            """,
            id, WireNames<DamageState>.Of(trail.To), entry.RecordedAt, entry.Position, trail.AssignedTo, WireNames<DamageStep>.Of(trail.Step));
        if (trail.Step == DamageStep.Erase)
        {
            sql.Run("UPDATE damage_claims SET category = '', owner = NULL, region = NULL, month = NULL, statement = NULL, published = NULL, submitted = $2 WHERE id = $1", id, entry.Position);
            sql.Run("DELETE FROM overlap_keys WHERE sequence = $1", trail.Sequence);
            sql.Run("DELETE FROM evidence WHERE id = $1", id);
        }
        Count(id, 1);
    }

    private void State(LedgerEntry entry, string id, StepTrail trail, SubmittedRecord submitted)
    {
        var statement = submitted.Statement;
        sql.Run(
            "UPDATE damage_claims SET category = $2, owner = $3, region = $4, month = $5, statement = $6, submitted = $7 WHERE id = $1",
            id, statement.Category, OwnerDigest(keys, submitted.Owner), submitted.Place?.Region,
            statement.When is { } when ? when.First.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture) : null, entry.MatterOf(), entry.Position);
        sql.Run("DELETE FROM overlap_keys WHERE sequence = $1", trail.Sequence);
        foreach (var (kind, key) in OverlapKeys.Of(statement, submitted.Place))
        {
            sql.Run("INSERT OR IGNORE INTO overlap_keys (key, sequence, kind) VALUES ($1, $2, $3)", OverlapDigest(keys, kind, key), trail.Sequence, (int)kind);
        }
    }

    // What the statistics count; an erased damage claim is counted among all, without category, region or month.
    private void Count(string id, int by)
    {
        sql.Run(
            """
            INSERT INTO counts (category, region, month, state, count)
            SELECT category, coalesce(region, ''), coalesce(month, ''), state, $2 FROM damage_claims WHERE id = $1
            ON CONFLICT DO UPDATE SET count = count + excluded.count
            """,
            id, by);
        if (by < 0)
        {
            sql.Run(
                """
                DELETE FROM counts WHERE count = 0
                    AND (category, region, month, state) = (SELECT category, coalesce(region, ''), coalesce(month, ''), state FROM damage_claims WHERE id = $1)
                """,
                id);
        }
    }

    private void Role(LedgerEntry entry, RoleRecord role)
    {
        sql.Run("INSERT INTO role_changes (entry, at, trail) VALUES ($1, $2, $3)", entry.Position, entry.RecordedAt, entry.Trail());
        sql.Run("DELETE FROM roles WHERE account = $1", role.Account);
        if (role.Role != RegisterRole.Claimant)
        {
            sql.Run("INSERT INTO roles (account, role, given_by, given_at) VALUES ($1, $2, $3, $4)", role.Account, WireNames<RegisterRole>.Of(role.Role), role.By, entry.RecordedAt);
        }
    }
}
