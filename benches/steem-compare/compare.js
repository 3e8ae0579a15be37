// Headers verified and transactions encoded by dsteem, on the data of the tests. README.md says how to run it.
const { readFileSync } = require('fs');
const { createHash } = require('crypto');
const { Signature } = require('dsteem');
const { Types } = require('dsteem/lib/steem/serializer');
const ByteBuffer = require('bytebuffer');
const secp256k1 = require('secp256k1');

const blocks = JSON.parse(readFileSync(process.env.NUTBOX_BENCH_DATA, 'utf8'));
const buffer = () => new ByteBuffer(ByteBuffer.DEFAULT_CAPACITY, ByteBuffer.LITTLE_ENDIAN);
const bytes = (written) => Buffer.from(written.flip().toBuffer());
const hash = (name, data) => createHash(name).update(data).digest();

function signedPart(block) {
	const written = buffer();
	written.append(block.previous, 'hex');
	written.writeUint32(Date.parse(`${block.timestamp}Z`) / 1000);
	Types.String(written, block.witness);
	written.append(block.transaction_merkle_root, 'hex');
	written.writeVarint32(0);
	return bytes(written);
}

function verify(block, previous) {
	const header = signedPart(block);
	const key = Signature.fromString(block.witness_signature).recover(hash('sha256', header), 'STM');
	const id = hash('sha224', Buffer.concat([header, Buffer.from(block.witness_signature, 'hex')])).subarray(0, 20);
	id.writeUInt32BE(parseInt(block.previous.slice(0, 8), 16) + 1, 0);
	if (key.toString() !== block.signing_key || id.toString('hex') !== block.block_id) {
		throw new Error(`block ${block.block_num}`);
	}
	return previous === undefined || previous === block.previous ? id.toString('hex') : undefined;
}

/// Calls of `work` a second, over the list again and again for some seconds.
function rate(list, work) {
	const seconds = 4;
	list.forEach(work);
	const start = process.hrtime.bigint();
	let count = 0;
	for (;;) {
		for (const entry of list) work(entry);
		count += list.length;
		const passed = Number(process.hrtime.bigint() - start) / 1e9;
		if (passed > seconds) return count / passed;
	}
}

const run = blocks.filter((block) => block.block_num >= 1000000 && block.block_num < 1000064);
let verified = 0;
const headers = rate(run, (block) => verified += verify(block, undefined) ? 1 : 0);

function encode(transaction) {
	const written = buffer();
	Types.Transaction(written, transaction);
	return hash('sha256', bytes(written)).subarray(0, 20).toString('hex');
}
const all = blocks.flatMap((block) => block.transactions.map((transaction, index) =>
	({ transaction, id: block.transaction_ids[index] })));
const right = all.filter(({ transaction, id }) => {
	try { return encode(transaction) === id; } catch { return false; }
});
const transactions = rate(right, ({ transaction }) => encode(transaction));

console.log(`dsteem ${require('dsteem/package.json').version}, node ${process.version}, secp256k1 ${require('secp256k1/package.json').version}`);
console.log(`headers verified in full:     ${headers.toFixed(0)} a second`);
console.log(`transactions encoded, hashed: ${transactions.toFixed(0)} a second`);
console.log(`ids that are right:           ${right.length} of ${all.length}`);
