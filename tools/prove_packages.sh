#!/bin/sh
# Proves packages.txt: builds in a directory of its own, then asks of every system header that was read and every
# library that was linked which package it comes from; each must be listed or be needed by a listed one.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cmake -S . -B "$folder" -G Ninja -DCASUS_TESTS=ON >/dev/null
cmake --build "$folder" >/dev/null
{
  ninja -C "$folder" -t deps | awk '/^ +\//{print $1}'
  ldd "$folder/casus" | awk '/=> \//{print $3}'
  for tool in cmake ninja pkg-config make python3; do command -v $tool; done
} | grep -v "^$folder\|^$PWD\|pyenv\|^/usr/local" | sort -u | xargs -r realpath -e 2>/dev/null | sort -u >"$folder/files"
# A merged /usr: packages may own the file under its old name.
while read -r file; do
  owner=$(dpkg-query -S "$file" 2>/dev/null || dpkg-query -S "${file#/usr}" 2>/dev/null || true)
  [ -n "$owner" ] && echo "$owner" | head -n 1 | sed 's/:.*//' || echo "unowned:$file"
done <"$folder/files" | sort -u >"$folder/used"
listed=$(awk '$1 == "build" || $1 == "check" {print $2}' packages.txt)
{ echo "$listed" | tr ' ' '\n'
  apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances $listed |
    sed -n 's/^ *|\{0,1\}\(Pre\)\{0,1\}Depends: *//p; s/^\([a-z0-9][^ ]*\)$/\1/p' | sed 's/:.*//'
} | sort -u >"$folder/allowed"
missing=$(comm -23 "$folder/used" "$folder/allowed")
if [ -n "$missing" ]; then
  echo "packages.txt lacks:" $missing >&2
  exit 1
fi
echo "package list proved: $(wc -l <"$folder/files") files from $(wc -l <"$folder/used") packages"
