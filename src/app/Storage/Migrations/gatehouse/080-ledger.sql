-- Threads that the owner deleted: the ledger names their turns, and nothing else is kept of them.
CREATE TABLE deleted_threads (
    id TEXT NOT NULL PRIMARY KEY
) STRICT;

CREATE INDEX messages_waiting ON messages (seq) WHERE outcome = 'waiting';
