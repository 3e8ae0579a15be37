#!/usr/bin/env bash
# The web app's part of `make test`: its types are checked, its unit tests run, and it is built into web/dist.

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
exec </dev/null

bash scripts/setup.sh --test >/dev/null
load_toolchain
cd web
# On a build machine vitest would colour each of its dots.
export NO_COLOR=1

passed=0
failed=0
ignored=0
# check WHAT COMMAND...
check() {
	local what=$1
	shift
	if "$@"; then
		passed=$((passed + 1))
		say "web $what ... ok"
	else
		failed=$((failed + 1))
		say "web $what ... FAILED"
	fi
}

report=$(mktemp)
trap 'rm -f "$report"' EXIT
# count NAME: a number of vitest's report, 0 if it wrote none.
count() { node -p "JSON.parse(fs.readFileSync(process.argv[1], 'utf8'))[process.argv[2]]" "$report" "$1" 2>/dev/null || echo 0; }

# `build` checks the types first.
check app_should_have_no_type_error_and_build npm run --silent build
check unit_tests_should_pass npm test --silent -- --reporter=dot --reporter=json --outputFile.json="$report"
passed=$((passed + $(count numPassedTests)))
failed=$((failed + $(count numFailedTests)))
ignored=$((ignored + $(count numPendingTests) + $(count numTodoTests)))

result=ok
if [ "$failed" -gt 0 ]; then
	result=FAILED
fi
# In the words of cargo, for the totals of scripts/test.sh.
say "test result: $result. $passed passed; $failed failed; $ignored ignored"
[ "$failed" -eq 0 ]
