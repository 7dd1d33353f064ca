#!/usr/bin/env python3
"""Labelled news (corpus/README.md is the format).

    corpus.py check FILE…                 words and triggers stand in their sentences, codes and types exist
    corpus.py count FILE…                 events by type and status
    corpus.py gold [--half 0|1] FILE…     as passages in JSON lines, as `casus eval` reads them
    corpus.py gold --held FILE…           only those that the careful reader does not learn from: they measure it
    corpus.py gold --learned FILE…        only the others
    corpus.py gold --others FOLDER FILE…  only what two readers have read; what one of them told is optional

Exit: 0 all well, 1 a line is wrong (each named), 2 wrong use.
"""
import argparse
import collections
import hashlib
import json
import os
import re
import sys

import readings

TYPES = ('AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST '
         'SANCTION MOBILIZE COERCE ASSAULT').split()
STATUSES = 'asserted claimed planned possible denied past'.split()
SECTORS = ('GOV MIL OPP REB CVL BUS MED IGO NGO JUD LEG COP SPY EDU ELI LAB REL CRM UAF PTY REF IMG MNC SET HLH AGR '
           'HRI DEV ENV RAD').split()
KINDS = ('alliance.defence alliance.offence alliance.non-aggression alliance.consultation alliance.neutrality '
         'arms troops claim trade dependence sanctions rivalry occupation').split()
EVENT = re.compile(r'([A-Z]+)(?:/([a-z-]+))? ([a-z]+) (.*?) (?:->|(<->))(?: (.*?))? @(\S+?)(?:#(\d+))?$')
TIE = re.compile(r'(\S+) (\S+) (->|<->) (\S+)$')
# The first passage that measures, and the step to the next; files that are not named teach with all of theirs.
HELD = {**dict.fromkeys(('a.txt', 'b.txt'), (1, 2)),
        **dict.fromkeys((x + '.txt' for x in [*'hijklmnopqrstuvwxyz', *('w' + x for x in 'abcdefghijklmnopqrstuvwxy'),
                                              *('x' + x for x in 'abcdefghijklmnop')]), (7, 8)),
        **dict.fromkeys(('ewt_weblog.txt', 'ewt_newsgroup.txt', 'gum.txt'), (3, 4))}
DATA = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'data', 'actors')


class Wrong(ValueError):
    """What is wrong with a line."""


def actor_codes():
    codes = set()
    for name in ('states.tsv', 'organisations.tsv'):
        with open(os.path.join(DATA, name), encoding='utf-8') as file:
            codes |= {line.split('\t')[0] for line in file if line.strip() and not line.startswith('#')}
    return codes


def split_parties(text):
    """At the commas behind which a new code begins."""
    return re.split(r', (?=(?:[A-Z]{3,}[A-Z0-9]*|\?)(?:/[A-Z]{3})?:)', text)


def parse_parties(text, sentence, codes):
    if text in (None, '', '-'):
        return []
    parties = []
    for piece in split_parties(text):
        head, colon, words = piece.partition(':')
        actor, _, sector = head.partition('/')
        if not colon:
            raise Wrong('a party is ACTOR[/SECTOR]:words, not %r' % piece)
        if actor != '?' and actor not in codes:
            raise Wrong('no actor %r in data/actors' % actor)
        if sector and sector not in SECTORS:
            raise Wrong('no sector %r' % sector)
        if words and words not in sentence:
            raise Wrong('%r does not stand in the sentence' % words)
        parties.append({'actor': '' if actor == '?' else actor, 'sector': sector, 'text': words})
    return parties


def trigger_at(sentence, word, nth):
    hits = [m.start() for m in re.finditer(r'(?<!\w)' + re.escape(word) + r'(?!\w)', sentence)]
    if len(hits) < nth:
        raise Wrong('the trigger %r does not stand in the sentence %d times' % (word, nth))
    return len(sentence[:hits[nth - 1]].encode())


def parse_event(text, sentence, codes):
    found = EVENT.match(text)
    if not found:
        raise Wrong('not TYPE[/MODE] STATUS SOURCE -> TARGET @TRIGGER: %r' % text)
    kind, mode, status, source, both, target, word, nth = found.groups()
    if kind not in TYPES:
        raise Wrong('no type %r' % kind)
    if status not in STATUSES:
        raise Wrong('no status %r' % status)
    source = parse_parties(source, sentence, codes)
    target = source if both else parse_parties(target, sentence, codes)
    return {'event': kind, 'mode': mode, 'status': status, 'source': source, 'target': target,
            'trigger': word, 'trigger_at': trigger_at(sentence, word, int(nth or 1))}


