# `make run` and `make test` do all the set-up on a fresh machine. PYTHON chooses the interpreter (3.11, 3.12 or 3.13).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ONCE ?=

.PHONY: run test check prove bench install clean
.DELETE_ON_ERROR:

install: $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

run: install
	@$(BIN)/naql run $(if $(ONCE),--once,)

test: install
	$(BIN)/python -m pytest

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) --no-print-directory test

prove: install
	$(BIN)/python -m tests.bench.prove

bench: install
	$(BIN)/python -m tests.bench

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
