#!/usr/bin/env python3
"""Run the examples of spec/codebook.md through `casus code`.

    run_codebook.py CASUS CODEBOOK [--only N|TEXT] [--list] [--summary] [--known FILE]

All examples go through one run of the program. An example that fails is printed with its line in
the codebook, a command that repeats it alone, and the expected and the found lines in the
codebook's own notation. Ids are hashes of the text, so they stay when examples are added.

Exit: 0 all as expected, 1 an example failed or a listed failure passed, 2 wrong use or a codebook
that cannot be read, 3 the program could not be run or did not answer in JSON lines.
"""
import argparse
import collections
import hashlib
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import unicodedata

TYPES = ('AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST '
         'SANCTION MOBILIZE COERCE ASSAULT').split()
STATUSES = 'asserted claimed planned possible denied past'.split()
KINDS = ('alliance.defence alliance.offence alliance.non-aggression alliance.consultation alliance.neutrality '
         'arms troops claim trade dependence sanctions rivalry occupation').split()
UNDIRECTED = ('trade', 'rivalry')
KEYS = {
    'event': 'status date precision count mode context amount unit sector target_sector place said_by'.split(),
    'statement': 'actor role org sector medium quote verb via prediction'.split(),
    'tie': 'mutual amount unit year start end'.split(),
}
CODE = re.compile(r'[A-Z]{3}\Z|IGO[A-Z0-9]+\Z|IMG[A-Z]+\Z|NGO[A-Z]+\Z')
ARTICLE = re.compile(r'^(the|a|an|one|some|several|two|three|its|their|his|her)\s+', re.I)
AFTER_HEAD = re.compile(r'(\s+(of|for|in|at|from|with|on|to|who|close|familiar|briefed|speaking)\b|\s*,).*$', re.I)

Line = collections.namedtuple('Line', 'what head keys text')


class Bad(Exception):
    """A codebook that does not follow its own notation."""


class Example:
    def __init__(self, number, line, chapter, date, text, mode, expected, forbidden):
        self.number, self.line, self.chapter = number, line, chapter
        self.date, self.text, self.mode = date, text, mode
        self.expected, self.forbidden = expected, forbidden
        self.id = 'example-' + hashlib.sha256(text.encode()).hexdigest()[:8]

    def document(self):
        return json.dumps({'id': self.id, 'date': self.date, 'title': '', 'text': self.text}, ensure_ascii=False)


# --- reading the codebook ---------------------------------------------------------------------

def codes(field):
    if field == '*':
        return None
    if field == '-':
        return frozenset()
    out = frozenset(field.split(','))
    for code in out:
        if not CODE.match(code):
            raise Bad('not an actor code: %r' % code)
    return out


def read_line(text):
    lexer = shlex.shlex(text, posix=True)
    lexer.whitespace_split, lexer.commenters, lexer.quotes = True, '', '"'
    words = list(lexer)
    what = words.pop(0)
    if what == 'no' and len(words) == 1 and words[0] in ('statement', 'tie', 'event'):
        return Line('no', words[0], {}, text)
    if what not in KEYS:
        raise Bad('a line starts with event, statement, tie or no: %r' % text)
    if what == 'statement':
        if not words:
            raise Bad('a statement needs a speaker: %r' % text)
        head = words.pop(0)
    else:
        if len(words) < 4 or words[2] != '->':
            raise Bad('%s NAME FROM -> TO: %r' % (what, text))
        if words[0] not in (TYPES if what == 'event' else KINDS):
            raise Bad('unknown %s %r' % (what, words[0]))
        head = (words[0], codes(words[1]), codes(words[3]))
        words = words[4:]
    keys = {}
    for word in words:
        key, eq, value = word.partition('=')
        if not eq or key not in KEYS[what] or key in keys or not value:
            raise Bad('%r does not fit a %s line: %r' % (word, what, text))
        keys[key] = value
    if what == 'event' and keys.get('status') not in STATUSES:
        raise Bad('an event needs a status: %r' % text)
    return Line(what, head, keys, text)


