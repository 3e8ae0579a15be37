#!/usr/bin/env bash
# `make test`: every test of the workspace, then one line with the totals.
#
# Cargo builds a crate once for each set of features, and a command's set is the union of what its packages
# ask for. So the packages are not tested one by one, and there are two groups that share as little as they must:
#
#   A  the node, the command line tool and the end-to-end tests: the features that ship. First comes the very
#      command of `make run`, so that one build serves both. The same packages are named in both steps of A,
#      because a package alone would ask for fewer features and compile the SDK anew.
#   B  maths, primitives, the Steem protocol, pallets, the native runtime and random calls against it, with
#      `try-runtime`, which the invariant checks need.
#      That feature reaches down to `sp-runtime`, so FRAME and what it rests on are compiled a second time; the
#      node is not in this group, so the client side of the SDK is not. No wasm is built here: no test of B runs it.
#
# The tests of the running chain wait for blocks more than they compute. So they run while B is compiled and tested,
# which gives way to them (nice), and what they said is shown at the end.
#
# The examples of docs/ in other languages are run with their own libraries (scripts/vouchers.sh), the web app is
# checked and built (scripts/web.sh) beside the first compilation.
#
# NUTBOX_TEST_ARGS  handed to the test programs, for example a part of a test's name; the examples and
#                   the web app are left out then

# The tests are of the development build, whatever a shell has set for `make run`.
unset NUTBOX_PROFILE
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

check_lock
bash scripts/setup.sh --test
load_toolchain

read -r -a test_args <<<"${NUTBOX_TEST_ARGS:-}"
group_a=(-p nutbox-node -p nutbox-cli -p nutbox-indexer -p nutbox-chain-client -p nutbox-steem-devnet
	-p nutbox-relayer -p nutbox-integration-tests)
group_b=(-p nutbox-math -p nutbox-primitives -p nutbox-steem -p 'pallet-*' -p wasm-opt -p nutbox-runtime -p nutbox-runtime-fuzz
	-p nutbox-simulator
	--features 'nutbox-runtime/try-runtime nutbox-runtime-fuzz/try-runtime nutbox-simulator/try-runtime')

said=$(mktemp -d)
running=
web=
# Reached through the traps alone, which shellcheck does not see.
# shellcheck disable=SC2317
stop() {
	trap - EXIT INT TERM HUP
	local group
	for group in $running $web; do
		# The whole group: the test program and the nodes that it started.
		kill -TERM -- "-$group" 2>/dev/null || true
		wait "$group" 2>/dev/null || true
	done
	rm -rf "$said"
}
trap stop EXIT
trap 'stop; exit 130' INT TERM HUP

: >"$said/web"
if [ -z "${NUTBOX_TEST_ARGS:-}" ]; then
	say "Checking the web app beside the compilation ..."
	set -m
	bash scripts/web.sh >"$said/web" 2>&1 &
	web=$!
	set +m
fi

build_programs
say "Building the tests of the node, the command line tool and the running chain ..."
cargo test "${CARGO_FLAGS[@]}" --no-run "${group_a[@]}"

# The tests start this node themselves, on free ports and in temporary folders. A test takes a thread and little of a
# processor, so there may be more of them than processors.
export NUTBOX_NODE=$BIN_DIR/nutbox-node
export NUTBOX_CLI=$BIN_DIR/nutbox
# A process group of its own (set -m), to be stopped as one.
set -m
RUST_TEST_THREADS=8 cargo test "${CARGO_FLAGS[@]}" --no-fail-fast "${group_a[@]}" -- "${test_args[@]}" \
	>"$said/chain" 2>&1 &
running=$!
set +m

# A failure does not keep the other tests from running.
failures=0
if [ -n "$web" ]; then
	wait "$web" || failures=1
	web=
	cat "$said/web"
fi
: >"$said/examples"
if [ -z "${NUTBOX_TEST_ARGS:-}" ]; then
	say "Testing the examples of docs/ ..."
	bash scripts/vouchers.sh | tee "$said/examples" || failures=1
fi
say "Testing maths, primitives, pallets and runtime; the running chain is tested beside ..."
SKIP_WASM_BUILD=1 nice -n 19 cargo test "${CARGO_FLAGS[@]}" --no-fail-fast "${group_b[@]}" -- "${test_args[@]}" |
	tee "$said/pallets" || failures=1

say "Waiting for the tests of the node, the command line tool and the running chain ..."
wait "$running" || failures=1
running=
cat "$said/chain"

awk '
	/^test result:/ {
		for (i = 1; i < NF; i++) {
			if ($(i + 1) ~ /^passed/) passed += $i
			if ($(i + 1) ~ /^failed/) failed += $i
			if ($(i + 1) ~ /^ignored/) ignored += $i
		}
	}
	END { printf "%d passed, %d failed, %d skipped\n", passed, failed, ignored }
' "$said/web" "$said/examples" "$said/pallets" "$said/chain"
exit "$failures"
