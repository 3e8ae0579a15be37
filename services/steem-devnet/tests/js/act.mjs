// One act on a Steem chain with a published client library (dsteem), as a user's wallet would do it.
//
//   node act.mjs URL transfer FROM TO AMOUNT MEMO
//   node act.mjs URL sign-with NAMES transfer FROM TO AMOUNT MEMO   (the active keys of these accounts, comma-separated)
//   node act.mjs URL transaction NAMES JSON                         (as it is, with the active keys of these accounts)
//   node act.mjs URL bind ACCOUNT ADDRESS
//   node act.mjs URL delegate FROM TO VESTS
//   node act.mjs URL authority ACCOUNT THRESHOLD NAMES              (active and owner: the active keys of these accounts)
//   node act.mjs URL witness-key WITNESS PASSWORD                   (a new signing key, which the devnet learns)
//   node act.mjs URL keys ACCOUNT                                   (prints its active keys)
//
// Prints a line of JSON: the id of the transaction and its block, or the keys. Keys are those of a development chain.

import dsteem from 'dsteem';

const [url, ...words] = process.argv.slice(2);
const client = new dsteem.Client(url);
// The devnet's clock may run faster than ours: what the library calls a minute would soon be over.
client.broadcast.expireTime = 20 * 60 * 1000;
const key = (account, role = 'active', password = 'nutbox-devnet') =>
	dsteem.PrivateKey.fromLogin(account, password, role);

async function send(operation, keys) {
	tell(await client.broadcast.sendOperations([operation], keys));
}

function tell(sent) {
	if (sent.expired) throw new Error('the transaction has expired');
	console.log(JSON.stringify({ id: sent.id, block: sent.block_num }));
}

async function act([verb, ...rest], signers) {
	const keys = (account) => (signers ?? [account]).map((name) => key(name));
	switch (verb) {
		case 'sign-with':
			return act(rest.slice(1), rest[0].split(','));
		case 'transfer': {
			const [from, to, amount, memo] = rest;
			return send(['transfer', { from, to, amount, memo }], keys(from));
		}
		case 'transaction': {
			const [names, json] = rest;
			const signed = client.broadcast.sign(JSON.parse(json), names.split(',').map((name) => key(name)));
			return tell(await client.broadcast.send(signed));
		}
		case 'keys': {
			const own = key(rest[0]);
			return console.log(JSON.stringify({ wif: own.toString(), public: own.createPublic().toString() }));
		}
		case 'bind': {
			const [account, address] = rest;
			const json = JSON.stringify({ bind: address });
			const binding = { required_auths: [account], required_posting_auths: [], id: 'nutbox', json };
			return send(['custom_json', binding], keys(account));
		}
		case 'delegate': {
			const [delegator, delegatee, vesting_shares] = rest;
			return send(['delegate_vesting_shares', { delegator, delegatee, vesting_shares }], keys(delegator));
		}
		case 'authority': {
			const [account, threshold, names] = rest;
			const authority = {
				weight_threshold: Number(threshold),
				account_auths: [],
				// In the order of their bytes, as on the chain: the library signs them in the order given.
				key_auths: names
					.split(',')
					.map((name) => key(name).createPublic())
					.sort((a, b) => Buffer.compare(a.key, b.key))
					.map((shared) => [shared.toString(), 1]),
			};
			const memo_key = key(account, 'memo').createPublic().toString();
			const update = { account, owner: authority, active: authority, memo_key, json_metadata: '' };
			return send(['account_update', update], [key(account, 'owner')]);
		}
		case 'witness-key': {
			const [owner, password] = rest;
			const fresh = key(owner, 'signing', password);
			await client.call('devnet_api', 'add_key', { wif: fresh.toString() });
			const props = {
				account_creation_fee: '3.000 STEEM',
				maximum_block_size: 65536,
				sbd_interest_rate: 0,
			};
			const update = {
				owner,
				url: 'https://example.org',
				block_signing_key: fresh.createPublic().toString(),
				props,
				fee: '0.000 STEEM',
			};
			return send(['witness_update', update], keys(owner));
		}
		default:
			throw new Error(`unknown: ${verb}`);
	}
}

try {
	await act(words);
	// The library keeps connections open.
	process.exit(0);
} catch (error) {
	console.error(error.jse_info?.name ?? error.name, error.message);
	process.exit(1);
}
