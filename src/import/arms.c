#include "import/arms.h"

static bool add_year(casus_importer *in, casus_deal *deal, int64_t year) {
  if (year < 1900 || year > 2200) {
    casus_import_skip(in, "%lld is no year of delivery", (long long)year);
    return false;
  }
  for (size_t i = 0; i < deal->year_count; i++)
    if (deal->years[i] == (int)year) return true;
  if (deal->year_count == CASUS_MOST_DELIVERY_YEARS) {
    casus_import_skip(in, "more than %d years of delivery", CASUS_MOST_DELIVERY_YEARS);
    return false;
  }
  deal->years[deal->year_count++] = (int)year;
  return true;
}

/* The years from the one before up to this one: behind a dash. */
static bool add_stretch(casus_importer *in, casus_deal *deal, int64_t last) {
  for (int64_t year = deal->years[deal->year_count - 1] + 1; year <= last; year++)
    if (!add_year(in, deal, year)) return false;
  return true;
}

bool casus_deal_years(casus_importer *in, casus_str text, casus_deal *deal) {
  bool dash = false;
  for (size_t at = 0; at < text.len;) {
    size_t end = at;
    int64_t year;
    while (end < text.len && casus_is_digit(text.ptr[end])) end++;
    if (end == at) {
      dash = text.ptr[at++] == '-';
      continue;
    }
    if (!casus_parse_int(casus_str_sub(text, at, end), &year) || end - at > 4) year = 0;
    if (dash && deal->year_count ? !add_stretch(in, deal, year) : !add_year(in, deal, year)) return false;
    dash = false;
    at = end;
  }
  return true;
}

/* The register marks what is no state: armed groups by *, organisations by **, and those it does not know. */
static const char *no_state(casus_str name) {
  if (casus_str_ends(name, CASUS_STR("**"))) return "an organisation as a party";
  if (casus_str_ends(name, CASUS_STR("*"))) return "an armed group as a party";
  return casus_str_ieq(casus_str_sub(name, 0, 8), CASUS_STR("unknown ")) ? "an unknown party" : NULL;
}

static casus_date year_of(int year) {
  casus_date date = {0};
  if (year) casus_date_from_civil(year, 0, 0, &date);
  return date;
}

/* By the name on the day of the order, else of the last delivery: a state may have had another name or none then. */
static bool party(casus_importer *in, const char *role, casus_str name, const casus_deal *deal, casus_str *state) {
  char why[CASUS_CODES_WHY];
  casus_date ordered = year_of(deal->ordered),
             last = deal->year_count ? year_of(deal->years[deal->year_count - 1]) : ordered;
  *state = casus_state_codes_find(in->codes, CASUS_CODES_NAME, name, ordered, why);
  if (!state->ptr) *state = casus_state_codes_find(in->codes, CASUS_CODES_NAME, name, last, why);
  if (!state->ptr) casus_import_skip(in, "%s: %s", role, why);
  return state->ptr != NULL;
}

void casus_deal_add(casus_importer *in, const casus_deal *deal) {
  casus_imported_tie row = {
      .tie = {.kind = CASUS_STR("arms.order"), .start = year_of(deal->ordered), .note = deal->note}};
  const char *stranger = no_state(deal->supplier) ? no_state(deal->supplier) : no_state(deal->recipient);
  if (stranger) {
    casus_import_leave(in, stranger);
    return;
  }
  if (!party(in, "supplier", deal->supplier, deal, &row.tie.from) ||
      !party(in, "recipient", deal->recipient, deal, &row.tie.to))
    return;
  if (!deal->year_count) casus_import_tie(in, &row);
  for (size_t i = 0; i < deal->year_count && !in->skipped; i++) {
    row.tie.kind = CASUS_STR("arms.delivery");
    row.tie.year = row.tie.end = year_of(deal->years[i]);
    if (casus_date_known(row.tie.start) && row.tie.start.day > row.tie.end.day) row.tie.start = row.tie.end;
    if (deal->valued)
      row.tie.amount = (casus_quantity){true, deal->tiv / (double)deal->year_count, CASUS_STR(CASUS_TIV)};
    casus_import_tie(in, &row);
  }
}
