/** The chain client needs one where Node.js has none of its own (before 22); typed as the browser's, which it is. */
declare module "ws" {
	const Socket: typeof WebSocket;
	export default Socket;
}
