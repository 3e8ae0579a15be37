-- How much a deposit is, in thousandths of a STEEM; those that were found before count as large.
ALTER TABLE findings ADD COLUMN amount BIGINT NOT NULL DEFAULT 9223372036854775807;

-- Final blocks whose transactions no node handed out in a form that is known. Looked at again from time to time, such as
-- by a later version; a row goes when its block could be read.
CREATE TABLE skipped (
	block BIGINT PRIMARY KEY,
	block_id TEXT NOT NULL,
	-- Seconds since 1970.
	time BIGINT NOT NULL,
	reason TEXT NOT NULL,
	-- 1: the operator has seen that nothing in it pays for the gateway.
	acknowledged BIGINT NOT NULL DEFAULT 0
);

-- The gateway from whose first block on everything was looked at. One row.
CREATE TABLE gateway (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	account TEXT NOT NULL,
	start_block BIGINT NOT NULL
);

-- What was spent on fees, in planck, by day (since 1970) and by what for.
CREATE TABLE fees (
	day BIGINT NOT NULL,
	what TEXT NOT NULL,
	spent BIGINT NOT NULL,
	PRIMARY KEY (day, what)
);
