# Two of these are all a newcomer needs: make run, make test.
# On Windows, in the shell of MSYS2.

GOTEST  ?= go test -race -timeout 30m
# Too long under the race detector, and for the most part on one goroutine.
UNRACED ?= ./app/screens ./internal/testenv ./internal/powercut ./storage ./sync/server ./app/markdown ./app/paper ./assets/sample
SCREENS ?= go run ./app/screens
BENCH   ?= go run ./internal/bench

.DEFAULT_GOAL := help
.PHONY: help run test check bench screens build fmt lint headers clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-8s %s\n", $$1, $$2 }'

run: ## build, and open the window on a sample campus
	@scripts/run

test: headers ## every test, with the race detector
	$(GOTEST) ./...
	go test -timeout 30m $(UNRACED)

check: headers ## format, vet, lint, tests: what has to be green
	@scripts/fmt check
	go vet ./...
	@scripts/lint
	$(GOTEST) ./...
	go test -timeout 30m $(UNRACED)

bench: headers ## the figures
	$(BENCH) $(ARGS)

screens: headers ## a picture of every screen, into build/screens
	$(SCREENS) $(ARGS)

build: headers ## the desktop program and the server, into build/
	@scripts/build desktop
	@scripts/build server

fmt: ## format the sources
	@scripts/fmt

lint: headers ## golangci-lint alone
	@scripts/lint

headers:
	@scripts/need headers

# What people typed into the sample campus stays: only what can be built anew goes.
clean: ## remove what was built
	rm -rf build/rantau build/rantau.exe build/rantau-server build/rantau-server.exe build/tools build/screens build/peer
