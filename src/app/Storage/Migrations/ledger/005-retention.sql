CREATE INDEX effect_bodies_by_age ON effect_bodies (at);

-- Each time that retention dropped bodies: those stored before `until`, at `at`. Each is an entry of the chain too.
CREATE TABLE body_drops (
    number  INTEGER NOT NULL PRIMARY KEY,
    until   INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    effects INTEGER NOT NULL,
    sum     BLOB    NOT NULL
) STRICT;

-- When the clock was last taken for right: after a leap, nothing is dropped before it went evenly for a while.
CREATE TABLE believed_clock (
    number INTEGER NOT NULL PRIMARY KEY,
    at     INTEGER NOT NULL,
    sum    BLOB    NOT NULL
) STRICT;
