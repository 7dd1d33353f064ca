/* What the layouts of the arms register share. Private to import. */
#ifndef CASUS_IMPORT_ARMS_H
#define CASUS_IMPORT_ARMS_H

#include "import/format.h"

#define CASUS_TIV "million TIV" /* SIPRI's trend indicator: a volume of arms, no price */
#define CASUS_SIPRI_CITATION                                                                                           \
  "SIPRI Arms Transfers Database: free for non-commercial use with citation, no republication of a substantial part"

enum { CASUS_MOST_DELIVERY_YEARS = 64 };

typedef struct casus_deal {
  casus_str supplier, recipient; /* names as the register has them */
  int ordered;                   /* year; 0: not told */
  int years[CASUS_MOST_DELIVERY_YEARS];
  size_t year_count;
  bool valued; /* tiv is told */
  double tiv;  /* of what was delivered, millions */
  casus_str note;
} casus_deal;

/* Years out of "2018; 2019; 2020", "(2018-2019)", "2018-2019". False: the record was skipped. */
bool casus_deal_years(casus_importer *in, casus_str text, casus_deal *deal);
/* A tie for each year of delivery, the value in equal parts; one without a value while nothing is delivered. */
void casus_deal_add(casus_importer *in, const casus_deal *deal);

#endif
