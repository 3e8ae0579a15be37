/**
 * A development chain of one node with the demonstration community, its index, and the server of the app, on free
 * ports and in a temporary folder: what `make run` starts. It ends with the tests.
 *
 * NUTBOX_NODE, NUTBOX_CLI  the programs; by default those that a development build has left in the target folder
 */
import { spawn, execFileSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");

function program(variable: string, name: string): string {
	const path = process.env[variable] ?? join(target, "debug", name);
	if (!existsSync(path)) {
		throw new Error(`${path} is missing: run "make run" once, or name the program in ${variable}.`);
	}
	return path;
}

async function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once("error", reject);
		server.listen(0, "127.0.0.1", () => {
			const address = server.address();
			server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
		});
	});
}

async function until(what: string, seconds: number, ready: () => Promise<boolean>): Promise<void> {
	const deadline = Date.now() + seconds * 1_000;
	while (Date.now() < deadline) {
		if (await ready().catch(() => false)) return;
		await new Promise((wake) => setTimeout(wake, 250));
	}
	throw new Error(`${what} was not ready within ${seconds} s`);
}

export interface Running {
	/** Where the app is. */
	url: string;
	/** The node's JSON-RPC. */
	node: string;
	stop: () => Promise<void>;
}

export async function startChain(): Promise<Running> {
	const node = program("NUTBOX_NODE", "nutbox-node");
	const cli = program("NUTBOX_CLI", "nutbox");
	const app = join(root, "web/dist");
	if (!existsSync(join(app, "index.html")))
		throw new Error('web/dist is missing: run "npm run build" first.');

	const data = mkdtempSync(join(tmpdir(), "nutbox-e2e-"));
	const started: ChildProcess[] = [];
	const start = (path: string, log: string, args: string[]): ChildProcess => {
		const file = openSync(join(data, log), "w");
		const child = spawn(path, args, { stdio: ["ignore", file, file] });
		started.push(child);
		return child;
	};
	const stop = async (): Promise<void> => {
		await Promise.all(
			started.reverse().map(
				(child) =>
					new Promise<void>((resolve) => {
						if (child.exitCode !== null || child.signalCode !== null) return resolve();
						child.once("exit", () => resolve());
						child.kill("SIGTERM");
					}),
			),
		);
		rmSync(data, { recursive: true, force: true });
	};
	const alive = (child: ChildProcess, log: string): void => {
		if (child.exitCode !== null) {
			throw new Error(`${log} ended: ${readFileSync(join(data, log), "utf8").slice(-2_000)}`);
		}
	};

	try {
		const rpc = await freePort();
		const p2p = await freePort();
		const http = await freePort();
		const chain = start(node, "node.log", [
			...["--dev", "--base-path", data, "--state-pruning", "archive", "--no-prometheus"],
			...["--rpc-port", String(rpc), "--port", String(p2p)],
		]);
		await until("the chain", 120, async () => {
			const answer = await fetch(`http://127.0.0.1:${rpc}`, {
				method: "POST",
				headers: { "content-type": "application/json" },
				body: '{"id":1,"jsonrpc":"2.0","method":"chain_getHeader","params":[]}',
			});
			const { result } = (await answer.json()) as { result: { number: string } };
			return Number(result.number) > 1;
		}).finally(() => alive(chain, "node.log"));
		execFileSync(cli, ["demo", "--url", `ws://127.0.0.1:${rpc}`], { stdio: "ignore", timeout: 180_000 });
		const server = start(cli, "serve.log", [
			...[
				"serve",
				"--node",
				`ws://127.0.0.1:${rpc}`,
				"--database",
				`sqlite:${join(data, "index.sqlite")}`,
			],
			...["--listen", `127.0.0.1:${http}`, "--app", app],
		]);
		const url = `http://127.0.0.1:${http}`;
		await until("the index", 120, async () => {
			const status = (await (await fetch(`${url}/api/v1/status`)).json()) as { indexed?: unknown };
			return status.indexed !== undefined && status.indexed !== null;
		}).finally(() => alive(server, "serve.log"));
		return { url, node: `ws://127.0.0.1:${rpc}`, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
