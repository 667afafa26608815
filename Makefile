# The commands of this repository. `make help` lists them.

# npm writes this file at the end of an installation: newer than the lock file means that nothing has to be installed.
INSTALLED = node_modules/.package-lock.json
VITEST_FLAGS =

# The readers of other languages, in an environment of their own: READERS=write has `make interop` write what arrives where.
PYTHON = python3.11
READERS =
ENVIRONMENT = test/interop/.venv

# The peers of the benchmark in Python, in another: BENCH takes options, such as BENCH="--rows 10000 --rounds 1".
PEERS = test/bench/.venv
BENCH =

.PHONY: release build check verify test interop bench lint serve clean help

build: $(INSTALLED) ## Build the release in dist/ from raw/ (what plain `make` does; installs first if needed).
	node pipeline/recuento.mjs build

check: $(INSTALLED) ## Check raw/ and list every finding, without writing anything.
	node pipeline/recuento.mjs check

release: $(INSTALLED) ## Walk through a release: findings, difference, version, notes, build, what to commit and tag.
	node pipeline/recuento.mjs release

verify: $(INSTALLED) ## Hold every release in dist/ against its checksums, byte for byte.
	node pipeline/recuento.mjs verify

test: $(INSTALLED) ## Run the tests (installs first if needed).
	npx vitest run $(VITEST_FLAGS)

interop: $(INSTALLED) $(ENVIRONMENT)/installed ## Read the release with programs of other languages, compare every cell, validate its descriptions (needs Python 3.11).
	RECUENTO_READERS=$(READERS) test/interop/run.sh

bench: $(INSTALLED) $(PEERS)/installed ## Time the pipeline beside other tools on invented claims, into test/bench/RESULTS.md (needs Python 3.11; R where it is).
	npm run --silent bench -- $(BENCH)

lint: $(INSTALLED) ## Check style, types and unused code.
	npm run --silent lint

serve: $(INSTALLED) ## Show dist/ in a browser of this machine, until Ctrl-C.
	node pipeline/recuento.mjs serve

clean: ## Remove what can be made again; a release in dist/ is never removed.
	rm -rf node_modules coverage $(ENVIRONMENT) $(PEERS) dist/.building-* dist/.lock* .recuento

help: ## List these commands.
	@sed -n 's/^\([a-z][a-z-]*\):[^#]*## \(.*\)$$/\1|\2/p' Makefile | while IFS='|' read -r name text; do printf 'make %-7s %s\n' "$$name" "$$text"; done

$(INSTALLED): package-lock.json
	npm ci
	@touch $@

$(ENVIRONMENT)/installed: test/interop/requirements.txt
$(PEERS)/installed: test/bench/requirements.txt
$(ENVIRONMENT)/installed $(PEERS)/installed:
	rm -rf $(@D)
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/pip install --quiet --disable-pip-version-check --no-deps --requirement $<
	@touch $@
