# Two commands matter: `make demo` shows the program at work, `make test` proves it. Both do all the set-up there is.
.POSIX:
.PHONY: help demo test test-all lint format unit bench docs fixtures observations rules recordings messages man clean

PY = .venv/bin/python
# Who forbids Python to keep what it compiled has everything compiled anew by each of the processes that tests start.
unexport PYTHONDONTWRITEBYTECODE
# Two at a time; who has done theirs takes over what the other has not begun.
PYTEST = $(PY) -m pytest tests -n 2 --dist worksteal
# The browser that was seen to start, unless another one is asked for.
BROWSER = SALDO_JHT_BROWSER="$${SALDO_JHT_BROWSER:-$$(cat .venv/.setup-browser)}"

help:
	@echo "make demo    set up, then a check against the simulated portal, in a real browser"
	@echo "make test    set up, then linter, format, types, unit tests and browser tests"
	@echo "make test-all    the same with every generated page, not a sample of them: for the night"
	@echo "make unit    only the tests without a browser"
	@echo "make lint    only linter, format and types"
	@echo "make format  rewrite the sources as the linter likes them"
	@echo "make bench   compare the program with a bare script that does the same"
	@echo "make docs    draw the picture of the rooms anew"
	@echo "make fixtures    refresh what the recorded pages are expected to give, and show the difference"
	@echo "make observations    look anew at the stored pages whose observation is stale"
	@echo "make rules       switch each rule of the reading off in turn, and tell which stored pages end otherwise"
	@echo "make recordings  record the simulated portal's pages anew"
	@echo "make messages    bring the catalogue of texts up to date with the code, and name what is not translated"
	@echo "make man         make the man pages anew from the commands' help"
	@echo "make clean   remove the virtual environment and all caches"

# The set-up notes what it did, and for which pyproject.toml, under .venv: a second run costs next to nothing.
.venv/.setup-demo: pyproject.toml scripts/setup
	@sh scripts/setup demo

.venv/.setup-test: pyproject.toml scripts/setup
	@sh scripts/setup test

demo: .venv/.setup-demo
	@sh scripts/setup browser
	@$(BROWSER) .venv/bin/saldo-jht demo

test: lint
	@sh scripts/setup browser
	@sh scripts/setup screen
	$(BROWSER) $(PYTEST)

# The libraries that the pages of tests/real are built with: where npm is missing, these pages are skipped.
tests/real/node_modules: tests/real/package-lock.json
	@if command -v npm >/dev/null 2>&1; then npm --prefix tests/real ci; else echo "no npm: tests/real is skipped"; fi

test-all: lint tests/real/node_modules
	@sh scripts/setup browser
	@sh scripts/setup screen
	@sh scripts/setup cron
	$(BROWSER) $(PYTEST) --all

lint: .venv/.setup-test
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	@if command -v actionlint >/dev/null 2>&1; then actionlint; fi

format: .venv/.setup-test
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

unit: .venv/.setup-test
	$(PYTEST) -m "not browser"

bench: .venv/.setup-test
	@sh scripts/setup browser
	$(BROWSER) $(PY) -m tests.bench

docs: .venv/.setup-test
	$(PY) -m tests.arrows

fixtures: .venv/.setup-test
	@sh scripts/setup browser
	$(BROWSER) $(PY) -m tests.refresh_fixtures

observations: .venv/.setup-test tests/real/node_modules
	@sh scripts/setup browser
	$(BROWSER) $(PY) -m tests.observe

rules: .venv/.setup-test
	$(PY) -m tests.rules

recordings: .venv/.setup-test
	@sh scripts/setup browser
	$(BROWSER) $(PY) -m tests.record_skins

messages: .venv/.setup-test
	$(PY) -m tests.messages

man: .venv/.setup-test
	$(PY) -m tests.man

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis test-results
