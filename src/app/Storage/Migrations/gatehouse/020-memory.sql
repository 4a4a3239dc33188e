-- A document is its parts in order. Each part keeps the label of the context that wrote it.
CREATE TABLE memory_parts (
    id              INTEGER PRIMARY KEY,
    path            TEXT    NOT NULL,
    content         TEXT    NOT NULL,
    integrity       INTEGER NOT NULL,
    confidentiality INTEGER NOT NULL,
    effect          TEXT    NOT NULL,
    time            INTEGER NOT NULL
) STRICT;
CREATE INDEX memory_parts_by_path ON memory_parts (path, id);

-- Outlives the parts: a write that was replaced since has still been done.
CREATE TABLE memory_writes (
    effect TEXT    NOT NULL PRIMARY KEY,
    path   TEXT    NOT NULL,
    time   INTEGER NOT NULL
) STRICT;

CREATE VIRTUAL TABLE memory_words USING fts5 (content, path, tokenize = 'unicode61 remove_diacritics 2');
