#!/usr/bin/env bash
# The examples of docs/examples/vouchers, which docs/spec/communities.md shows: in Python and TypeScript they sign the
# same bytes, each verifies what the other has signed, and signed.json, which the pallet's tests claim, is what they
# write. A part of `make test`.
#
# scripts/vouchers.sh           checks
# scripts/vouchers.sh --write   writes signed.json anew, after vouchers.json or the message has changed

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
exec </dev/null

readonly FOLDER=docs/examples/vouchers
write=no
case ${1:-} in
	'') ;;
	--write) write=yes ;;
	*) die "usage: scripts/vouchers.sh [--write]" ;;
esac
bash scripts/setup.sh --test >/dev/null
load_toolchain

python=$EXAMPLES_DIR/python/bin/python
# Python would leave its byte code beside the examples.
export PYTHONDONTWRITEBYTECODE=1
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

# The compiler looks for Node's types beside the sources.
cp "$FOLDER"/*.ts "$FOLDER/tsconfig.json" "$EXAMPLES_DIR/package.json" "$made/"
ln -s "$EXAMPLES_DIR/node_modules" "$made/node_modules"

passed=0
failed=0
# check WHAT COMMAND...
check() {
	local what=$1
	shift
	if "$@"; then
		passed=$((passed + 1))
		say "example $what ... ok"
	else
		failed=$((failed + 1))
		say "example $what ... FAILED"
	fi
}
python_signs() { "$python" "$FOLDER/check.py" sign >"$made/python.json"; }
typescript_signs() { node "$made/check.js" "$FOLDER" sign >"$made/typescript.json"; }

check voucher_ts_should_compile "$EXAMPLES_DIR/node_modules/.bin/tsc" -p "$made"
check voucher_py_should_sign python_signs
check voucher_ts_should_sign typescript_signs
if [ "$write" = yes ]; then
	[ "$failed" -eq 0 ] || die "nothing is written, as an example fails."
	cp "$made/python.json" "$FOLDER/signed.json"
fi
check voucher_py_should_write_signed_json cmp "$made/python.json" "$FOLDER/signed.json"
check voucher_ts_should_write_signed_json cmp "$made/typescript.json" "$FOLDER/signed.json"
check voucher_py_should_verify_what_typescript_signs "$python" "$FOLDER/check.py" verify "$made/typescript.json"
check voucher_ts_should_verify_what_python_signs node "$made/check.js" "$FOLDER" verify "$made/python.json"

result=ok
if [ "$failed" -gt 0 ]; then
	result=FAILED
	say "If the message was meant to change: bash scripts/vouchers.sh --write"
fi
# In the words of cargo, for the totals of scripts/test.sh.
say "test result: $result. $passed passed; $failed failed; 0 ignored"
[ "$failed" -eq 0 ]
