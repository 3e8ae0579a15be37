# shellcheck shell=bash disable=SC2034
# What the scripts in this folder share. Sourced, never run; SC2034: the variables are for those that source it.

set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"

# An absolute path, so that it means the same folder wherever a command is started.
CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$ROOT/target}
case $CARGO_TARGET_DIR in
	/*) ;;
	*) CARGO_TARGET_DIR=$ROOT/$CARGO_TARGET_DIR ;;
esac
export CARGO_TARGET_DIR

# The libraries that the examples of docs/ need, as scripts/setup.sh --test installs them.
EXAMPLES_DIR=$CARGO_TARGET_DIR/.nutbox-examples

# A node built without the runtime inside cannot start a chain; somebody's shell may still have it set.
unset SKIP_WASM_BUILD

have() { command -v "$1" >/dev/null 2>&1; }

# The Node.js that web/package.json asks for.
readonly NODE_MINIMUM=20.19
node_can_build_web() {
	local version
	have npm && version=$(node --version 2>/dev/null) || return 1
	[ "$(printf '%s\n' "$NODE_MINIMUM" "${version#v}" | sort -V | head -n 1)" = "$NODE_MINIMUM" ]
}

# Where the system's Node.js is too old, as Debian 12's is, scripts/setup.sh has put another one beside the build.
NODE_DIR=$CARGO_TARGET_DIR/.nutbox-node
use_own_node() {
	local folder=$NODE_DIR/node_modules/.bin
	case :$PATH: in *":$folder:"*) return ;; esac
	if [ -x "$folder/node" ] && ! node_can_build_web; then
		export PATH=$folder:$PATH
		hash -r
	fi
}

# A Chromium that the tests of the web app find (web/playwright.config.ts looks in the same places), or Playwright's own.
have_chromium() {
	local path
	for path in "${CHROMIUM:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
		if [ -n "$path" ] && [ -x "$path" ]; then
			return 0
		fi
	done
	compgen -G "${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}/chromium*" >/dev/null
}

# What scripts/setup.sh found out or installed: a Node.js of our own, and which toolchain compiles the runtime. What the
# caller set by hand wins.
load_toolchain() {
	use_own_node
	if [ -n "${NUTBOX_TOOLCHAIN_FROM_FILE:-}" ]; then
		unset WASM_BUILD_TOOLCHAIN NUTBOX_TOOLCHAIN_FROM_FILE
	fi
	if [ -z "${WASM_BUILD_TOOLCHAIN:-}" ] && [ -f .nutbox/env ]; then
		# shellcheck source=/dev/null
		. .nutbox/env
	fi
}
load_toolchain

# The cargo profile of what `make run` and `make local` start.
NUTBOX_PROFILE=${NUTBOX_PROFILE:-dev}
case $NUTBOX_PROFILE in
	dev) BIN_DIR=$CARGO_TARGET_DIR/debug ;;
	*) BIN_DIR=$CARGO_TARGET_DIR/$NUTBOX_PROFILE ;;
esac

# On a build machine a manifest that does not agree with Cargo.lock is an error, not something to repair.
CARGO_FLAGS=()
if [ -n "${CI:-}" ]; then
	CARGO_FLAGS+=(--locked)
fi

say() { printf '%s\n' "$*"; }

die() {
	printf 'error: %s\n' "$*" >&2
	exit 1
}

# check_number PORT VARIABLE: a number between 1 and 65535.
check_number() {
	local port=$1 variable=$2
	case $port in
		'' | *[!0-9]* | ??????*) die "$variable is \"$port\"; it must be a port number between 1 and 65535." ;;
	esac
	if [ "$port" -lt 1 ] || [ "$port" -gt 65535 ]; then
		die "$variable is \"$port\"; it must be a port number between 1 and 65535."
	fi
}

# check_port PORT VARIABLE: such a number, and nobody listens on it.
check_port() {
	local port=$1 variable=$2
	check_number "$port" "$variable"
	if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
		die "port $port is already in use; stop what listens there, or choose another port with $variable."
	fi
}

# check_data DIR VARIABLE: the folder is new, empty, or one that a node made; and it can be written.
check_data() {
	local dir=$1 variable=$2 entry
	if [ -e "$dir" ] && [ ! -d "$dir" ]; then
		die "$dir is not a folder; choose another data folder with $variable."
	fi
	mkdir -p "$dir" 2>/dev/null || die "cannot create the folder $dir; choose another data folder with $variable."
	if ! (: >"$dir/.write-test") 2>/dev/null; then
		die "cannot write to the folder $dir; choose another data folder with $variable."
	fi
	rm -f "$dir/.write-test"
	# `chains` is what a node makes; logs and a specification may be all that a first start left.
	if [ -d "$dir/chains" ]; then
		return
	fi
	for entry in "$dir"/* "$dir"/.[!.]*; do
		case ${entry##*/} in
			'*' | '.[!.]*' | node.log | node.log.1 | node.pid | chain-spec.json | chain-spec.json.new | web.log) ;;
			*) die "$dir holds files that no Nutbox node made (${entry##*/}); choose an empty data folder with $variable." ;;
		esac
	done
}

