#!/usr/bin/env bash
# `make run`: builds, starts a development chain with the demonstration community, its index, API and web app, and stays
# until Ctrl-C. The app is built (web/dist) where there is a Node.js that can; otherwise the address says how to build it.
#
# NUTBOX_DATA             data folder                            (.nutbox/dev)
# NUTBOX_HTTP_PORT        the app and the API                    (8080)
# NUTBOX_RPC_PORT         JSON-RPC over HTTP and WebSocket       (9944)
# NUTBOX_P2P_PORT         peer-to-peer                           (30333)
# NUTBOX_PROMETHEUS_PORT  metrics                                (9615)
# NUTBOX_PROFILE          cargo profile: dev, release, production (dev)
# NUTBOX_NODE, NUTBOX_CLI the programs to use; with both of them nothing is set up or built

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

data=${NUTBOX_DATA:-$ROOT/.nutbox/dev}
http_port=${NUTBOX_HTTP_PORT:-8080}
rpc_port=${NUTBOX_RPC_PORT:-9944}
p2p_port=${NUTBOX_P2P_PORT:-30333}
prometheus_port=${NUTBOX_PROMETHEUS_PORT:-9615}
url=ws://127.0.0.1:$rpc_port

# Before the build, so that nobody waits twenty minutes for a refusal.
check_port "$http_port" NUTBOX_HTTP_PORT
check_port "$rpc_port" NUTBOX_RPC_PORT
check_port "$p2p_port" NUTBOX_P2P_PORT
check_port "$prometheus_port" NUTBOX_PROMETHEUS_PORT
check_data "$data" NUTBOX_DATA
data=$(cd "$data" && pwd)
log=$data/node.log

# Builds web/dist where that has not been done since its sources changed. The chain and the API are of use without it.
build_web() {
	local page=web/dist/index.html sources=(web/src web/public web/scripts web/index.html web/package.json
		web/package-lock.json web/vite.config.ts services/indexer/openapi.json services/chain-client/metadata/nutbox.scale)
	node_can_build_web || return 0
	if [ -f "$page" ] && [ -z "$(find "${sources[@]}" -newer "$page" -print -quit)" ]; then
		return 0
	fi
	say "Building the web app ..."
	if ! (cd web && npm run --silent build) >"$data/web.log" 2>&1; then
		tail -n 15 "$data/web.log" >&2
		say "The web app could not be built; the lines above say why. Everything else is started."
	fi
}

if [ -z "${NUTBOX_NODE:-}" ] || [ -z "${NUTBOX_CLI:-}" ]; then
	bash scripts/setup.sh --run
	load_toolchain
	build_programs
	build_web
	NUTBOX_NODE=$BIN_DIR/nutbox-node
	NUTBOX_CLI=$BIN_DIR/nutbox
fi

node_pid=
demo_pid=
serve_pid=
# Reached through the traps alone, which shellcheck does not see.
# shellcheck disable=SC2317
stop() {
	trap - EXIT INT TERM HUP
	# The node flushes its database on SIGTERM; nothing is lost on kill -9 either, but this is quicker to reopen.
	for pid in $demo_pid $serve_pid $node_pid; do
		kill -TERM "$pid" 2>/dev/null || true
	done
	wait 2>/dev/null || true
}
trap stop EXIT
trap 'stop; say "Stopped. The chain is kept in $data."; exit 0' INT TERM HUP

started=$SECONDS
chain_of "$NUTBOX_NODE" dev "$data/chain-spec.json" "$data/chains"
# The index reads the state of every block. How much of it is kept is decided when the database is made.
keep=()
if [ ! -d "$data/chains" ]; then
	keep=(--state-pruning archive)
fi
keep_log "$log"
say "Starting the chain; its log is $log"
# --dev: Alice's keys, blocks without a peer, no check of the origin of RPC calls.
"$NUTBOX_NODE" --dev "${chain[@]}" "${keep[@]}" --base-path "$data" --rpc-port "$rpc_port" --port "$p2p_port" \
	--prometheus-port "$prometheus_port" >"$log" 2>&1 </dev/null &
node_pid=$!

# The first answer gives the block of the last run; a higher one shows that the chain goes on.
first=
deadline=$((SECONDS + 120))
until [ -n "$first" ] && now=$(best_block "$rpc_port") && [ "$now" -gt "$first" ]; do
	kill -0 "$node_pid" 2>/dev/null || node_failed nutbox-node "$log"
	[ "$SECONDS" -lt "$deadline" ] || die "the chain made no block within 120 seconds; see $log"
	[ -n "$first" ] || first=$(best_block "$rpc_port") || first=
	sleep 0.3
done
say "Block $now after $((SECONDS - started)) s."

if other=$(grep -m 1 -o 'The chain runs another runtime.*' "$log"); then
	wasm=${NUTBOX_NODE%/*}/wbuild/nutbox-runtime/nutbox_runtime
	for ending in .compact.compressed.wasm .compact.wasm .wasm; do
		if [ -f "$wasm$ending" ]; then
			wasm=$wasm$ending
			break
		fi
	done
	say "$other and goes on with its own. To upgrade it, make run with a higher spec_version in runtime/src/lib.rs, and \
in another shell: $NUTBOX_CLI upgrade --url $url $wasm"
else
	# Signed transactions through the RPC, as anybody would send them; does nothing where the community exists.
	# Not on another runtime, whose transactions may look different.
	"$NUTBOX_CLI" demo --url "$url" </dev/null &
	demo_pid=$!
	status=0
	wait "$demo_pid" || status=$?
	demo_pid=
	if [ "$status" -ne 0 ]; then
		kill -0 "$node_pid" 2>/dev/null || node_failed nutbox-node "$log"
		die "the demonstration community could not be created (nutbox demo ended with $status); see $log"
	fi
fi

app=()
if [ -f web/dist/index.html ]; then
	app=(--app web/dist)
fi
serve_log=$data/serve.log
keep_log "$serve_log"
"$NUTBOX_CLI" serve --node "$url" --database "sqlite:$data/index.sqlite" --listen "127.0.0.1:$http_port" "${app[@]}" \
	>"$serve_log" 2>&1 </dev/null &
serve_pid=$!
deadline=$((SECONDS + 60))
until status=$(curl --silent --fail --max-time 5 --noproxy '*' "http://127.0.0.1:$http_port/api/v1/status") &&
	[[ $status == *'"indexed":{'* || $status == *'"error":"'* ]]; do
	kill -0 "$serve_pid" 2>/dev/null || node_failed 'nutbox serve' "$serve_log"
	[ "$SECONDS" -lt "$deadline" ] || die "the index did not start within 60 seconds; see $serve_log"
	sleep 0.3
done
# The chain runs also where it can't be indexed: with data from before there was an index, most of all.
if [[ $status == *'"error":"'* ]]; then
	say "The chain is not indexed: $(tail -n 1 "$serve_log") (to begin anew, stop and delete $data)"
fi

say "Nutbox is running: open http://127.0.0.1:$http_port (node $url, data in $data; Ctrl-C stops it)."
# Whichever ends first ends the other.
while kill -0 "$node_pid" 2>/dev/null && kill -0 "$serve_pid" 2>/dev/null; do
	sleep 1
done
if kill -0 "$node_pid" 2>/dev/null; then
	serve_pid=
	node_failed 'nutbox serve' "$serve_log"
fi
node_pid=
node_failed nutbox-node "$log"
