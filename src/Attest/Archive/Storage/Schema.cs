namespace Attest.Archive.Storage;

/// <summary>The tables. What is learnt is in the ledger and its matter, for ever; every other table is a view, thrown away and filled anew by a rebuild.</summary>
/// <remarks>
/// A unit is what the accounts of one incident have in common: their founder by the scores, or what judgements made of it. An identity is the id that a unit bears for ever.
/// Digests are lower-case hexadecimal, moments UTC in ISO 8601 of one width, so that texts sort as times do. <c>recorded_from</c> and
/// <c>recorded_to</c> bound when a row of a view held here (half-open; null is still); a version of a document that somebody judged has a row for each state that it was in, all but the last with the
/// entry that restated it; <c>published</c> is when its version was published. A toll is what an incident adds to a tally: of a measure, or of it by one side, one
/// claimant or both; tolls lie on shelves, one for 64 incidents in the order of their numbers, and what every tally asks of these (days, bounds, and apart from these places) on shelves of their own (<c>tallied</c>, <c>tallied_places</c>). Of an incident <c>told_from</c> to <c>told_to</c>
/// and <c>kept_from</c> to <c>kept_to</c> bound (in ticks) when the versions that it rests on were published and recorded, so that it holds for every moment after both and is nothing before.
/// What is gone was an incident, and a former account belonged to one (by the id that it bore then), until a later version or a judgement left nothing of it: <c>told_to</c> is when that version was published (0 for a judgement, and where the incident lives on in another), <c>kept_to</c> when that was recorded.
/// Both spans are filed in classes (<see cref="Spans"/>), so that the incidents that a moment parts are found among few.
/// A claim's doubt is how unsure the reader is of it; null where it is sure, where it belongs to no incident and where somebody judged it; its urgency is that by the weight of its incident.
/// </remarks>
internal static partial class Schema
{
    /// <summary>Marks the file as an Attest archive: “ATST”.</summary>
    public const int ApplicationId = 0x41545354;

    /// <summary>Of the ledger and its matter. A greater number than this program knows is not opened.</summary>
    public const int Version = 1;

    /// <summary>Of the views and the code that fills them. Another number asks for a rebuild.</summary>
    public const int ViewsVersion = 27;

    /// <summary>Between the first and the last version that an incident rests on: the classes of <c>told_span</c> and <c>kept_span</c>, each up to so long, and one for all that is longer.</summary>
    public static readonly IReadOnlyList<TimeSpan> Spans = [TimeSpan.FromDays(4), TimeSpan.FromDays(32), TimeSpan.FromDays(256)];

    /// <summary>The ledger, append-only by triggers, and the matter behind its commitments, which alone may be erased.</summary>
    public const string Ledger =
        Storage.Ledger.Tables +
        """

        CREATE TABLE matter (
            commitment TEXT PRIMARY KEY,
            salt       BLOB NOT NULL,
            content    BLOB NOT NULL
        ) STRICT;
        CREATE TABLE views_made (only INTEGER PRIMARY KEY CHECK (only = 1), version INTEGER NOT NULL) STRICT;
        """;