# rpc PORT METHOD: the answer of the node on this machine as one line of JSON; fails while it does not answer.
rpc() {
	curl --silent --fail --max-time 5 --noproxy '*' -H 'Content-Type: application/json' \
		-d "{\"id\":1,\"jsonrpc\":\"2.0\",\"method\":\"$2\",\"params\":[]}" "http://127.0.0.1:$1"
}

# best_block PORT: the number of the node's best block, in decimal.
best_block() {
	local hex
	hex=$(rpc "$1" chain_getHeader | sed -n 's/.*"number":"0x\([0-9a-fA-F]*\)".*/\1/p') || return 1
	[ -n "$hex" ] || return 1
	printf '%d\n' "0x$hex"
}

# keep_log FILE: a node starts with a new log; the previous one is kept beside it.
keep_log() {
	if [ -f "$1" ]; then
		mv -f "$1" "$1.1"
	fi
}

# node_failed NAME LOG: one clear line, with the node's own last word, when a node stopped by itself.
node_failed() {
	local reason
	reason=$(grep -v '^[[:space:]]*$' "$2" 2>/dev/null | tail -n 1) || true
	die "$1 stopped by itself: ${reason:-it said nothing} (the whole log: $2)"
}

# chain_of NODE PRESET FILE OLD: sets `chain` to the arguments that name the chain. The first start writes the
# specification of the preset, with the runtime of that day, to FILE; later ones start from it, so that a chain goes
# on with its own runtime when a changed one was built. With data from before there was a FILE (OLD is such a folder)
# the chain is the preset as the node has it now.
chain_of() {
	local node=$1 preset=$2 file=$3 old=$4 said
	chain=(--chain "$preset")
	if [ ! -f "$file" ] && [ ! -d "$old" ]; then
		said=$("$node" export-chain-spec --chain "$preset" --raw --output "$file.new" 2>&1) ||
			die "the chain specification could not be written to $file: ${said##*$'\n'}"
		mv -f "$file.new" "$file"
	fi
	if [ -f "$file" ]; then
		chain=(--chain "$file")
	fi
}

build_programs() {
	say "Building the node and the command line tool (profile $NUTBOX_PROFILE) ..."
	cargo build "${CARGO_FLAGS[@]}" --profile "$NUTBOX_PROFILE" -p nutbox-node -p nutbox-cli
}

# check_lock: the SDK crates of Cargo.lock are of one release (a second version of one brings types that are not those of
# the rest), and there are not too many crates.
check_lock() {
	local twice crates
	twice=$(awk -F '"' '/^name = /{n=$2} /^version = /{if (n ~ /^(frame|pallet|sc|sp|substrate)-/) print n, $2}' Cargo.lock |
		sort -u | awk '{print $1}' | uniq -d)
	if [ -n "$twice" ]; then
		die "Cargo.lock holds more than one version of: $(tr '\n' ' ' <<<"$twice")(all SDK crates must be of one release)"
	fi
	crates=$(grep -c '^name = ' Cargo.lock)
	[ "$crates" -lt 1400 ] || die "Cargo.lock holds $crates crates; the limit is 1,400 (docs/architecture.md)"
}
