# Every target but fmt and clean can be run in a fresh clone: what is missing is installed first (scripts/setup.sh).
# CARGO_TARGET_DIR is respected.

SHELL := /bin/bash
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

.PHONY: help
help: ## Show this list
	@echo "Nutbox: communities on liquid staking. Targets:"
	@echo
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "Settings: NUTBOX_DATA, NUTBOX_HTTP_PORT, NUTBOX_RPC_PORT, NUTBOX_P2P_PORT, NUTBOX_PROMETHEUS_PORT, NUTBOX_PROFILE;"
	@echo "each script in scripts/ says in its first lines which it reads."

.PHONY: setup
setup: ## Install what the other targets need and is missing
	@bash scripts/setup.sh

.PHONY: run
run: ## Build, start a development chain with a demonstration community, stay until Ctrl-C
	@bash scripts/run.sh

.PHONY: local
local: ## Build and start four validators on this machine, stay until Ctrl-C
	@bash scripts/local.sh

.PHONY: test
test: ## Run every test, the end-to-end tests on a real node included
	@bash scripts/test.sh

.PHONY: e2e
e2e: ## Run the journeys through the web app in Chromium, on nodes that they start
	@bash scripts/web-e2e.sh

.PHONY: lint
lint: ## Check formatting, clippy, licences and sources of dependencies, scripts
	@bash scripts/lint.sh

.PHONY: advisories
advisories: ## Check the dependencies for known vulnerabilities (downloads the advisory database)
	@bash scripts/setup.sh --lint
	cargo deny check advisories

.PHONY: fmt
fmt: ## Format the code
	cargo fmt --all

.PHONY: bench
bench: ## Measure transactions per second on one node, and the calls beside those of the SDK
	@bash scripts/bench.sh

.PHONY: fuzz
fuzz: ## Make ten million random calls against the whole runtime and check every invariant
	@bash scripts/fuzz.sh

.PHONY: screenshots
screenshots: ## Picture every screen of the web app, in each language, theme and width, for a person to look at
	@bash scripts/screenshots.sh

.PHONY: weights
weights: ## Measure the weights of our pallets and write them to runtime/src/weights/
	@bash scripts/weights.sh

.PHONY: metadata
metadata: ## Write the runtime's metadata for our clients after the runtime's interface changed
	@bash scripts/metadata.sh

.PHONY: clean
clean: ## Remove what was built; the chains' data in .nutbox/ stay
	cargo clean
