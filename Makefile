# `make help` explains each target.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev

.PHONY: help run test check lint bench lock audit

help: ## Toon wat er kan
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(READY) ## Start de dienst op http://127.0.0.1:8080
	@$(BIN)/zkl-bot migrate
	@exec $(BIN)/zkl-bot serve

test: $(READY_DEV) ## Draai alle tests (ZKL_TEST_ALL=1: niets overslaan)
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

check: lint test ## Opmaak, stijl, typen, lagen, vertalingen, data en tests

lint: $(READY_DEV) ## Alles van check behalve de tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m zkl_bot.texts.controle
	$(BIN)/zkl-bot check

bench: $(READY_DEV) ## Meet snelheid en antwoorden, als verhouding tot anderen
	$(BIN)/python -m bench

audit: $(READY_DEV) ## Zoek bekende zwakke plekken in de afhankelijkheden (vraagt netwerk)
	$(BIN)/python .ci/audit.py

lock: ## Zet de afhankelijkheden opnieuw vast (vraagt uv)
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate --no-config \
		pyproject.toml -o requirements.lock
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate --no-config \
		pyproject.toml --group dev -o requirements-dev.lock
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate --no-config \
		--group build -o requirements-build.lock

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-build.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@# Reading and indexing the facts takes longest. Let nobody wait for it at a first question.
	@$(BIN)/python -m compileall -q zkl_bot
	@$(BIN)/python -m zkl_bot.cli.voorraad
	@touch $@

$(READY_DEV): $(READY) requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
