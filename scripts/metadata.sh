#!/usr/bin/env bash
# `make metadata`: writes what our clients' types are generated from, the runtime's metadata, to
# services/chain-client/metadata/nutbox.scale. A test of the runtime fails while the file is out of date.

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

bash scripts/setup.sh
load_toolchain

out=services/chain-client/metadata/nutbox.scale
# The metadata is the native runtime's: no wasm is needed for it.
SKIP_WASM_BUILD=1 cargo run "${CARGO_FLAGS[@]}" -p nutbox-runtime --features try-runtime --example metadata -- "$out"
say "Wrote $out ($(wc -c <"$out") bytes)."
