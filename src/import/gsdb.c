/* The Global Sanctions Database: a case a line. Senders and targets may be several, parted by commas that names have
 * too ("Korea, North"). Groups of states that send (EU, UN) stay groups. */
#include "import/bodies.h"
#include "import/spells.h"

enum { CASE, TARGET, SENDER, BEGIN, END, TRADE, ARMS, MILITARY, FINANCIAL, TRAVEL, OTHER, OBJECTIVE };
static const char *const COLUMNS[] = {
    "case_id", "sanctioned_state", "sanctioning_state", "begin",  "end",   "trade|trade_dummy",
    "arms",    "military",         "financial",         "travel", "other", "?objective"};
static const char *const MEANS[] = {"trade", "arms", "military aid", "finance", "travel", "other"};

typedef struct gsdb {
  casus_bodies *bodies;
  casus_spells spells;
} gsdb;

enum { MOST_PARTIES = 64, MOST_COMMAS = 3 };

typedef struct party_list {
  casus_str codes[MOST_PARTIES];
  size_t count;
} party_list;

static casus_str state_or_body(const casus_importer *in, casus_str name, casus_date first, casus_date last) {
  const gsdb *g = in->state;
  char why[CASUS_CODES_WHY];
  casus_str body = casus_bodies_find(g->bodies, name);
  if (body.ptr) return body;
  casus_str code = casus_state_codes_find(in->codes, CASUS_CODES_NAME, name, first, why);
  return code.ptr ? code : casus_state_codes_find(in->codes, CASUS_CODES_NAME, name, last, why);
}

/* The longest name at the start of the list that is known; *name gets it, or else what stands before the first comma.
 */
static casus_str longest_known(const casus_importer *in, casus_str list, casus_date first, casus_date last,
                               casus_str *name) {
  casus_str best = {NULL, 0};
  size_t from = 0;
  for (int commas = 0; commas <= MOST_COMMAS && from <= list.len; commas++) {
    size_t comma = casus_str_find(list, CASUS_STR(","), from);
    size_t end = comma == SIZE_MAX ? list.len : comma;
    casus_str candidate = casus_str_trim(casus_str_sub(list, 0, end));
    casus_str code = state_or_body(in, candidate, first, last);
    if (code.ptr || commas == 0) best = code, *name = casus_str_sub(list, 0, end);
    from = end + 1;
  }
  return best;
}

/* False: memory or room ran out, or nobody of the list is known; the record was skipped. */
static bool read_parties(casus_importer *in, const char *role, casus_str list, casus_date first, casus_date last,
                         party_list *out) {
  casus_str unknown = {NULL, 0};
  while (casus_str_trim(list).len) {
    casus_str name, code = longest_known(in, list, first, last, &name);
    list = casus_str_sub(list, name.len + 1, list.len);
    name = casus_str_trim(name);
    if (code.ptr && out->count < MOST_PARTIES)
      out->codes[out->count++] = code;
    else if (name.len)
      unknown = name;
  }
  if (unknown.ptr)
    casus_import_skip(in, "%s: \"%.*s\" is not known", role, CASUS_STR_FMT(casus_str_sub(unknown, 0, 60)));
  return out->count > 0;
}

/* "trade, arms, travel; policy_change" */
static bool describe(casus_importer *in, casus_str *note) {
  casus_buffer text = {0};
  int64_t told;
  for (size_t i = 0; i < CASUS_COUNT(MEANS); i++) {
    if (!casus_import_int_or(in, TRADE + i, 0, &told)) return casus_buffer_free(&text), false;
    if (told > 0) casus_buffer_printf(&text, "%s%s", text.len ? ", " : "", MEANS[i]);
  }
  casus_str objective = casus_import_field(in, OBJECTIVE);
  casus_buffer_printf(&text, "%s%.*s", text.len && objective.len ? "; " : "", CASUS_STR_FMT(objective));
  *note = text.failed ? (casus_str){NULL, 0} : casus_arena_copy(in->arena, casus_buffer_str(&text));
  casus_buffer_free(&text);
  if (!note->ptr) in->rc = casus_fail_memory(in->err);
  return note->ptr != NULL;
}

static bool open_bodies(casus_importer *in) {
  gsdb *g = in->state;
  if (!g->bodies && in->rc == CASUS_OK) in->rc = casus_bodies_open(in->options->folder, in->arena, &g->bodies, in->err);
  return in->rc == CASUS_OK;
}

static void read_case(casus_importer *in) {
  gsdb *g = in->state;
  casus_spell spell = {.kind = CASUS_STR("sanctions")};
  party_list senders = {.count = 0}, targets = {.count = 0};
  if (!open_bodies(in) || !casus_import_date(in, BEGIN, &spell.first) || !casus_import_date(in, END, &spell.last) ||
      !describe(in, &spell.note))
    return;
  casus_spells_seen(&g->spells, spell.last);
  if (!casus_date_known(spell.first)) {
    casus_import_skip(in, "no first year");
    return;
  }
  if (casus_date_known(spell.last) && casus_date_last_day(spell.last) < spell.first.day) {
    casus_import_skip(in, "it ends before it starts");
    return;
  }
  spell.treaty = casus_arena_printf(in->arena, "GSDB %.*s", CASUS_STR_FMT(casus_import_field(in, CASE)));
  if (!spell.treaty.ptr) in->rc = casus_fail_memory(in->err);
  bool both = read_parties(in, "sender", casus_import_field(in, SENDER), spell.first, spell.last, &senders);
  both &= read_parties(in, "target", casus_import_field(in, TARGET), spell.first, spell.last, &targets);
  for (size_t i = 0; both && i < senders.count; i++)
    for (size_t k = 0; k < targets.count; k++) {
      spell.from = senders.codes[i], spell.to = targets.codes[k];
      casus_spells_add(in, &g->spells, &spell);
    }
}

static void end_cases(casus_importer *in) {
  gsdb *g = in->state;
  casus_spells_open_newest(&g->spells); /* an end in the newest year: still on when the data end */
  casus_spells_emit(in, &g->spells);
}

const casus_import_format casus_import_gsdb_cases = {
    .name = "gsdb",
    .layout = "cases",
    .brings = "ties: sanctions, by sender and target",
    .about = "Global Sanctions Database, case by case, globalsanctionsdatabase.com (on request)",
    .citation = "Global Sanctions Database: Felbermayr et al. 2020; Syropoulos et al. 2024; on request, cite",
    .columns = COLUMNS,
    .column_count = CASUS_COUNT(COLUMNS),
    .row = read_case,
    .end = end_cases,
    .state_size = sizeof(gsdb),
};
