-- What the relayer remembers. Everything here can be found anew on the two chains; losing it costs time, and what
-- `signed` protects a custodian from.

-- The last block that was looked at, proved final by the relayer itself. One row.
CREATE TABLE progress (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	block BIGINT NOT NULL,
	block_id TEXT NOT NULL,
	-- Seconds since 1970.
	time BIGINT NOT NULL
);

-- What was found in final blocks and is for the chain to know. Written together with the progress past its block.
CREATE TABLE findings (
	block BIGINT NOT NULL,
	transaction_index BIGINT NOT NULL,
	operation BIGINT NOT NULL,
	-- deposit, payment, authority, binding, delegation, key
	kind TEXT NOT NULL,
	block_id TEXT NOT NULL,
	transaction_id TEXT NOT NULL,
	-- The signed transaction in binary, in hexadecimal digits.
	bytes TEXT NOT NULL,
	leaf_count BIGINT NOT NULL,
	-- The neighbours on the way to the root, in hexadecimal digits, one after the other.
	path TEXT NOT NULL,
	-- open, done, refused
	state TEXT NOT NULL DEFAULT 'open',
	attempts BIGINT NOT NULL DEFAULT 0,
	note TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (block, transaction_index, operation)
);
CREATE INDEX findings_open ON findings (state, block);

-- What this custodian has signed: of the attempts at a withdrawal, one at a time.
CREATE TABLE signed (
	nonce BIGINT PRIMARY KEY,
	transaction_id TEXT NOT NULL,
	-- Seconds since 1970: on Steem, the transaction is in no block after this time.
	expiration BIGINT NOT NULL
);
