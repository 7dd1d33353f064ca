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
treebank=$data/ud/en_ewt/en_ewt-ud-test.conllu
if [ -e "$treebank" ]; then
  echo "parser on the EWT test part, gold tokens:"
  build/release/casus train --test "$treebank" data/models/english.casus-model
else
  echo "$treebank is not here: the parser is not measured"
fi
