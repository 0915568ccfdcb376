# Needs Python 3.11 or later, make and a package index; everything else is installed in .venv.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help report test lint fix golden docs suggestions bench check-exchange check-qualcoder clean

help: ## Say what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/'

$(BIN)/crosscase: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(BIN)/pytest: $(BIN)/crosscase
	$(PIP) install --constraint constraints.txt --editable ".[test]"
	@touch $@

report: $(BIN)/crosscase ## Check the study and write its report, in Dutch and in English
	$(BIN)/crosscase check
	$(BIN)/crosscase report --lang nl --lang en

test: $(BIN)/pytest ## Run all tests
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: $(BIN)/pytest ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fix: $(BIN)/pytest ## Put style right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: $(BIN)/pytest ## Rewrite the golden files of the tests
	$(BIN)/python -m pytest --update-golden tests/unit/rendering

docs: $(BIN)/crosscase ## Rewrite the command line reference
	$(BIN)/python -m crosscase.cli.reference docs/cli.md

suggestions: $(BIN)/pytest ## Measure how good suggestions are (SOURCES=DIR: in the publications as well)
	$(BIN)/crosscase suggest --evaluate --save --format csv $(if $(SOURCES),--sources "$(SOURCES)") > /dev/null
	$(BIN)/python -m crosscase.report.suggestions.page . docs/suggestions.md

bench: $(BIN)/pytest ## Measure how costs grow, and how fast patterns are matched
	$(BIN)/python -m benchmarks.robustness
	$(BIN)/python -m benchmarks.agreement
	$(BIN)/python -m benchmarks.exchange
	$(BIN)/python -m benchmarks.suggest
	$(BIN)/python -m benchmarks.workbench
	$(BIN)/python -m benchmarks.server
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.sweep

check-exchange: $(BIN)/pytest ## Let other programs read what we export (installs them apart)
	$(BIN)/python -m checks.exchange

check-qualcoder: $(BIN)/pytest ## Let QualCoder read what we export; QUALCODER is the folder of its source
	$(BIN)/python -m checks.qualcoder $(QUALCODER)

clean: ## Remove what can be made again, except the reports
	rm -rf .venv .venv-exchange .pytest_cache .mypy_cache .ruff_cache .hypothesis
