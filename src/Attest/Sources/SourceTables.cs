namespace Attest.Sources;

/// <summary>The tables of the sources, beside ledger and views: they are neither, and a rebuild leaves them alone.</summary>
/// <remarks>What they hold is only where to look and what came of it. Lost, they are made anew by adding the sources again; no report depends on them.</remarks>
internal static class SourceTables
{
    public const string Make =
        """
        CREATE TABLE IF NOT EXISTS sources (
            source        TEXT PRIMARY KEY,
            kind          TEXT NOT NULL,
            address       TEXT NOT NULL UNIQUE,
            allow_private INTEGER NOT NULL,
            added_at      TEXT NOT NULL,
            name          TEXT,
            form          TEXT NOT NULL,
            tag           TEXT,
            modified      TEXT,
            looked_at     TEXT,
            succeeded_at  TEXT,
            next_at       TEXT,
            failures      INTEGER NOT NULL,
            fault         TEXT,
            reports       INTEGER NOT NULL,
            waiting       INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX IF NOT EXISTS sources_by_next ON sources (next_at);
        CREATE TABLE IF NOT EXISTS source_entries (
            source  TEXT NOT NULL REFERENCES sources (source) ON DELETE CASCADE,
            entry   TEXT NOT NULL,
            stamp   TEXT NOT NULL,
            is_done INTEGER NOT NULL,
            text    TEXT,
            tries   INTEGER NOT NULL,
            next_at TEXT,
            fault   TEXT,
            PRIMARY KEY (source, entry)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS source_looks (
            number     INTEGER PRIMARY KEY,
            source     TEXT NOT NULL REFERENCES sources (source) ON DELETE CASCADE,
            at         TEXT NOT NULL,
            is_success INTEGER NOT NULL,
            message    TEXT NOT NULL
        ) STRICT;
        CREATE INDEX IF NOT EXISTS source_looks_by_source ON source_looks (source, number);
        """;
}
