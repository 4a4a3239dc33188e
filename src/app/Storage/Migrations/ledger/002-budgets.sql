-- Reservations of money, bytes and hosts too, and of their thread. row_sum is the program's: a row whose checksum did not fit gets none
-- that fits, so damage stays visible.
CREATE TABLE reservations_2 (
    effect_id  TEXT    NOT NULL PRIMARY KEY,
    day        TEXT    NOT NULL,
    thread     TEXT,
    tokens     INTEGER NOT NULL,
    requests   INTEGER NOT NULL,
    bytes      INTEGER NOT NULL,
    micro_usd  INTEGER NOT NULL,
    novel_host TEXT,
    settled    INTEGER NOT NULL,
    sum        BLOB    NOT NULL
) STRICT;

INSERT INTO reservations_2
SELECT effect_id, day, thread, tokens, requests, 0, 0, NULL, settled,
       CASE WHEN old_sum = row_sum('reservations', effect_id, day, tokens, requests, settled)
            THEN row_sum('reservations', effect_id, day, thread, tokens, requests, 0, 0, NULL, settled)
            ELSE x'' END
FROM (SELECT effect_id, day, tokens, requests, settled, sum AS old_sum,
             (SELECT thread FROM entries WHERE effect = effect_id AND thread IS NOT NULL LIMIT 1) AS thread
      FROM reservations);

DROP TABLE reservations;
ALTER TABLE reservations_2 RENAME TO reservations;
CREATE INDEX reservations_open ON reservations (effect_id) WHERE settled = 0;

-- What reservations add up to. scope: 'day ' and a date, or 'thread ' and an id.
CREATE TABLE budget_sums (
    scope       TEXT    NOT NULL PRIMARY KEY,
    tokens      INTEGER NOT NULL,
    requests    INTEGER NOT NULL,
    bytes       INTEGER NOT NULL,
    micro_usd   INTEGER NOT NULL,
    novel_hosts INTEGER NOT NULL,
    sum         BLOB    NOT NULL
) STRICT;

-- total() and not sum(): one absurd number must not keep the server down. The cast stops at the largest.
INSERT INTO budget_sums
SELECT scope, tokens, requests, 0, 0, 0, CASE WHEN intact THEN row_sum('budget_sums', scope, tokens, requests, 0, 0, 0) ELSE x'' END
FROM (SELECT scope, CAST(total(tokens) AS INTEGER) AS tokens, CAST(total(requests) AS INTEGER) AS requests, min(sum <> x'') AS intact
      FROM (SELECT 'day ' || day AS scope, tokens, requests, sum FROM reservations
            UNION ALL
            SELECT 'thread ' || thread, tokens, requests, sum FROM reservations WHERE thread IS NOT NULL)
      GROUP BY scope);

-- Hosts that were reached. Before this version nobody noted them: each counts as new once more.
CREATE TABLE known_hosts (
    host TEXT NOT NULL PRIMARY KEY,
    day  TEXT NOT NULL,
    sum  BLOB NOT NULL
) STRICT;
