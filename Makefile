# Two commands set the project up: `make demo` (no Telegram needed) and `make run`.
# uv is fetched beside the checkout so that a stock Debian, without python3-venv or uv, is enough.
export UV_COMPILE_BYTECODE := 1
# An office network may inspect TLS with a certificate of its own, known to the system only.
export UV_SYSTEM_CERTS ?= 1
# Images for containers often forbid compiled files; the bot's processes and every worker of the
# tests would then compile the same modules again at each start.
unexport PYTHONDONTWRITEBYTECODE
PYTHON ?= python3
UV := PYTHONPATH=.tools $(PYTHON) -m uv
PY := .venv/bin/python
TOOLS := $(PY) -m

.PHONY: demo demo-once run test check format bench messages gallery lock clean

demo: .venv/.ready
	$(PY) -m bot demo

demo-once: .venv/.ready
	$(PY) -m bot demo --once

run: .venv/.ready
	$(PY) -m bot run

test: .venv/.dev
	$(TOOLS) pytest -n 3 --dist loadfile

check: .venv/.dev
	$(TOOLS) ruff format --check .
	$(TOOLS) ruff check .
	$(TOOLS) mypy
	.venv/bin/lint-imports
	$(TOOLS) pytest -n 3 --dist loadfile

format: .venv/.dev
	$(TOOLS) ruff format .
	$(TOOLS) ruff check --fix .

bench: .venv/.dev
	$(TOOLS) benchmarks

messages: .venv/.dev
	$(TOOLS) tests.endtoend.generated $(NUMBER)

gallery: .venv/.dev
	$(TOOLS) bot.demo.gallery

.tools/uv:
	$(PYTHON) -m pip install -q --disable-pip-version-check --target .tools 'uv>=0.13,<0.14'

.venv/.ready: requirements.lock | .tools/uv
	$(UV) venv -q --allow-existing --python $(PYTHON) .venv
	$(UV) pip sync -q --require-hashes --python $(PY) requirements.lock
	rm -f .venv/.dev
	touch $@

.venv/.dev: requirements-dev.lock | .tools/uv
	$(UV) venv -q --allow-existing --python $(PYTHON) .venv
	$(UV) pip sync -q --require-hashes --python $(PY) requirements-dev.lock
	touch .venv/.ready $@

lock: | .tools/uv
	$(UV) pip compile -q --generate-hashes --universal --no-header --no-emit-index-url -o requirements.lock pyproject.toml
	$(UV) pip compile -q --generate-hashes --universal --no-header --no-emit-index-url --group dev -o requirements-dev.lock pyproject.toml

clean:
	rm -rf .venv .tools demo data
