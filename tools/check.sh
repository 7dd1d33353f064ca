#!/bin/sh
# Every test under every build: release (with -Werror), AddressSanitizer + UndefinedBehaviorSanitizer, ThreadSanitizer.
# The sanitizer builds run what is about memory and threads; what only reads files is run once.
set -eu
cd "$(dirname "$0")/.."
jobs=$(nproc 2>/dev/null || echo 2)
run() {
  preset=$1
  shift
  echo "== $preset"
  cmake --preset "$preset" >/dev/null
  cmake --build "build/$preset" -- -j"$jobs" >/dev/null || cmake --build "build/$preset"
  ctest --test-dir "build/$preset" --output-on-failure -j"$jobs" "$@"
}
run thread -R '^(unit.test_chain|cli.threads)'
run sanitize -E '^(gate|bench|data|cli.backtest)'
run release
