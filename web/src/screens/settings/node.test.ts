import { expect, test } from "vitest";
import { fallbackNode } from "@/chain/connection";
import { problemOf } from "./Node";

test("web sockets are nodes, whatever else is not", () => {
	const of = (text: string, secure: boolean) => problemOf(text, secure, undefined);
	expect(of("ws://127.0.0.1:9944", false)).toBeUndefined();
	expect(of("  wss://node.example/rpc ", true)).toBeUndefined();
	expect(of("wss://node.example", false)).toBeUndefined();
	expect(of("http://127.0.0.1:9944", false)).toBe("notSocket");
	expect(of("HTTPS://node.example", true)).toBe("notSocket");
	expect(of("127.0.0.1:9944", false)).toBe("notUrl");
	expect(of("javascript:alert(1)", false)).toBe("notUrl");
	expect(of("", false)).toBe("notUrl");
});

test("a page over TLS takes no open connection but to this machine", () => {
	expect(problemOf("ws://node.example", true, undefined)).toBe("notSecure");
	expect(problemOf("ws://node.example", true, "ws://node.example")).toBe("notSecure");
	expect(problemOf("ws://localhost:9944", true, undefined)).toBeUndefined();
	expect(problemOf("ws://[::1]:9944", true, undefined)).toBe("notSecure");
});

test("another page takes what its policy allows besides: the node that its server names", () => {
	expect(problemOf("ws://localhost:9944", false, undefined)).toBeUndefined();
	expect(problemOf("ws://10.0.0.5:9944", false, undefined)).toBe("notAllowed");
	expect(problemOf("ws://[::1]:9944", false, undefined)).toBe("notAllowed");
	expect(problemOf("ws://localhost.example:9944", false, undefined)).toBe("notAllowed");
	expect(problemOf("ws://10.0.0.5:9944/", false, "ws://10.0.0.5:9944")).toBeUndefined();
	expect(problemOf("ws://10.0.0.5:9945", false, "ws://10.0.0.5:9944")).toBe("notAllowed");
	expect(problemOf("ws://10.0.0.5:9944", false, "not an address")).toBe("notAllowed");
});

test("where nobody names a node, one beside the server is tried in a way that the policy allows", () => {
	for (const [host, node] of [
		["127.0.0.1", "ws://127.0.0.1:9944"],
		["localhost", "ws://localhost:9944"],
		["[::1]", "ws://127.0.0.1:9944"],
		["", "ws://127.0.0.1:9944"],
		["nutbox.example", "wss://nutbox.example:9944"],
		["10.0.0.5", "wss://10.0.0.5:9944"],
	] as const) {
		expect(fallbackNode(host)).toBe(node);
		expect(problemOf(node, false, undefined)).toBeUndefined();
	}
});