    /// <summary>Removes the views.</summary>
    public const string DropViews =
        DropEdited +
        """

        DROP TABLE IF EXISTS incident_words;
        DROP TABLE IF EXISTS piece_words;
        DROP TABLE IF EXISTS pieces;
        DROP TABLE IF EXISTS totals;
        DROP TABLE IF EXISTS publishers;
        DROP TABLE IF EXISTS speakers;
        DROP TABLE IF EXISTS changes;
        DROP TABLE IF EXISTS tolls;
        DROP TABLE IF EXISTS tallied;
        DROP TABLE IF EXISTS tallied_places;
        DROP TABLE IF EXISTS facets;
        DROP TABLE IF EXISTS incident_boxes;
        DROP TABLE IF EXISTS rejections;
        DROP TABLE IF EXISTS judged;
        DROP TABLE IF EXISTS series;
        DROP TABLE IF EXISTS figures;
        DROP TABLE IF EXISTS sightings;
        DROP TABLE IF EXISTS unread_sentences;
        DROP TABLE IF EXISTS claims;
        DROP TABLE IF EXISTS former_accounts;
        DROP TABLE IF EXISTS moved_accounts;
        DROP TABLE IF EXISTS successors;
        DROP TABLE IF EXISTS gone;
        DROP TABLE IF EXISTS incidents;
        DROP TABLE IF EXISTS identities;
        DROP TABLE IF EXISTS aliases;
        DROP TABLE IF EXISTS links;
        DROP TABLE IF EXISTS account_keys;
        DROP TABLE IF EXISTS accounts;
        DROP TABLE IF EXISTS answers;
        DROP TABLE IF EXISTS passed_sentences;
        DROP TABLE IF EXISTS judgements;
        DROP TABLE IF EXISTS reports;
        DROP INDEX IF EXISTS ledger_by_time;
        DELETE FROM views_made;
        """;

