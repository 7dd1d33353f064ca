/* SIPRI's arms transfers: the register deal by deal as the site writes it today, the older register without values, and
 * tables of values by supplier, recipient and year. */
#include "import/arms.h"

/* A year that the old register has in brackets or with a question mark is uncertain; so is a number. */
static casus_str without_marks(casus_str s) {
  while (s.len && (s.ptr[0] == '(' || s.ptr[0] == ' ')) s = casus_str_sub(s, 1, s.len);
  while (s.len && (s.ptr[s.len - 1] == ')' || s.ptr[s.len - 1] == '?' || s.ptr[s.len - 1] == ' ')) s.len--;
  return s;
}

static bool order_year(casus_importer *in, size_t column, int *year) {
  int64_t value = 0;
  casus_str field = without_marks(casus_import_field(in, column));
  *year = 0;
  if (casus_import_missing(field)) return true;
  if (casus_parse_int(field, &value) && value >= 1900 && value <= 2200) return *year = (int)value, true;
  casus_import_skip(in, "\"%.*s\" is no year of order", CASUS_STR_FMT(casus_str_sub(field, 0, 60)));
  return false;
}

/* "6 ATR-72MP, maritime patrol aircraft" */
static bool describe(casus_importer *in, casus_str number, casus_str designation, casus_str description,
                     casus_deal *deal) {
  deal->note = casus_arena_printf(in->scratch, "%.*s%s%.*s%s%.*s", CASUS_STR_FMT(number), number.len ? " " : "",
                                  CASUS_STR_FMT(designation), description.len ? ", " : "", CASUS_STR_FMT(description));
  if (!deal->note.ptr) in->rc = casus_fail_memory(in->err);
  return deal->note.ptr != NULL;
}

enum { RECIPIENT, SUPPLIER, ORDERED, NUMBER, DESIGNATION, DESCRIPTION, DELIVERED_IN, TIV };
static const char *const DEAL_COLUMNS[] = {"recipient",
                                           "supplier",
                                           "order_year|Year of order",
                                           "number_ordered|Number ordered",
                                           "designation|Weapon designation",
                                           "description|Weapon description",
                                           "delivery_years|Year(s) of delivery|Year(s) of deliveries",
                                           "tiv_delivered|SIPRI TIV of delivered weapons"};

static void read_deal(casus_importer *in) {
  casus_deal deal = {.supplier = casus_import_field(in, SUPPLIER), .recipient = casus_import_field(in, RECIPIENT)};
  deal.valued = !casus_import_missing(casus_import_field(in, TIV));
  if (!deal.supplier.len || !deal.recipient.len) {
    casus_import_skip(in, "no %s", deal.supplier.len ? "recipient" : "supplier");
    return;
  }
  if (!order_year(in, ORDERED, &deal.ordered) || !casus_import_number_or(in, TIV, 0, &deal.tiv) ||
      !casus_deal_years(in, casus_import_field(in, DELIVERED_IN), &deal) ||
      !describe(in, casus_import_field(in, NUMBER), casus_import_field(in, DESIGNATION),
                casus_import_field(in, DESCRIPTION), &deal))
    return;
  if (deal.tiv < 0)
    casus_import_skip(in, "a value below nothing");
  else
    casus_deal_add(in, &deal);
}

/* The older register: the recipient on a line of its own, or in the first column, then lines "S: Brazil" (supplier) or
 * "L: Italy" (licenser); other lines go on with the supplier named last. Sorted by supplier it is the other way round,
 * with "R:". */
enum { OLD_PARTY, OLD_NUMBER, OLD_DESIGNATION, OLD_DESCRIPTION, OLD_ORDERED, OLD_DELIVERED_IN };
static const char *const OLD_COLUMNS[] = {
    "Recipient/ supplier (S) or licenser (L)|Supplier/ recipient (R) or licensee (L)|Recipient/supplier|"
    "Supplier/recipient",
    "No. ordered|Number ordered",
    "Weapon designation|Designation",
    "Weapon description|Description",
    "Year of order/ licence|Year of order|Year(s) of order",
    "Year(s) of deliveries|Year(s) of delivery"};

typedef struct old_register {
  casus_str first, second; /* the country that groups the lines; the one on the lines below it */
  bool by_supplier;        /* lines are "R:": the first is the supplier */
} old_register;

