# Our Part. "make run" is all a fresh clone needs; "make help" lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PY := .venv/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes
BUILT := app/static/built/manifest.json
LOOK := $(shell find app/assets -name node_modules -prune -o -type f -print 2>/dev/null)
LOCK := env -u UV_INDEX -u UV_INDEX_URL -u UV_DEFAULT_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS \
	.venv/bin/uv pip compile --quiet --universal --fork-strategy fewest --no-config --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links
# One more than two cores: browsers and races wait as much as they work.
PYTEST_JOBS ?= 3

.PHONY: run
run: setup ## Serve Our Part with the demo place on http://127.0.0.1:8000
	$(PY) run.py

.PHONY: test
test: setup .venv/.tests .venv/.chromium ## Run every test, the browser journeys too
	$(PY) -m pytest -n $(PYTEST_JOBS) --dist worksteal

.PHONY: sure
sure: setup .venv/.tests .venv/.chromium ## Format, lint, types, direction of imports, then every test
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PY) -m pytest -n $(PYTEST_JOBS) --dist worksteal

.PHONY: bench
bench: setup .venv/.tests ## Run each benchmark: a ratio measured in one run
	@for file in benchmarks/[a-z]*.py; do \
		name=$$(basename "$$file" .py); echo "== $$name"; $(PY) -m benchmarks.$$name || exit 1; \
	done

.PHONY: format
format: .venv/.tests ## Put the code into our format
	.venv/bin/ruff check --fix-only --quiet .
	.venv/bin/ruff format .

.PHONY: setup
setup: .venv/.packages .venv/.pango $(BUILT) ## Install what "python run.py" needs, without starting it

.PHONY: assets
assets: ## Build the styles and scripts again
	@rm -f $(BUILT)
	@$(MAKE) --no-print-directory $(BUILT)

.PHONY: lock
lock: .venv/.tests app/assets/node_modules/.installed ## Write the lock files again (UPGRADE=1 takes newer versions)
	$(LOCK) $(if $(UPGRADE),--upgrade) pyproject.toml -o requirements.txt
	$(LOCK) $(if $(UPGRADE),--upgrade) pyproject.toml --extra pg -c requirements.txt -o requirements-pg.txt
	$(LOCK) $(if $(UPGRADE),--upgrade) pyproject.toml --extra notify -c requirements.txt -o requirements-notify.txt
	$(LOCK) $(if $(UPGRADE),--upgrade) pyproject.toml --extra pg --extra notify --group dev -c requirements.txt -o requirements-dev.txt
	$(LOCK) $(if $(UPGRADE),--upgrade) --group node -o requirements-node.txt
	cd app/assets && PATH="$$(../../.ci/node):$$PATH" npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund
	PATH="$$(.ci/node):$$PATH" node .ci/plain-lock.mjs

.PHONY: clean
clean: ## Remove everything the Makefile made (not the database in instance/)
	rm -rf .venv app/assets/node_modules app/static/built app/static/built.new tests/browser/screenshots
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help
help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

# ---- Each file below marks a step done; it is done again only when what it was made from changes.

.venv/.made: .ci/venv
	@.ci/venv
	@touch $@

.venv/.packages: requirements.txt | .venv/.made
	@echo "Installing Python packages"
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.pango: .ci/pango | .venv/.packages
	@.ci/pango
	@touch $@

.venv/.tests: requirements-dev.txt | .venv/.packages
	@echo "Installing the packages the tests need"
	@$(PIP) -r requirements-dev.txt
	@touch $@

.venv/.chromium: .ci/chromium | .venv/.tests
	@.ci/chromium
	@touch $@

app/assets/node_modules/.installed: app/assets/package-lock.json .ci/node | .venv/.made
	@echo "Installing styles and fonts"
	@cd app/assets && PATH="$$(../../.ci/node):$$PATH" npm ci --omit=optional --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(BUILT): $(LOOK) app/assets/node_modules/.installed
	@PATH="$$(.ci/node):$$PATH" node app/assets/build.mjs