def make_example(number, start, chapter, info, body):
    if '---' not in body:
        if info != 'none':
            raise Bad('no line --- between text and expectation')
        body = body + ['---']
    cut = body.index('---')
    date, bar, first = body[0].partition(' | ')
    if not bar or not re.match(r'\d{4}-\d\d-\d\d\Z', date):
        raise Bad('the first line is DATE | TEXT')
    expected, forbidden = [], set()
    for text in body[cut + 1:]:
        if not text.strip():
            continue
        line = read_line(text)
        if line.what == 'no':
            forbidden.add(line.head)
        else:
            expected.append(line)
    if info == 'none' and any(x.what != 'statement' for x in expected):
        raise Bad('a none block expects no event and no tie')
    if info not in ('', 'some', 'none'):
        raise Bad('unknown block: casus %s' % info)
    if not expected and not forbidden and info != 'none':
        raise Bad('nothing is expected')
    return Example(number, start, chapter, date, '\n'.join([first] + body[1:cut]), info, expected, forbidden)


def read_codebook(path):
    examples, chapter, block, fence = [], '', None, None
    seen = {}
    with open(path, encoding='utf-8') as file:
        lines = file.read().split('\n')
    for at, raw in enumerate(lines, 1):
        if fence is not None:
            if raw.strip() != fence:
                if block is not None:
                    block.append(raw)
                continue
            if block is not None:
                try:
                    example = make_example(len(examples) + 1, start, chapter, info, block)
                    if example.id in seen:
                        raise Bad('the same text stands in line %d' % seen[example.id])
                except (Bad, ValueError) as error:
                    raise Bad('%s:%d: %s' % (path, start, error))
                seen[example.id] = start
                examples.append(example)
            block = fence = None
        elif raw.startswith('```'):
            fence, words = '```', raw[3:].split()
            if words[:1] == ['casus']:
                block, start, info = [], at, ' '.join(words[1:])
        elif raw.startswith('## '):
            chapter = raw[3:].strip()
    if fence is not None:
        raise Bad('%s: a fence is left open' % path)
    return examples


# --- comparing --------------------------------------------------------------------------------

def plain(text):
    text = unicodedata.normalize('NFKC', str(text or '')).casefold()
    text = text.replace('\u2019', "'").replace('\u2018', "'")
    text = re.sub(r'[.\u201c\u201d"]', '', text)
    return ' '.join(text.split())


def name_plain(text):
    text = ' '.join(str(text or '').split())
    return plain(ARTICLE.sub('', text))


def same_name(expected, found):
    """A name in lower case stands for an unnamed speaker: only the head noun counts."""
    if not found:
        return False
    if expected == expected.lower() and not expected[:1].isdigit():
        head = lambda s: AFTER_HEAD.sub('', name_plain(s)).split()[-1:]
        return head(expected) == head(found)
    return name_plain(expected) == name_plain(found)


def contains(expected, found):
    return plain(expected) in plain(found)


def number(value):
    try:
        return float(str(value).replace(',', ''))
    except ValueError:
        return None


def same_number(expected, found):
    a, b = number(expected), number(found)
    return a is not None and b is not None and abs(a - b) <= 1e-9 * max(abs(a), 1)


def actor_codes(side):
    side = side if isinstance(side, list) else [side] if side else []
    out = set()
    for actor in side:
        code = actor.get('actor') if isinstance(actor, dict) else actor
        if code and code not in ('-', '---', 'UNK'):
            out.add(code)
    return frozenset(out)


def names(value):
    value = value if isinstance(value, list) else [value] if value else []
    return [v.get('name') if isinstance(v, dict) else v for v in value]


def amount_of(record):
    amount = record.get('amount')
    if isinstance(amount, dict):
        return amount.get('value'), amount.get('unit')
    return amount, record.get('unit')


