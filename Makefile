# Một Cửa. "make" alone lists the targets.

GO         ?= go
VERSION    = $(shell git describe --tags --always --dirty 2>/dev/null || echo unversioned)
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
# Its usual checks, and that a doc comment begins with the name it is about: a rename cannot leave the former one in it.
CHECKS      = inherit,ST1020,ST1021,ST1022
GOLANGCI    = github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
GOVULNCHECK = golang.org/x/vuln/cmd/govulncheck@v1.9.0
FUZZTIME   ?= 10s
EVAL       ?= -cv
HISTORIES  ?= 20000

.DEFAULT_GOAL := help
.PHONY: help run demo-telegram build test zones check audit attack bench bench-telegram bench-report simulate eval fire fuzz clean

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

# Every file below a folder that holds Go, read from the disk: asking the Go tool, when nothing has changed, would
# take longer than the service needs to start. internal/setup compares the list with what the Go tool would say.
ROOMS = $(sort $(foreach file,$(wildcard */*.go */*/*.go),$(firstword $(subst /, ,$(file)))))
SOURCES = go.mod go.sum $(wildcard .git/logs/HEAD) $(shell find $(ROOMS) -type f ! -name '*_test.go' ! -path '*/testdata/*')

bin/motcua: $(SOURCES)
	@CGO_ENABLED=0 $(GO) build -trimpath -buildvcs=false -ldflags '-s -w -X main.version=$(VERSION)' -o $@ ./cmd/motcua

# What counts seconds by the clock on the wall runs by itself; the rest runs two packages at a time.
ALONE = bot/telegram/fire
# Rooms that start no goroutine (internal/layers holds that, and this list): there is nothing in them that could race, and
# the race detector makes them five times slower. Their tests of several callers at once run with it by name.
RULES = org survey procedure report feedback bot/talk bot/turn internal/vntext internal/vnum internal/prose internal/calendar internal/heed internal/auditor
RULES_LIST = $(RULES:%=./%/...)
OTHERS = $$($(GO) list ./... | grep -v -x motcua/$(ALONE) | grep -v -x -F "$$($(GO) list $(RULES_LIST))")

test: ## install what is missing and run all tests, with the race detector wherever goroutines are
	@internal/setup/test.sh
	$(GO) test -race -timeout 30m -p 2 $(OTHERS)
	$(GO) test -race -timeout 30m ./$(ALONE)
	$(GO) test -race -timeout 30m -run 'AtOnce' ./report ./procedure/search
	$(GO) test -timeout 30m -p 2 $(RULES_LIST)

# Local days from UTC-11 to UTC+14: at any hour one of them is not the day in Vietnam.
ZONES = Pacific/Kiritimati UTC Pacific/Pago_Pago
# What reckons with days: the packages that ask the database for one, and those the days come from.
DAYS = ./storage ./scheduler ./office ./bot/engine ./bot/talk ./web/... ./report ./survey ./feedback ./org/... ./internal/calendar ./internal/testkit ./internal/service

zones: ## run what reckons with days on machines and servers in other zones; -count=1, because Go's cache does not look at TZ
	@internal/setup/test.sh
	@set -e; packages="$(DAYS)"; for zone in $(ZONES); do \
		echo "== TZ=$$zone PGTZ=$$zone"; \
		TZ=$$zone PGTZ=$$zone $(GO) test -count=1 -timeout 30m -p 2 $$packages; \
	done

check: ## read the sources: format, modules, vet, linters, known vulnerabilities
	@unformatted=$$($$($(GO) env GOROOT)/bin/gofmt -l .) && { test -z "$$unformatted" || { echo "gofmt -w $$unformatted"; exit 1; }; }
	$(GO) mod tidy -diff
	$(GO) vet ./...
	cd procedure/search/eval && $(GO) vet .
	$(GO) run $(STATICCHECK) -checks $(CHECKS) ./...
	$(GO) run $(GOLANGCI) run --allow-parallel-runners
	@GO='$(GO)' internal/setup/vulnerabilities.sh $(GOVULNCHECK) ./...

audit: ## play HISTORIES (20000) random histories and try to work out what few people answered; two hours
	$(GO) test -count=1 -timeout 300m ./internal/auditor -histories $(HISTORIES)

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

attack: ## all attacks on the running program, the long ones too; a table says what was tried and what got through; five minutes
	@internal/setup/test.sh
	MOTCUA_ATTACK_WHOLE=1 $(GO) test -count=1 -v -timeout 20m ./internal/attack

fuzz: ## run each fuzz target for FUZZTIME (10s)
	@internal/setup/fuzz.sh $(FUZZTIME)

clean: ## remove what build has made
	rm -rf bin
