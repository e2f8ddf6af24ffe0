# Each command makes ready what it needs (virtual environment, requirements, system libraries) and says what it does.
PORT ?= 8000
OUT ?= example
BIN = .venv/bin

.DEFAULT_GOAL = help
.PHONY: help run test check format example pictures lock

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

run: ## the program with the demo office on http://127.0.0.1:8000 (PORT=8001 for another port)
	@.ci/serve '$(PORT)'

test: ## everything: checks, tests on SQLite and on PostgreSQL, the browser journey
	@.ci/test all

check: ## lint, types, layers, migrations; no tests
	@.ci/test checks

format: ## formats the code and mends what ruff can mend
	@.ci/setup dev
	@$(BIN)/ruff check --fix --exit-zero .
	@$(BIN)/ruff format .

example: ## two whole cases without a browser: decision, contract and assessment in OUT=dir
	@.ci/example '$(OUT)'

pictures: ## the pictures of the README taken anew from the running program (Chromium and pdftoppm)
	@.ci/pictures

lock: ## locks requirements/*.in again (make lock UPGRADE=1 takes newer versions)
	@.ci/lock $(if $(UPGRADE),--upgrade)
