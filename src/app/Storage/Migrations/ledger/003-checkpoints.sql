-- Signed heads, in order of writing; only ever added to. `key` is the public one. Apart from the chain: their loss does not break it.
CREATE TABLE checkpoints (
    number    INTEGER NOT NULL PRIMARY KEY,
    seq       INTEGER NOT NULL,
    hash      TEXT    NOT NULL,
    time      INTEGER NOT NULL,
    key       BLOB    NOT NULL,
    signature BLOB    NOT NULL,
    sum       BLOB    NOT NULL
) STRICT;
