#include "import/deed.h"

#include <limits.h>

const casus_acts *casus_deed_acts(casus_importer *in) {
  casus_deed_state *state = in->state;
  if (state->acts || in->rc != CASUS_OK) return state->acts;
  in->rc = casus_acts_open(in->options->folder, in->arena, &state->acts, in->err);
  return state->acts;
}

bool casus_deed_cameo(casus_importer *in, casus_str code, casus_imported_event *event) {
  const casus_acts *acts = casus_deed_acts(in);
  casus_act act;
  if (!acts) return false;
  if (!casus_acts_of_cameo(acts, code, &act)) {
    casus_import_skip(in, "no CAMEO code: \"%.*s\"", CASUS_STR_FMT(casus_str_sub(code, 0, 60)));
    return false;
  }
  if (!act.deed) {
    casus_import_leave(in, "public statements (CAMEO 01), no deed of PLOVER's");
    return false;
  }
  event->cameo = code;
  event->type = act.type;
  event->mode = act.mode;
  event->intensity = act.intensity;
  return true;
}

bool casus_deed_word(casus_importer *in, const char *system, size_t column, casus_imported_event *event) {
  const casus_acts *acts = casus_deed_acts(in);
  casus_str word = casus_import_field(in, column);
  if (!acts) return false;
  casus_str code = casus_acts_of_word(acts, system, word);
  if (!code.ptr) {
    casus_import_skip(in, "no such act is known: \"%.*s\"", CASUS_STR_FMT(casus_str_sub(word, 0, 60)));
    return false;
  }
  if (!code.len) {
    casus_import_leave(in, "no deed of one on another");
    return false;
  }
  return casus_deed_cameo(in, code, event);
}

bool casus_deed_state_of(casus_importer *in, size_t column, casus_code_system system, casus_date when,
                         casus_str *state) {
  casus_str code = casus_import_field(in, column);
  *state = CASUS_STR("");
  if (casus_import_missing(code)) return true;
  if (casus_state_codes_is_stateless(in->codes, system, code)) return true;
  return casus_import_state(in, column, system, when, state);
}

void casus_deed_place_state(casus_importer *in, size_t column, casus_code_system system, casus_imported_event *event) {
  char why[CASUS_CODES_WHY];
  casus_str code = casus_import_field(in, column);
  event->place_state = casus_state_codes_find(in->codes, system, code, event->date, why);
}

bool casus_deed_position(casus_importer *in, size_t lat, size_t lon, casus_imported_event *event) {
  event->placed =
      !casus_import_missing(casus_import_field(in, lat)) && !casus_import_missing(casus_import_field(in, lon));
  return !event->placed ||
         (casus_import_number_or(in, lat, 0, &event->lat) && casus_import_number_or(in, lon, 0, &event->lon));
}

bool casus_deed_maybe(casus_importer *in, size_t column, casus_maybe *value) {
  int64_t number;
  if (!casus_import_int_or(in, column, -1, &number)) return false;
  value->known = number >= 0 && number <= INT_MAX;
  value->value = value->known ? (int)number : 0;
  return true;
}

void casus_deed_add(casus_importer *in, const casus_imported_event *event) {
  if (event->source.len || event->target.len)
    casus_import_event(in, event);
  else
    casus_import_leave(in, "no state or organisation on either side");
}
