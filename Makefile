# Two commands for a fresh checkout: `make demo` and `make test`. Both need python3 (3.11 or newer, with venv) and make.

PYTHON ?= python3
SITE ?= https://www.wipo.int
CONTACT ?=
BIN := .venv/bin
LANGUAGES := en,fr,es,ru,zh,ar,ja,pt
CODE := wipo_scraper spiders pipelines tests benchmarks docs
.DEFAULT_GOAL := help

.PHONY: help demo test torture live-check lint types format bench sample images docs lock clean

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile | while IFS='|' read -r name text; do printf '%-14s %s\n' "$$name" "$$text"; done

demo: .venv/ready  ## crawl the bundled sample archive in all languages into ./demo, with a page to look at
	@rm -rf demo
	@echo "Replaying the bundled sample site (invented news, no network) in all languages ..."
	@$(BIN)/scrapy crawl news -a replay=sample -a languages=$(LANGUAGES) -s DATA_DIR=demo
	@echo "The records, one JSON object a line:"
	@ls demo/news/articles/*.jsonl
	@echo "A page to look at, to open in a browser:"
	@$(BIN)/scrapy report demo -o demo/report
	@echo "Next: 'scrapy crawl news' in $(BIN) for the live site; README.md says more."

test: .venv/ready-dev  ## run the tests
	@echo "Running the tests ..."
	@$(BIN)/python -m pytest -n auto
	@echo "The tests passed."

torture: .venv/ready-dev  ## kill 500 crawls and fill 20 disks, and check what the next crawls make of it
	@$(BIN)/python -m tests.torture --kills 500 --disks 20

live-check: .venv/ready  ## crawl 20 live articles (or of SITE=…), show what was read, keep nothing; CONTACT=you@…
	@$(BIN)/python -m tests.live_check --site "$(SITE)" --contact "$(CONTACT)"

lint: .venv/ready-dev  ## check style and format
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)

types: .venv/ready-dev  ## check types
	@$(BIN)/mypy

format: .venv/ready-dev  ## put the code into the house format
	@$(BIN)/ruff check --fix $(CODE)
	@$(BIN)/ruff format $(CODE)

bench: .venv/ready-dev  ## measure quality and cost side by side with other tools (into benchmarks/out)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-bench.txt
	@$(BIN)/python -m benchmarks.run
	@$(BIN)/python -m benchmarks.attribution
	@$(BIN)/python -m benchmarks.crawl
	@$(BIN)/python -m benchmarks.reextract

sample: .venv/ready-dev  ## record the bundled sample archive anew from the served sample site
	@$(BIN)/python -m tests.site.record

images: .venv/ready-dev  ## take the screenshots of the report for the docs (needs Chromium)
	@$(BIN)/python -m pytest tests/test_report_browser.py -k screenshots --screenshots

docs: .venv/ready-dev  ## write the pages that are made from the schema
	@$(BIN)/python -m docs.build

lock: .venv/ready-dev  ## resolve the requirements anew and pin them with hashes; one version of each for demo and tests
	@for set in "-dev:dev" ":build --extra report --constraint requirements-dev.txt" "-bench:bench" \
	    "-peers:peers --constraint requirements-dev.txt"; do \
	    $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	        --no-emit-index-url --no-emit-find-links --no-annotate \
	        pyproject.toml --group $${set#*:} --output-file "requirements$${set%%:*}.txt" >/dev/null || exit 1; \
	done

clean:  ## remove the environment and everything that was made
	@rm -rf .venv demo benchmarks/out .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/created:
	@command -v $(PYTHON) >/dev/null || { echo "make: $(PYTHON) is missing: install Python 3.11 or newer" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "make: $(PYTHON) is older than 3.11: name a newer one with make PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	    || { echo "make: $(PYTHON) has no venv: on Debian and Ubuntu, apt install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv (once, about half a minute) ..."
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/ready: .venv/created requirements.txt pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
