# Two commands for everyone: `make run` and `make test`. README.md says what they do.
PY   := .venv/bin/python
NODE := PATH="$(CURDIR)/.venv/bin:$$PATH"

.PHONY: run check test drill bench fix shot wheel install
.DEFAULT_GOAL := run

CATALOGUE := aoxanh/locale/en/LC_MESSAGES/django

install: .venv/.stamp aoxanh/web/static/dist/.stamp $(CATALOGUE).mo

$(CATALOGUE).mo: $(CATALOGUE).po .venv/.stamp
	$(PY) -m tools.catalogues compile

.venv/.stamp: requirements-dev.lock pyproject.toml
	python3 -m venv .venv
	$(PY) -m pip install -q --disable-pip-version-check uv==0.13.9
	.venv/bin/uv pip sync -q --compile-bytecode --python $(PY) --require-hashes requirements-dev.lock
	.venv/bin/uv pip install -q --python $(PY) --no-deps --no-build-isolation -e .
	$(PY) -m compileall -q aoxanh
	touch $@

node_modules/.stamp: .venv/.stamp package.json package-lock.json .npmrc
	$(NODE) npm ci --no-progress
	touch $@

aoxanh/web/static/dist/.stamp: node_modules/.stamp $(shell find frontend aoxanh/web/templates -type f)
	$(NODE) npm run -s build
	touch $@

tools/browser/node_modules/.stamp: .venv/.stamp tools/browser/package-lock.json
	@command -v chromium >/dev/null || (cd tools/browser && PATH="$(CURDIR)/.venv/bin:$$PATH" npm ci --no-progress)
	@mkdir -p tools/browser/node_modules && touch $@

run: install
	.venv/bin/aoxanh demo
	.venv/bin/aoxanh serve

check: install
	$(PY) -m tools.checks check

test: install tools/browser/node_modules/.stamp
	$(PY) -m tools.checks test

drill: install
	$(PY) -m tools.checks drill $(ONLY)

bench: install
	$(PY) -m bench
	$(PY) -m bench.country

fix: install
	.venv/bin/ruff check -q --fix .
	.venv/bin/ruff format -q .

shot: install tools/browser/node_modules/.stamp
	$(PY) -m tools.shots

wheel: install
	.venv/bin/uv build -q --wheel --no-build-isolation --out-dir dist
