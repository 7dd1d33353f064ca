#!/usr/bin/env python3
"""UDPipe 1 (Straka and Straková 2017) beside Casus: tags, lemmas and trees of the same sentences on one core, and how
often both are right on a treebank.

    bench/peer_udpipe.py SENTENCES MODEL.udpipe [--train T.conllu --dev D.conllu --epochs N] [--test G.conllu]

SENTENCES: a sentence a line. A MODEL that is not there is trained first, which takes an hour or more: N epochs for
tagger and parser each. Both programs get the words that Casus cut; they take turns, and the best of the turns counts.
Without the package ufal.udpipe nothing is measured.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile
import time

try:
    from ufal import udpipe
except ImportError:
    sys.exit('ufal.udpipe is not installed: no peer is measured')

BUILD = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'build', 'release')
MODEL = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'data', 'models', 'english.casus-model')


def read(text):
    reader, error, found = udpipe.InputFormat.newConlluInputFormat(), udpipe.ProcessingError(), []
    reader.setText(text)
    while True:
        sentence = udpipe.Sentence()
        if not reader.nextSentence(sentence, error):
            break
        found.append(sentence)
    if error.occurred():
        sys.exit(error.message)
    return found


def read_file(path):
    with open(path, encoding='utf-8') as file:
        return read(file.read())


def all_of(path):
    """As the trainer takes them: these are copies, which tags and trees cannot be written into."""
    sentences = udpipe.Sentences()
    for sentence in read_file(path):
        sentences.append(sentence)
    return sentences


def train(options):
    error = udpipe.ProcessingError()
    made = udpipe.Trainer.train('morphodita_parsito', all_of(options.train), all_of(options.dev),
                                udpipe.Trainer.NONE, f'models=1;iterations={options.epochs}',
                                f'iterations={options.epochs};embedding_form=50;hidden_layer=200;'
                                'structured_interval=0;use_gold_tags=1', error)
    if error.occurred():
        sys.exit(error.message)
    with open(options.model, 'wb') as file:
        file.write(made)


def parse(model, sentences):
    """Seconds for tags, lemmas and trees."""
    start = time.process_time()
    for sentence in sentences:
        if not (model.tag(sentence, model.DEFAULT) and model.parse(sentence, model.DEFAULT)):
            sys.exit('UDPipe could not parse a sentence')
    return time.process_time() - start


def our_speed(path):
    """Tokens in a second of one thread: the column of tags, trees and lemmas."""
    out = subprocess.run([os.path.join(BUILD, 'bench', 'bench_text'), path, '1'], capture_output=True, text=True, check=True)
    return float(out.stdout.splitlines()[-1].split()[4])


def our_words(path):
    with tempfile.NamedTemporaryFile('w', suffix='.txt') as file:
        with open(path, encoding='utf-8') as lines:
            file.write('\n\n'.join(line.strip() for line in lines))
        file.flush()
        out = subprocess.run([os.path.join(BUILD, 'casus'), 'parse', file.name, '--format', 'conllu'],
                             capture_output=True, text=True, check=True)
    return out.stdout


def answers(sentences):
    return [(word.upostag, word.head, word.deprel.split(':')[0])
            for sentence in sentences for word in list(sentence.words)[1:]]


def accuracy(model, path):
    gold, found = answers(read_file(path)), read_file(path)
    parse(model, found)
    pairs = list(zip(gold, answers(found)))
    return [100 * sum(same(a, b) for a, b in pairs) / len(pairs)
            for same in (lambda a, b: a[0] == b[0], lambda a, b: a[1] == b[1], lambda a, b: a[1:] == b[1:])]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('sentences')
    parser.add_argument('model')
    parser.add_argument('--train')
    parser.add_argument('--dev')
    parser.add_argument('--epochs', type=int, default=5)
    parser.add_argument('--test')
    parser.add_argument('--turns', type=int, default=3)
    options = parser.parse_args()
    if not os.path.exists(options.model):
        train(options)
    model = udpipe.Model.load(options.model)
    if not model:
        sys.exit(f'{options.model} cannot be read')
    text = our_words(options.sentences)
    words = len(re.findall(r'^\d+\t', text, flags=re.M))
    ours, peer = 0, 0
    for _ in range(options.turns):
        ours = max(ours, our_speed(options.sentences))
        peer = max(peer, words / parse(model, read(text)))
    print(f'{words} words, best of {options.turns}: casus {ours:.0f} words/s, UDPipe {peer:.0f} words/s, '
          f'{ours / peer:.1f} times as fast')
    if options.test:
        print('UDPipe, tokens given: UPOS {:.2f} UAS {:.2f} LAS {:.2f}'.format(*accuracy(model, options.test)))
        subprocess.run([os.path.join(BUILD, 'casus'), 'train', '--test', options.test, MODEL], check=True)


main()
