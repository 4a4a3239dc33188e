-- What in a result tries to steer its reader: wire names with blanks between them, empty for none.
ALTER TABLE messages ADD COLUMN signals TEXT NOT NULL DEFAULT '';
ALTER TABLE settled ADD COLUMN signals TEXT NOT NULL DEFAULT '';
