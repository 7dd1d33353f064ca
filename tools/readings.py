"""What other readers told of labelled news (corpus/second/, corpus/third/), blind, beside what its writer told.

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
    """Adds a reader's events to each sentence's "others", if the folder has any; behind the last one that is told none has."""
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
        sentence.setdefault('others', []).append(told[number])


def put_ties(path, passages, parse_tie, faults):
    """Gives each sentence the ties that a reader of ties alone told (ties/ beside the file), if there is one."""
    name = os.path.join(os.path.dirname(path), 'ties', os.path.basename(path))
    if not os.path.exists(name):
        return
    sentences = [sentence for passage in passages for sentence in passage['sentences']]
    for sentence in sentences:
        sentence.update(ties=[], ties_read=True)
    with open(name, encoding='utf-8') as file:
        for at, line in enumerate(file, 1):
            number, _, tie = line.strip().partition(' ')
            try:
                if not 0 < int(number) <= len(sentences):
                    raise Unread('sentences are numbered from 1 to %d' % len(sentences))
                sentences[int(number) - 1]['ties'].append(parse_tie(tie))
            except ValueError as wrong:
                faults.append('%s:%d: %s' % (name, at, wrong))


def written(sentence):
    """What the writer told, as the other readers' events are."""
    for key in ('events', 'optional'):
        for event in sentence[key]:
            yield {**event, 'firm': key == 'events', 'at': event['trigger_at'], 'written': event,
                   **{side: {party['actor'] for party in event[side]} for side in ('source', 'target')}}


def deeds(sentence):
    """Each deed that anybody tells, as {reader: event}; reader 0 wrote the sentence. Two mean the same one if they tell
    the same type: at the same word, if there are several."""
    made = []
    for reader, events in enumerate([list(written(sentence)), *sentence.get('others', ())]):
        left = list(events)
        for same_word in (True, False):
            for event in list(left):
                at = next((deed for deed in made if reader not in deed and any(
                    other['event'] == event['event'] and (not same_word or other['trigger'] == event['trigger'])
                    for other in deed.values())), None)
                if at is not None:
                    at[reader] = event
                    left.remove(event)
        made.extend({reader: event} for event in left)
    return made


def tellers(deed):
    return [reader for reader, event in deed.items() if event['firm']]


def sides_of(event):
    return {side: [{'actor': code} for code in sorted(event[side])] for side in ('source', 'target')}


def judge(sentence, readers):
    """As a gold of two readers has it: what both told, with the other one's actors and status; the rest is optional."""
    both, optional = [], []
    for deed in deeds(sentence):
        told = [deed[reader] for reader in readers if reader in tellers(deed)]
        if len(told) == len(readers):
            both.append({**plain(told[0]), 'alt': sides_of(told[1]), 'status': sorted({event['status'] for event in told})})
        else:
            optional.append(plain(next(iter(deed.values()))))
    sentence.pop('others')
    sentence['events'], sentence['optional'] = both, optional


def plain(event):
    return event.get('written') or {'event': event['event'], 'status': event['status'], **sides_of(event),
                                    'trigger': event['trigger'], 'trigger_at': event['at']}
