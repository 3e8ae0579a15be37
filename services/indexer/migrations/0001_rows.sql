-- One dialect for SQLite and PostgreSQL: BIGINT for numbers, TEXT for everything else.
-- Amounts are TEXT of 39 digits with leading zeros, so that their order is that of the numbers.
-- `view` columns hold the JSON that the API shows.

-- How far the index is: written in the transaction of each block.
CREATE TABLE progress (
	id BIGINT NOT NULL PRIMARY KEY CHECK (id = 0),
	genesis TEXT NOT NULL,
	block BIGINT NOT NULL,
	hash TEXT NOT NULL,
	time BIGINT NOT NULL,
	spec_version BIGINT NOT NULL,
	era BIGINT NOT NULL
);

-- What the chain says of itself, so that it is known while the node is down.
CREATE TABLE chain_info (
	id BIGINT NOT NULL PRIMARY KEY CHECK (id = 0),
	view TEXT NOT NULL
);

CREATE TABLE totals (
	id BIGINT NOT NULL PRIMARY KEY CHECK (id = 0),
	staked TEXT NOT NULL,
	fund_yield TEXT NOT NULL
);

CREATE TABLE assets (
	asset TEXT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	symbol TEXT NOT NULL,
	decimals BIGINT NOT NULL,
	community BIGINT,
	search TEXT NOT NULL
);

CREATE TABLE communities (
	id BIGINT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	search TEXT NOT NULL,
	owner TEXT,
	view TEXT NOT NULL,
	open_pools BIGINT NOT NULL,
	members BIGINT NOT NULL,
	staked TEXT NOT NULL,
	spent_token TEXT NOT NULL,
	spent_native TEXT NOT NULL,
	bought_paid TEXT NOT NULL,
	bought_received TEXT NOT NULL,
	created_block BIGINT NOT NULL,
	created_time BIGINT NOT NULL
);
CREATE INDEX communities_by_members ON communities (members, id);
CREATE INDEX communities_by_staked ON communities (staked, id);
CREATE INDEX communities_by_name ON communities (search, id);
CREATE INDEX communities_by_owner ON communities (owner, id);

CREATE TABLE pools (
	id BIGINT NOT NULL PRIMARY KEY,
	community BIGINT NOT NULL,
	status TEXT NOT NULL,
	kind TEXT NOT NULL,
	asset TEXT,
	total TEXT NOT NULL,
	view TEXT NOT NULL,
	members BIGINT NOT NULL,
	created_block BIGINT NOT NULL,
	created_time BIGINT NOT NULL,
	closed_block BIGINT
);
CREATE INDEX pools_by_community ON pools (community, id);

CREATE TABLE positions (
	pool BIGINT NOT NULL,
	account TEXT NOT NULL,
	community BIGINT NOT NULL,
	stake TEXT NOT NULL,
	active BIGINT NOT NULL,
	terms TEXT NOT NULL,
	claimed_token TEXT NOT NULL,
	claimed_yield TEXT NOT NULL,
	since_block BIGINT NOT NULL,
	since_time BIGINT NOT NULL,
	at_block BIGINT NOT NULL,
	PRIMARY KEY (pool, account)
);
CREATE INDEX positions_by_account ON positions (account, active, since_block, pool);
CREATE INDEX positions_by_member ON positions (community, account);
CREATE INDEX positions_by_pool ON positions (pool, active, since_block, account);

CREATE TABLE members (
	community BIGINT NOT NULL,
	account TEXT NOT NULL,
	active BIGINT NOT NULL,
	since_block BIGINT NOT NULL,
	since_time BIGINT NOT NULL,
	last_block BIGINT NOT NULL,
	PRIMARY KEY (community, account)
);
CREATE INDEX members_by_age ON members (community, active, since_block, account);

CREATE TABLE accounts (
	account TEXT NOT NULL PRIMARY KEY,
	first_block BIGINT NOT NULL,
	pools BIGINT NOT NULL,
	claim_permission BIGINT NOT NULL
);
CREATE INDEX accounts_with_stake ON accounts (pools);

