/** The names of a pallet's errors, for tests. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Read from the generated types, which have them from the metadata that all clients share. */
export function errorNames(pallet: string): string[] {
	const types = readFileSync(join(process.cwd(), ".papi/descriptors/dist/nutbox.d.ts"), "utf8");
	const errors = types.slice(types.indexOf("type IError = {"));
	const start = errors.indexOf(`\n    ${pallet}: {`);
	const body = errors.slice(start, errors.indexOf("\n    };", start));
	return [...body.matchAll(/^\s{8}(\w+): PlainDescriptor/gm)].map((match) => match[1] ?? "");
}
