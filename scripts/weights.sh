#!/usr/bin/env bash
# `make weights`: measures the weights of our pallets on the real runtime, compiled to wasm, and writes them to
# runtime/src/weights/. Those of balances too, so that transfers and our calls are weighed on the same scale. Run it on a quiet machine of the kind that the chain runs on.
#
# NUTBOX_WEIGHT_STEPS    sample points of each parameter  (20)
# NUTBOX_WEIGHT_REPEATS  measurements at each             (10)

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

bash scripts/setup.sh
load_toolchain

steps=${NUTBOX_WEIGHT_STEPS:-20}
repeats=${NUTBOX_WEIGHT_REPEATS:-10}

say "Building the node with its benchmarks ..."
# A runtime that only the measurements of storage use. It cannot be built from outside of the SDK's own workspace.
export SKIP_FRAME_STORAGE_ACCESS_TEST_RUNTIME_WASM_BUILD=1
cargo build "${CARGO_FLAGS[@]}" --release -p nutbox-node --features runtime-benchmarks

for pallet in pallet_balances pallet_communities pallet_liquid_staking pallet_steem_light_client; do
	say "Measuring $pallet ..."
	"$CARGO_TARGET_DIR/release/nutbox-node" benchmark pallet \
		--runtime "$(find "$CARGO_TARGET_DIR/release/wbuild/nutbox-runtime" -name nutbox_runtime.compact.compressed.wasm)" \
		--genesis-builder runtime --genesis-builder-preset development \
		--pallet "$pallet" --extrinsic '*' --steps "$steps" --repeat "$repeats" \
		--wasm-execution compiled --template scripts/weights.hbs --output "runtime/src/weights/$pallet.rs"
done
cargo fmt -p nutbox-runtime
say "Wrote runtime/src/weights/."