def event_fits(line, record):
    kind, source, target = line.head
    if record.get('type') != kind:
        return False
    for want, side in ((source, 'source'), (target, 'target')):
        if want is not None and actor_codes(record.get(side)) != want:
            return False
    value, unit = amount_of(record)
    for key, want in line.keys.items():
        if key in ('count', 'amount'):
            if not same_number(want, value if key == 'amount' else record.get('count')):
                return False
        elif key == 'unit':
            if plain(want) != plain(unit):
                return False
        elif key == 'date':
            if not str(record.get('date') or '').startswith(want):
                return False
        elif key == 'context':
            if not set(want.split(',')) <= set(record.get('context') or []):
                return False
        elif key == 'precision':
            if record.get('date_precision') != want:
                return False
        elif key in ('sector', 'target_sector'):
            side = record.get('source' if key == 'sector' else 'target') or []
            if want not in [a.get('sector') for a in side if isinstance(a, dict)]:
                return False
        elif key == 'place':
            place = record.get('place')
            place = place.get('name') or place.get('text') if isinstance(place, dict) else place
            if not place or not contains(want, place):
                return False
        elif key == 'said_by':
            if not any(n and same_name(want, n) for n in names(record.get('said_by'))):
                return False
        elif plain(record.get(key)) != plain(want):
            return False
    return True


def statement_fits(line, record):
    speaker = record.get('speaker') or {}
    if not same_name(line.head, speaker.get('name')):
        return False
    for key, want in line.keys.items():
        if key == 'actor':
            if (speaker.get('actor') or '-') != want:
                return False
        elif key == 'sector':
            if speaker.get('sector') != want:
                return False
        elif key in ('role', 'org'):
            if not contains(want, speaker.get('role' if key == 'role' else 'organization')):
                return False
        elif key in ('quote', 'medium'):
            if bool(record.get('quote') if key == 'quote' else speaker.get('medium')) != (want == 'yes'):
                return False
        elif key == 'via':
            if not any(n and same_name(want, n) for n in names(record.get('via'))):
                return False
        elif key == 'prediction':
            prediction = record.get('prediction')
            modality = prediction.get('modality') if isinstance(prediction, dict) else prediction
            if (modality or '-') != want:
                return False
        elif plain(record.get(key)) != plain(want):
            return False
    return True


def tie_fits(line, record):
    kind, one, two = line.head
    if record.get('kind') != kind:
        return False
    mutual = bool(record.get('mutual'))
    ends = (actor_codes(record.get('from')), actor_codes(record.get('to')))
    turned = kind in UNDIRECTED or mutual or line.keys.get('mutual') == 'yes'
    if ends != (one, two) and not (turned and ends == (two, one)):
        return False
    value, unit = amount_of(record)
    for key, want in line.keys.items():
        if key == 'mutual':
            if kind not in UNDIRECTED and mutual != (want == 'yes'):
                return False
        elif key == 'amount':
            if not same_number(want, value):
                return False
        elif key == 'unit':
            if plain(want) != plain(unit):
                return False
        elif key == 'year':
            if not any(str(record.get(k) or '').startswith(want) for k in ('year', 'start', 'date')):
                return False
        elif not str(record.get(key) or '').startswith(want):
            return False
    return True


FITS = {'event': event_fits, 'statement': statement_fits, 'tie': tie_fits}


def pair(lines, records, fits):
    """The largest set of lines that can be given a record each (augmenting paths)."""
    taken = {}

    def place(i, tried):
        for j, record in enumerate(records):
            if j in tried or not fits(lines[i], record):
                continue
            tried.add(j)
            if j not in taken or place(taken[j], tried):
                taken[j] = i
                return True
        return False

    missing = [line for i, line in enumerate(lines) if not place(i, set())]
    extra = [record for j, record in enumerate(records) if j not in taken]
    return missing, extra


