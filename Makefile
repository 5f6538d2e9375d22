# `make run` and `make test` do all the set-up on a fresh machine. PYTHON chooses the interpreter (3.11, 3.12 or 3.13).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ONCE ?=

.PHONY: run test check prove bench install browser clean
.DELETE_ON_ERROR:

install: $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

run: install
	@$(BIN)/naql run $(if $(ONCE),--once,)

test: install browser
	$(BIN)/python -m pytest

# The chat page is tested in Debian's Chromium where it can be had; elsewhere those tests say why they are skipped.
browser:
	@command -v chromedriver >/dev/null 2>&1 || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 \
		&& apt-get -qq update >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
		chromium chromium-driver fonts-noto-core fonts-noto-color-emoji >/dev/null; } \
		|| echo "Chromium cannot be installed here: its tests will be skipped"

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