static bool keep_name(casus_importer *in, casus_str name, casus_str *kept) {
  *kept = casus_arena_copy(in->arena, name);
  if (!kept->ptr) in->rc = casus_fail_memory(in->err);
  return kept->ptr != NULL;
}

/* Takes up what the first column says. False: memory ran out. */
static bool take_party(casus_importer *in, old_register *r) {
  casus_str field = casus_import_field(in, OLD_PARTY);
  if (!field.len) return true;
  bool marked = field.len > 2 && field.ptr[1] == ':' && strchr("SRL", field.ptr[0]);
  if (!marked) return r->second = (casus_str){NULL, 0}, keep_name(in, field, &r->first);
  if (field.ptr[0] != 'L') r->by_supplier = field.ptr[0] == 'R';
  return keep_name(in, casus_str_trim(casus_str_sub(field, 2, field.len)), &r->second);
}

static void read_old_deal(casus_importer *in) {
  old_register *r = in->state;
  casus_deal deal = {0};
  if (!take_party(in, r)) return;
  if (!casus_import_field(in, OLD_DESIGNATION).len && !casus_import_field(in, OLD_DESCRIPTION).len) {
    casus_import_keep(in); /* a line that names a country */
    return;
  }
  if (!r->first.len || !r->second.len) {
    casus_import_skip(in, "no %s named above it", r->first.len ? "other party" : "country");
    return;
  }
  deal.supplier = r->by_supplier ? r->first : r->second;
  deal.recipient = r->by_supplier ? r->second : r->first;
  if (order_year(in, OLD_ORDERED, &deal.ordered) &&
      casus_deal_years(in, casus_import_field(in, OLD_DELIVERED_IN), &deal) &&
      describe(in, without_marks(casus_import_field(in, OLD_NUMBER)), casus_import_field(in, OLD_DESIGNATION),
               casus_import_field(in, OLD_DESCRIPTION), &deal))
    casus_deal_add(in, &deal);
}

enum { YEAR_SUPPLIER, YEAR_RECIPIENT, YEAR, YEAR_TIV };
static const char *const YEAR_COLUMNS[] = {"supplier", "recipient", "year", "tiv_million|tiv_equal_split|tiv"};

static void read_year(casus_importer *in) {
  casus_deal deal = {.supplier = casus_import_field(in, YEAR_SUPPLIER),
                     .recipient = casus_import_field(in, YEAR_RECIPIENT),
                     .valued = !casus_import_missing(casus_import_field(in, YEAR_TIV)),
                     .note = CASUS_STR("")};
  if (!casus_import_number_or(in, YEAR_TIV, 0, &deal.tiv) || !casus_deal_years(in, casus_import_field(in, YEAR), &deal))
    return;
  if (deal.year_count != 1 || !deal.valued)
    casus_import_skip(in, deal.valued ? "no single year" : "no value");
  else if (deal.tiv < 0)
    casus_import_skip(in, "a value below nothing");
  else
    casus_deal_add(in, &deal);
}

#define COLUMNS(list) .columns = list, .column_count = CASUS_COUNT(list)
const casus_import_format casus_import_sipri_register = {
    .name = "sipri",
    .series = "sipri",
    .layout = "register",
    .brings = "ties: arms, by year of delivery, in " CASUS_TIV,
    .about = "SIPRI trade register as CSV, armstransfers.sipri.org",
    .citation = CASUS_SIPRI_CITATION,
    COLUMNS(DEAL_COLUMNS),
    .row = read_deal,
};

const casus_import_format casus_import_sipri_old_register = {
    .name = "sipri",
    .series = "sipri",
    .layout = "old-register",
    .brings = "ties: arms, by year of delivery, without values",
    .about = "SIPRI trade register as it was until 2023 (RTF), saved as CSV",
    .citation = CASUS_SIPRI_CITATION,
    COLUMNS(OLD_COLUMNS),
    .row = read_old_deal,
    .state_size = sizeof(old_register),
};

const casus_import_format casus_import_sipri_years = {
    .name = "sipri",
    .series = "sipri",
    .layout = "years",
    .brings = "ties: arms, by year, in " CASUS_TIV,
    .about = "SIPRI values by supplier, recipient and year",
    .citation = CASUS_SIPRI_CITATION,
    COLUMNS(YEAR_COLUMNS),
    .row = read_year,
};
