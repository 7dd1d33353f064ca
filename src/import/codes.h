/* Which state a code of another data set means on a day: data/world/codes.tsv, with the ISO codes of
 * data/actors/states.tsv and the names of data/actors/names.tsv behind it. */
#ifndef CASUS_IMPORT_CODES_H
#define CASUS_IMPORT_CODES_H

#include "base/base.h"

typedef enum casus_code_system {
  CASUS_CODES_COW,   /* Correlates of War numbers */
  CASUS_CODES_GW,    /* Gleditsch and Ward numbers */
  CASUS_CODES_FIPS,  /* FIPS 10-4 letters */
  CASUS_CODES_CAMEO, /* three letters: today's ISO, with old ones and regions */
  CASUS_CODES_ISO2,
  CASUS_CODES_ISO3,
  CASUS_CODES_ISO_NUMBER,
  CASUS_CODES_NAME,         /* English name; case, accents and dots do not matter */
  CASUS_CODES_GROUP,        /* CAMEO letters of an organisation of states: its code here, IGO… */
  CASUS_CODES_ORGANISATION, /* English name of such an organisation */
  CASUS_CODES_COUNT
} casus_code_system;

/* Loaded once, then read only: may be shared by threads. */
typedef struct casus_state_codes casus_state_codes;
int casus_state_codes_open(const char *folder, casus_state_codes **codes, casus_error *err);
void casus_state_codes_free(casus_state_codes *codes); /* NULL is fine */

enum { CASUS_CODES_WHY = 200 };

/* The state, an alpha-3 borrowed from `codes`. A month or a year is met by a code that held on one of its days; without
 * a day the code must have meant the same state always. {NULL, 0} when there is none: then why[] says so in words
 * ("COW 260 (West Germany) was no state after 1990-10-02"). */
casus_str casus_state_codes_find(const casus_state_codes *codes, casus_code_system system, casus_str code,
                                 casus_date when, char why[CASUS_CODES_WHY]);

/* The code is known and means no state in any day: a region, an ocean. */
bool casus_state_codes_is_stateless(const casus_state_codes *codes, casus_code_system system, casus_str code);

#endif
