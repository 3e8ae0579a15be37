/**
 * What stands in for the Steem Keychain extension: an object with the functions that the extension gives to pages, which
 * signs with a published Steem library and the development chain's keys, and broadcasts there. Like the extension it
 * answers through the callback, and can be told to refuse.
 */
import type { Page } from "@playwright/test";
import type { Steem } from "./steem";

type Request =
	| { type: "transfer"; from: string; to: string; amount: string; memo: string; currency: string }
	| { type: "custom"; account: string; id: string; key: string; json: string }
	| { type: "delegation"; account: string; delegatee: string; amount: string; unit: string };

interface Answer {
	success: boolean;
	error: string | null;
	message: string;
	result: { id: string } | null;
}

export class Keychain {
	mood: "sign" | "refuse" = "sign";
	/** What was asked of it, in order. */
	readonly asked: Request[] = [];

	constructor(
		private readonly page: Page,
		private readonly steem: Steem,
	) {}

	/** From the next page that is opened on. */
	async install(): Promise<void> {
		await this.page.exposeFunction("nutboxTestKeychain", (request: Request) => this.answer(request));
		await this.page.addInitScript(() => {
			type Callback = (answer: unknown) => void;
			const host = window as unknown as {
				nutboxTestKeychain: (request: unknown) => Promise<unknown>;
				steem_keychain: unknown;
			};
			const ask = (request: unknown, callback: Callback): void => {
				void host.nutboxTestKeychain(request).then(callback);
			};
			host.steem_keychain = {
				requestHandshake: (callback: () => void) => callback(),
				requestTransfer: (
					from: string,
					to: string,
					amount: string,
					memo: string,
					currency: string,
					callback: Callback,
				) => ask({ type: "transfer", from, to, amount, memo, currency }, callback),
				requestCustomJson: (
					account: string,
					id: string,
					key: string,
					json: string,
					_display: string,
					callback: Callback,
				) => ask({ type: "custom", account, id, key, json }, callback),
				requestDelegation: (
					account: string,
					delegatee: string,
					amount: string,
					unit: string,
					callback: Callback,
				) => ask({ type: "delegation", account, delegatee, amount, unit }, callback),
			};
		});
	}

	private async answer(request: Request): Promise<Answer> {
		this.asked.push(request);
		if (this.mood === "refuse") {
			const message = "Request was canceled by the user.";
			return { success: false, error: "user_cancel", message, result: null };
		}
		try {
			const id = await this.broadcast(request);
			return {
				success: true,
				error: null,
				message: "The transaction has been broadcasted.",
				result: { id },
			};
		} catch (error) {
			return { success: false, error: "request_error", message: String(error), result: null };
		}
	}

	private broadcast(request: Request): Promise<string> {
		switch (request.type) {
			case "transfer":
				return this.steem.act([
					...["transfer", request.from, request.to],
					...[`${request.amount} ${request.currency}`, request.memo],
				]);
			case "custom": {
				const { bind } = JSON.parse(request.json) as { bind: string };
				// What is broadcast is made anew from its one field: any other text would not be the one that was asked for.
				if (
					request.json !== JSON.stringify({ bind }) ||
					request.id !== "nutbox" ||
					request.key !== "Active"
				) {
					throw new Error(`not a binding: ${JSON.stringify(request)}`);
				}
				return this.steem.act(["bind", request.account, bind]);
			}
			case "delegation":
				return this.steem.act([
					...["delegate", request.account, request.delegatee],
					`${request.amount} ${request.unit}`,
				]);
		}
	}
}
