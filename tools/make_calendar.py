#!/usr/bin/env python3
"""make_calendar.py > data/read/calendar.tsv: words of dates in many languages, month names from CLDR by way of Babel
(pip install babel). A word that means different months in different languages is kept for its languages alone."""
import collections
import unicodedata

from babel.dates import get_month_names

LANGUAGES = '''en de fr es it pt nl sv nb da fi et lv lt pl cs sk sl hr sr bs mk bg ru uk be ro hu el tr az kk uz ka hy he
ar fa ur hi bn ta te mr ne th my km lo id ms fil vi sw am sq is ga cy mt eu ca gl af'''.split()
# other names of the twelve months in order ("-": none), or single ones, that CLDR does not have
ROWS = {
    'ar': ['- شباط آذار نيسان أيار حزيران تموز آب أيلول - - -', 'جانفي فيفري - أفريل ماي جوان جويلية أوت - - - -',
           '- - - ابريل - - يوليوز غشت شتنبر اكتوبر نونبر دجنبر', '- - - - - - - اغسطس - - - -'],
    'he': ['בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר'],
    'de': ['jänner feber - - - - - - sept - - -'],
    'fr': ['- - - - - juin juil - - - - -'],
    'sr': ['januar februar mart april maj jun jul avgust septembar oktobar novembar decembar',
           'januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra'],
}
PERSIAN = 'فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند'
LINKS = '''de del d da do di of the den der ден dne ngày tháng năm ng le el year g gada gadā m г d р рік года год року r
yil yılı yıl в 年 月 日 号 號 년 월 일 année dia día ที่ เดือน ปี من في عام سنة לחודש'''
ENDINGS = 'st nd rd th er re º ª ος η ης го е й а ste'
ERAS = {'令和': 2018, '平成': 1988, '昭和': 1925, '民國': 1911, '民国': 1911, '中華民國': 1911}
HEAD = '''# words of dates, in small letters
# word	kind	number	languages, where the word means another month in another; empty: everywhere
# month: of the Gregorian calendar; persian: of the Solar Hijri calendar; link: may stand between the parts of a date;
# ending: may stand behind a day; era: its number is the year before its first. Made by tools/make_calendar.py.'''


def is_word(text):
    return len(text) > 2 and all(c.isalpha() or unicodedata.category(c)[0] == 'M' for c in text)


def gather():
    words = collections.defaultdict(lambda: collections.defaultdict(set))
    for language in LANGUAGES:
        for width in ('wide', 'abbreviated'):
            for context in ('format', 'stand-alone'):
                for month, name in get_month_names(width, context, language).items():
                    name = unicodedata.normalize('NFC', name.lower().strip().rstrip('.')).replace('i\u0307', 'i')
                    if is_word(name) or (language == 'th' and '.' in name):
                        words[name][month].add(language)
    for language, rows in ROWS.items():
        for row in rows:
            for month, name in enumerate(row.split(), 1):
                if name != '-':
                    words[name][month].add(language)
    return words


def main():
    print(HEAD)
    words = gather()
    for word in sorted(words):
        for month, languages in sorted(words[word].items()):
            only = ' '.join(sorted(languages)) if len(words[word]) > 1 else ''
            print('\t'.join((word, 'month', str(month), only)).rstrip())
    for month, word in enumerate(PERSIAN.split(), 1):
        print(f'{word}\tpersian\t{month}')
    links = list(dict.fromkeys(LINKS.split()))
    for word in links:
        print(f'{word}\tlink\t0')
    for word in ENDINGS.split():
        if word not in links:
            print(f'{word}\tending\t0')
    for word, year in ERAS.items():
        print(f'{word}\tera\t{year}')


main()
