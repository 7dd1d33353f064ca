#!/bin/sh
# tools/setup.sh build|check: install what packages.txt names and the machine lacks.
# Elsewhere than on Debian and Ubuntu, or without the right to install, say what is needed and stop.
set -eu
cd "$(dirname "$0")/.."
stage=${1:-build}
wanted=$(awk -v stage="$stage" '$1 == "build" || (stage == "check" && $1 == "check") {print $2}' packages.txt)

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  missing=""
  for tool in cc cmake ninja pkg-config; do command -v $tool >/dev/null || missing="$missing $tool"; done
  for module in sqlite3 icu-uc jansson gumbo libmd librsvg-2.0; do
    pkg-config --exists $module 2>/dev/null || missing="$missing $module"
  done
  [ -z "$missing" ] && exit 0
  echo "This is neither Debian nor Ubuntu, and these are missing:$missing" >&2
  echo "What Casus needs, by its Debian names:" $wanted >&2
  exit 1
fi

missing=""
for package in $wanted; do
  dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

if [ "$(id -u)" -eq 0 ]; then as_root=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as_root="sudo"
else
  echo "Missing packages; as root, run:  apt-get install$missing" >&2
  exit 1
fi
echo "installing$missing" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
if ! { $as_root apt-get update && $as_root apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "could not install$missing" >&2
  exit 1
fi
