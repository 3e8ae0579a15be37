import { afterEach, expect, test } from "vitest";
import { askKeychain, outcomeOf, type SteemKeychain } from "./keychain";

const id = "0123456789abcdef0123456789abcdef01234567";

afterEach(() => {
	delete window.steem_keychain;
});

test("an answer says which transaction it was, if it can be read", () => {
	expect(outcomeOf({ success: true, result: { id } })).toEqual({ ok: true, id });
	expect(outcomeOf({ success: true, result: { id: "<script>" } })).toEqual({ ok: true, id: undefined });
	expect(outcomeOf({ success: true, result: null })).toEqual({ ok: true, id: undefined });
	expect(outcomeOf({ success: true })).toEqual({ ok: true, id: undefined });
});

test("a refusal is no failure", () => {
	const refused = { success: false, error: "user_cancel", message: "Request was canceled by the user." };
	expect(outcomeOf(refused)).toMatchObject({ ok: false, refused: true });
	expect(outcomeOf({ success: false, error: {}, message: "x".repeat(999) })).toEqual({
		ok: false,
		refused: false,
		text: "x".repeat(200),
	});
	expect(outcomeOf({ success: false })).toEqual({ ok: false, refused: false, text: "" });
});

test("an extension that is gone, or throws, does not hang the page", async () => {
	expect(await askKeychain(() => undefined)).toMatchObject({ ok: false });
	window.steem_keychain = {} as SteemKeychain;
	const request = askKeychain((keychain, callback) =>
		keychain.requestTransfer("alice", "gateway", "1.000", "memo", "STEEM", callback),
	);
	expect(await request).toMatchObject({ ok: false, refused: false });
});
