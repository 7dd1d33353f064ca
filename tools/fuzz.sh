#!/bin/bash
# Fuzzes each target in turn, and goes on where the last time stopped.
#   tools/fuzz.sh [MINUTES] [TARGET ...]        one minute each, all of them, when nothing is said
#   tools/fuzz.sh sum                           what was done so far
#   tools/fuzz.sh keep [TARGET ...]             the fewest inputs that reach all that was reached, and the time spent, into
#                                               fuzz/kept: from there the next one goes on, on any machine
# FUZZ_STATE (build/fuzz/state) holds what was learned (kept/TARGET), findings (found) and time and runs (spent.tsv).
# More seeds for a target: any files laid in kept/TARGET. A finding, mended, goes to fuzz/corpus/TARGET.
set -eu
cd "$(dirname "$0")/.."
state=${FUZZ_STATE:-build/fuzz/state}
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 TIMEFORMAT='%U %S'
found=0
mkdir -p "$state/found" fuzz/kept
if [ ! -f "$state/spent.tsv" ] && [ -f fuzz/kept/spent.tsv ]; then cp fuzz/kept/spent.tsv "$state/"; fi

# Told by the clock and by the processor: on a busy machine the two differ.
sum() {
  [ -f "$state/spent.tsv" ] || return 0
  sort "$state/spent.tsv" | awk -F'\t' '
    { if (!($1 in runs)) order[++count] = $1; wall[$1] += $2; cpu[$1] += $3; runs[$1] += $4; w += $2; c += $3; r += $4 }
    END { order[++count] = "all"; wall["all"] = w; cpu["all"] = c; runs["all"] = r
          for (i = 1; i <= count; i++) { t = order[i]
            printf "%-16s %6.1f minutes, of the processor %6.1f, %10d runs\n", t, wall[t] / 60, cpu[t] / 60, runs[t] } }'
}

words_of() {
  local words=fuzz/words/${1#fuzz_}.dict
  if [ -f "$words" ]; then echo "-dict=$words"; fi
}

# What was kept of a target before.
take_up() {
  [ -d "$state/kept/$1" ] && return
  mkdir -p "$state/kept/$1"
  if [ -f "fuzz/kept/$1.tar.gz" ]; then tar -xzf "fuzz/kept/$1.tar.gz" -C "$state/kept/$1"; fi
}

fuzz() {
  local target=$1 seconds=$2 kept=$state/kept/$1 log=$state/$1.log start cpu
  start=$(date +%s)
  take_up "$1"
  if ! { time "build/fuzz/fuzz/$target" $(words_of "$target") -max_total_time="$seconds" -timeout=25 -rss_limit_mb=2048 \
    -print_final_stats=1 -artifact_prefix="$state/found/$target-" "$kept" "fuzz/corpus/$target" >"$log" 2>&1; } \
    2>"$state/cpu"; then
    found=1
    cp "$log" "$state/found/$target-$start.log"
    echo "FOUND $target: $state/found/$target-$start.log"
  fi
  printf '%s\t%s\t%s\t%s\n' "$target" $(($(date +%s) - start)) "$(awk '{ print $1 + $2 }' "$state/cpu")" \
    "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" >>"$state/spent.tsv"
}

keep() {
  local least=$state/least/$1
  take_up "$1"
  rm -rf "$least"
  mkdir -p "$least"
  "build/fuzz/fuzz/$1" -merge=1 "$least" "fuzz/corpus/$1" "$state/kept/$1" >"$state/$1.log" 2>&1
  tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$least" -cf - . | gzip -9n >"fuzz/kept/$1.tar.gz"
  cp "$state/spent.tsv" fuzz/kept/
  echo "$1: $(ls "$least" | wc -l) of $(ls "$state/kept/$1" | wc -l)"
}

does=fuzz minutes=1
case ${1:-} in
  sum) sum; exit ;;
  keep) does=keep; shift ;;
  [0-9]*) minutes=$1; shift ;;
esac
[ $# -gt 0 ] || set -- $(ls fuzz/corpus)
for target; do
  [ -x "build/fuzz/fuzz/$target" ] || { echo "tools/fuzz.sh: no target $target; there are: $(ls fuzz/corpus | tr '\n' ' ')" >&2; exit 2; }
  $does "$target" $((minutes * 60))
done
if [ $does = fuzz ]; then sum; fi
exit $found
