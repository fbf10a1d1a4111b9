using Attest.Archive.Storage;

namespace Attest.Register.Storage;

/// <summary>The tables of register.db. What is learnt is in the ledger and its matter; the views are filled from these by <see cref="RegisterViews"/> and can be filled anew.</summary>
/// <remarks>
/// Matter is sealed: under the key of its damage claim (column <c>lock</c>), or under the register's own where that is empty. Owners, who did what, and what overlaps are kept as keyed digests, so that the file alone names nobody.
/// Drafts and uploads are not learnt yet and so in no ledger; they are sealed under the damage claim's key likewise.
/// </remarks>
internal static class RegisterSchema
{
    /// <summary>Marks the file as an Attest register: “ATRG”.</summary>
    public const int ApplicationId = 0x41545247;

    /// <summary>Of the ledger, its matter and the keys. A greater number than this program knows is not opened.</summary>
    public const int Version = 1;

    /// <summary>Of the views. Another number has them filled anew when the register is opened.</summary>
    public const int ViewsVersion = 6;

    public const string Kept =
        Ledger.Tables +
        """

        CREATE TABLE matter (commitment TEXT PRIMARY KEY, lock TEXT NOT NULL, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE keys (lock TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE drafts (id TEXT PRIMARY KEY, owner BLOB NOT NULL, saved_at TEXT NOT NULL, is_completion INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX drafts_by_owner ON drafts (owner, saved_at);
        CREATE TABLE uploads (upload TEXT PRIMARY KEY, id TEXT NOT NULL, started_at TEXT NOT NULL, bytes INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE views_made (only INTEGER PRIMARY KEY CHECK (only = 1), version INTEGER NOT NULL) STRICT;
        """;

    /// <summary>What was kept only later; made at the first opening of a register that has none.</summary>
    /// <remarks>
    /// <c>key_check</c> says whether a master key is the register's own: it is sealed under it. <c>traces</c> has a row for as long as traces of what was erased stand in the write-ahead log,
    /// <c>removals</c> one for each file of evidence that is destroyed and may still be there, <c>same_uploads</c> one for each upload of late whose bytes were there already, with the piece that has them. <c>bulk_runs</c> and <c>bulk_lines</c> are the CSV files that were given, with what came of each of their lines.
    /// A line without a key was refused, or where nothing is sealed in it erased; a file without anything sealed is one whose report was removed.
    /// </remarks>
    public const string KeptLater =
        """
        CREATE TABLE IF NOT EXISTS key_check (only INTEGER PRIMARY KEY CHECK (only = 1), sealed BLOB NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS traces (only INTEGER PRIMARY KEY CHECK (only = 1), since TEXT NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS removals (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS same_uploads (upload TEXT PRIMARY KEY, id TEXT NOT NULL, evidence TEXT NOT NULL, finished_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS bulk_runs (run TEXT PRIMARY KEY, owner BLOB NOT NULL, begun_at TEXT NOT NULL, digest BLOB NOT NULL, rows INTEGER NOT NULL, ended_at TEXT, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS bulk_runs_by_owner ON bulk_runs (owner, begun_at);
        CREATE TABLE IF NOT EXISTS bulk_lines (run TEXT NOT NULL, line INTEGER NOT NULL, id TEXT, sealed BLOB NOT NULL, PRIMARY KEY (run, line)) STRICT, WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS bulk_lines_by_claim ON bulk_lines (id);
        """;

    public const string Views =
        """
        CREATE TABLE damage_claims (
            id          TEXT PRIMARY KEY,
            sequence    INTEGER NOT NULL UNIQUE,
            number      TEXT NOT NULL UNIQUE,
            category    TEXT NOT NULL,
            state       TEXT NOT NULL,
            owner       BLOB,
            filed_at    TEXT NOT NULL,
            changed_at  TEXT NOT NULL,
            changed     INTEGER NOT NULL,
            region      TEXT,
            month       TEXT,
            assigned_to TEXT,
            appealed_at TEXT,
            decided_at  TEXT,
            statement   TEXT,
            submitted   INTEGER NOT NULL,
            cell        TEXT NOT NULL GENERATED ALWAYS AS (category || '|' || coalesce(region, '') || '|' || coalesce(month, '') || '|' || state) VIRTUAL,
            published   TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX damage_claims_unpublished ON damage_claims (sequence) WHERE published IS NOT cell;
        CREATE INDEX damage_claims_by_state ON damage_claims (state, sequence);
        CREATE INDEX damage_claims_by_owner ON damage_claims (owner, sequence);
        CREATE INDEX damage_claims_by_owner_state ON damage_claims (owner, state);
        CREATE INDEX damage_claims_by_examiner ON damage_claims (assigned_to, state, sequence);
        CREATE TABLE steps (entry INTEGER PRIMARY KEY, id TEXT NOT NULL, step TEXT NOT NULL, at TEXT NOT NULL, actor BLOB NOT NULL, trail TEXT NOT NULL, matter TEXT) STRICT;
        CREATE INDEX steps_by_damage_claim ON steps (id, entry);
        CREATE INDEX steps_by_actor ON steps (actor, entry);
        CREATE INDEX steps_by_step ON steps (step, entry);
        CREATE TABLE evidence (evidence TEXT PRIMARY KEY, id TEXT NOT NULL, entry INTEGER NOT NULL, matter TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX evidence_by_damage_claim ON evidence (id, entry);
        CREATE TABLE custody (entry INTEGER PRIMARY KEY, id TEXT NOT NULL, act TEXT NOT NULL, at TEXT NOT NULL, actor BLOB NOT NULL, trail TEXT NOT NULL, matter TEXT) STRICT;
        CREATE INDEX custody_by_damage_claim ON custody (id, entry);
        CREATE INDEX custody_by_actor ON custody (actor, entry);
        CREATE INDEX custody_by_act ON custody (act, entry);
        CREATE TABLE overlap_keys (key BLOB NOT NULL, sequence INTEGER NOT NULL, kind INTEGER NOT NULL, PRIMARY KEY (key, sequence)) STRICT, WITHOUT ROWID;
        CREATE INDEX overlap_keys_by_damage_claim ON overlap_keys (sequence);
        CREATE TABLE roles (account TEXT PRIMARY KEY, role TEXT NOT NULL, given_by TEXT NOT NULL, given_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE role_changes (entry INTEGER PRIMARY KEY, at TEXT NOT NULL, trail TEXT NOT NULL) STRICT;
        CREATE TABLE counts (category TEXT NOT NULL, region TEXT NOT NULL, month TEXT NOT NULL, state TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (category, region, month, state)) STRICT, WITHOUT ROWID;
        CREATE TABLE publications (entry INTEGER PRIMARY KEY, at TEXT NOT NULL, trail TEXT NOT NULL) STRICT;
        CREATE TABLE other_entries (entry INTEGER PRIMARY KEY, id TEXT NOT NULL) STRICT;
        CREATE INDEX other_entries_by_damage_claim ON other_entries (id, entry);
        CREATE TABLE heads (size INTEGER PRIMARY KEY, entry INTEGER NOT NULL, note TEXT NOT NULL) STRICT;
        CREATE TABLE account_names (account TEXT PRIMARY KEY, entry INTEGER NOT NULL, trail TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """;

    /// <summary>The views, in the order in which they are compared.</summary>
    public static readonly string[] ViewTables = ["damage_claims", "steps", "evidence", "custody", "overlap_keys", "roles", "role_changes", "counts", "publications", "other_entries", "heads", "account_names"];
}
