/* The table of formats: a new one is a file and a line here. Under one name, the narrower layout stands first. */
#include "import/layout.h"

#define CASUS_FORMATS(X) X(casus_import_plain_ties)

#define CASUS_FORMAT_DECLARE(format) extern const casus_import_format format;
CASUS_FORMATS(CASUS_FORMAT_DECLARE)

const casus_import_format *const casus_import_formats[] = {
#define CASUS_FORMAT_ROW(format) &format,
    CASUS_FORMATS(CASUS_FORMAT_ROW) NULL};
