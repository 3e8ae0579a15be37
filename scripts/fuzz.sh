#!/usr/bin/env bash
# `make fuzz`: random calls against the whole runtime (docs/operations/fuzzing.md).
#
#   fuzz.sh                  runs seed after seed, for FUZZ_CALLS calls or FUZZ_SECONDS seconds
#   fuzz.sh replay SEED      runs one seed again and shrinks what it shows
#   fuzz.sh show SEED        prints every action of a seed and its outcome
#   fuzz.sh guided [ARG...]  lets libFuzzer look for inputs that reach new code; the arguments are libFuzzer's
#
# FUZZ_CALLS    calls to make (10,000,000)
# FUZZ_SECONDS  seconds after which no further seed is begun (no limit)
# FUZZ_SEED     the first seed (0); each continues where the last run said it stopped

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

bash scripts/setup.sh
load_toolchain

# No wasm is run here.
export SKIP_WASM_BUILD=1
cd fuzz

case ${1:-run} in
	run)
		options=(--calls "${FUZZ_CALLS:-10000000}" --seed "${FUZZ_SEED:-0}")
		if [ -n "${FUZZ_SECONDS:-}" ]; then
			options+=(--seconds "$FUZZ_SECONDS")
		fi
		say "Building the harness ..."
		cargo build "${CARGO_FLAGS[@]}" --release --bin random
		exec "$CARGO_TARGET_DIR/release/random" run "${options[@]}"
		;;
	replay | show)
		cargo build "${CARGO_FLAGS[@]}" --release --bin random
		exec "$CARGO_TARGET_DIR/release/random" "$1" "${2:-}"
		;;
	guided)
		shift
		# What `cargo fuzz` passes, save the address sanitizer, which only nightly compilers have: there is no
		# unsafe code of ours to be found out. With --target, build scripts and macros are left as they are.
		target=$(rustc -vV | sed -n 's/^host: //p')
		export RUSTFLAGS="${RUSTFLAGS:-} --cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares"
		say "Building the harness with coverage counters ..."
		cargo build "${CARGO_FLAGS[@]}" --profile guided --bin runtime --target "$target"
		mkdir -p corpus/runtime
		# Something to begin with: libFuzzer is slow to find out that inputs can be long.
		if [ -z "$(ls corpus/runtime)" ]; then
			for actions in 10 30 100 200 400; do
				head -c $((32 * actions)) /dev/urandom >"corpus/runtime/random-$actions"
			done
		fi
		# 32 bytes are an action: inputs of up to 500 of them.
		exec "$CARGO_TARGET_DIR/$target/guided/runtime" corpus/runtime -max_len=16000 -len_control=20 "$@"
		;;
	*)
		die "\"$1\" is none of run, replay, show and guided; the first lines of scripts/fuzz.sh say what they do."
		;;
esac
