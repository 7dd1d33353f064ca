#include "cli/cli.h"

#define FETCH " max-fetch max-time max-redirects allow-private"
#define LIMITS "max-bytes max-text max-line max-depth max-records max-ratio max-words issues"

/* The first row is the main job: `casus FILE…`. */
const casus_command casus_commands[] = {
    {"", "FILE…", "read reports, record them, show what they changed on the risk map",
     "Reads each FILE (text, page, feed, JSON, CSV, WARC, also packed; - is standard input; see casus read --help), "
     "codes who did what to whom and who says "
     "so,\n"
     "keeps it in the record, and shows what changed on the risk map against the record without these reports.\n\n"
     "  casus report.txt                    a summary on the terminal\n"
     "  casus report.txt -o map.html        and the map as one page that needs no network\n"
     "  casus --db :memory: report.txt      keep nothing\n",
     "format encoding map date lang region jobs reader actors chosen color width " LIMITS FETCH, casus_cmd_main,
     CASUS_CARE_CAREFUL},
    {"read", "FILE|FOLDER|ADDRESS…", "read and code reports into the record",
     "Like the main job, without the map. Documents that are in the record already are left alone, so a run can be\n"
     "repeated. A bad document is named with its reason, the rest is done, and the exit status is 1.\n\n"
     "What a FILE is, its content tells: plain text, a page, RSS, Atom, JSON Feed, JSON, JSON Lines, CSV or TSV whose\n"
     "first row names the columns, WARC; packed with gzip or zstd or not. A FOLDER is read with all below it, hidden "
     "files\n"
     "and links left out. Fields of JSON and CSV have their usual names (title, text, date, publisher, url, ...), or "
     "those\nthat --map tells. An OPML file is a list of feeds: they are named, not fetched. Nothing comes from the "
     "network but an\nADDRESS (http://, https://) that stands here.\n\n"
     "  casus read crawl.warc.gz dump.jsonl.zst news/\n"
     "  casus read table.csv --map text=abstract,date=day\n"
     "  casus read https://example.org/news.rss\n",
     "format encoding map date lang jobs reader actors " LIMITS FETCH, casus_cmd_read, CASUS_CARE_CAREFUL},
    {"code", "< in.jsonl > out.jsonl", "a filter: documents in, events, statements and ties out; no record",
     "Reads standard input (or FILEs): a JSON object a line with \"text\" and, where known, \"id\", \"date\", "
     "\"title\",\n"
     "\"publisher\"; all that casus read takes works too. Writes JSON Lines with "
     "\"record\":\"event|statement|tie|issue\".\n\n"
     "  echo 'Russia and Vietnam signed 12 agreements on Thursday.' | casus code --date 2024-06-22\n",
     "format encoding map date lang jobs reader actors min-confidence " LIMITS, casus_cmd_code, CASUS_CARE_CAREFUL},
    {"parse", "FILE", "show sentences, tokens, dependencies, names, dates, amounts",
     "--format conllu (default), json (with names, quotations, dates, lengths of time, amounts), actors (who is named "
     "where,\n"
     "a JSON line each) or text; --explain draws trees. With --gold-tokens FILE is CoNLL-U and keeps its tokens.\n",
     "parse-format explain gold-tokens date parse-reader actors", casus_cmd_parse, CASUS_CARE_QUICK},
    {"show", "events|statements|ties|documents|stories|predictions|imports [ACTOR [OTHER]]", "list what is recorded",
     "  casus show events PRK --since 2024-06-01      touching North Korea\n"
     "  casus show events China Japan                 between the two\n"
     "  casus show statements --speaker Kirby\n"
     "  casus show ties --type alliance --json\n\n"
     "An event is of one of PLOVER's types: AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT\n"
     "THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT; its status says whether it happened: asserted (told as "
     "fact),\n"
     "claimed (only a party says so), planned, possible, denied, past (background). The last number is the confidence\n"
     "that the sentence was read rightly.\n\n"
     "  casus show stories\n\n"
     "Reprints and updates of one text, whoever prints it, are one story. A story tells an event once (--json lists "
     "each\n"
     "telling, with \"reprint_of\"); where several documents tell it, it is said how many, and of how many stories.\n\n"
     "  casus show predictions --speaker Kirby --outcome failed\n\n"
     "A prediction expects the events that its words foretell, by a last day: the one told, else (vague, assumed) "
     "days\n"
     "that data/codebook/foretell.tsv gives. It came true when a later report tells such an event, of the same type,\n"
     "source and target, as a fact or claimed by a stranger to it; it failed when the last day is over by --as-of, "
     "else\n"
     "by the day of the newest report. \"X will not\" is the reverse. Those that expect no event are words only.\n"
     "The last lines count all that the other filters let through, with the record of each speaker of several.\n\n"
     "  casus show events IND PAK --imported          those of data sets: who coded them is told, how surely is not\n"
     "  casus show imports -v                         data sets, and every line of them that was skipped\n",
     "actor other type status min-confidence speaker outcome document since until limit imported", casus_cmd_show,
     CASUS_CARE_QUICK},
    {"map", "", "the risk map of a day",
     "Expected new militarised disputes in the next twelve months, by state of a region, with ranks and ranges.\n"
     "-o writes .html, .svg, .png, .geojson, .csv, .jsonl or .txt, told by the name's end.\n\n"
     "  casus map --region asia --date 2024-06-22 --since 2024-06-01 -o map.html\n\n"
     "Without --region it is the one that the recorded events are in most.\n"
     "Regions: world, asia, europe, middle-east, africa, americas, oceania; and northeast-asia southeast-asia "
     "south-asia\n"
     "central-asia caucasus gulf levant indo-pacific pacific balkans baltic nordic arctic central-europe "
     "eastern-europe\n"
     "southern-europe western-europe north-africa west-africa sahel central-africa east-africa southern-africa\n"
     "north-america central-america south-america caribbean\n",
     "region map-date map-since chosen color width", casus_cmd_map, CASUS_CARE_QUICK},
    {"why", "ACTOR", "why a state stands where it stands: drivers, events, sentences, speakers",
     "Its expected new disputes in the next twelve months, split by the other states and what happened with each; the\n"
     "parts add up exactly. Then what was recorded and carries no weight, and the facts it is exposed to or bound "
     "by.\n\n"
     "  casus why PRK\n"
     "  casus why 'North Korea' --since 2024-06-01      and what changed for it since\n"
     "  casus why PRK -o prk.svg        or .png, .html: the map of who would be drawn in with it\n",
     "region map-date map-since color width", casus_cmd_why, CASUS_CARE_QUICK},
    {"world", "obligations|dependence|blocs|triangles|calendar [ACTOR [OTHER]]", "what binds and parts states on a day",
     "  casus world obligations PRK        who must come to whose aid, on what condition, by which treaty; pending "
     "ones "
     "apart\n"
     "  casus world dependence Vietnam     who depends on whom for arms or trade, and how much\n"
     "  casus world blocs                  groups bound to each other's defence, and the states that bridge them\n"
     "  casus world triangles USA          friends and foes in threes: balanced, strained, all at odds\n"
     "  casus world calendar --until 2027  what ends, renews or is voted on, and the last days for notice\n\n"
     "Of the day --date, else of the newest report: only what was known then. With ACTOR what touches it, with OTHER "
     "what\n"
     "stands between the two. -o writes .csv, .jsonl or text. 'Not observed' is not none.\n",
     "map-date until", casus_cmd_world, CASUS_CARE_QUICK},
    {"what-if", "CHANGE…", "the map as it would be, and the difference; who would have to come to whose aid",
     "Each CHANGE is one argument, or a line of --file:\n"
     "  'add alliance.defence RUS PRK'      a tie begins; a treaty that is signed already comes into force\n"
     "  'end alliance.defence USA KOR'      ties of that kind end; 'end alliance …' ends all treaties\n"
     "  'event ASSAULT CHN TWN'             a deed of one of PLOVER's types; data/risk/incidents.tsv says which of "
     "them\n"
     "                                      make incidents (COERCE.seize, THREATEN.violence: of that mode)\n"
     "  'incident 4 RUS UKR'                2 threat of force, 3 show of force, 4 use of force, 5 war\n"
     "  'attack CHN PHL'                    an ASSAULT; and the treaty chain: who is bound to whose aid, on what "
     "terms,\n"
     "                                      step by step (--depth), how likely each is to join, how often such did\n"
     "Kinds of ties: alliance.defence alliance.offence alliance.neutrality alliance.non-aggression\n"
     "alliance.consultation arms troops nuclear claim trade dependence sanctions rivalry occupation.\n"
     "States are told by code or name ('end sanctions Japan \"North Korea\"'); a group, as NATO or ASEAN, stands for\n"
     "its members. With 'on 2025-01-01' at the end a change is of that day. Nothing is printed when one cannot be "
     "done.\n\n"
     "  casus what-if 'end alliance.defence USA KOR' 'event ASSAULT PRK KOR' --region asia -o changed.html\n"
     "  casus what-if 'attack China Philippines' --depth 3\n",
     "region map-date chosen color width file depth", casus_cmd_what_if, CASUS_CARE_QUICK},
    {"train", "--train FILE --dev FILE -o MODEL", "make a language model from a treebank",
     "Reads CoNLL-U (Universal Dependencies), shows one line an epoch, writes the model; the best so far is kept in\n"
     "MODEL.checkpoint. A larger, slower reader can teach it: what that one makes of many sentences is --labelled.\n"
     "The same files and seed give the same bytes. Labelled sentences may also mark words that tell deeds or speech, "
     "in\n"
     "their last column (Deed=ASSAULT|Manner=claimed|Doer=3|Other=7|Says=Yes|Speaker=1): the model then marks them "
     "too.\n\n"
     "  casus train --test FILE MODEL      a model's scores: UPOS, XPOS, lemma, UAS, LAS\n",
     "train dev test labelled vectors seed epochs", casus_cmd_train, CASUS_CARE_QUICK},
    {"explain", "TEXT", "how the coder reads a text: parse, rules that fired, rules that nearly did",
     "With --json: each sentence as casus parse --json has it, then a line for each rule that a word might have set "
     "off\n(\"trial\"), for each side that was left open or changed (\"choice\"), and what was coded.\n\n"
     "  casus explain 'Ghana accused Togo of theft.' --date 2024-06-22\n",
     "date reader actors", casus_cmd_explain, CASUS_CARE_CAREFUL},
    {"eval", "GOLD.jsonl", "precision and recall against hand-coded text",
     "A gold line is a passage, "
     "{\"id\",\"date\",\"sentences\":[{\"text\",\"events\",\"optional\",\"speakers\",\"ties\"}]}, or "
     "a "
     "sentence,\n"
     "{\"id\",\"text\",\"events\"}. Prints scores for the type, with the source, the target, the status, and for the "
     "speakers and ties;\n"
     "which types were taken for which; and the sentences with most faults (-n N of them).\n\n"
     "  python3 tools/corpus.py gold --held corpus/*.txt > gold.jsonl && casus eval gold.jsonl\n",
     "limit jobs reader actors min-confidence reasons guesses", casus_cmd_eval, CASUS_CARE_CAREFUL},
    {"import", "NAME FILE…", "data sets that researchers know, into the record",
     "Reads each FILE (- is standard input) as the data set NAME: comma, tab or semicolon separated, UTF-8 or "
     "Latin-1,\n"
     "known by the names of its columns. Its rows are kept with file, line and vintage, and the world of a day uses\n"
     "them. The same content twice adds nothing; a newer vintage of a set replaces the older one from then on. A line\n"
     "that cannot be used is named with its reason, the rest is done, and the exit status is 1. Nothing is\n"
     "half-imported.\n\n"
     "  casus import atop atop5_1m.csv --vintage 2022-08\n"
     "  casus import csv ties.csv --issues skipped.jsonl\n"
     "  casus show imports -v                  what was imported, and every line that was skipped\n"
     "  casus show imports JPN --type alliance what the sets tell of Japan's treaties\n\n"
     "Tables of one's own are csv. Ties: kind (alliance.defence, .offence, .neutrality, .non-aggression,\n"
     ".consultation, arms, troops, trade, dependence, sanctions, claim, rivalry, occupation, nuclear), from, to, "
     "mutual\n"
     "(1: both ways), start, end, amount, unit, year (of the amount), treaty, source, note. Incidents: date, a, b, "
     "level\n"
     "(2 threat, 3 show, 4 use of force, 5 war), fatal, name, last. States by alpha-3 code or name.\n\n"
     "  kind,from,to,mutual,start,end,source,note\n"
     "  alliance.consultation,JPN,PHL,1,2024-07-08,,public record,\n",
     "vintage issues", casus_cmd_import, CASUS_CARE_QUICK},
    {"backtest", "", "the risk model against history and baselines",
     "What forecasts of new militarised disputes, of those with deaths, of the states in them and of who joins would "
     "have\nbeen worth, each year of 1991-2014 from the years before it; the same for simpler models; and whether news "
     "helps.\n90 % intervals come from drawing years. --data DIR holds the sets, plain CSV or gzipped:\n\n"
     "  backtest/dyad_features.csv.gz, dyad_truth.csv.gz     pairs of states year by year, and what came of them\n"
     "  disputes/cow_mid5_dyad_dispute_years.csv, cow_mid5_disputes.csv\n"
     "  states/cow_capitals.csv, cow_nmc_capabilities.csv, cow_gdp_pop.csv, cow_major_powers.csv, cow_system.csv\n"
     "  democ/cow_democracy.csv     arms/sipri_tiv_supplier_recipient_year_1950_2021.csv\n"
     "  events/icews_directed_dyad_year_quad_2002_2014.csv\n\n"
     "  casus backtest --data ir\n"
     "  casus backtest --data ir -o data/risk/backtest.tsv     the table that maps print beside themselves\n"
     "  casus backtest --data ir --fit data/risk/model.tsv     the numbers of the map, fitted anew\n",
     "history fit jobs", casus_cmd_backtest, CASUS_CARE_QUICK},
    {"check", "", "prove the record's invariants",
     "Spans lie in their sentences, sentences in their documents, every id resolves, drivers add up to risks;\n"
     "every document, import and refusal holds what was written: its sum is kept beside it. What is damaged is\n"
     "named. Nothing is put right in place: put the record aside and read the same files into a new one.\n",
     "", casus_cmd_check, CASUS_CARE_QUICK},
    {NULL, NULL, NULL, NULL, NULL, NULL, CASUS_CARE_QUICK},
};
