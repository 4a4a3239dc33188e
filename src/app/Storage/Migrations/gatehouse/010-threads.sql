CREATE TABLE threads (
    id      TEXT    NOT NULL PRIMARY KEY,
    title   TEXT,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL
) STRICT;
CREATE INDEX threads_by_update ON threads (updated);

-- A turn and what started it are written in one transaction; from `ended` on all columns are set.
CREATE TABLE turns (
    id              TEXT    NOT NULL PRIMARY KEY,
    thread          TEXT    NOT NULL REFERENCES threads (id),
    number          INTEGER NOT NULL,
    continues       INTEGER,
    zone            TEXT,
    state           TEXT    NOT NULL,
    created         INTEGER NOT NULL,
    started         INTEGER,
    ended           INTEGER,
    reason          TEXT,
    response        TEXT,
    integrity       INTEGER,
    confidentiality INTEGER,
    taint           TEXT,
    input_tokens    INTEGER,
    output_tokens   INTEGER,
    UNIQUE (thread, number)
) STRICT;
CREATE INDEX turns_unfinished ON turns (thread, number) WHERE state IN ('Queued', 'Processing');

CREATE TABLE messages (
    seq             INTEGER PRIMARY KEY,
    id              TEXT    NOT NULL UNIQUE,
    turn            TEXT    NOT NULL REFERENCES turns (id),
    role            TEXT    NOT NULL,
    text            TEXT    NOT NULL,
    integrity       INTEGER NOT NULL,
    confidentiality INTEGER NOT NULL,
    source          TEXT    NOT NULL,
    calls           TEXT    NOT NULL,
    call_id         TEXT,
    tool            TEXT,
    outcome         TEXT,
    effect          TEXT,
    approval        INTEGER,
    took            INTEGER,
    time            INTEGER NOT NULL
) STRICT;
CREATE INDEX messages_by_turn ON messages (turn, seq);
CREATE INDEX messages_by_effect ON messages (effect) WHERE effect IS NOT NULL;

-- One row per effect that waited for the owner and has ended: what makes telling its thread happen once.
-- `placed` is 0 while the result still waits for its placeholder to be written.
CREATE TABLE settled (
    effect          TEXT    NOT NULL PRIMARY KEY,
    approval        INTEGER NOT NULL,
    outcome         TEXT    NOT NULL,
    text            TEXT    NOT NULL,
    integrity       INTEGER NOT NULL,
    confidentiality INTEGER NOT NULL,
    source          TEXT    NOT NULL,
    placed          INTEGER NOT NULL,
    time            INTEGER NOT NULL
) STRICT;
