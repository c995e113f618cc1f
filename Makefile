# Every rule is a script, so that a machine without make lacks nothing.
.PHONY: setup demo test test-pages test-python test-spark wheel check build
setup: ; ./scripts/setup
demo: ; ./scripts/demo
test: ; ./scripts/test
test-pages: ; ./scripts/test-pages
test-python: ; ./scripts/test-python
test-spark: ; ./scripts/test-spark
wheel: ; ./scripts/wheel
check: ; ./scripts/check
build: ; ./scripts/setup && swift build -c release --product truecopy
