# Two commands are all a newcomer needs: `make run` and `make test`.

CARGO ?= cargo
NPM_STAMP := console/node_modules/.installed
CONSOLE := console/dist/index.html
export LUYTRE_TEST_DATA ?= $(abspath ../shared/data)

.PHONY: run test check bench fuzz soak release console api setup clean

## Set up what is missing, start the server with the sample province, and say where to look.
run: setup $(CONSOLE)
	$(CARGO) run --quiet --package luytre -- serve --demo

## Set up what is missing and pass all tests, on SQLite and PostgreSQL.
test: setup $(CONSOLE)
	scripts/test-postgres.sh $(CARGO) test --quiet --workspace --no-fail-fast
	cd console && npm test
	scripts/e2e.sh

## Linters: formatting, clippy, documentation, the console's own, and the checks of the house.
check: setup $(CONSOLE)
	$(CARGO) fmt --all --check
	$(CARGO) clippy --quiet --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --quiet --workspace --no-deps
	cd console && npm run lint
	scripts/check-house.sh

## Measure, optimized, with the peers in the same run; see bench/README.md.
bench: setup
	scripts/bench.sh

## Feed every reader of foreign bytes with what nobody would send, for an hour; see fuzz/README.md.
fuzz:
	$(CARGO) run --release --quiet --package fuzz -- --seconds $${LUYTRE_FUZZ_SECONDS:-3600}

## A long mixture of imports, kills, copies and other clients, for SOAK_MINUTES (30); SOAK_SEED repeats one.
soak: setup
	scripts/soak.sh

## The optimized program, in target/release/luytre.
release: setup $(CONSOLE)
	$(CARGO) build --release --package luytre

## Build the console.
console: $(CONSOLE)

## Write the description of the API again; the tests compare it with what the server says.
api: setup $(CONSOLE)
	$(CARGO) run --quiet --package luytre -- openapi > docs/openapi.json.tmp
	mv docs/openapi.json.tmp docs/openapi.json
	cd console && npm run api

setup:
	@scripts/setup.sh

$(NPM_STAMP): console/package.json console/package-lock.json
	cd console && npm ci --no-audit --no-fund --loglevel=error
	touch $@

CONSOLE_SOURCES := $(shell find console/src console/public console/index.html console/*.ts \
	catalog/locales -type f 2>/dev/null)

$(CONSOLE): $(NPM_STAMP) $(CONSOLE_SOURCES)
	cd console && npm run build
	touch $@

clean:
	$(CARGO) clean
	rm -rf console/dist console/node_modules
