/* base: memory, text views, dates, numbers, JSON. It knows nothing of politics.
 *
 * The one header of this room. Rules that hold everywhere:
 * text is (pointer, length), never NUL-ended; a function that can fail returns CASUS_OK or a negative
 * casus_code and leaves its outputs untouched on failure; `err` may be NULL. */
#ifndef CASUS_BASE_H
#define CASUS_BASE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/data.h"
#include "base/date.h"
#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/map.h"
#include "base/nearest.h"
#include "base/number.h"
#include "base/str.h"
#include "base/table.h"
#include "base/utf8.h"
#include "base/vec.h"

#endif
