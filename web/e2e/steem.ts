/** A development chain of Steem, three custodians and two relayers beside the chain that the tests run on. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Transaction } from "polkadot-api";
import { toBytes } from "../src/lib/text";
import { freePort, program, Program, rpc, until, type Running } from "./chain";
import { connect, devAddress, UNIT, type TestClient } from "./client";

const run = promisify(execFile);
/** Where a published Steem library is, and what signs with it. */
const library = fileURLToPath(new URL("../../services/steem-devnet/tests/js", import.meta.url));

const CUSTODIANS = ["Bob", "Charlie", "Dave"];
/**
 * So far back its chain begins, in seconds. Withdrawals expire half an hour after they are made, and Steem takes what
 * expires within an hour by its own clock.
 */
const AGE = 1_500;
/** Milliseconds for a block, until it has caught up with the time, some minutes later: finality takes seconds. */
const BLOCK_TIME = 500;

type Bytes = `0x${string}`;

/** The 33 bytes of a key that Steem writes as `STM…`. */
function keyBytes(text: string): Bytes {
	const digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
	let value = 0n;
	for (const digit of text.replace(/^STM/, "")) value = value * 58n + BigInt(digits.indexOf(digit));
	// Four bytes of checksum are at the end.
	return `0x${(value >> 32n).toString(16).padStart(66, "0")}`;
}

export class Steem {
	private constructor(
		readonly port: number,
		private readonly programs: Program[],
		private readonly folder: string,
	) {}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	/** Does something as a user's wallet does, with the library; the id of the transaction. */
	async act(words: string[]): Promise<string> {
		return (await this.said<{ id: string }>(words)).id;
	}

	private async said<T>(words: string[]): Promise<T> {
		const { stdout } = await run("node", ["act.mjs", this.url, ...words], {
			cwd: library,
			timeout: 120_000,
		});
		return JSON.parse(stdout) as T;
	}

	/** The time of its newest block, in seconds since 1970. */
	async time(): Promise<number> {
		const { time } = await rpc<{ time: string }>(
			this.port,
			"condenser_api.get_dynamic_global_properties",
		);
		return Date.parse(`${time}Z`) / 1_000;
	}

	/** What an account has: `12.345 STEEM`. */
	async balance(account: string): Promise<string> {
		const accounts = await rpc<{ balance: string }[]>(this.port, "condenser_api.get_accounts", [
			[account],
		]);
		return accounts[0]?.balance ?? "";
	}

	/** What the relayers have said last, for whoever has to find out why. */
	logs(): string {
		return ["relay-0.log", "relay-1.log"]
			.map((log) => join(this.folder, log))
			.filter((log) => existsSync(log))
			.map((log) => readFileSync(log, "utf8").split("\n").slice(-12).join("\n"))
			.join("\n\n");
	}

	async stop(): Promise<void> {
		await Promise.all(this.programs.map((one) => one.end("SIGKILL")));
		rmSync(this.folder, { recursive: true, force: true });
	}

