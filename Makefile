# One command for all checks. VENV is the environment that `pip install -e '.[dev]'` filled.
VENV ?= .venv
BIN := $(VENV)/bin
PEERS := benchmarks/peers/.venv

.PHONY: help install check format lint types test quick heavy data bench bench-peers bench-smoke golden pages wheel clean

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

install:  ## make the environment
	python3 -m venv $(VENV)
	$(BIN)/pip install -e '.[dev]'

check: lint types test data  ## all that must hold before a commit

format:  ## rewrite the code in the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint:  ## format and lint, changing nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types:  ## mypy, strict
	$(BIN)/mypy

test:  ## the tests
	$(BIN)/python -m pytest

quick:  ## the tests without the slow ones
	$(BIN)/python -m pytest -m 'not slow and not heavy'

heavy:  ## the tests that need the extras all, spacy and spark, Java 17 and geopandas
	$(BIN)/python -m pytest -m heavy tests/test_adapters.py tests/test_batch_docs.py

data:  ## validate the bundled gazetteers
	$(BIN)/geocoder gazetteer validate

bench:  ## the benchmarks
	$(BIN)/python -m pytest benchmarks --benchmark-enable --benchmark-only

bench-peers:  ## the comparison with other packages, which writes docs/performance.md (half an hour)
	python3 -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --requirement benchmarks/peers/requirements.txt '.[index]'
	$(PEERS)/bin/python benchmarks/compare.py
	$(PEERS)/bin/python benchmarks/report.py

bench-smoke:  ## the comparison on tiny sizes: does everything run?
	mkdir -p .benchmarks
	$(BIN)/python benchmarks/compare.py --smoke --output .benchmarks/results.json
	$(BIN)/python benchmarks/report.py .benchmarks/results.json --docs .benchmarks

golden:  ## rewrite the golden files, to be read before they are committed
	$(BIN)/python -m pytest --rewrite-golden tests/test_formats.py

pages:  ## rewrite docs/rules.md from the language files
	$(BIN)/python docs/rules_page.py

wheel:  ## build the wheel into dist/
	$(BIN)/pip wheel --no-deps --wheel-dir dist .

clean:  ## remove what the targets made
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .benchmarks