CREATE TABLE activity (
	block BIGINT NOT NULL,
	event BIGINT NOT NULL,
	time BIGINT NOT NULL,
	kind TEXT NOT NULL,
	community BIGINT,
	account TEXT,
	view TEXT NOT NULL,
	PRIMARY KEY (block, event)
);
CREATE INDEX activity_by_community ON activity (community, block, event);
CREATE INDEX activity_by_account ON activity (account, block, event);
CREATE INDEX activity_by_kind ON activity (community, kind, block, event);

CREATE TABLE fund_eras (
	community BIGINT NOT NULL,
	era BIGINT NOT NULL,
	view TEXT NOT NULL,
	PRIMARY KEY (community, era)
);

CREATE TABLE old_schedules (
	community BIGINT NOT NULL,
	until BIGINT NOT NULL,
	schedule TEXT NOT NULL,
	PRIMARY KEY (community, until)
);

CREATE TABLE announcements (
	community BIGINT NOT NULL,
	block BIGINT NOT NULL,
	event BIGINT NOT NULL,
	time BIGINT NOT NULL,
	kind TEXT NOT NULL,
	effective BIGINT NOT NULL,
	state TEXT NOT NULL,
	content TEXT NOT NULL,
	closed_block BIGINT,
	PRIMARY KEY (community, block, event)
);

CREATE TABLE vouchers (
	block BIGINT NOT NULL,
	event BIGINT NOT NULL,
	account TEXT NOT NULL,
	view TEXT NOT NULL,
	PRIMARY KEY (block, event)
);
CREATE INDEX vouchers_by_account ON vouchers (account, block, event);

CREATE TABLE redemptions (
	id BIGINT NOT NULL PRIMARY KEY,
	account TEXT NOT NULL,
	amount TEXT NOT NULL,
	-- Where it ends in the queue; it is settled when the queue is settled up to there.
	queue_end TEXT NOT NULL,
	state TEXT NOT NULL,
	claimable TEXT,
	received TEXT,
	requested_block BIGINT NOT NULL,
	requested_time BIGINT NOT NULL,
	ready_block BIGINT,
	ready_time BIGINT,
	closed_block BIGINT,
	closed_time BIGINT
);
CREATE INDEX redemptions_by_account ON redemptions (account, id);
CREATE INDEX redemptions_by_state ON redemptions (state, queue_end);

CREATE TABLE liquid_staking (
	id BIGINT NOT NULL PRIMARY KEY CHECK (id = 0),
	view TEXT NOT NULL,
	validators TEXT NOT NULL,
	reserve TEXT NOT NULL
);

CREATE TABLE eras (
	era BIGINT NOT NULL PRIMARY KEY,
	view TEXT NOT NULL
);

CREATE TABLE slashes (
	block BIGINT NOT NULL,
	event BIGINT NOT NULL,
	view TEXT NOT NULL,
	PRIMARY KEY (block, event)
);

CREATE TABLE markets (
	id BIGINT NOT NULL PRIMARY KEY,
	asset_a TEXT NOT NULL,
	asset_b TEXT NOT NULL,
	account TEXT NOT NULL,
	reserve_a TEXT NOT NULL,
	reserve_b TEXT NOT NULL,
	last_swap TEXT,
	created_block BIGINT NOT NULL,
	at_block BIGINT NOT NULL
);
CREATE UNIQUE INDEX markets_by_assets ON markets (asset_a, asset_b);

CREATE TABLE market_points (
	market BIGINT NOT NULL,
	block BIGINT NOT NULL,
	time BIGINT NOT NULL,
	reserve_a TEXT NOT NULL,
	reserve_b TEXT NOT NULL,
	PRIMARY KEY (market, block)
);

CREATE TABLE swaps (
	market BIGINT NOT NULL,
	block BIGINT NOT NULL,
	event BIGINT NOT NULL,
	hop BIGINT NOT NULL,
	view TEXT NOT NULL,
	PRIMARY KEY (market, block, event, hop)
);
