#!/usr/bin/env python3
"""test_import_events.py CASUS: imported disputes and events from outside. Events that a program coded are shown as such
and leave the map as it was; disputes that people coded do not. Then the real sets in ../shared/data, where they are
(they may not be shipped): rows used, left out and skipped, every reason, rows a second."""
import json
import os
import tempfile

from importing import casus, check, finish, import_real

ICEWS = ('Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t'
         'Target Sectors\tTarget Country\n')
MID = 'dispnum,ccode1,ccode2,year,hostlev1,hostlev2,fatality1,fatality2,disponset,stmon\n'


def events(db, *words):
    return [json.loads(line) for line in casus('show', 'events', '--imported', '--json', '--db', db, *words)[1].splitlines()]


def shown_as_what_they_are(folder):
    db = os.path.join(folder, 'a.db')
    row = '7\t2023-05-01\tNavy (Chile)\tMilitary\tChile\tDemonstrate \x1b[31mpower\t150\t-7.2\tPeru\tNA\tPeru\n'
    status, _, words = casus('import', 'icews', '-', '--db', db, '--vintage', '2023-06', text=ICEWS + row + '8' + row[1:11])
    check('a cut line', status == 1 and '-:3: ' in words and '1 used' in words, words)
    status, out, _ = casus('show', 'events', 'Peru', '--imported', '--db', db)
    check('who coded it', 'ICEWS Coded Event Data, vintage 2023-06, line 2' in out and 'machine-coded' in out
          and 'confidence not known' in out and 'Navy (Chile) → Peru' in out and '\x1b' not in out, out)
    check('no event of a report', casus('show', 'events', '--db', db)[1] == '')
    found = events(db, '--type', 'MOBILIZE')
    check('the same as JSON', len(found) == 1 and found[0]['record'] == 'event' and found[0]['origin'] == 'import'
          and found[0]['confidence'] is None and found[0]['status'] is None and found[0]['import']['machine_coded']
          and found[0]['source'] == [{'actor': 'CHL', 'sector': 'MIL', 'name': 'Navy (Chile)'}]
          and found[0]['deaths'] == {'best': None, 'low': None, 'high': None}, found)
    check('filters', not events(db, '--since', '2023-05-02') and not events(db, 'JPN') and events(db, 'CHL', 'PER')
          and not events(db, '--min-confidence', '0.1') and not events(db, '--as-of', '2023-01-01'))


def the_map(db):
    status, out, words = casus('map', '--region', 'asia', '--date', '2024-06-22', '--json', '--db', db)
    check('a map', status == 0, words)
    return out


def volume_of_news_is_no_risk(folder):
    db = os.path.join(folder, 'b.db')
    casus('import', 'csv', '-', '--db', db, text='kind,from,to\nclaim,GTM,BLZ\n')
    before = the_map(db)
    rows = ''.join(f'{n}\t2024-0{1 + n % 5}-1{n % 10}\tArmy\tMilitary\tNorth Korea\tFight\t190\t-10\tArmy\tMilitary\t'
                   'South Korea\n' for n in range(200))
    status, _, words = casus('import', 'icews', '-', '--db', db, text=ICEWS + rows)
    check('hostile news', status == 0 and '200 events' in words, words)
    check('leaves the map as it was', the_map(db) == before)
    status, _, words = casus('import', 'mid', '-', '--db', db, text=MID + '9901,705,712,2023,4,3,1,0,1,5\n')
    check('a dispute', status == 0 and '1 incidents' in words, words)
    check('does not', the_map(db) != before)
    check('the record is whole', casus('check', '--db', db)[0] == 0)


REAL = [('mid', 'ir/disputes/cow_mid5_dyad_dispute_years.csv'), ('gml', 'ir/disputes/gml_mid_dyad_dispute_years.csv'),
        ('gml', 'ir/disputes/gml_mid_participants.csv'), ('ucdp-acd', 'ir/ucdp/ucdp_prio_acd_251_conflict_years.csv'),
        ('icews', 'formats/events/icews/events.2018.sample.tab'), ('gdelt', 'formats/events/gdelt/20141124.export.v1.CSV'),
        ('gdelt', 'formats/events/gdelt/v1_events_sample.csv'), ('gdelt', 'formats/events/gdelt/20170101073000.export.CSV'),
        ('gdelt', 'formats/events/gdelt/20191024143000.export.CSV'), ('gdelt', 'formats/events/gdelt/insight_events.csv'),
        ('gdelt', 'formats/events/gdelt/20190121220000.export2.CSV')]


def real(folder):
    db = os.path.join(folder, 'r.db')
    for name, path in REAL:
        import_real(name, path, db, 0.002)
    if os.path.exists(db):
        check('the record is whole', casus('check', '--db', db)[0] == 0)


with tempfile.TemporaryDirectory() as place:
    shown_as_what_they_are(place)
    volume_of_news_is_no_risk(place)
    real(place)
finish()
