#!/bin/sh
# tools/draw_readme_map.sh: docs/map.png, the map of examples/report.txt that the README shows.
# Wants pngquant.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
build/release/casus -q --db :memory: examples/report.txt -o "$folder/map.png" --width 1200 >/dev/null
pngquant --quality 60-95 --speed 1 --strip --force -o docs/map.png "$folder/map.png"
