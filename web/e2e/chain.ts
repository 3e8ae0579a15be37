/**
 * A development chain of one node with the demonstration community, its index, and the server of the app, on free
 * ports and in a temporary folder: what `make run` starts, with shorter slots and eras. It ends with the tests.
 *
 * NUTBOX_NODE, NUTBOX_CLI  the programs; by default those that a development build has left in the target folder
 */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	closeSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");

/** As the chain's genesis has them. */
export interface Lengths {
	slotMillis: number;
	epochSlots: number;
	sessionsPerEra: number;
	bondingEras: number;
}

/** A block a second and eras of ten, so that nobody waits for minutes until a reward comes or a queue moves. */
export const FAST: Lengths = { slotMillis: 1_000, epochSlots: 5, sessionsPerEra: 2, bondingEras: 2 };

export function program(variable: string, name: string): string {
	const path = process.env[variable] ?? join(target, "debug", name);
	if (!existsSync(path)) {
		throw new Error(`${path} is missing: run "make run" once, or name the program in ${variable}.`);
	}
	return path;
}

export async function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once("error", reject);
		server.listen(0, "127.0.0.1", () => {
			const address = server.address();
			server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
		});
	});
}

/** Asks again and again until it is so; what is thrown meanwhile counts as "not yet". */
export async function until(
	what: string,
	seconds: number,
	ready: () => Promise<boolean>,
	/** Throws when there is nothing to wait for any more. */
	check: () => void = () => undefined,
): Promise<void> {
	const deadline = Date.now() + seconds * 1_000;
	while (Date.now() < deadline) {
		check();
		if (await ready().catch(() => false)) return;
		await new Promise((wake) => setTimeout(wake, 250));
	}
	throw new Error(`${what}: not within ${seconds} s`);
}

/** A program that can be stopped, killed, held and started again. */
export class Program {
	private child: ChildProcess | undefined;

	constructor(
		private readonly path: string,
		private readonly args: string[],
		private readonly log: string,
	) {}

	start(): void {
		const file = openSync(this.log, "a");
		this.child = spawn(this.path, this.args, { stdio: ["ignore", file, file] });
		closeSync(file);
	}

	/** Throws, with its last words, if it has ended by itself. */
	check(): void {
		if (this.child && this.child.exitCode !== null) {
			throw new Error(`${this.log} ended: ${readFileSync(this.log, "utf8").slice(-2_000)}`);
		}
	}

	/** Holds it (SIGSTOP), or lets it go on (SIGCONT). */
	signal(name: "SIGSTOP" | "SIGCONT"): void {
		this.child?.kill(name);
	}

	async end(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
		const child = this.child;
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		await new Promise<void>((resolve) => {
			child.once("exit", () => resolve());
			// A held program hears of nothing else.
			child.kill("SIGCONT");
			child.kill(signal);
		});
	}
}

/** The development chain's specification with these lengths: raw, so that nodes need not make the genesis anew. */
async function specification(node: string, lengths: Lengths): Promise<string> {
	const { size, mtimeMs } = statSync(node);
	const name = createHash("sha256").update(JSON.stringify({ size, mtimeMs, lengths })).digest("hex");
	const folder = fileURLToPath(new URL("../node_modules/.cache/nutbox-e2e", import.meta.url));
	const path = join(folder, `${name.slice(0, 16)}.json`);
	if (existsSync(path)) return path;
	mkdirSync(folder, { recursive: true });
	const plain = join(folder, `plain-${process.pid}.json`);
	const limits = { maxBuffer: 256 * 1024 * 1024, timeout: 120_000 };
	const { stdout } = await run(node, ["export-chain-spec", "--chain", "dev"], limits);
	const spec = JSON.parse(stdout) as { genesis: { runtimeGenesis: { patch: Record<string, unknown> } } };
	spec.genesis.runtimeGenesis.patch.timing = { lengths };
	writeFileSync(plain, JSON.stringify(spec));
	const raw = await run(node, ["export-chain-spec", "--raw", "--chain", plain], limits);
	writeFileSync(plain, raw.stdout);
	renameSync(plain, path);
	return path;
}