	/** Starts it, opens the gateway on the chain, and has two of the three custodians relay and sign. */
	static async start(chain: Pick<Running, "node">): Promise<Steem> {
		if (!existsSync(join(library, "node_modules/dsteem"))) {
			await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: library });
		}
		const cli = program("NUTBOX_CLI", "nutbox");
		const folder = mkdtempSync(join(tmpdir(), "nutbox-e2e-steem-"));
		const port = await freePort();
		const begun = Math.floor((Date.now() / 1_000 - AGE) / 3) * 3;
		const devnet = new Program(
			cli,
			[
				...["steem-devnet", "--listen", `127.0.0.1:${port}`, "--data", join(folder, "steem")],
				...["--start", new Date(begun * 1_000).toISOString().slice(0, 19)],
				...["--block-time", String(BLOCK_TIME)],
			],
			join(folder, "steem.log"),
		);
		const steem = new Steem(port, [devnet], folder);
		const client = connect(chain.node.url);
		try {
			devnet.start();
			await until(
				"Steem answers",
				60,
				async () => (await steem.time()) > begun,
				() => devnet.check(),
			);
			await rpc(port, "devnet_api.advance", { blocks: 45 } as never);
			const secrets = await steem.found(client);
			await steem.act(["authority", "gateway", "2", "custodian-1,custodian-2,custodian-3"]);
			for (const [index, secret] of secrets.slice(0, 2).entries()) {
				const [key, wif] = [join(folder, `relay-${index}.key`), join(folder, `relay-${index}.wif`)];
				writeFileSync(key, `//${CUSTODIANS[index] ?? ""}`, { mode: 0o600 });
				writeFileSync(wif, secret, { mode: 0o600 });
				const relayer = new Program(
					cli,
					[
						...["relay", "--node", chain.node.url, "--steem", steem.url, "--interval", "1"],
						...["--state", join(folder, `relay-${index}.sqlite`), "--key-file", key],
						...["--custodian-key-file", wif],
					],
					join(folder, `relay-${index}.log`),
				);
				steem.programs.push(relayer);
				relayer.start();
			}
			await until("the gateway opens", 240, async () => {
				const status = await client.api.view.SteemGateway.status({ at: "best" });
				return status.deposits_open && status.withdrawals_open;
			});
			return steem;
		} catch (error) {
			const logs = steem.logs();
			await steem.stop();
			throw new Error(`${String(error)}\n${logs}`, { cause: error });
		} finally {
			client.close();
		}
	}

	/** The light client's checkpoint and witnesses, the gateway's account, bonds and custodians; their secrets on Steem. */
	private async found({ api, submit }: TestClient): Promise<string[]> {
		const asRoot = async (call: Transaction): Promise<void> => {
			const events = await submit(api.tx.Sudo.sudo({ call: call.decodedCall as never }), "Alice");
			const result = api.event.Sudo.Sudid.filter(events)[0]?.payload.sudo_result;
			if (!result?.success) throw new Error(`refused: ${JSON.stringify(result)}`);
		};
		const { last_irreversible_block_num: start } = await rpc<{ last_irreversible_block_num: number }>(
			this.port,
			"condenser_api.get_dynamic_global_properties",
		);
		const block = await rpc<{ block_id: string; timestamp: string }>(
			this.port,
			"condenser_api.get_block",
			[start],
		);
		const witnesses = await rpc<{ owner: string; signing_key: string }[]>(
			this.port,
			"condenser_api.get_witnesses_by_vote",
			["", 100],
		);
		await asRoot(
			api.tx.SteemLightClient.initialise({
				checkpoint: {
					number: start,
					id: `0x${block.block_id}`,
					time: Date.parse(`${block.timestamp}Z`) / 1_000,
				},
				witnesses: witnesses.map(({ owner, signing_key }): [Uint8Array, Bytes] => [
					toBytes(owner),
					keyBytes(signing_key),
				]),
			}),
		);
		const bond = 1_000n * UNIT;
		await asRoot(
			api.tx.SteemGateway.configure({
				account: toBytes("gateway"),
				start_block: start,
				chain_id: `0x${"00".repeat(32)}`,
				parameters: {
					daily_cap: 1_000_000n,
					free_deposit: 1n,
					min_withdrawal: 1_000n,
					bond,
					deadline: 7_200n,
					challenge_window: 600n,
					bond_period: 7_200n,
				},
			}),
		);
		const secrets: string[] = [];
		const custodians: [string, Bytes][] = [];
		for (const [index, who] of CUSTODIANS.entries()) {
			const keys = await this.said<{ wif: string; public: string }>(["keys", `custodian-${index + 1}`]);
			const key = keyBytes(keys.public);
			await submit(api.tx.SteemGateway.bond({ key, amount: bond }), who);
			secrets.push(keys.wif);
			custodians.push([devAddress(who), key]);
		}
		await asRoot(api.tx.SteemGateway.set_custodians({ custodians, threshold: 2 }));
		return secrets;
	}
}
