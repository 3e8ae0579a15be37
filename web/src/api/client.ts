/** The index behind `nutbox serve`: history, lists, charts. A convenience: the chain is the truth. */
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];

type Get<P extends keyof paths> = paths[P] extends { get: infer G } ? G : never;
export type Answer<P extends keyof paths> =
	Get<P> extends { responses: { 200: { content: { "application/json": infer T } } } } ? T : never;
export type PathArgs<P extends keyof paths> =
	Get<P> extends { parameters: { path: infer T } } ? T : Record<string, never>;
export type QueryArgs<P extends keyof paths> =
	Get<P> extends { parameters: { query?: infer T } } ? NonNullable<T> : Record<string, never>;

/** The API could not be asked, or has no answer; `code` is its own word for it, or `unreachable`. */
export class ApiError extends Error {
	constructor(
		readonly code: string,
		message: string,
	) {
		super(message);
		this.name = "ApiError";
	}
}

export function apiUrl(
	path: string,
	args: Record<string, unknown> = {},
	query: Record<string, unknown> = {},
): string {
	const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(args[name])));
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(query)) {
		if (value !== undefined && value !== null && value !== "") search.set(name, String(value));
	}
	const text = search.toString();
	return text ? `${filled}?${text}` : filled;
}

export async function get<P extends keyof paths & string>(
	path: P,
	args: { path?: PathArgs<P>; query?: QueryArgs<P>; signal?: AbortSignal } = {},
): Promise<Answer<P>> {
	const url = apiUrl(path, args.path as Record<string, unknown>, args.query as Record<string, unknown>);
	const timeout = AbortSignal.timeout(10_000);
	let response: Response;
	try {
		response = await fetch(url, {
			signal: args.signal ? AbortSignal.any([args.signal, timeout]) : timeout,
		});
	} catch (error) {
		if (args.signal?.aborted) throw error;
		throw new ApiError("unreachable", String(error));
	}
	const type = response.headers.get("content-type") ?? "";
	// A server that only serves the app answers every path with its page.
	if (!type.includes("json")) throw new ApiError("unreachable", `not an API answer: ${type}`);
	const body: unknown = await response.json().catch(() => undefined);
	if (!response.ok || body === undefined) {
		const problem = (body as Schemas["ErrorBody"] | undefined)?.error;
		throw new ApiError(problem?.code ?? "unreachable", problem?.message ?? `status ${response.status}`);
	}
	return body as Answer<P>;
}
