-- The bridge to Steem: deposits, withdrawals, the gateway, bindings and delegations.

-- Rows of earlier versions lack what the chain said of the bridge in blocks that are indexed already. So the index is
-- made anew from the first block: every row is the chain's, nothing is lost.
DELETE FROM progress;
DELETE FROM totals;
DELETE FROM assets;
DELETE FROM communities;
DELETE FROM pools;
DELETE FROM positions;
DELETE FROM members;
DELETE FROM accounts;
DELETE FROM activity;
DELETE FROM fund_eras;
DELETE FROM old_schedules;
DELETE FROM announcements;
DELETE FROM vouchers;
DELETE FROM redemptions;
DELETE FROM liquid_staking;
DELETE FROM eras;
DELETE FROM slashes;
DELETE FROM markets;
DELETE FROM market_points;
DELETE FROM swaps;

-- Runs of Steem's blocks, and when this chain has learned that they are final.
CREATE TABLE steem_finals (
	block BIGINT NOT NULL,
	event BIGINT NOT NULL,
	time BIGINT NOT NULL,
	first_number BIGINT NOT NULL,
	last_number BIGINT NOT NULL,
	PRIMARY KEY (block, event)
);
CREATE INDEX steem_finals_by_number ON steem_finals (last_number, first_number);

-- An operation on Steem is one of a transaction. `block` and `event` are those of its proof here.
CREATE TABLE deposits (
	transaction_id TEXT NOT NULL,
	operation BIGINT NOT NULL,
	block BIGINT NOT NULL,
	event BIGINT NOT NULL,
	account TEXT,
	steem_account TEXT NOT NULL,
	state TEXT NOT NULL,
	-- The number of its refund.
	refund BIGINT,
	view TEXT NOT NULL,
	PRIMARY KEY (transaction_id, operation)
);
CREATE INDEX deposits_by_age ON deposits (block, event);
CREATE INDEX deposits_by_account ON deposits (account, block, event);
CREATE INDEX deposits_by_steem_account ON deposits (steem_account, block, event);
CREATE INDEX deposits_by_state ON deposits (state, block, event);

-- Withdrawals and refunds: they share their numbers.
CREATE TABLE withdrawals (
	id BIGINT NOT NULL PRIMARY KEY,
	cause TEXT NOT NULL,
	account TEXT,
	steem_account TEXT NOT NULL,
	state TEXT NOT NULL,
	view TEXT NOT NULL
);
CREATE INDEX withdrawals_by_account ON withdrawals (account, id);
CREATE INDEX withdrawals_by_steem_account ON withdrawals (steem_account, id);
CREATE INDEX withdrawals_by_state ON withdrawals (state, id);

-- What happened to a deposit, a withdrawal or, with a refund, both.
CREATE TABLE bridge_steps (
	block BIGINT NOT NULL,
	event BIGINT NOT NULL,
	-- The id of its transaction, a colon, and the number of its operation.
	deposit TEXT,
	withdrawal BIGINT,
	view TEXT NOT NULL,
	PRIMARY KEY (block, event)
);
CREATE INDEX bridge_steps_by_deposit ON bridge_steps (deposit, block, event);
CREATE INDEX bridge_steps_by_withdrawal ON bridge_steps (withdrawal, block, event);

CREATE TABLE bridge (
	id BIGINT NOT NULL PRIMARY KEY CHECK (id = 0),
	view TEXT NOT NULL
);

CREATE TABLE steem_bindings (
	steem_account TEXT NOT NULL PRIMARY KEY,
	-- Whom it is bound to; NULL after it was released.
	account TEXT,
	steem_block BIGINT NOT NULL,
	since_block BIGINT NOT NULL,
	since_time BIGINT NOT NULL
);
CREATE INDEX steem_bindings_by_account ON steem_bindings (account, steem_account);

-- Pools that are tied to an account on Steem.
CREATE TABLE steem_ties (
	pool BIGINT NOT NULL PRIMARY KEY,
	community BIGINT NOT NULL,
	steem_account TEXT NOT NULL,
	-- Only what is delegated after this time counts.
	since BIGINT NOT NULL,
	block BIGINT NOT NULL,
	time BIGINT NOT NULL
);

-- What was proved last.
CREATE TABLE steem_delegations (
	delegator TEXT NOT NULL,
	delegatee TEXT NOT NULL,
	amount TEXT NOT NULL,
	steem_block BIGINT NOT NULL,
	at_block BIGINT NOT NULL,
	at_time BIGINT NOT NULL,
	PRIMARY KEY (delegator, delegatee)
);

-- What of a delegation counts in a pool, and for whom.
CREATE TABLE steem_credits (
	pool BIGINT NOT NULL,
	delegator TEXT NOT NULL,
	community BIGINT NOT NULL,
	delegatee TEXT,
	account TEXT NOT NULL,
	amount TEXT NOT NULL,
	-- What should count instead, and can't yet.
	deferred TEXT,
	since_block BIGINT NOT NULL,
	since_time BIGINT NOT NULL,
	at_block BIGINT NOT NULL,
	at_time BIGINT NOT NULL,
	PRIMARY KEY (pool, delegator)
);
CREATE INDEX steem_credits_by_age ON steem_credits (since_block, pool, delegator);
CREATE INDEX steem_credits_by_account ON steem_credits (account, since_block, pool, delegator);
CREATE INDEX steem_credits_by_delegator ON steem_credits (delegator, since_block, pool);