/** The answer of a node's RPC over HTTP. */
export async function rpc<T>(port: number, method: string, params: unknown[] = []): Promise<T> {
	const answer = await fetch(`http://127.0.0.1:${port}`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ id: 1, jsonrpc: "2.0", method, params }),
		signal: AbortSignal.timeout(5_000),
	});
	return ((await answer.json()) as { result: T }).result;
}

export interface RunningNode {
	/** `ws://127.0.0.1:…` */
	url: string;
	port: number;
	program: Program;
	/** Waits until it answers and makes blocks. */
	ready: () => Promise<void>;
	stop: () => Promise<void>;
}

/** A node of the development chain; `port` to take the place of one that was stopped. */
export async function startNode(lengths: Lengths = FAST, port?: number): Promise<RunningNode> {
	const path = program("NUTBOX_NODE", "nutbox-node");
	const spec = await specification(path, lengths);
	const data = mkdtempSync(join(tmpdir(), "nutbox-e2e-node-"));
	const rpcPort = port ?? (await freePort());
	const node = new Program(
		path,
		[
			...[
				"--dev",
				"--chain",
				spec,
				"--base-path",
				data,
				"--state-pruning",
				"archive",
				"--no-prometheus",
			],
			...["--rpc-port", String(rpcPort), "--port", String(await freePort())],
		],
		join(data, "node.log"),
	);
	const ready = async (): Promise<void> => {
		let first: number | undefined;
		const grows = async (): Promise<boolean> => {
			const { number } = await rpc<{ number: string }>(rpcPort, "chain_getHeader");
			first ??= Number(number);
			return Number(number) > first;
		};
		await until("the chain makes blocks", 120, grows, () => node.check());
	};
	const stop = async (): Promise<void> => {
		await node.end();
		rmSync(data, { recursive: true, force: true });
	};
	node.start();
	try {
		await ready();
	} catch (error) {
		await stop();
		throw error;
	}
	return { url: `ws://127.0.0.1:${rpcPort}`, port: rpcPort, program: node, ready, stop };
}

export interface Running {
	/** Where the app is. */
	url: string;
	node: RunningNode;
	/** `nutbox serve`. */
	server: Program;
	/** Waits until the server answers and has indexed something. */
	served: () => Promise<void>;
	stop: () => Promise<void>;
}

/** A chain with its index and the app. `demo`: with the demonstration community. */
export async function startChain({ lengths = FAST, demo = true } = {}): Promise<Running> {
	const cli = program("NUTBOX_CLI", "nutbox");
	const app = join(root, "web/dist");
	if (!existsSync(join(app, "index.html")))
		throw new Error('web/dist is missing: run "npm run build" first.');
	const node = await startNode(lengths);
	const data = mkdtempSync(join(tmpdir(), "nutbox-e2e-serve-"));
	const http = await freePort();
	const url = `http://127.0.0.1:${http}`;
	const server = new Program(
		cli,
		[
			...["serve", "--node", node.url, "--database", `sqlite:${join(data, "index.sqlite")}`],
			...["--listen", `127.0.0.1:${http}`, "--app", app],
			// Several browsers, all of them at one address.
			...["--rate-limit", "1000", "--rate-burst", "5000"],
		],
		join(data, "serve.log"),
	);
	const answers = async (): Promise<boolean> => {
		const status = (await (await fetch(`${url}/api/v1/status`)).json()) as { indexed?: unknown };
		return status.indexed !== undefined && status.indexed !== null;
	};
	const served = (): Promise<void> => until("the index answers", 120, answers, () => server.check());
	const stop = async (): Promise<void> => {
		await server.end();
		await node.stop();
		rmSync(data, { recursive: true, force: true });
	};
	try {
		if (demo) await run(cli, ["demo", "--url", node.url], { timeout: 180_000 });
		server.start();
		await served();
		return { url, node, server, served, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
