#!/usr/bin/env bash
# `make local`: four validators of the `local` preset on this machine, until Ctrl-C.
# `scripts/local.sh NAME` starts one of them again (alice, bob, charlie or dave) while the others run.
#
# NUTBOX_DATA             data folder, one sub-folder each       (.nutbox/local)
# NUTBOX_RPC_PORT         JSON-RPC of alice; the others follow   (9944 .. 9947)
# NUTBOX_P2P_PORT         peer-to-peer of alice, likewise        (30333 .. 30336)
# NUTBOX_PROMETHEUS_PORT  metrics of alice, likewise             (9615 .. 9618)
# NUTBOX_PROFILE          cargo profile: dev, release, production (dev)
# NUTBOX_NODE             the node to use; with it nothing is set up or built

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

names=(alice bob charlie dave)
data=${NUTBOX_DATA:-$ROOT/.nutbox/local}
rpc_base=${NUTBOX_RPC_PORT:-9944}
p2p_base=${NUTBOX_P2P_PORT:-30333}
prometheus_base=${NUTBOX_PROMETHEUS_PORT:-9615}

only=${1:-}
wanted=()
for i in "${!names[@]}"; do
	if [ -z "$only" ] || [ "$only" = "${names[$i]}" ]; then
		wanted+=("$i")
	fi
done
if [ "${#wanted[@]}" -eq 0 ] || [ $# -gt 1 ]; then
	die "usage: scripts/local.sh [alice|bob|charlie|dave]"
fi

# Numbers first: what is none cannot be counted on from. `10#`: a leading zero is no octal number.
check_number "$rpc_base" NUTBOX_RPC_PORT
check_number "$p2p_base" NUTBOX_P2P_PORT
check_number "$prometheus_base" NUTBOX_PROMETHEUS_PORT
rpc_base=$((10#$rpc_base)) p2p_base=$((10#$p2p_base)) prometheus_base=$((10#$prometheus_base))
for i in "${wanted[@]}"; do
	check_port "$((rpc_base + i))" NUTBOX_RPC_PORT
	check_port "$((p2p_base + i))" NUTBOX_P2P_PORT
	check_port "$((prometheus_base + i))" NUTBOX_PROMETHEUS_PORT
done
for i in "${wanted[@]}"; do
	check_data "$data/${names[$i]}" NUTBOX_DATA
done
data=$(cd "$data" && pwd)

# A validator that comes back uses what the running ones were started from.
if [ -z "$only" ] && [ -z "${NUTBOX_NODE:-}" ]; then
	bash scripts/setup.sh
	load_toolchain
	build_programs
fi
node=${NUTBOX_NODE:-$BIN_DIR/nutbox-node}

pids=()
# Reached through the traps alone, which shellcheck does not see.
# shellcheck disable=SC2317
stop() {
	trap - EXIT INT TERM HUP
	local i
	for i in "${!pids[@]}"; do
		kill -TERM "${pids[$i]}" 2>/dev/null || true
		rm -f "$data/${names[$i]}/node.pid"
	done
	wait 2>/dev/null || true
}
trap stop EXIT
trap 'stop; say "Stopped. The chain is kept in $data."; exit 0' INT TERM HUP

# address PORT: where others reach the running validator with this RPC port; fails while it does not answer.
address() {
	local peer
	peer=$(rpc "$1" system_localPeerId | sed -n 's/.*"result":"\([^"]*\)".*/\1/p') || return 1
	[ -n "$peer" ] || return 1
	printf '/ip4/127.0.0.1/tcp/%s/p2p/%s\n' "$((p2p_base + $1 - rpc_base))" "$peer"
}

start() {
	local i=$1 name=${names[$1]} other known bootnodes=()
	# Those that run already. The rest is found through them.
	for other in "${!names[@]}"; do
		if [ "$other" -ne "$i" ] && known=$(address "$((rpc_base + other))" 2>/dev/null); then
			bootnodes+=(--bootnodes "$known")
		fi
	done
	keep_log "$data/$name/node.log"
	# --NAME: the well-known session keys; the network identity is made at the first start and kept.
	# What one has compiled of the runtime, the others need not compile again.
	"$node" "${chain[@]}" "--$name" --validator --base-path "$data/$name" --wasm-cache "$data/wasm" \
		--rpc-port "$((rpc_base + i))" --port "$((p2p_base + i))" \
		--prometheus-port "$((prometheus_base + i))" "${bootnodes[@]}" >"$data/$name/node.log" 2>&1 </dev/null &
	pids[i]=$!
	printf '%s\n' "${pids[$i]}" >"$data/$name/node.pid"
	local deadline=$((SECONDS + 120))
	until address "$((rpc_base + i))" >/dev/null 2>&1; do
		kill -0 "${pids[$i]}" 2>/dev/null || node_failed "$name" "$data/$name/node.log"
		[ "$SECONDS" -lt "$deadline" ] || die "$name did not answer within 120 seconds; see $data/$name/node.log"
		sleep 0.3
	done
	say "$name: ws://127.0.0.1:$((rpc_base + i)), process ${pids[$i]}, log $data/$name/node.log"
}

chain_of "$node" local "$data/chain-spec.json" "$data/${names[0]}/chains"
for i in "${wanted[@]}"; do
	start "$i"
done

first=
deadline=$((SECONDS + 180))
port=$((rpc_base + wanted[0]))
until [ -n "$first" ] && now=$(best_block "$port") && [ "$now" -gt "$first" ]; do
	[ "$SECONDS" -lt "$deadline" ] || die "no new block within 180 seconds; see the logs in $data"
	[ -n "$first" ] || first=$(best_block "$port") || first=
	sleep 0.3
done
say "Block $now. Connect to ws://127.0.0.1:$port (data in $data; Ctrl-C stops ${only:-all four})."

# One that is killed is reported and does not end the others: the chain is made to go on without it.
# (The shell's own line about a killed process would say it a second time.)
exec 4>&2 2>/dev/null
while [ "${#pids[@]}" -gt 0 ]; do
	for i in "${!pids[@]}"; do
		if ! kill -0 "${pids[$i]}" 2>/dev/null; then
			say "${names[$i]} has stopped; start it again with: scripts/local.sh ${names[$i]}"
			rm -f "$data/${names[$i]}/node.pid"
			unset "pids[$i]"
		fi
	done
	sleep 1 &
	wait $! || true
done
exec 2>&4
die "no validator is left; see the logs in $data"
