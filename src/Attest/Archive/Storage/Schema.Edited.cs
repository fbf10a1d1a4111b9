namespace Attest.Archive.Storage;

/// <content>What people write and freeze: posts with their claims and edits, and snapshots. No table of the readings refers to these, and these to none of theirs.</content>
internal static partial class Schema
{
    private const string DropEdited =
        """
        DROP TABLE IF EXISTS snapshot_decisions;
        DROP TABLE IF EXISTS snapshots;
        DROP TABLE IF EXISTS post_changes;
        DROP TABLE IF EXISTS post_claims;
        DROP TABLE IF EXISTS post_edits;
        DROP TABLE IF EXISTS posts;
        """;

    private const string Edited =
        """
        CREATE TABLE posts (
            post      TEXT PRIMARY KEY,
            number    INTEGER NOT NULL,
            kind      TEXT NOT NULL,
            state     TEXT NOT NULL,
            pinned    INTEGER NOT NULL,
            listed_at TEXT,
            doubtful  INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX posts_listed ON posts (listed_at DESC, number DESC) WHERE listed_at IS NOT NULL;
        CREATE TABLE post_edits (
            edit        TEXT PRIMARY KEY,
            post        TEXT NOT NULL,
            position    INTEGER NOT NULL,
            author      TEXT NOT NULL,
            over_author TEXT,
            content     TEXT NOT NULL
        ) STRICT;
        CREATE INDEX post_edits_by_post ON post_edits (post, position);
        CREATE INDEX post_edits_over ON post_edits (over_author, position) WHERE over_author IS NOT NULL;
        CREATE TABLE post_claims (
            post     TEXT NOT NULL,
            number   INTEGER NOT NULL,
            document TEXT NOT NULL,
            state    TEXT NOT NULL,
            now      TEXT,
            PRIMARY KEY (post, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX post_claims_by_document ON post_claims (document);
        CREATE TABLE post_changes (
            sequence    INTEGER PRIMARY KEY,
            kind        TEXT NOT NULL,
            post        TEXT NOT NULL,
            recorded_at TEXT NOT NULL
        ) STRICT;

        CREATE TABLE snapshots (
            position INTEGER PRIMARY KEY,
            snapshot TEXT NOT NULL,
            open     TEXT,
            content  TEXT NOT NULL
        ) STRICT;
        CREATE INDEX snapshots_by_digest ON snapshots (snapshot, position);
        CREATE INDEX snapshots_open ON snapshots (open, position) WHERE open IS NOT NULL;
        CREATE TABLE snapshot_decisions (
            position INTEGER PRIMARY KEY,
            digest   TEXT NOT NULL,
            content  TEXT NOT NULL
        ) STRICT;
        CREATE INDEX snapshot_decisions_by_digest ON snapshot_decisions (digest, position);
        """;
}