def compare(example, records):
    """(lines that nothing fits, records that no line allows)"""
    missing, extra = [], []
    for what in ('event', 'tie', 'statement'):
        lines = [x for x in example.expected if x.what == what]
        found = [r for r in records if r.get('record') == what]
        if what == 'statement':     # one record may meet several lines: how finely speech is cut is left open
            lost = [x for x in lines if not any(statement_fits(x, y) for y in found)]
            more = [y for y in found if not any(statement_fits(x, y) for x in lines)]
        else:
            lost, more = pair(lines, found, FITS[what])
        missing += lost
        strict = what in example.forbidden or example.mode == 'none' and what != 'statement'
        if example.mode == '':
            strict = strict or what == 'event' or what == 'tie' and bool(lines)
        if strict:
            extra += more
    return missing, extra


# --- showing ----------------------------------------------------------------------------------

def quoted(text):
    text = str(text)
    return '"%s"' % text.replace('"', "'") if re.search(r'\s', text) or not text else text


def show_codes(side):
    return ','.join(sorted(actor_codes(side))) or '-'


def show(record):
    """A record in the codebook's notation."""
    keys = []

    def add(key, value):
        if value not in (None, '', [], False):
            keys.append('%s=%s' % (key, quoted(value)))

    what = record.get('record')
    value, unit = amount_of(record)
    if what == 'event':
        head = '%s %s -> %s' % (record.get('type'), show_codes(record.get('source')), show_codes(record.get('target')))
        for key in ('status', 'mode', 'date', 'count'):
            add(key, record.get(key))
        add('amount', value)
        add('unit', unit)
        for name in names(record.get('said_by'))[:1]:
            add('said_by', name)
    elif what == 'tie':
        head = '%s %s -> %s' % (record.get('kind'), show_codes(record.get('from')), show_codes(record.get('to')))
        add('mutual', 'yes' if record.get('mutual') else None)
        add('amount', value)
        add('unit', unit)
        for key in ('year', 'start', 'end'):
            add(key, record.get(key))
    elif what == 'statement':
        speaker = record.get('speaker') or {}
        head = quoted(speaker.get('name') or '-')
        for key, field in (('actor', 'actor'), ('role', 'role'), ('org', 'organization')):
            add(key, speaker.get(field))
        add('quote', 'yes' if record.get('quote') else 'no')
        add('verb', record.get('verb'))
        for name in names(record.get('via'))[:1]:
            add('via', name)
        prediction = record.get('prediction')
        add('prediction', prediction.get('modality') if isinstance(prediction, dict) else prediction)
    else:
        return json.dumps(record, ensure_ascii=False)
    line = '%s %s %s' % (what, head, ' '.join(keys))
    return line.rstrip() + ('   # %s' % record['rule'] if record.get('rule') else '')


def report(example, records, missing, extra, codebook):
    title = '%s:%d: %s (no. %d, %s)' % (codebook, example.line, example.id, example.number, example.chapter)
    out = [title, "  printf '%%s\\n' %s | casus code" % shlex.quote(example.document())]
    out += ['  missing   ' + line.text for line in missing]
    out += ['  unwanted  ' + show(record) for record in extra]
    out.append('  expected' + ('' if example.mode == '' else ' (%s)' % example.mode))
    out += ['    ' + line.text for line in example.expected]
    out += ['    no ' + what for what in sorted(example.forbidden)]
    out.append('  got')
    out += ['    ' + show(record) for record in records if record.get('record') in FITS] or ['    nothing']
    return '\n'.join(out) + '\n'


# --- running ----------------------------------------------------------------------------------

