#!/usr/bin/env bash
# `make screenshots`: every screen of the web app in pictures, on a chain of its own. Options and where the pictures go
# are in web/scripts/screenshots.mjs. It needs Chromium (CHROMIUM names one; Debian's is found).
#
# NUTBOX_NODE, NUTBOX_CLI  the programs to use; with both of them nothing is set up or built

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

if [ -z "${NUTBOX_NODE:-}" ] || [ -z "${NUTBOX_CLI:-}" ]; then
	bash scripts/setup.sh --run
	load_toolchain
	build_programs
	NUTBOX_NODE=$BIN_DIR/nutbox-node
	NUTBOX_CLI=$BIN_DIR/nutbox
fi
export NUTBOX_NODE NUTBOX_CLI
node_can_build_web || die "the pictures need Node.js $NODE_MINIMUM or newer with npm."
cd web
npm run --silent screenshots -- "$@"
