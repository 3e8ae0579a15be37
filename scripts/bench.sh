#!/usr/bin/env bash
# `make bench`: what one optimised node includes per second; see integration-tests/src/bin/throughput.rs.

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

bash scripts/setup.sh
load_toolchain

cargo build "${CARGO_FLAGS[@]}" --release -p nutbox-node -p nutbox-cli -p nutbox-integration-tests
export NUTBOX_NODE=$CARGO_TARGET_DIR/release/nutbox-node
export NUTBOX_CLI=$CARGO_TARGET_DIR/release/nutbox
"$CARGO_TARGET_DIR/release/throughput"
