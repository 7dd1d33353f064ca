#!/bin/sh
# Fuzzes each target in turn, and goes on where the last time stopped.
#   tools/fuzz.sh [MINUTES] [TARGET ...]        one minute each, all of them, when nothing is said
# What was learned is kept in build/fuzz/kept/TARGET, findings in build/fuzz/found, time and runs in build/fuzz/spent.tsv.
# More seeds for a target: any files laid in build/fuzz/kept/TARGET. A finding, mended, goes to fuzz/corpus/TARGET.
set -eu
cd "$(dirname "$0")/.."
minutes=${1:-1}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- $(ls fuzz/corpus)
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
found=0
mkdir -p build/fuzz/found
for target; do
  [ -x "build/fuzz/fuzz/$target" ] || { echo "tools/fuzz.sh: no target $target; there are: $(ls fuzz/corpus | tr '\n' ' ')" >&2; exit 2; }
  kept=build/fuzz/kept/$target log=build/fuzz/$target.log words=fuzz/words/${target#fuzz_}.dict
  mkdir -p "$kept"
  [ -f "$words" ] && words="-dict=$words" || words=
  start=$(date +%s)
  "build/fuzz/fuzz/$target" $words -max_total_time=$((minutes * 60)) -timeout=25 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/found/$target-" "$kept" "fuzz/corpus/$target" >"$log" 2>&1 || { found=1; echo "FOUND $target: $log"; }
  printf '%s\t%s\t%s\n' "$target" $(($(date +%s) - start)) \
    "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" >>build/fuzz/spent.tsv
done
awk -F'\t' '{ s[$1] += $2; n[$1] += $3 } END { for (t in s) printf "%-18s %6.1f minutes %10d runs\n", t, s[t] / 60, n[t] }' \
  build/fuzz/spent.tsv | sort
exit $found
