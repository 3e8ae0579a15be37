#!/usr/bin/env bash
# `make test`: every test of the workspace, then one line with the totals.
#
# Cargo builds a crate once for each set of features, and a command's set is the union of what its packages
# ask for. So the packages are not tested one by one, and there are two groups that share as little as they must:
#
#   A  the node, the command line tool and the end-to-end tests: the features that ship. First comes the very
#      command of `make run`, so that one build serves both. The same packages are named in both steps of A,
#      because a package alone would ask for fewer features and compile the SDK anew.
#   B  maths, primitives, pallets and the native runtime with `try-runtime`, which the invariant checks need.
#      That feature reaches down to `sp-runtime`, so FRAME and what it rests on are compiled a second time; the
#      node is not in this group, so the client side of the SDK is not. No wasm is built here: no test of B runs it.
#
# NUTBOX_TEST_ARGS  handed to the test programs, for example a part of a test's name

# The tests are of the development build, whatever a shell has set for `make run`.
unset NUTBOX_PROFILE
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

bash scripts/setup.sh
load_toolchain

output=$(mktemp)
trap 'rm -f "$output"' EXIT
read -r -a test_args <<<"${NUTBOX_TEST_ARGS:-}"

# The runner's own lines go to the terminal as they come and are counted at the end. A failure does not keep the
# other tests from running.
failures=0
run_tests() {
	cargo test "${CARGO_FLAGS[@]}" --no-fail-fast "$@" -- "${test_args[@]}" | tee -a "$output" || failures=1
}

build_programs

say "Testing maths, primitives, pallets and runtime ..."
SKIP_WASM_BUILD=1 run_tests \
	-p nutbox-math -p nutbox-primitives -p 'pallet-*' -p nutbox-runtime --features nutbox-runtime/try-runtime

say "Testing the node, the command line tool and the running chain ..."
# The tests start this node themselves, on free ports and in temporary folders.
export NUTBOX_NODE=$BIN_DIR/nutbox-node
export NUTBOX_CLI=$BIN_DIR/nutbox
run_tests -p nutbox-node -p nutbox-cli -p nutbox-integration-tests

awk '
	/^test result:/ {
		for (i = 1; i < NF; i++) {
			if ($(i + 1) ~ /^passed/) passed += $i
			if ($(i + 1) ~ /^failed/) failed += $i
			if ($(i + 1) ~ /^ignored/) ignored += $i
		}
	}
	END { printf "%d passed, %d failed, %d skipped\n", passed, failed, ignored }
' "$output"
exit "$failures"
