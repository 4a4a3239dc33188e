PRAGMA application_id = 0x47484442; -- "GHDB".

-- Hashes only: whoever reads this file cannot log in with what stands in it.
CREATE TABLE sessions (
    id              TEXT    NOT NULL PRIMARY KEY,
    cookie_hash     TEXT    NOT NULL UNIQUE,
    page_key_hash   TEXT    NOT NULL,
    created         INTEGER NOT NULL,
    last_used       INTEGER NOT NULL,
    expires         INTEGER NOT NULL,
    user_agent_line TEXT    NOT NULL,
    revoked         INTEGER
) STRICT;
