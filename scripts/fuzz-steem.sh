#!/usr/bin/env bash
# Lets libFuzzer look for inputs of the Steem library's parsers that reach new code (docs/operations/fuzzing.md).
#
#   fuzz-steem.sh                   every target, FUZZ_SECONDS each
#   fuzz-steem.sh TARGET [ARG...]   one target; the arguments are libFuzzer's
#
# FUZZ_SECONDS  seconds for each target where none is named (60)

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

targets=(steem_block steem_transaction steem_json steem_text steem_proof)
# A folder of its own: profiles and flags are others than those of the product.
export CARGO_TARGET_DIR=$CARGO_TARGET_DIR/fuzz-steem
cd steem/fuzz

say "Writing what the targets begin with ..."
cargo run "${CARGO_FLAGS[@]}" --quiet --release --bin seeds -- corpus

# What `cargo fuzz` passes, save the address sanitizer (see scripts/fuzz.sh).
target=$(rustc -vV | sed -n 's/^host: //p')
export RUSTFLAGS="${RUSTFLAGS:-} --cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares"
say "Building the targets with coverage counters ..."
bins=()
for name in "${targets[@]}"; do bins+=(--bin "$name"); done
cargo build "${CARGO_FLAGS[@]}" --profile guided "${bins[@]}" --target "$target"
bin=$CARGO_TARGET_DIR/$target/guided

if [ $# -gt 0 ]; then
	name=$1
	shift
	[ -x "$bin/$name" ] || die "\"$name\" is none of the targets: ${targets[*]}"
	exec "$bin/$name" "corpus/$name" -max_len=65536 "$@"
fi
for name in "${targets[@]}"; do
	say "$name ..."
	"$bin/$name" "corpus/$name" -max_len=65536 -max_total_time="${FUZZ_SECONDS:-60}" -print_final_stats=1
done
