# The front door. CMake does the work; its presets are in CMakePresets.json.
FILE ?= examples/report.txt
PREFIX ?= /usr/local
casus := build/release/casus

all: build/release/build.ninja
	@cmake --build build/release

build/%/build.ninja: CMakeLists.txt CMakePresets.json
	@cmake --preset $* >/dev/null

# The main job on one report: installs what is missing, builds, reads, draws.
try:
	@tools/setup.sh build
	@$(MAKE) --no-print-directory all
	@$(casus) "$(FILE)" -o map.html

# Every test, under every build.
check:
	@tools/setup.sh check
	@tools/check.sh

fuzz: build/fuzz/build.ninja
	@cmake --build build/fuzz
	@tools/fuzz.sh

bench: all
	@bench/run.sh

install: all
	@cmake --install build/release --prefix $(PREFIX)

clean:
	@rm -rf build

.PHONY: all try check fuzz bench install clean
