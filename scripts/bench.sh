#!/usr/bin/env bash
# `make bench`: what one optimised node includes per second (integration-tests/src/bin/throughput.rs), and what our
# calls cost beside those of the SDK (benches/). Both say in their first lines what can be set.

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# With what the tests need: Python, and for the bench npm, too.
bash scripts/setup.sh --test
load_toolchain

# In one command, or the SDK would be compiled twice: see the first lines of scripts/test.sh. The runtime's wasm, which
# the node executes, is built apart from the rest.
cargo build "${CARGO_FLAGS[@]}" --release -p nutbox-node -p nutbox-cli -p nutbox-integration-tests -p nutbox-benches
export NUTBOX_NODE=$CARGO_TARGET_DIR/release/nutbox-node
export NUTBOX_CLI=$CARGO_TARGET_DIR/release/nutbox
"$CARGO_TARGET_DIR/release/throughput"
"$CARGO_TARGET_DIR/release/side-by-side"
exec bash scripts/bench-steem.sh
