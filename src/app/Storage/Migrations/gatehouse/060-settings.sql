-- What the owner set on the page or in the terminal. The environment wins over it. Never a secret.
CREATE TABLE settings (
    name   TEXT    NOT NULL PRIMARY KEY,
    value  TEXT    NOT NULL,
    effect TEXT    NOT NULL,
    time   INTEGER NOT NULL
) STRICT;

-- Outlives the values: a change that was taken back since has still been done.
CREATE TABLE setting_writes (
    effect TEXT    NOT NULL PRIMARY KEY,
    time   INTEGER NOT NULL
) STRICT;
