import { expect, it } from "vitest";
import { linkText, safeLink } from "./links";

it.each([
	"https://example.org/",
	"http://example.org/a?b=c",
	"ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi",
])("follows %s", (text) => {
	expect(safeLink(text)).toBe(text);
});

it.each([
	"",
	"example.org",
	"javascript:alert(1)",
	"JaVaScRiPt:alert(1)",
	"java\nscript:alert(1)",
	"\u0001javascript:alert(1)",
	"data:text/html,<script>alert(1)</script>",
	"vbscript:x",
	"file:///etc/passwd",
	"https://user:password@example.org/",
	"https://example.org@evil.example/",
	"https://exa mple.org",
	"blob:https://example.org/x",
	"ipfs://",
	"//example.org",
])("does not follow %j", (text) => {
	expect(safeLink(text)).toBeUndefined();
});

it("shows letters that look alike as what they are", () => {
	const href = safeLink("https://аpple.com/"); // a Cyrillic а
	expect(href).toBeDefined();
	expect(linkText(href ?? "")).toMatch(/^xn--/);
});
