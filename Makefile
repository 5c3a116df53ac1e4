# Every target sets up what it needs: `make test` is enough in a fresh clone.

PYTHON ?= python3
BASE_URL ?=
BIN := .venv/bin
LOWEST := .docreplay/lowest
BROWSER := .docreplay/browser
LOWEST_TESTS ?= tests/read tests/serve tests/replay tests/plugin tests/cli
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help setup test check generate demo regress docs drift drift-bench schema goldens frontend frontend-check browser report-bench compliance prism lowest mutation fuzz bench lock clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-11s %s\n", $$1, $$2 }'

setup: $(READY) ## create .venv with everything pinned in requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "docreplay needs Python 3.11 or newer: make PYTHON=python3.11 setup")'
	@echo "Setting up .venv ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $(READY)

test: $(READY) ## generate the tests of docs_source and replay them (BASE_URL=https://… for a real service)
	@$(BIN)/docreplay test $(if $(BASE_URL),--base-url $(BASE_URL))

generate: $(READY) ## write generated_tests from docs_source
	@$(BIN)/docreplay generate

check: $(READY) ## docreplay's own format, lint, types and tests
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/docreplay generate --check
	$(BIN)/pytest -n auto --dist worksteal

demo: $(READY) ## start the example service on loopback and replay the pages against it
	@$(BIN)/python -m examples.demo

regress: $(READY) ## record the example service, and compare it (CHANGE=width-as-text plants a change)
	@$(BIN)/python -m examples.regress $(CHANGE)

drift: $(READY) ## hold the translations of docs_source to their sources (one page is damaged on purpose)
	@$(BIN)/docreplay drift

report-bench: $(READY) $(BROWSER)/.ready benchmarks/peers/node_modules/.package-lock.json ## size and speed of the HTML report, beside plain DOM, Playwright's and Allure's in one run
	$(BIN)/python -m benchmarks.report_scale

docs: $(READY) ## build the documentation site into .docreplay/site
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet
	@echo "Open .docreplay/site/index.html"

schema: $(READY) ## write docreplay.schema.json from the settings
	@$(BIN)/docreplay schema > docreplay.schema.json

goldens: $(READY) ## rewrite the expected outputs of the tests; review the diff
	UPDATE_GOLDENS=1 $(BIN)/pytest -q

frontend: frontend/node_modules/.package-lock.json ## build the script and the style of the HTML report from frontend/
	@cd frontend && npm run --silent build

frontend-check: frontend/node_modules/.package-lock.json ## types and tests of frontend/, and whether what it builds is committed
	@cd frontend && npm run --silent check && npm run --silent test && npm run --silent build -- --compare

benchmarks/peers/node_modules/.package-lock.json: benchmarks/peers/package.json benchmarks/peers/package-lock.json
	@cd benchmarks/peers && npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

frontend/node_modules/.package-lock.json: frontend/package.json frontend/package-lock.json
	@cd frontend && npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

browser: $(READY) $(BROWSER)/.ready frontend/node_modules/.package-lock.json ## open the HTML reports in Chromium (installed by apt-get if it is missing)
	@command -v chromium > /dev/null || (apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk)
	$(BROWSER)/bin/python -m pytest -q -c /dev/null --rootdir . --confcutdir tests/browser --import-mode=importlib -p no:cacheprovider tests/browser

$(BROWSER)/.ready: requirements-browser.lock
	@$(PYTHON) -m venv $(BROWSER)
	@$(BROWSER)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-browser.lock
	@touch $@

prism: $(READY) ## run the pages of tests/live/prism against a mock that Prism, of npm, makes of them
	@npm install --silent --no-audit --no-fund --ignore-scripts --prefix .docreplay/prism @stoplight/prism-cli@5.14.2
	$(BIN)/pytest -q tests/live/test_prism.py

compliance: $(READY) ## run the compliance suite of JSONPath (RFC 9535), which an npm package contains
	@mkdir -p .docreplay/compliance
	@npm pack --silent --pack-destination .docreplay/compliance jsonpath-rfc9535@1.3.0 > /dev/null
	@tar -xzf .docreplay/compliance/jsonpath-rfc9535-1.3.0.tgz -C .docreplay/compliance
	JSONPATH_COMPLIANCE_SUITE=.docreplay/compliance/package/src/__tests__/jsonpath-compliance-test-suite \
		$(BIN)/pytest -q tests/model/json/test_path.py

lowest: ## run tests with the lowest versions that pyproject.toml allows (LOWEST_TESTS=…)
	@$(PYTHON) -m venv --clear $(LOWEST)
	@$(LOWEST)/bin/python -m pip install --quiet --disable-pip-version-check uv
	@$(LOWEST)/bin/uv pip compile --quiet --resolution lowest-direct pyproject.toml -o $(LOWEST)/versions.txt
	@$(LOWEST)/bin/uv pip install --quiet --python $(LOWEST) --constraint $(LOWEST)/versions.txt \
		--editable . hypothesis pytest-xdist detect-secrets
	$(LOWEST)/bin/pytest -q -n auto -p no:cacheprovider $(LOWEST_TESTS)

mutation: $(READY) ## how many small faults in the code the tests notice (takes long)
	$(BIN)/python -m benchmarks.mutation --least 0.9

drift-bench: $(READY) ## how true drift is: real and injected damage, labelled findings, kinds of change
	$(BIN)/python -m benchmarks.real_damage
	$(BIN)/python -m benchmarks.drift_recall
	$(BIN)/python -m benchmarks.drift_sample --compare
	$(BIN)/python -m benchmarks.freshness
	$(BIN)/python -m benchmarks.fix_tree
	$(BIN)/python -m benchmarks.sync_tree

fuzz: $(READY) ## the long harnesses in full
	$(BIN)/pytest -q tests/review/test_properties.py --hypothesis-profile=fuzz
	$(BIN)/python -m benchmarks.fuzz
	$(BIN)/python -m benchmarks.growth
	$(BIN)/python -m benchmarks.patterns
	$(BIN)/python -m benchmarks.verdicts
	$(BIN)/python -m benchmarks.hostile_services
	$(BIN)/python -m benchmarks.hostile_runs
	$(BIN)/python -m benchmarks.hostile_inputs
	$(BIN)/python -m benchmarks.kills

bench: $(READY) ## times and memory, as in benchmarks/README.md
	$(BIN)/python -m benchmarks

lock: $(READY) ## pin newer versions of what pyproject.toml asks for
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --python-version 3.11 --upgrade --group dev pyproject.toml --generate-hashes --no-header --no-annotate -o requirements.lock
	$(BIN)/uv pip compile --quiet --python-version 3.11 --upgrade --group pyproject.toml:browser --generate-hashes --no-header --no-annotate -o requirements-browser.lock
	$(BIN)/uv pip compile --quiet --python-version 3.11 --extra entra --extra parallel --group image pyproject.toml --constraint requirements.lock --generate-hashes --no-header --no-annotate -o requirements-image.lock

clean: ## remove what can be made again
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .docreplay
