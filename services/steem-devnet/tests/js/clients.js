// Talks to a devnet with two published client libraries, as an app of Steem would.
//
//   node clients.js http://127.0.0.1:8090
//
// Ends with exit code 0 when everything held.

import assert from 'node:assert/strict';
import dsteem from 'dsteem';
import steem from 'steem';

const url = process.argv[2];
assert(url, 'usage: node clients.js URL');
const password = 'nutbox-devnet';

async function withDsteem() {
	const client = new dsteem.Client(url);
	// The devnet's clock runs faster than ours: what the library calls a minute is over in two seconds.
	client.broadcast.expireTime = 50 * 60 * 1000;
	const key = (account, role = 'active') => dsteem.PrivateKey.fromLogin(account, password, role);
	const balance = async (account) => (await client.database.getAccounts([account]))[0].balance;

	const config = await client.database.getConfig();
	assert.equal(config.STEEM_CHAIN_ID, client.chainId.toString('hex'));
	assert.equal(await balance('dave'), '0.000 STEEM');

	const transfer = { from: 'alice', to: 'dave', amount: '1.234 STEEM', memo: 'from dsteem' };
	const sent = await client.broadcast.transfer(transfer, key('alice'));
	assert.equal(sent.expired, false);
	assert.equal(await balance('dave'), '1.234 STEEM');
	const block = await client.database.getBlock(sent.block_num);
	assert.equal(block.transaction_ids[sent.trx_num], sent.id);
	assert.deepEqual(block.transactions[sent.trx_num].operations, [['transfer', transfer]]);
	const operations = await client.database.getOperations(sent.block_num);
	assert.equal(operations[0].trx_id, sent.id);

	// The library computes the id of a transaction, and the key that signed it, by its own code.
	const signed = block.transactions[sent.trx_num];
	const { signatures, ref_block_num, ref_block_prefix, expiration, extensions } = signed;
	const bare = { ref_block_num, ref_block_prefix, expiration, operations: signed.operations, extensions };
	const digest = dsteem.cryptoUtils.transactionDigest(bare, client.chainId);
	const signer = dsteem.Signature.fromString(signatures[0]).recover(digest, client.addressPrefix);
	assert.equal(signer.toString(), key('alice').createPublic().toString());

	const refused = async (promise, name) => {
		await assert.rejects(promise, (error) => {
			assert.equal(error.jse_info?.name ?? error.name, name, error.message);
			return true;
		});
	};
	await refused(client.broadcast.transfer(transfer, key('bob')), 'tx_missing_active_auth');
	await refused(client.broadcast.transfer(transfer, key('alice', 'posting')), 'tx_missing_active_auth');
	await refused(client.broadcast.transfer(transfer, [key('alice'), key('bob')]), 'tx_irrelevant_sig');
	await refused(client.broadcast.transfer({ ...transfer, amount: '99999999.000 STEEM' }, key('alice')), 'assert_exception');
	await refused(client.broadcast.transfer({ ...transfer, to: 'nobody-here' }, key('alice')), 'assert_exception');
	await refused(client.broadcast.send(signed), 'assert_exception'); // the same again
	assert.equal(await balance('dave'), '1.234 STEEM');

	// Two of three keys.
	const custodians = ['custodian-1', 'custodian-2', 'custodian-3'].map((name) => key(name));
	const active = {
		weight_threshold: 2,
		account_auths: [],
		// In the order of their bytes, as on the chain: the library signs them in the order given.
		key_auths: custodians
			.map((custodian) => custodian.createPublic())
			.sort((a, b) => Buffer.compare(a.key, b.key))
			.map((key) => [key.toString(), 1]),
	};
	await client.broadcast.updateAccount(
		{ account: 'gateway', active, memo_key: key('gateway', 'memo').createPublic().toString(), json_metadata: '' },
		key('gateway'),
	);
	await client.broadcast.transfer({ from: 'alice', to: 'gateway', amount: '5.000 STEEM', memo: 'nutbox:' }, key('alice'));
	const payment = { from: 'gateway', to: 'bob', amount: '2.000 STEEM', memo: '' };
	await refused(client.broadcast.transfer(payment, custodians[0]), 'tx_missing_active_auth');
	await client.broadcast.transfer(payment, [custodians[0], custodians[2]]);
	assert.equal(await balance('gateway'), '3.000 STEEM');

	const binding = { required_auths: ['alice'], required_posting_auths: [], id: 'nutbox', json: '{"bind":"address"}' };
	await client.broadcast.json(binding, key('alice'));
	await client.broadcast.delegateVestingShares(
		{ delegator: 'alice', delegatee: 'community', vesting_shares: '500000.000000 VESTS' },
		key('alice'),
	);
	const delegations = await client.database.getVestingDelegations('alice');
	assert.equal(delegations[0].vesting_shares, '500000.000000 VESTS');
	const mana = await client.rc.getRCMana('alice');
	assert.equal(mana.percentage, 10000);

	// The library follows the chain, irreversible blocks and all. It refuses to begin before there is one.
	const deadline = Date.now() + 30000;
	while ((await client.database.getDynamicGlobalProperties()).last_irreversible_block_num < 1) {
		assert.ok(Date.now() < deadline, 'no block became irreversible');
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	let seen = 0;
	for await (const number of client.blockchain.getBlockNumbers({ mode: dsteem.BlockchainMode.Irreversible, from: 1 })) {
		seen += 1;
		assert.equal(number, seen);
		if (seen === 5) break;
	}
	assert.equal(seen, 5);
}

async function withSteemJs() {
	steem.api.setOptions({ url });
	const wif = (account, role = 'active') => steem.auth.toWif(account, password, role);
	const balance = async (account) => (await steem.api.getAccountsAsync([account]))[0].balance;
	const before = await balance('carol');
	const sent = await steem.broadcast.transferAsync(wif('bob'), 'bob', 'carol', '0.500 STEEM', 'from steem-js');
	assert.equal(sent.expired, false);
	const found = await steem.api.getTransactionAsync(sent.id);
	assert.equal(found.block_num, sent.block_num);
	assert.equal(parseFloat(await balance('carol')) - parseFloat(before), 0.5);
	await assert.rejects(
		steem.broadcast.transferAsync(wif('carol'), 'bob', 'carol', '0.500 STEEM', ''),
		/missing required active authority/,
	);
	const key = steem.auth.wifToPublic(wif('bob'));
	assert.deepEqual(await steem.api.getKeyReferencesAsync([key]), { accounts: [['bob']] });
	const witnesses = await steem.api.getActiveWitnessesAsync();
	assert.equal(witnesses.length, 21);
	await steem.broadcast.accountCreateAsync(
		wif('bob'), '3.000 STEEM', 'bob', 'made-by-steem-js',
		...['owner', 'active', 'posting'].map((role) => ({
			weight_threshold: 1,
			account_auths: [],
			key_auths: [[steem.auth.wifToPublic(wif('made-by-steem-js', role)), 1]],
		})),
		steem.auth.wifToPublic(wif('made-by-steem-js', 'memo')), '{}',
	);
	assert.equal(await balance('made-by-steem-js'), '0.000 STEEM');
}

await withDsteem();
console.log('dsteem: fine');
await withSteemJs();
console.log('steem-js: fine');
// The libraries keep connections open.
process.exit(0);
