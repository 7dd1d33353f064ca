#!/bin/sh
# tools/draw_readme_map.sh: docs/map.png, the map of examples/report.txt that the README shows.
# Wants rsvg-convert (librsvg2-bin) and pngquant.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
build/release/casus -q --db :memory: examples/report.txt -o "$folder/map.svg" >/dev/null
rsvg-convert -w 1200 "$folder/map.svg" -o "$folder/map.png"
pngquant --quality 60-95 --speed 1 --strip --force -o docs/map.png "$folder/map.png"
