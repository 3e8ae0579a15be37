#!/usr/bin/env bash
# `make e2e`: the journeys through the web app in a real browser, on nodes and servers that they start themselves, and
# what the app does with bad input. web/README.md says how the tests are made.
#
# NUTBOX_NODE, NUTBOX_CLI  the programs; with both of them no program is built
# NUTBOX_E2E_ARGS          handed to Playwright, for example: stake -g en

# The tests are of the development build, whatever a shell has set for `make run`.
unset NUTBOX_PROFILE
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
exec </dev/null

bash scripts/setup.sh --e2e
load_toolchain
if [ -z "${NUTBOX_NODE:-}" ] || [ -z "${NUTBOX_CLI:-}" ]; then
	build_programs
	NUTBOX_NODE=$BIN_DIR/nutbox-node
	NUTBOX_CLI=$BIN_DIR/nutbox
fi
export NUTBOX_NODE NUTBOX_CLI

read -r -a arguments <<<"${NUTBOX_E2E_ARGS:-}"
cd web
npm run --silent build >/dev/null
report=$(mktemp)
trap 'rm -f "$report"' EXIT
status=0
PLAYWRIGHT_JSON_OUTPUT_NAME=$report npx --no-install playwright test --reporter=list,json "${arguments[@]}" || status=$?
# In the words of cargo, for the totals of scripts/test.sh.
# shellcheck disable=SC2016
node -e '
	let stats = { expected: 0, unexpected: 1, flaky: 0, skipped: 0 };
	try {
		({ stats } = JSON.parse(fs.readFileSync(process.argv[1], "utf8")));
	} catch {}
	const failed = stats.unexpected + stats.flaky;
	const result = failed > 0 || process.argv[2] !== "0" ? "FAILED" : "ok";
	console.log(`test result: ${result}. ${stats.expected} passed; ${failed} failed; ${stats.skipped} ignored`);
' "$report" "$status"
exit "$status"
