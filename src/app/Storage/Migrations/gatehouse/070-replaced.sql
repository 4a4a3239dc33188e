-- The turn that took this one's place: it stays in the transcript, and the model does not see it any more.
ALTER TABLE turns ADD COLUMN replaced_by TEXT;
-- 1: a message of such a turn. Its label still counts.
ALTER TABLE messages ADD COLUMN replaced INTEGER NOT NULL DEFAULT 0;
-- What the budgets were charged with; micro_usd is null where the model had no price.
ALTER TABLE turns ADD COLUMN charged_tokens INTEGER;
ALTER TABLE turns ADD COLUMN micro_usd INTEGER;
