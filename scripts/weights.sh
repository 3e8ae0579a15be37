#!/usr/bin/env bash
# `make weights`: measures on the real runtime, compiled to wasm, and writes to runtime/src/weights/
#
#   what a read and a write of the state cost, in a database with NUTBOX_WEIGHT_ACCOUNTS accounts,
#   what an empty block and an empty transaction cost,
#   what the calls of our pallets cost, and those of balances, so that transfers are weighed on the same scale.
#
# Run it on a quiet machine of the kind that the chain runs on.
#
# NUTBOX_WEIGHT_PALLETS  only the calls of these pallets, separated by spaces (all, and the state, block and transaction)
# NUTBOX_WEIGHT_ACCOUNTS accounts of the chain whose database is measured  (500000)
# NUTBOX_WEIGHT_STEPS    sample points of each parameter  (20)
# NUTBOX_WEIGHT_REPEATS  measurements at each             (10)

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# With what the tests need: Python, and for the bench npm, too.
bash scripts/setup.sh --test
load_toolchain

steps=${NUTBOX_WEIGHT_STEPS:-20}
repeats=${NUTBOX_WEIGHT_REPEATS:-10}
accounts=${NUTBOX_WEIGHT_ACCOUNTS:-500000}

say "Building the node with its benchmarks ..."
# A runtime that only the measurements of storage use. It cannot be built from outside of the SDK's own workspace.
export SKIP_FRAME_STORAGE_ACCESS_TEST_RUNTIME_WASM_BUILD=1
cargo build "${CARGO_FLAGS[@]}" --release -p nutbox-node --features runtime-benchmarks

node=$CARGO_TARGET_DIR/release/nutbox-node
wasm=$(find "$CARGO_TARGET_DIR/release/wbuild/nutbox-runtime" -name nutbox_runtime.compact.compressed.wasm)

measure_base() {
	say "Measuring reads and writes in a database with $accounts accounts ..."
	data=$(mktemp -d)
	trap 'rm -rf "$data"' EXIT
	"$node" export-chain-spec --chain dev --raw >"$data/dev.json"
	python3 scripts/crowd.py "$accounts" <"$data/dev.json" >"$data/crowd.json"
	# The root is computed once for a block: as many writes share one as a full block of transfers has.
	"$node" benchmark storage --chain "$data/crowd.json" --base-path "$data/chain" --state-version 1 \
		--batch-size 4000 --disable-pov-recorder --template-path scripts/storage-weights.hbs --weight-path runtime/src/weights
	rm -rf "$data/chain"

	say "Measuring an empty block and an empty transaction ..."
	"$node" benchmark overhead --runtime "$wasm" --genesis-builder runtime --genesis-builder-preset development \
		--weight-path runtime/src/weights
	# The runtime has these types from FRAME; which machine it was is nobody's business.
	# shellcheck disable=SC2016  # The backquotes are text.
	sed -i -E 's/use sp_core::/use frame_support::/; s/use sp_weights::/use frame_support::weights::/; s/HOSTNAME: `[^`]*`, //' \
		runtime/src/weights/{block,extrinsic}_weights.rs
}

pallets=${NUTBOX_WEIGHT_PALLETS:-}
if [ -z "$pallets" ]; then
	measure_base
	pallets="pallet_balances pallet_communities pallet_liquid_staking pallet_steem_delegations pallet_steem_gateway
		pallet_steem_light_client"
fi
for pallet in $pallets; do
	say "Measuring $pallet ..."
	"$node" benchmark pallet --runtime "$wasm" \
		--genesis-builder runtime --genesis-builder-preset development \
		--pallet "$pallet" --extrinsic '*' --steps "$steps" --repeat "$repeats" \
		--wasm-execution compiled --template scripts/weights.hbs --output "runtime/src/weights/$pallet.rs"
done
cargo fmt -p nutbox-runtime
say "Wrote runtime/src/weights/."
