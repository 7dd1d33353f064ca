#!/usr/bin/env python3
"""Casus and a peer, UDPipe 1, side by side in one run on one core: tags, trees and tokens in a second.

    bench/peer.py TRAIN.conllu TEST.conllu [--casus build/release/casus] [--model PEER.udpipe]

The peer is the package ufal.udpipe with its default settings but lemmas and features, trained on TRAIN where PEER.udpipe is not there yet (some
minutes). Both read TEST several times over with gold tokens; the start of the programs is timed apart and taken off."""
import argparse
import os
import subprocess
import sys
import tempfile
import time

try:
    from ufal.udpipe import InputFormat, Model, Pipeline, ProcessingError, Sentence, Sentences, Trainer
except ImportError:
    sys.exit('the peer is the Python package ufal.udpipe, which is not here')

TIMES = 8
TAGS_ONLY = 'use_lemma=0;provide_lemma=0;use_feats=0;provide_feats=0'  # quicker to train, and to run


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def train(text, path):
    reader, sentences, sentence, error = InputFormat.newInputFormat('conllu'), Sentences(), Sentence(), ProcessingError()
    reader.setText(text)
    while reader.nextSentence(sentence, error):
        sentences.append(sentence)
        sentence = Sentence()
    model = Trainer.train('morphodita_parsito', sentences, Sentences(), Trainer.NONE, TAGS_ONLY, Trainer.DEFAULT, error)
    if error.occurred():
        sys.exit(error.message)
    with open(path, 'wb') as file:
        file.write(model)


def words(text):
    rows = (line.split('\t') for line in text.splitlines())
    return [row for row in rows if len(row) == 10 and row[0].isdigit()]


def scores(gold, found):
    gold, found = words(gold), words(found)
    assert len(gold) == len(found)
    pairs = list(zip(gold, found))
    heads = [g[6] == f[6] for g, f in pairs]
    relations = [h and g[7].split(':')[0] == f[7].split(':')[0] for h, (g, f) in zip(heads, pairs)]
    return [100 * sum(right) / len(pairs) for right in ([g[3] == f[3] for g, f in pairs], heads, relations)]


def casus(program, text):
    with tempfile.NamedTemporaryFile('w', suffix='.conllu', encoding='utf-8') as file:
        file.write(text)
        file.flush()
        start = time.monotonic()
        out = subprocess.run([program, 'parse', '--gold-tokens', file.name], stdout=subprocess.PIPE, check=True).stdout
        return out.decode(), time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('train')
    parser.add_argument('test')
    parser.add_argument('--casus', default='build/release/casus')
    parser.add_argument('--model', default='/tmp/peer.udpipe')
    options = parser.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if not os.path.exists(options.model):
        train(read(options.train), options.model)
    gold = read(options.test)
    tokens = len(words(gold))
    pipeline = Pipeline(Model.load(options.model), 'conllu', Pipeline.DEFAULT, Pipeline.DEFAULT, 'conllu')
    start = time.monotonic()
    peer = pipeline.process(gold)
    peer_seconds = time.monotonic() - start
    ours, once = casus(options.casus, gold)
    _, many = casus(options.casus, gold * (TIMES + 1))
    print('         UPOS    UAS    LAS   tokens/s')
    speeds = []
    for name, found, speed in (('Casus', ours, TIMES * tokens / (many - once)), ('UDPipe', peer, tokens / peer_seconds)):
        speeds.append(speed)
        print(f'{name:7}' + ''.join(f' {score:6.2f}' for score in scores(gold, found)) + f' {speed:10.0f}')
    print(f'Casus is {speeds[0] / speeds[1]:.1f} times as fast.')


if __name__ == '__main__':
    main()