def parse_speaker(text, sentence):
    parts = [part.strip() for part in text.split('|')]
    if len(parts) != 4:
        raise Wrong('not NAME | ACTOR | SECTOR | quote or para @VERB: %r' % text)
    how, _, verb = parts[3].partition('@')
    if how.strip() not in ('quote', 'para'):
        raise Wrong('quote or para, not %r' % how)
    if verb:
        word, _, nth = verb.partition('#')
        trigger_at(sentence, word, int(nth or 1))
    return {'name': parts[0], 'country': '' if parts[1] == '-' else parts[1], 'sector': parts[2],
            'quote': how.strip() == 'quote', 'verb': verb}


def parse_tie(text, codes):
    found = TIE.match(text)
    if not found or found.group(1) not in KINDS:
        raise Wrong('not KIND FROM -> TO: %r' % text)
    if not {found.group(2), found.group(4)} - {'-', '?'} <= codes:
        raise Wrong('no such actor in data/actors: %r' % text)
    return {'kind': found.group(1), 'from': found.group(2), 'to': found.group(4), 'mutual': found.group(3) == '<->'}


def add_line(line, passage, codes):
    """One line below a passage's head."""
    mark, rest = line[:2], line[2:].strip()
    if mark not in ('+ ', '~ ', '" ', '% '):
        passage['sentences'].append({'n': len(passage['sentences']), 'text': line, 'events': [], 'optional': [],
                                     'speakers': [], 'optional_speakers': [], 'ties': []})
        return
    if not passage['sentences']:
        raise Wrong('a label before any sentence')
    sentence = passage['sentences'][-1]
    if mark == '" ':
        sentence['speakers'].append(parse_speaker(rest, sentence['text']))
    elif mark == '% ':
        sentence['ties'].append(parse_tie(rest, codes))
    else:
        sentence['events' if mark == '+ ' else 'optional'].append(parse_event(rest, sentence['text'], codes))


def read(path, codes, faults):
    passages = []
    with open(path, encoding='utf-8') as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip('\n')
            if not line.strip():
                continue
            try:
                if line.startswith('= '):
                    parts = [part.strip() for part in line[2:].split('|')]
                    if len(parts) != 3 or not re.match(r'\d{4}-\d\d-\d\d$', parts[0]):
                        raise Wrong('not = DATE | STYLE | TITLE')
                    name = hashlib.sha1(line.encode()).hexdigest()[:8]
                    passages.append({'id': name, 'date': parts[0], 'source': parts[1], 'title': parts[2], 'sentences': []})
                elif not passages:
                    raise Wrong('a line before any passage')
                else:
                    add_line(line, passages[-1], codes)
            except Wrong as wrong:
                faults.append('%s:%d: %s' % (path, number, wrong))
    readings.put_ties(path, passages, lambda text: parse_tie(text, codes), faults)
    return passages


def is_held(path, n):
    """Whether passage n of a file is kept from the careful reader, so that it can be measured."""
    first, step = HELD.get(os.path.basename(path), (0, 0))
    return step > 0 and n % step == first


def count(passages):
    table = collections.Counter()
    sentences = [s for p in passages for s in p['sentences']]
    for sentence in sentences:
        for event in sentence['events']:
            table[event['event'], event['status']] += 1
    print('%-10s' % '', *['%9s' % status for status in STATUSES], '%9s' % 'all')
    for kind in TYPES:
        row = [table[kind, status] for status in STATUSES]
        print('%-10s' % kind, *['%9d' % n for n in row + [sum(row)]])
    bare = sum(not s['events'] and not s['optional'] for s in sentences)
    print('%d passages, %d sentences, %d without an event, %d events' % (len(passages), len(sentences), bare, sum(table.values())))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('verb', choices=('check', 'count', 'gold'))
    parser.add_argument('files', nargs='+')
    parser.add_argument('--half', type=int, choices=(0, 1), help='every second passage, from this one on')
    parser.add_argument('--held', action='store_true', help='passages that the careful reader does not learn from')
    parser.add_argument('--learned', action='store_true', help='passages that it learns from')
    parser.add_argument('--others', metavar='FOLDER', action='append', default=[],
                        help='with what another reader told (corpus/second): what he and the writer agree on; of two others, '
                             'what these do')
    args = parser.parse_args()
    if len(args.others) > 2:
        parser.error('two other readers at most')
    codes, faults, passages = actor_codes(), [], []
    for path in args.files:
        read_here = read(path, codes, faults)
        for folder in args.others:
            readings.put(folder, path, read_here, trigger_at, faults)
        passages += [p for n, p in enumerate(read_here)
                     if not (args.learned if is_held(path, n) else args.held)]
    if args.others:
        count_of = len(args.others)
        passages = [p for p in passages if all(len(s.get('others', ())) == count_of for s in p['sentences'])]
        for sentence in (sentence for p in passages for sentence in p['sentences']):
            readings.judge(sentence, (1, 2) if count_of > 1 else (0, 1))
    if args.half is not None:
        passages = passages[args.half::2]
    if args.verb == 'count':
        count(passages)
    elif args.verb == 'gold':
        for passage in passages:
            print(json.dumps(passage, ensure_ascii=False))
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
