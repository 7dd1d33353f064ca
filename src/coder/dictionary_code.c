/* Codes, days and words of a dictionary of PETRARCH. */
#include "coder/dictionary.h"

enum { LONGEST_CODE = 30, SHORTEST_WORD = 4, CENTURY_TURNS = 30 };

static bool is_state(const casus_lexicon *lexicon, casus_str code) {
  uint32_t row;
  return casus_map_get(&lexicon->codes, code, &row) && lexicon->rows[row].kind == CASUS_ENTRY_NAME;
}

/* "AFGGOV" is a sector of a state, "NGOICRC" a body; what is neither stays as it is. */
void casus_dictionary_put_code(const casus_lexicon *lexicon, casus_str code, casus_record_row *row) {
  static const struct {
    casus_str prefix, sector;
    casus_detail detail;
  } bodies[] = {{CASUS_STR_INIT("IGO"), CASUS_STR_INIT("IGO"), CASUS_DETAIL_IGO},
                {CASUS_STR_INIT("NGO"), CASUS_STR_INIT("NGO"), CASUS_DETAIL_NGO},
                {CASUS_STR_INIT("IMG"), CASUS_STR_INIT("REB"), CASUS_DETAIL_ARMED_GROUP},
                {CASUS_STR_INIT("MNC"), CASUS_STR_INIT("BUS"), CASUS_DETAIL_COMPANY}};
  casus_str state = casus_str_sub(code, 0, CASUS_STATE_LENGTH);
  row->code = code;
  if (is_state(lexicon, state) && (code.len == CASUS_STATE_LENGTH || code.len >= 2 * CASUS_STATE_LENGTH)) {
    row->code = row->country = state;
    row->sector = casus_str_sub(code, CASUS_STATE_LENGTH, 2 * CASUS_STATE_LENGTH);
    return;
  }
  for (size_t i = 0; i < CASUS_COUNT(bodies); i++) {
    if (!casus_str_starts(code, bodies[i].prefix)) continue;
    row->sector = bodies[i].sector;
    row->detail = bodies[i].detail;
  }
}

/* YYYYMMDD or YYMMDD. */
static bool read_day(casus_str text, int32_t *day) {
  int64_t number;
  casus_date date;
  for (size_t i = 0; i < text.len; i++)
    if (!casus_is_digit(text.ptr[i])) return false;
  if ((text.len != 6 && text.len != 8) || !casus_parse_int(text, &number)) return false;
  int year = (int)(number / 10000);
  if (text.len == 6) year += year > CENTURY_TURNS ? 1900 : 2000;
  if (!casus_date_from_civil(year, (int)(number / 100 % 100), (int)(number % 100), &date) ||
      date.precision != CASUS_DATE_DAY)
    return false;
  *day = date.day;
  return true;
}

/* "<940101", ">940101", "791227-861124"; the limits are within. */
bool casus_dictionary_days(casus_str limits, casus_coded_days *item) {
  item->from = INT32_MIN;
  item->to = INT32_MAX;
  if (!limits.len) return true;
  casus_str rest = casus_str_trim(casus_str_sub(limits, 1, limits.len));
  if (limits.ptr[0] == '<') return read_day(rest, &item->to);
  if (limits.ptr[0] == '>') return read_day(rest, &item->from);
  size_t dash = casus_str_find(limits, CASUS_STR("-"), 0);
  return dash != SIZE_MAX && read_day(casus_str_trim(casus_str_sub(limits, 0, dash)), &item->from) &&
         read_day(casus_str_trim(casus_str_sub(limits, dash + 1, limits.len)), &item->to) && item->from <= item->to;
}

bool casus_dictionary_is_code(casus_str code) {
  for (size_t i = 0; i < code.len; i++) {
    char c = code.ptr[i];
    if (!casus_is_upper(c) && !casus_is_digit(c) && c != '~' && c != '-') return false;
  }
  return code.len && code.len <= LONGEST_CODE;
}

/* Underscores and blanks part words. Dictionaries are in capitals: all letters but a word's first become small, as
 * names are written; a short word that stands alone may be an acronym. `small`: all letters. ptr NULL when out of
 * memory. */
casus_str casus_dictionary_words(casus_arena *arena, casus_str phrase, bool small) {
  char *text = casus_arena_alloc(arena, phrase.len + 1);
  size_t length = 0, start = 0;
  while (phrase.len && phrase.ptr[phrase.len - 1] == '_') phrase.len--;
  bool many = memchr(phrase.ptr, '_', phrase.len) || memchr(phrase.ptr, ' ', phrase.len);
  for (size_t i = 0; text && i <= phrase.len; i++) {
    char c = i < phrase.len ? phrase.ptr[i] : ' ';
    bool gap = c == '_' || casus_is_space(c);
    if (!gap) text[length++] = c;
    if (!gap && c != '-') continue;
    size_t keep = small ? start : start + 1;
    for (size_t k = keep; (small || many || length - start >= SHORTEST_WORD) && k < length; k++)
      text[k] = casus_to_lower(text[k]);
    if (gap && length && text[length - 1] != ' ') text[length++] = ' ';
    start = length;
  }
  return text ? casus_str_trim(casus_str_of(text, length)) : (casus_str){NULL, 0};
}
