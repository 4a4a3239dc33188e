-- 1: the owner took this text out of the conversation. It stays in the transcript, and the model does not see it any more.
ALTER TABLE messages ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0;
