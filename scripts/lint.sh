#!/usr/bin/env bash
# `make lint`: formatting, clippy, licences and sources of the dependencies, the web app, shell scripts.

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

bash scripts/setup.sh --lint
load_toolchain

say "Formatting ..."
cargo fmt --all --check
cargo fmt --manifest-path fuzz/Cargo.toml --check
cargo fmt --manifest-path steem/fuzz/Cargo.toml --check

say "Clippy ..."
cargo clippy "${CARGO_FLAGS[@]}" --workspace --all-targets -- -D warnings
# What only these features compile: the invariant checks and the benchmarks.
SKIP_WASM_BUILD=1 cargo clippy "${CARGO_FLAGS[@]}" --all-targets -p 'pallet-*' -p nutbox-runtime -p nutbox-runtime-fuzz \
	--features nutbox-runtime/try-runtime,nutbox-runtime/runtime-benchmarks,nutbox-runtime-fuzz/try-runtime \
	-- -D warnings

say "Dependencies ..."
# Licences of what ships; bans and sources of everything. Advisories come from the network: `make advisories`.
# Two old manifests write "GPL-3.0" beside Apache-2.0; the warning about that spelling says nothing to us.
cargo deny check --allow parse-error licenses
cargo deny --all-features check bans sources
check_lock

say "The web app ..."
(cd web && npm run --silent lint && npm run --silent typecheck)

say "Shell scripts ..."
shellcheck --external-sources scripts/*.sh .ci/run
say "Lint: nothing found."
