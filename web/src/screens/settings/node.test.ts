import { expect, test } from "vitest";
import { problemOf } from "./Node";

test("web sockets are nodes, whatever else is not", () => {
	expect(problemOf("ws://127.0.0.1:9944", false)).toBeUndefined();
	expect(problemOf("  wss://node.example/rpc ", true)).toBeUndefined();
	expect(problemOf("http://127.0.0.1:9944", false)).toBe("notSocket");
	expect(problemOf("HTTPS://node.example", true)).toBe("notSocket");
	expect(problemOf("127.0.0.1:9944", false)).toBe("notUrl");
	expect(problemOf("javascript:alert(1)", false)).toBe("notUrl");
	expect(problemOf("", false)).toBe("notUrl");
});

test("a page over TLS takes no open connection but to this machine", () => {
	expect(problemOf("ws://node.example", true)).toBe("notSecure");
	expect(problemOf("ws://node.example", false)).toBeUndefined();
	expect(problemOf("ws://localhost:9944", true)).toBeUndefined();
	expect(problemOf("ws://[::1]:9944", true)).toBeUndefined();
});
