# SPDX-License-Identifier: EUPL-1.2
# The only commands to learn. Needs Python 3.11 or newer, make and git; the rest is brought.
UV := sh tools/uv
PYTHON := $(UV) run --frozen python

.DEFAULT_GOAL := help
.PHONY: help run test check fix translations docs bench

help: ## Say what can be done
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 20

run: ## Start the site on http://127.0.0.1:8000 (make run ARGS="--port 8080")
	@$(UV) sync --quiet --frozen --no-dev --inexact
	@exec .venv/bin/kennisstad run $(ARGS)

test: ## Run the whole suite (make test ARGS="tests/citylab -k close")
	@$(UV) sync --quiet --frozen
	@$(UV) run --frozen pytest -n 2 --dist worksteal $(ARGS)

check: ## Style, types, import rules, migrations, translations, reference
	@$(UV) sync --quiet --frozen
	@sh tools/check

fix: ## Let ruff repair what it can
	@$(UV) run --frozen ruff check --fix .
	@$(UV) run --frozen ruff format .

translations: ## Gather new words into the Dutch catalogue and compile it
	@$(PYTHON) -m tools.translations --write

docs: ## Draw docs/reference from the code
	@$(PYTHON) -m tools.reference --write

bench: ## Print the table of speeds
	@$(PYTHON) -m bench
