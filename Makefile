# Every rule is a script, so that a machine without make lacks nothing.
.PHONY: setup demo test test-pages check build
setup: ; ./scripts/setup
demo: ; ./scripts/demo
test: ; ./scripts/test
test-pages: ; ./scripts/test-pages
check: ; ./scripts/check
build: ; ./scripts/setup && swift build -c release --product truecopy
