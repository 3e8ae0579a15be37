#!/usr/bin/env bash
# How fast Steem's headers are verified: natively and by the runtime in wasm, beside libsecp256k1 alone
# (benches/src/bin/steem-headers.rs), and by a JavaScript and a Python library on the same blocks (benches/steem-compare/).
# The last part of `make bench`.

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

bash scripts/setup.sh --test
load_toolchain
cargo build "${CARGO_FLAGS[@]}" --release -p nutbox-node -p nutbox-cli -p nutbox-integration-tests -p nutbox-benches

libraries=$(mktemp -d)
trap 'rm -rf "$libraries"' EXIT
cp benches/steem-compare/package.json "$libraries/"
say "Installing dsteem (npm) and beem (Python) to measure beside, in a temporary folder ..."
(cd "$libraries" && npm install --silent --no-audit --no-fund >/dev/null)
python3 -m venv "$libraries/python"
"$libraries/python/bin/pip" install --quiet --disable-pip-version-check beem==0.24.26

"$CARGO_TARGET_DIR/release/steem-headers"
say "dsteem, JavaScript:"
# Node.js looks for libraries beside the program.
cp benches/steem-compare/compare.js "$libraries/"
NUTBOX_BENCH_DATA=$ROOT/steem/tests/data/blocks.json node "$libraries/compare.js"
say "beem, Python:"
NUTBOX_BENCH_DATA=$ROOT/steem/tests/data/blocks.json PYTHONDONTWRITEBYTECODE=1 \
	"$libraries/python/bin/python" benches/steem-compare/compare.py
