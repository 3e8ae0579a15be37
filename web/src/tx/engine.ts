/**
 * A transaction from the button to finality: prepare (fee, balance) → review in words → sign → dry run of what was
 * signed → broadcast → in block → final, or a problem. The records live outside of React, so they survive
 * navigation.
 */
import type { Transaction } from "polkadot-api";
import type { ReactNode } from "react";
import { readBalance } from "@/chain/assets";
import { accountStore, signerOf, type Account } from "@/chain/accounts";
import { chain, chainStore, type Chain } from "@/chain/connection";
import { pickerStore } from "@/app/picker";
import { queryClient } from "@/app/query";
import { recallJson, remember } from "@/lib/storage";
import { createStore } from "@/lib/store";
import { ofDispatch, ofThrown, ofValidity, type Problem } from "./problems";

export interface ReviewLine {
	label: string;
	value: ReactNode;
	/** Draws the eye: what is received, what is lost. */
	tone?: "main" | "loss";
}

export interface TxEvent {
	pallet: string;
	name: string;
	value: unknown;
}

export interface TxRequest {
	/** What happens, as a person would say it: "Stake 5 tNUT in Walnut Grove". Kept in the list of recent ones. */
	title: string;
	/** The same in its parts, for the review. */
	lines: ReviewLine[];
	/** What somebody should know before signing. */
	warning?: ReactNode;
	/** The word on the button; else "Sign and send". */
	action?: string;
	build: (chain: Chain) => Transaction | Promise<Transaction>;
	/** NUT in planck that the call takes beside the fee: deposits, stakes of NUT. */
	spends?: bigint;
	/** Called once, when it is in a block without an error. */
	onSuccess?: (events: TxEvent[]) => void;
}

/** `unknown`: it was sent, and the page was left before a block had it. */
export type TxStatus =
	"signing" | "checking" | "sending" | "sent" | "inBlock" | "final" | "failed" | "unknown";

export interface TxRecord {
	id: string;
	title: string;
	account: string;
	status: TxStatus;
	at: number;
	hash?: string;
	block?: number;
	problem?: Problem;
	/** Whether it was in a block when it failed, so that the fee was paid. */
	feePaid?: boolean;
	/** Whether its toast is still to be shown. */
	open: boolean;
}

export type Review =
	| { stage: "closed" }
	| {
			stage: "preparing" | "ready" | "blocked";
			request: TxRequest;
			account: Account;
			fee?: bigint;
			free?: bigint;
			problem?: Problem;
	  };

export const reviewStore = createStore<Review>({ stage: "closed" });

const KEPT = 50;

function isRecords(value: unknown): value is TxRecord[] {
	return (
		Array.isArray(value) &&
		value.every(
			(record: Partial<TxRecord> | null) =>
				typeof record?.id === "string" && typeof record.title === "string",
		)
	);
}

/** What becomes of a record when the page is left: nothing where nothing was sent. */
const LEFT: ReadonlyMap<string, TxStatus> = new Map([
	["sending", "unknown"],
	["sent", "unknown"],
	["unknown", "unknown"],
	["inBlock", "inBlock"],
	["final", "final"],
	["failed", "failed"],
]);

/** Newest first. What was under way when the page was left is not followed any more: history knows how it ended. */
export const txStore = createStore<TxRecord[]>(
	(recallJson("transactions", isRecords) ?? []).flatMap((record) => {
		const status = LEFT.get(record.status);
		return status ? [{ ...record, status, open: false }] : [];
	}),
);
txStore.subscribe(() => remember("transactions", JSON.stringify(txStore.get().slice(0, KEPT))));

function update(id: string, change: Partial<TxRecord>): void {
	txStore.set((now) => now.map((record) => (record.id === id ? { ...record, ...change } : record)));
}

export function dismiss(id: string): void {
	update(id, { open: false });
}

/** Opens the review of a transaction for the chosen account. Without one, the choice of an account opens. */
export function propose(request: TxRequest): void {
	const account = accountStore.get();
	if (!account) {
		pickerStore.set(true);
		return;
	}
	const review = { request, account };
	reviewStore.set({ stage: "preparing", ...review });
	void prepare(request, account);
}

export function closeReview(): void {
	reviewStore.set({ stage: "closed" });
}

function stillReviewed(request: TxRequest): boolean {
	const now = reviewStore.get();
	return now.stage !== "closed" && now.request === request;
}

async function prepare(request: TxRequest, account: Account): Promise<void> {
	try {
		assertSafeToSign();
		const connected = await chain();
		const transaction = await request.build(connected);
		const [fee, balance] = await Promise.all([
			transaction.getEstimatedFees(account.address),
			readBalance(connected, account.address, "native"),
		]);
		if (!stillReviewed(request)) return;
		const needed = fee + (request.spends ?? 0n);
		reviewStore.set({
			stage: needed > balance.free ? "blocked" : "ready",
			request,
			account,
			fee,
			free: balance.free,
			...(needed > balance.free ? { problem: { kind: "noFee" } } : {}),
		});
	} catch (error) {
		if (stillReviewed(request)) {
			reviewStore.set({ stage: "blocked", request, account, problem: asProblem(error) });
		}
	}
}

