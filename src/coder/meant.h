/* Who is meant on either side of a deed, by the language model. Private to coder. */
#ifndef CASUS_CODER_MEANT_H
#define CASUS_CODER_MEANT_H

#include "coder/match.h"

typedef struct casus_who {
  casus_str actor;
  double share; /* how likely, 0 to 1 */
} casus_who;
enum { CASUS_WHOS_MOST = 64 }; /* actors thought of */
typedef struct casus_whos {
  casus_who *items; /* room for CASUS_WHOS_MOST, if there are any */
  size_t count;
} casus_whos;

/* All that the language model thinks of for a side of a deed or tie, of those that the report names; none when it thinks
 * of nobody. meant: [first, last) of the text's. */
int casus_meant_find(const casus_reading *view, casus_range meant, casus_role role, casus_whos *whos);
/* The same for a mark, which may be NULL. */
int casus_meant_by_mark(const casus_reading *view, const casus_mark *mark, casus_role role, casus_whos *whos);
double casus_meant_share(const casus_whos *whos, casus_str actor); /* 0: not thought of */

#endif
