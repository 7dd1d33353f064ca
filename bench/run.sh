#!/bin/sh
# bench/run.sh [DATA]: what the program does in a second. DATA: a folder with text/open_sentences_100k.en.txt.gz and the
# like; without it the measurements that need it are left out with a word.
set -eu
cd "$(dirname "$0")/.."
data=${1:-../shared/data}
text=$data/text/open_sentences_100k.en.txt.gz
if [ -e "$text" ]; then
  python3 bench/throughput.py build/release/casus "$text"
else
  echo "$text is not here: the codebook's examples instead"
  python3 bench/throughput.py build/release/casus
fi
if [ -e "$text" ]; then
  echo "the parts of reading, a sentence a line, tokens in a second:"
  sentences=$(mktemp)
  gzip -dc "$text" | head -n 20000 >"$sentences"
  build/release/bench/bench_text "$sentences" 1 2
  rm -f "$sentences"
fi
echo "the world on a day, what if:"
build/release/bench/bench_world
echo "the risk map, and its numbers refitted, in milliseconds of the processor:"
build/release/bench/bench_risk "$data/ir"
ewt=$data/ud/en_ewt/en_ewt-ud-test.conllu
gum=$data/ud/en_gum/en_gum-ud-newslike-devtest.conllu
for treebank in "$ewt" "$gum"; do
  if [ -e "$treebank" ]; then
    echo "$(basename "$treebank"), gold tokens, then raw text:"
    build/release/casus train --test "$treebank" data/models/english.casus-model
    python3 bench/raw_text.py "$treebank" --program 'build/release/casus parse -'
  else
    echo "$treebank is not here: the parser is not measured on it"
  fi
done
