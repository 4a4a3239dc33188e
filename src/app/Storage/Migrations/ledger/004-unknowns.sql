-- Effects of unknown outcome that wait for the owner's word. A row goes with his answer, which is an entry.
CREATE TABLE unknown_effects (
    effect_id TEXT    NOT NULL PRIMARY KEY,
    kind      TEXT    NOT NULL,
    digest    TEXT    NOT NULL,
    line      TEXT    NOT NULL,
    thread    TEXT,
    turn      TEXT,
    approval  INTEGER,
    since     INTEGER NOT NULL,
    sum       BLOB    NOT NULL
) STRICT;

-- Those of before were put to the owner in their conversations only.
INSERT INTO unknown_effects
SELECT effect, effect_kind, digest, line, thread, turn, approval, time,
       row_sum('unknown_effects', effect, effect_kind, digest, line, thread, turn, approval, time)
FROM (SELECT effect, effect_kind, digest, thread, turn, approval, time,
             coalesce((SELECT i.line FROM entries i WHERE i.effect = e.effect AND i.kind = 'intent' LIMIT 1), e.line) AS line
      FROM entries e
      WHERE kind = 'unknown' AND effect IS NOT NULL AND effect_kind IS NOT NULL AND digest IS NOT NULL
      GROUP BY effect);
