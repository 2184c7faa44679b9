# Một Cửa. "make" alone lists the targets.

GO         ?= go
VERSION    = $(shell git describe --tags --always --dirty 2>/dev/null || echo unversioned)
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
FUZZTIME   ?= 10s
EVAL       ?= -cv

.DEFAULT_GOAL := help
.PHONY: help run demo-telegram build test check bench bench-telegram bench-report simulate eval fire fuzz clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## install what is missing, build, and serve a demonstration
	@internal/setup/run.sh
	@$(MAKE) --no-print-directory -s build
	@exec bin/motcua serve --demo

demo-telegram: ## like run, with a Telegram inside and a page to play citizen and leader; no token needed
	@internal/setup/run.sh
	@$(MAKE) --no-print-directory -s build
	@exec bin/motcua serve --demo --play

build: bin/motcua ## build the one static program, bin/motcua

# Listed by hand to make, so that nothing is asked of the Go tool when nothing has changed: that alone
# would take longer than the service needs to start.
SOURCES = go.mod go.sum $(wildcard .git/logs/HEAD) $(shell find bot cmd internal org procedure report scheduler storage survey web \
	-type f ! -name '*_test.go' ! -path '*/testdata/*')

bin/motcua: $(SOURCES)
	@CGO_ENABLED=0 $(GO) build -trimpath -buildvcs=false -ldflags '-s -w -X main.version=$(VERSION)' -o $@ ./cmd/motcua

test: ## install what is missing and run all tests with the race detector
	@internal/setup/test.sh
	$(GO) test -race -timeout 30m -p 1 ./...

check: ## everything a change must pass: format, vet, staticcheck, tests
	@internal/setup/test.sh
	@unformatted=$$(gofmt -l .); test -z "$$unformatted" || { echo "gofmt -w $$unformatted"; exit 1; }
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...
	$(GO) test -race -timeout 30m -p 1 ./...

bench: ## run all benchmarks
	@internal/setup/test.sh
	$(GO) test -run '^$$' -bench . -benchmem ./...

bench-telegram: ## measure what an answer on Telegram costs
	@internal/setup/test.sh
	$(GO) test -run '^$$' -bench Telegram -benchtime 20000x ./bot/telegram/load

bench-report: ## make MOTCUA_BENCH_ANSWERS (10 million) answers and measure the reports; ten minutes, 5 GB of disk
	@internal/setup/test.sh
	MOTCUA_BENCH_ANSWERS=$${MOTCUA_BENCH_ANSWERS:-10000000} $(GO) test -count=1 -timeout 60m -run '^TestReports$$' ./scheduler/load

simulate: ## draw MOTCUA_SIMULATE (2,000) reports of each kind of commune and count what they claim falsely and find; an hour
	MOTCUA_SIMULATE=$${MOTCUA_SIMULATE:-2000} $(GO) test -count=1 -v -timeout 6h ./report/simulate

eval: ## measure the look-up beside PostgreSQL's full text search and bleve; options in EVAL, see docs/tra-cuu.md
	@DATABASE_URL= internal/setup/run.sh
	cd procedure/search/eval && $(GO) vet . && $(GO) test . && $(GO) run . $(EVAL)
	GOMAXPROCS=1 $(GO) test -run '^$$' -bench '^BenchmarkScale$$' ./procedure/search

fire: ## the long Telegram ledger and broadcast, judged strictly; about ten minutes
	@internal/setup/test.sh
	MOTCUA_FIRE_STRICT=1 MOTCUA_FIRE_CITIZENS=200 MOTCUA_FIRE_BROADCAST=3000 $(GO) test -count=1 -v -timeout 40m ./bot/telegram/fire

fuzz: ## run each fuzz target for FUZZTIME (10s)
	@internal/setup/fuzz.sh $(FUZZTIME)

clean: ## remove what build has made
	rm -rf bin
