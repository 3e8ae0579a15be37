import { startChain } from "./chain";

/** Starts the chain for all tests; with NUTBOX_APP and NUTBOX_NODE_URL what runs there is used instead. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
	if (process.env.NUTBOX_APP && process.env.NUTBOX_NODE_URL) return undefined;
	const running = await startChain();
	process.env.NUTBOX_APP = running.url;
	process.env.NUTBOX_NODE_URL = running.node.url;
	return running.stop;
}
