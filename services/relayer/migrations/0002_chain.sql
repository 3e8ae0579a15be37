-- The chain that all this is about: the hash of its first block in hexadecimal digits. One row.
CREATE TABLE chain (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	genesis TEXT NOT NULL
);

-- Seconds since 1970: what can't be proved at present is left alone until then.
ALTER TABLE findings ADD COLUMN retry_at BIGINT NOT NULL DEFAULT 0;
