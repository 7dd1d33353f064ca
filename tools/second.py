"""What a second reader told of labelled news (corpus/second/), blind, beside what its writer told.

A line is "NUMBER + TYPE STATUS SOURCE -> TARGET @TRIGGER", or "~" for what may be left out; NUMBER counts the sentences of
the file of the same name, sides are codes with commas, "-" nobody, "?" not told, "<->" mutual."""

import collections
import os
import re

LINE = re.compile(r'(\d+) ([+~]) ([A-Z]+)(?:/[a-z-]+)? ([a-z]+) (\S.*?) (->|<->)(?: (.*?))? @(\S+?)(?:#(\d+))?$')


class Unread(ValueError):
    """A line that does not say what it should."""


def side(text):
    return {code.strip() for code in (text or '').split(',')} - {'-', '?', ''}


def parse(line):
    found = LINE.match(line.strip())
    if not found:
        raise Unread('not NUMBER + TYPE STATUS SOURCE -> TARGET @TRIGGER: %r' % line)
    number, firm, kind, status, source, way, target, trigger, nth = found.groups()
    source = side(source)
    target = source if way == '<->' else side(target)
    if int(number) < 1:
        raise Unread('sentences are numbered from 1: %r' % line)
    return int(number), {'event': kind, 'status': status, 'firm': firm == '+', 'source': source, 'target': target,
                         'trigger': trigger, 'nth': int(nth or 1)}


def put(folder, path, passages, trigger_at, faults):
    """Gives each sentence of a file its "second" events, if the folder has any; behind the last one that is told none has."""
    name = os.path.join(folder, os.path.basename(path))
    if not os.path.exists(name):
        return
    told = collections.defaultdict(list)
    sentences = [sentence for passage in passages for sentence in passage['sentences']]
    with open(name, encoding='utf-8') as file:
        for at, line in enumerate(file, 1):
            try:
                number, event = parse(line)
                event['at'] = trigger_at(sentences[number - 1]['text'], event['trigger'], event['nth'])
                told[number].append(event)
            except (IndexError, ValueError) as wrong:
                faults.append('%s:%d: %s' % (name, at, wrong))
    for number, sentence in enumerate(sentences[:max(told, default=0)], 1):
        sentence['second'] = told[number]


def twin_of(event, left):
    """What the second reader told of the event, which is taken out of `left`: at the same word, if there are several.
    None: nothing, or not firmly."""
    same = [other for other in left if other['event'] == event['event']]
    twin = next((other for other in same if other['trigger'] == event['trigger']), same[0] if same else None)
    if twin:
        left.remove(twin)
    return twin if twin and twin['firm'] else None


def sides_of(event):
    return {key: [{'actor': code} for code in sorted(event[key])] for key in ('source', 'target')}


def join(sentence):
    """As a gold of two readers has it: what both told, with the other one's actors and status; the rest is optional."""
    left, both, optional = sentence.pop('second'), [], list(sentence['optional'])
    for event in sentence['events']:
        twin = twin_of(event, left)
        if twin:
            both.append({**event, 'alt': sides_of(twin), 'status': sorted({event['status'], twin['status']})})
        else:
            optional.append(event)
    for event in sentence['optional']:
        twin_of(event, left)
    for event in left:
        optional.append({'event': event['event'], 'status': event['status'], **sides_of(event),
                         'trigger': event['trigger'], 'trigger_at': event['at']})
    sentence['events'], sentence['optional'] = both, optional