    /// <summary>The views, empty. What stands for a version of a document bears the position of its reading in the ledger, which is the number of the version's row.</summary>
    public static readonly string Views =
        Edited +
        $$"""

        CREATE INDEX ledger_by_time ON ledger (recorded_at, position);
        CREATE TABLE reports (
            position      INTEGER PRIMARY KEY REFERENCES ledger (position),
            report        TEXT NOT NULL,
            document      TEXT NOT NULL,
            original      TEXT NOT NULL,
            matter        TEXT NOT NULL REFERENCES matter (commitment),
            title         TEXT NOT NULL,
            publisher     TEXT,
            published     TEXT,
            version_at    TEXT NOT NULL,
            url           TEXT,
            language      TEXT NOT NULL,
            is_read       INTEGER NOT NULL,
            attributions  INTEGER NOT NULL,
            figures       INTEGER NOT NULL,
            events        INTEGER NOT NULL,
            surrogates    INTEGER NOT NULL,
            copy_of       TEXT,
            recorded_from TEXT NOT NULL,
            recorded_to   TEXT,
            restated_by   INTEGER,
            listed_at     TEXT NOT NULL,
            head          BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX reports_by_id ON reports (report, position);
        CREATE INDEX reports_with_surrogates ON reports (report) WHERE surrogates > 0;
        CREATE INDEX reports_restated ON reports (restated_by) WHERE restated_by IS NOT NULL;
        CREATE INDEX reports_by_document ON reports (document, version_at, position);
        CREATE INDEX reports_by_original ON reports (original, position);
        CREATE INDEX reports_listed ON reports (listed_at DESC, report) WHERE recorded_to IS NULL;
        CREATE INDEX reports_as_of ON reports (listed_at DESC, report, version_at, recorded_from, recorded_to, document, position);
        CREATE INDEX reports_early ON reports (listed_at DESC, report, recorded_from) WHERE listed_at > recorded_from;
        CREATE INDEX reports_by_publisher ON reports (publisher, listed_at DESC, report, version_at, recorded_from, recorded_to, document, position);

        CREATE TABLE totals (
            documents        INTEGER NOT NULL,
            reports          INTEGER NOT NULL,
            originals        INTEGER NOT NULL,
            unread           INTEGER NOT NULL,
            claims           INTEGER NOT NULL,
            incidents        INTEGER NOT NULL,
            disputed         INTEGER NOT NULL,
            unread_sentences INTEGER NOT NULL,
            doubtful         INTEGER NOT NULL,
            earliest         TEXT NOT NULL
        ) STRICT;
        INSERT INTO totals VALUES (0, 0, 0, 0, 0, 0, 0, 0, 0, '9999-12-31T23:59:59.9999999Z');

        CREATE TABLE publishers (
            publisher TEXT PRIMARY KEY,
            documents INTEGER NOT NULL,
            unread    INTEGER NOT NULL,
            claims    INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX publishers_by_documents ON publishers (documents DESC, publisher);

        CREATE TABLE speakers (
            speaker TEXT PRIMARY KEY,
            name    TEXT NOT NULL,
            side    TEXT,
            claims  INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX speakers_by_claims ON speakers (claims DESC, speaker);

        CREATE TABLE claims (
            number      INTEGER PRIMARY KEY,
            position    INTEGER NOT NULL REFERENCES reports (position),
            claim       TEXT NOT NULL,
            member      TEXT NOT NULL,
            account     TEXT,
            words       TEXT NOT NULL,
            content     BLOB NOT NULL,
            recorded_to TEXT,
            speaker     TEXT,
            said_at     TEXT NOT NULL,
            doubt       REAL,
            urgency     REAL
        ) STRICT;
        CREATE INDEX claims_in_doubt ON claims (account) WHERE doubt IS NOT NULL AND recorded_to IS NULL;
        CREATE INDEX claims_by_urgency ON claims (urgency DESC, number) WHERE urgency IS NOT NULL AND recorded_to IS NULL;
        CREATE INDEX claims_by_report ON claims (position);
        CREATE INDEX claims_by_speaker ON claims (speaker, said_at DESC, number DESC) WHERE speaker IS NOT NULL AND recorded_to IS NULL;
        CREATE INDEX claims_by_account ON claims (account) WHERE recorded_to IS NULL;
        CREATE INDEX claims_by_id ON claims (claim);

        CREATE TABLE figures (
            number  INTEGER PRIMARY KEY REFERENCES claims (number),
            measure TEXT NOT NULL,
            series  TEXT
        ) STRICT;
        CREATE INDEX figures_by_measure ON figures (measure, number);
        CREATE INDEX figures_by_series ON figures (series, measure) WHERE series IS NOT NULL;

        CREATE TABLE series (
            series  TEXT PRIMARY KEY,
            measure TEXT NOT NULL,
            claims  INTEGER NOT NULL,
            changed INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX series_by_claims ON series (claims DESC, series);

        CREATE TABLE sightings (
            position  INTEGER NOT NULL REFERENCES reports (position),
            gazetteer TEXT NOT NULL,
            name      TEXT NOT NULL,
            region    TEXT,
            country   TEXT,
            day       TEXT NOT NULL,
            told      INTEGER NOT NULL,
            origin    TEXT,
            folded    TEXT NOT NULL,
            folded_region TEXT,
            folded_city   TEXT
        ) STRICT;
        CREATE INDEX sightings_by_entry ON sightings (gazetteer, day);
        CREATE INDEX sightings_by_name ON sightings (folded, day);
        CREATE INDEX sightings_by_region ON sightings (folded_region, day) WHERE folded_region IS NOT NULL;
        CREATE INDEX sightings_by_city ON sightings (folded_city, day) WHERE folded_city IS NOT NULL;
        CREATE INDEX sightings_by_day ON sightings (day, gazetteer);

        CREATE TABLE unread_sentences (
            position INTEGER NOT NULL REFERENCES reports (position),
            start    INTEGER NOT NULL,
            word     TEXT NOT NULL,
            quote    TEXT NOT NULL,
            listed   TEXT NOT NULL,
            PRIMARY KEY (position, start)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX unread_sentences_listed ON unread_sentences (listed DESC, position, start);

        CREATE TABLE incidents (
            number        INTEGER PRIMARY KEY,
            unit          TEXT NOT NULL UNIQUE,
            id            TEXT NOT NULL UNIQUE,
            changed       INTEGER NOT NULL,
            listed        INTEGER NOT NULL,
            newest_at     TEXT,
            newest_day    TEXT GENERATED ALWAYS AS (substr(newest_at, 1, 10)) STORED,
            weight        REAL NOT NULL,
            disputed      INTEGER NOT NULL,
            recorded_from TEXT NOT NULL,
            first_day     TEXT,
            last_day      TEXT,
            is_long       INTEGER NOT NULL,
            days          TEXT NOT NULL,
            latitude      REAL,
            longitude     REAL,
            geo_precision INTEGER,
            radius_km     REAL,
            place         TEXT,
            title         TEXT NOT NULL,
            type          TEXT NOT NULL,
            subtype       TEXT,
            status        TEXT NOT NULL,
            date          TEXT,
            reports       INTEGER NOT NULL,
            origins       INTEGER NOT NULL,
            state         TEXT NOT NULL,
            facets        TEXT NOT NULL,
            variants      BLOB NOT NULL,
            told_from     INTEGER NOT NULL,
            told_to       INTEGER NOT NULL,
            kept_from     INTEGER NOT NULL,
            kept_to       INTEGER NOT NULL,
            told_span     INTEGER GENERATED ALWAYS AS ({{SpanOf("told")}}) VIRTUAL,
            kept_span     INTEGER GENERATED ALWAYS AS ({{SpanOf("kept")}}) VIRTUAL,
            content       BLOB NOT NULL
        ) STRICT;
        CREATE INDEX incidents_told_over ON incidents (told_span, told_from DESC, number DESC, told_to, kept_from, kept_to);
        CREATE INDEX incidents_kept_over ON incidents (kept_span, kept_from DESC, number DESC, kept_to, told_from, told_to);
        CREATE INDEX incidents_told ON incidents (told_from DESC, number DESC, kept_from, told_to, kept_to);
        CREATE INDEX incidents_kept ON incidents (kept_from DESC, number DESC, told_from, told_to, kept_to);
        CREATE UNIQUE INDEX incidents_by_listing ON incidents (listed, first_day, last_day, latitude, longitude);
        CREATE INDEX incidents_by_day ON incidents (is_long, first_day, last_day) WHERE first_day IS NOT NULL;
        CREATE INDEX incidents_by_weight ON incidents (weight DESC, number);
        CREATE INDEX incidents_by_newest ON incidents (newest_day DESC, weight DESC, newest_at DESC, id);

        CREATE TABLE gone (
            number    INTEGER PRIMARY KEY,
            id        TEXT NOT NULL UNIQUE,
            told_from INTEGER NOT NULL,
            told_to   INTEGER NOT NULL,
            kept_from INTEGER NOT NULL,
            kept_to   INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX gone_told ON gone (told_from DESC, number, kept_from, told_to, kept_to);
        CREATE INDEX gone_kept ON gone (kept_from DESC, number, told_from, told_to, kept_to);
        CREATE TABLE former_accounts (
            account  TEXT PRIMARY KEY,
            id       TEXT NOT NULL,
            document TEXT NOT NULL,
            told_to  INTEGER NOT NULL,
            kept_to  INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX former_accounts_by_id ON former_accounts (id);
        CREATE TABLE moved_accounts (
            account TEXT NOT NULL,
            kept_to INTEGER NOT NULL,
            id      TEXT NOT NULL,
            PRIMARY KEY (account, kept_to)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX moved_accounts_by_id ON moved_accounts (id, kept_to);
        CREATE TABLE successors (account TEXT PRIMARY KEY, successor TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX successors_by_successor ON successors (successor);

        CREATE TABLE tallied (shelf INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
        CREATE TABLE tallied_places (shelf INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
        CREATE TABLE tolls (
            variant INTEGER NOT NULL,
            shelf   INTEGER NOT NULL,
            content BLOB NOT NULL,
            PRIMARY KEY (variant, shelf)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE facets (
            facet  INTEGER NOT NULL,
            listed INTEGER NOT NULL,
            PRIMARY KEY (facet, listed)
        ) STRICT, WITHOUT ROWID;
        CREATE VIRTUAL TABLE incident_boxes USING rtree (number, south, north, west, east);

        CREATE VIRTUAL TABLE incident_words USING fts5 (title, place, facets, days, content = 'incidents', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2');

        CREATE TABLE pieces (
            number    INTEGER PRIMARY KEY,
            position  INTEGER NOT NULL REFERENCES reports (position),
            start     INTEGER NOT NULL,
            listed_at TEXT NOT NULL,
            title     TEXT NOT NULL,
            body      TEXT NOT NULL,
            speakers  TEXT NOT NULL,
            places    TEXT NOT NULL,
            facets    TEXT NOT NULL,
            days      TEXT NOT NULL
        ) STRICT;
        CREATE INDEX pieces_by_report ON pieces (position);
        CREATE VIRTUAL TABLE piece_words USING fts5 (
            title, body, speakers, places, facets, days, content = 'pieces', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2');

        CREATE TABLE changes (
            sequence    INTEGER PRIMARY KEY,
            incident    TEXT NOT NULL,
            kind        TEXT NOT NULL,
            recorded_at TEXT NOT NULL,
            report      TEXT,
            measure     TEXT,
            before      TEXT,
            after       TEXT,
            other       TEXT
        ) STRICT;
        CREATE INDEX changes_by_incident ON changes (incident, sequence);
        CREATE INDEX changes_by_time ON changes (recorded_at, sequence);

        CREATE TABLE accounts (
            number   INTEGER PRIMARY KEY,
            account  TEXT NOT NULL UNIQUE,
            position INTEGER NOT NULL REFERENCES reports (position),
            ord      TEXT NOT NULL,
            home     TEXT,
            unit     TEXT,
            content  BLOB NOT NULL
        ) STRICT;
        CREATE INDEX accounts_by_report ON accounts (position);
        CREATE INDEX accounts_by_home ON accounts (home);
        CREATE INDEX accounts_by_unit ON accounts (unit, ord);

        CREATE TABLE account_keys (
            link_key INTEGER NOT NULL,
            founds   INTEGER NOT NULL,
            number   INTEGER NOT NULL,
            PRIMARY KEY (link_key, founds, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE links (
            one     TEXT NOT NULL,
            founder TEXT NOT NULL,
            score   REAL NOT NULL,
            same    INTEGER NOT NULL,
            reasons TEXT NOT NULL,
            PRIMARY KEY (one, founder)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX links_by_founder ON links (founder);

        CREATE TABLE identities (
            unit TEXT PRIMARY KEY,
            id   TEXT NOT NULL UNIQUE,
            born INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE aliases (
            alias TEXT PRIMARY KEY,
            id    TEXT NOT NULL,
            born  INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX aliases_by_id ON aliases (id);

        CREATE TABLE judgements (
            judgement   TEXT PRIMARY KEY,
            position    INTEGER NOT NULL,
            verdict     TEXT NOT NULL,
            author      TEXT NOT NULL,
            claim       TEXT,
            document    TEXT,
            version_at  TEXT,
            source      TEXT,
            over_author TEXT,
            lost        INTEGER NOT NULL,
            content     TEXT NOT NULL,
            undone_by   TEXT,
            answered_by TEXT
        ) STRICT;
        CREATE INDEX judgements_by_position ON judgements (position);
        CREATE INDEX judgements_by_verdict ON judgements (verdict, position);
        CREATE INDEX judgements_by_document ON judgements (document, position) WHERE document IS NOT NULL;
        CREATE INDEX judgements_over ON judgements (over_author, position) WHERE over_author IS NOT NULL;
        CREATE TABLE passed_sentences (
            document  TEXT NOT NULL,
            words     TEXT NOT NULL,
            judgement TEXT NOT NULL,
            PRIMARY KEY (document, words, judgement)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX passed_sentences_by_judgement ON passed_sentences (judgement);
        CREATE TABLE answers (
            reported  TEXT NOT NULL,
            judgement TEXT NOT NULL,
            PRIMARY KEY (reported, judgement)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX answers_by_judgement ON answers (judgement);
        CREATE INDEX judgements_by_claim ON judgements (claim, position) WHERE claim IS NOT NULL;
        CREATE TABLE judged (
            account   TEXT NOT NULL,
            judgement TEXT NOT NULL,
            PRIMARY KEY (account, judgement)
        ) STRICT, WITHOUT ROWID;
        """;

    private static string SpanOf(string clock) => $"CASE {string.Join(' ', Spans.Select((span, number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"WHEN {clock}_to - {clock}_from <= {span.Ticks} THEN {number}")))} ELSE {Spans.Count} END";
}
