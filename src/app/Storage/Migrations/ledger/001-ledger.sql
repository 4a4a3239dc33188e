PRAGMA application_id = 0x47484C47; -- "GHLG": a ledger of Gatehouse.

-- `row` is the order of writing. It is apart from `seq`, so that a copy that was reordered or forked shows it.
CREATE TABLE entries (
    row         INTEGER PRIMARY KEY,
    seq         INTEGER NOT NULL,
    time        INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    effect      TEXT,
    effect_kind TEXT,
    digest      TEXT,
    thread      TEXT,
    turn        TEXT,
    approval    INTEGER,
    size        INTEGER,
    line        TEXT    NOT NULL,
    previous    TEXT    NOT NULL,
    hash        TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX entries_by_seq ON entries (seq);
CREATE INDEX entries_by_effect ON entries (effect, seq) WHERE effect IS NOT NULL;
CREATE INDEX entries_by_thread ON entries (thread, seq) WHERE thread IS NOT NULL;

-- The tables below are not chained: they change and shrink. `sum` is SHA-256 over the row, so a flipped byte shows.
CREATE TABLE effect_bodies (
    effect_id TEXT    NOT NULL PRIMARY KEY,
    bytes     BLOB    NOT NULL,
    at        INTEGER NOT NULL,
    sum       BLOB    NOT NULL
) STRICT;

CREATE TABLE open_effects (
    effect_id TEXT NOT NULL PRIMARY KEY,
    kind      TEXT NOT NULL,
    digest    TEXT NOT NULL,
    repeat    TEXT NOT NULL,
    line      TEXT NOT NULL,
    thread    TEXT,
    turn      TEXT,
    approval  INTEGER,
    sum       BLOB NOT NULL
) STRICT;

CREATE TABLE approvals (
    number          INTEGER NOT NULL PRIMARY KEY,
    effect_id       TEXT    NOT NULL,
    digest          TEXT    NOT NULL,
    bytes           BLOB    NOT NULL,
    reason          TEXT    NOT NULL,
    grantable       INTEGER NOT NULL,
    tool            TEXT    NOT NULL,
    call_id         TEXT    NOT NULL,
    thread          TEXT,
    turn            TEXT,
    integrity       INTEGER NOT NULL,
    confidentiality INTEGER NOT NULL,
    source          TEXT,
    created         INTEGER NOT NULL,
    expires         INTEGER NOT NULL,
    state           TEXT    NOT NULL,
    settled         TEXT    NOT NULL,
    note            TEXT,
    sum             BLOB    NOT NULL
) STRICT;
CREATE INDEX approvals_unfinished ON approvals (number) WHERE state <> 'Closed';

CREATE TABLE approval_results (
    number          INTEGER NOT NULL PRIMARY KEY,
    text            TEXT    NOT NULL,
    integrity       INTEGER NOT NULL,
    confidentiality INTEGER NOT NULL,
    sum             BLOB    NOT NULL
) STRICT;

CREATE TABLE reservations (
    effect_id TEXT    NOT NULL PRIMARY KEY,
    day       TEXT    NOT NULL,
    tokens    INTEGER NOT NULL,
    requests  INTEGER NOT NULL,
    settled   INTEGER NOT NULL,
    sum       BLOB    NOT NULL
) STRICT;
CREATE INDEX reservations_by_day ON reservations (day);

CREATE TABLE grants (
    id      TEXT    NOT NULL PRIMARY KEY,
    host    TEXT    NOT NULL,
    port    INTEGER NOT NULL,
    method  TEXT    NOT NULL,
    path    TEXT    NOT NULL,
    since   INTEGER NOT NULL,
    expires INTEGER,
    sum     BLOB    NOT NULL
) STRICT;

-- scope: a thread's id, or * for everything.
CREATE TABLE stops (
    scope  TEXT    NOT NULL PRIMARY KEY,
    since  INTEGER NOT NULL,
    reason TEXT    NOT NULL,
    sum    BLOB    NOT NULL
) STRICT;