def run(program, examples):
    data = ''.join(x.document() + '\n' for x in examples)
    done = subprocess.run([program, 'code', '--reader', 'quick'], input=data.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.stderr:
        sys.stderr.write(done.stderr.decode(errors='replace'))
    if done.returncode not in (0, 1):
        raise OSError('%s code: exit %d' % (program, done.returncode))
    found = collections.defaultdict(list)
    ids = {x.id for x in examples}
    for at, line in enumerate(done.stdout.decode().split('\n'), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError:
            raise OSError('%s code: line %d is not JSON: %.80s' % (program, at, line))
        if not isinstance(record, dict) or 'record' not in record:
            raise OSError('%s code: line %d has no "record": %.80s' % (program, at, line))
        if record['record'] in FITS and record.get('document') not in ids:
            raise OSError('%s code: line %d names no document of the input: %r' % (program, at, record.get('document')))
        found[record.get('document')].append(record)
    return found


def read_known(path):
    known = {}
    if os.path.exists(path):
        with open(path, encoding='utf-8') as file:
            for line in file:
                line = line.strip()
                if line and not line.startswith('#'):
                    name, _, reason = line.partition(' ')
                    known[name] = reason.strip()
    return known


def select(examples, only):
    if only is None:
        return examples
    if only.isdigit():
        return [x for x in examples if x.number == int(only)]
    return [x for x in examples if only in x.id or only.lower() in x.text.lower() or only == x.chapter]


def print_summary(rows):
    print('%-34s %6s %6s %6s %6s' % ('chapter', 'all', 'passed', 'known', 'failed'))
    for chapter, count in rows.items():
        print('%-34s %6d %6d %6d %6d' % (chapter[:34], sum(count.values()), count['passed'], count['known'], count['failed']))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('program', help='the casus binary (not run with --list)')
    parser.add_argument('codebook')
    parser.add_argument('--only', metavar='N|TEXT', help='the example with this number, id, text or chapter')
    parser.add_argument('--list', action='store_true', help='print id, line, chapter and text, run nothing')
    parser.add_argument('--summary', action='store_true', help='counts per chapter instead of each failure')
    parser.add_argument('--known', default=os.path.join(os.path.dirname(os.path.abspath(__file__)), 'known_failures.txt'),
                        help='file of ids (and reasons) that are expected to fail')
    args = parser.parse_args()
    try:
        examples = read_codebook(args.codebook)
    except (Bad, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    every = {x.id for x in examples}
    examples = select(examples, args.only)
    if not examples:
        print('no such example', file=sys.stderr)
        return 2
    if args.list:
        for x in examples:
            print('%4d  %s  %5d  %-24s  %s' % (x.number, x.id, x.line, x.chapter[:24], x.text.replace('\n', ' / ')[:120]))
        if args.summary:
            for chapter, count in collections.Counter(x.chapter for x in examples).items():
                print('%6d  %s' % (count, chapter))
        print('%d examples' % len(examples))
        return 0
    try:
        found = run(args.program, examples)
    except (OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return 3
    known = read_known(args.known)
    rows, trouble = collections.OrderedDict(), []
    for x in examples:
        records = found.get(x.id, [])
        missing, extra = compare(x, records)
        verdict = 'passed' if not missing and not extra else 'known' if x.id in known else 'failed'
        rows.setdefault(x.chapter, collections.Counter())[verdict] += 1
        if verdict == 'failed' and not args.summary or verdict == 'known' and args.only:
            print(report(x, records, missing, extra, args.codebook))
        if verdict == 'known' and not args.only and not args.summary:
            print('known: %s:%d: %s %s' % (args.codebook, x.line, x.id, known[x.id]))
        if verdict == 'passed' and x.id in known:
            trouble.append('%s:%d: %s passes now: take it off %s' % (args.codebook, x.line, x.id, args.known))
    trouble += ['%s: %s is no example of the codebook' % (args.known, name) for name in known if name not in every]
    if args.summary:
        print_summary(rows)
    for line in trouble:
        print(line)
    total = sum(rows.values(), collections.Counter())
    known_part = ', %d known' % total['known'] if total['known'] else ''
    print('%d passed, %d failed%s' % (total['passed'], total['failed'], known_part))
    return 1 if total['failed'] or trouble else 0


if __name__ == '__main__':
    if hasattr(signal, 'SIGPIPE'):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)     # `| head` ends quietly
    sys.exit(main())
