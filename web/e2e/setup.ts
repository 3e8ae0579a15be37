import { startChain } from "./chain";

/** Starts the chain for all tests; with NUTBOX_APP the app that runs there is used instead. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
	if (process.env.NUTBOX_APP) return undefined;
	const running = await startChain();
	process.env.NUTBOX_APP = running.url;
	return running.stop;
}
