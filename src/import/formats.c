/* The table of formats: a new one is a file and a line here. Under one name, the narrower layout stands first. */
#include "import/layout.h"

#define CASUS_FORMATS(X)                                                                                               \
  X(casus_import_atop_members)                                                                                         \
  X(casus_import_atop_spells)                                                                                          \
  X(casus_import_atop_years)                                                                                           \
  X(casus_import_atop_phases)                                                                                          \
  X(casus_import_cow_alliance_days)                                                                                    \
  X(casus_import_cow_alliance_spells)                                                                                  \
  X(casus_import_cow_alliance_years)                                                                                   \
  X(casus_import_sipri_register)                                                                                       \
  X(casus_import_sipri_old_register)                                                                                   \
  X(casus_import_sipri_years)                                                                                          \
  X(casus_import_gsdb_cases)                                                                                           \
  X(casus_import_mid_dyads)                                                                                            \
  X(casus_import_mid_sides)                                                                                            \
  X(casus_import_gml_dyads)                                                                                            \
  X(casus_import_gml_sides)                                                                                            \
  X(casus_import_ucdp_acd)                                                                                             \
  X(casus_import_ucdp_ged)                                                                                             \
  X(casus_import_icews)                                                                                                \
  X(casus_import_gdelt_2)                                                                                              \
  X(casus_import_gdelt_1)                                                                                              \
  X(casus_import_gdelt_old)                                                                                            \
  X(casus_import_polecat)                                                                                              \
  X(casus_import_acled_layout)                                                                                         \
  X(casus_import_plain_incidents)                                                                                      \
  X(casus_import_plain_ties)

#define CASUS_FORMAT_DECLARE(format) extern const casus_import_format format;
CASUS_FORMATS(CASUS_FORMAT_DECLARE)

const casus_import_format *const casus_import_formats[] = {
#define CASUS_FORMAT_ROW(format) &format,
    CASUS_FORMATS(CASUS_FORMAT_ROW) NULL};