class Stopped extends Error {
	constructor(readonly problem: Problem) {
		super(problem.kind);
	}
}

function asProblem(error: unknown): Problem {
	return error instanceof Stopped ? error.problem : ofThrown(error);
}

/** Nothing is signed while we do not know for which chain. */
function assertSafeToSign(): void {
	const { phase } = chainStore.get();
	if (phase === "wrongChain") throw new Stopped({ kind: "wrongChain" });
	if (phase === "lost" || phase === "failed") throw new Stopped({ kind: "disconnected" });
}

/** Signs and sends what is under review; the review closes when it is signed. */
export async function confirmReview(): Promise<void> {
	const review = reviewStore.get();
	if (review.stage !== "ready") return;
	const { request, account } = review;
	const id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
	txStore.set((now) => [
		{ id, title: request.title, account: account.address, status: "signing", at: Date.now(), open: true },
		...now,
	]);
	closeReview();
	try {
		await run(id, request, account);
	} catch (error) {
		update(id, { status: "failed", problem: asProblem(error), open: true });
	}
}

async function run(id: string, request: TxRequest, account: Account): Promise<void> {
	assertSafeToSign();
	const connected = await chain();
	const transaction = await request.build(connected);
	const signer = await signerOf(account);
	// Counts what waits in the pool, so that two transactions in a row do not collide.
	const nonce = await connected.client._request<number>("system_accountNextIndex", [account.address]);
	const signed = await transaction.sign(signer, { nonce });
	// The wallet may have kept us waiting for long.
	assertSafeToSign();
	update(id, { status: "checking" });
	const found = await dryRun(connected, signed);
	if (found) throw new Stopped(found);
	update(id, { status: "sending" });
	await send(id, request, connected, signed);
}

/**
 * What a dry run may say of a transaction that is right. A nonce in the future is what a second one in a row has: the
 * pool knows the first. And the best block's state still holds what that block has used up, which the next one has not.
 */
const PASSING: ReadonlySet<string> = new Set(["Future", "ExhaustsResources"]);

/**
 * Carries the signed transaction out on the best block without sending it: what would fail is not sent, and costs
 * no fee. `undefined` if nothing stands against it, or if the node does not let us ask.
 */
async function dryRun(connected: Chain, signed: Uint8Array): Promise<Problem | undefined> {
	const api = connected.unsafe.apis as Record<
		string,
		Record<string, (...args: unknown[]) => Promise<unknown>> | undefined
	>;
	let outcome: unknown;
	try {
		outcome = await api.BlockBuilder?.apply_extrinsic?.(withoutLength(signed), { at: "best" });
	} catch {
		return undefined;
	}
	const applied = outcome as { success: boolean; value: unknown } | undefined;
	if (!applied) return undefined;
	if (!applied.success) {
		const problem = ofValidity(applied.value);
		return problem.kind === "invalid" && PASSING.has(problem.name) ? undefined : problem;
	}
	const dispatched = applied.value as { success: boolean; value: unknown };
	return dispatched.success ? undefined : ofDispatch(dispatched.value);
}

/** A signed transaction begins with its own length (SCALE's compact form), which the client writes itself. */
export function withoutLength(signed: Uint8Array): Uint8Array {
	const mode = (signed[0] ?? 0) & 3;
	return signed.slice(mode === 0 ? 1 : mode === 1 ? 2 : 4);
}

function send(id: string, request: TxRequest, connected: Chain, signed: Uint8Array): Promise<void> {
	return new Promise((resolve, reject) => {
		let reported = false;
		connected.client.submitAndWatch(signed).subscribe({
			next: (event) => {
				if (event.type === "broadcasted") update(id, { status: "sent", hash: event.txHash });
				if (event.type === "txBestBlocksState" && !event.found && !event.isValid) {
					reject(new Stopped({ kind: "dropped" }));
				}
				if ((event.type === "txBestBlocksState" && event.found) || event.type === "finalized") {
					const final = event.type === "finalized";
					if (!event.ok) {
						update(id, {
							status: "failed",
							hash: event.txHash,
							block: event.block.number,
							problem: ofDispatch(event.dispatchError),
							feePaid: true,
							open: true,
						});
					} else {
						update(id, {
							status: final ? "final" : "inBlock",
							hash: event.txHash,
							block: event.block.number,
						});
						if (!reported) {
							reported = true;
							void queryClient.invalidateQueries();
							request.onSuccess?.(
								event.events.map(({ event: inner }) => ({
									pallet: inner.type,
									name: (inner.value as { type: string }).type,
									value: (inner.value as { value: unknown }).value,
								})),
							);
						}
					}
					if (final) resolve();
				}
			},
			error: (error: unknown) => reject(error instanceof Error ? error : new Error(String(error))),
			complete: () => resolve(),
		});
	});
}
