/* A small set of actor tables, written to a folder of their own, so that the tests do not depend on the real ones. */
#ifndef CASUS_TEST_CODER_TABLES_H
#define CASUS_TEST_CODER_TABLES_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"

typedef struct tables {
  char folder[64];
} tables;

static const char *const table_names[] = {"states", "names", "places",      "people", "organisations",
                                          "roles",  "media", "names_first", "classes"};

static inline void tables_path(const tables *t, const char *name, char path[128]) {
  snprintf(path, 128, "%s/actors/%s.tsv", t->folder, name);
}

static inline void tables_put(const tables *t, const char *name, const char *bytes) {
  char path[128];
  tables_path(t, name, path);
  FILE *file = fopen(path, "wb");
  if (!file) abort();
  fputs(bytes, file);
  fclose(file);
}

static inline void tables_make(tables *t) {
  char actors[96];
  strcpy(t->folder, "/tmp/casus-tables-XXXXXX");
  if (!mkdtemp(t->folder)) abort();
  snprintf(actors, sizeof actors, "%s/actors", t->folder);
  if (mkdir(actors, 0700)) abort();
  tables_put(t, "states",
             "#code\talpha2\tnumeric\tname\tofficial\tstatus\tregion\tregions\tcapital\tlat\tlon\tmajor\tend\n"
             "RUS\tRU\t643\tRussia\t\tstate\teurope\t\tMoscow\t0\t0\t1\t\n"
             "USA\tUS\t840\tUnited States\t\tstate\tamericas\t\tWashington\t0\t0\t1\t\n"
             "PRK\tKP\t408\tNorth Korea\t\tstate\tasia\t\tPyongyang\t0\t0\t0\t\n"
             "KOR\tKR\t410\tSouth Korea\t\tstate\tasia\t\tSeoul\t0\t0\t0\t\n"
             "VNM\tVN\t704\tVietnam\t\tstate\tasia\t\tHanoi\t0\t0\t0\t\n"
             "JPN\tJP\t392\tJapan\t\tstate\tasia\t\tTokyo\t0\t0\t1\t\n"
             "AUS\tAU\t036\tAustralia\t\tstate\toceania\t\tCanberra\t0\t0\t0\t\n"
             "GEO\tGE\t268\tGeorgia\t\tstate\teurope\t\tTbilisi\t0\t0\t0\t\n"
             "JOR\tJO\t400\tJordan\t\tstate\tasia\t\tAmman\t0\t0\t0\t\n"
             "UKR\tUA\t804\tUkraine\t\tstate\teurope\t\tKyiv\t0\t0\t0\t\n"
             "CIV\tCI\t384\tIvory Coast\t\tstate\tafrica\t\tYamoussoukro\t0\t0\t0\t\n"
             "GBR\tGB\t826\tUnited Kingdom\t\tstate\teurope\t\tLondon\t0\t0\t1\t\n");
  tables_put(t, "names",
             "RUS\tname\tRussia\nRUS\tadjective\tRussian\nRUS\tdemonym\tRussians\nRUS\tcapital\tMoscow\t\t\tGOV\n"
             "RUS\tseat\tthe Kremlin\t\t\tGOV\nUSA\tname\tUnited States\nUSA\tshort\tU.S.\nUSA\tadjective\tU.S.\n"
             "USA\tshort\tUS\nUSA\tadjective\tUS\nUSA\tadjective\tAmerican\nUSA\tdemonym\tAmericans\n"
             "USA\tseat\tPentagon\t\t\tMIL\nUSA\tcity\tAtlanta\nPRK\tname\tNorth Korea\nPRK\tadjective\tNorth Korean\n"
             "PRK\tcapital\tPyongyang\t\t\tGOV\nPRK\tshort\tthe North\t\t\tambiguous\nKOR\tname\tSouth Korea\n"
             "KOR\tadjective\tSouth Korean\nKOR\tshort\tthe South\t\t\tambiguous\nKOR\tcapital\tSeoul\t\t\tGOV\n"
             "VNM\tname\tVietnam\nVNM\tadjective\tVietnamese\nVNM\tcapital\tHanoi\t\t\tGOV\nJPN\tname\tJapan\n"
             "AUS\tname\tAustralia\nAUS\tadjective\tAustralian\nGEO\tname\tGeorgia\t\t\tambiguous\n"
             "GEO\tcapital\tTbilisi\t\t\tGOV\nJOR\tname\tJordan\t\t\tambiguous\nUKR\tname\tUkraine\n"
             "UKR\tadjective\tUkrainian\nUKR\tregion\tCrimea\nCIV\tofficial\tCôte d'Ivoire\nGBR\tregion\tEngland\n"
             "GBR\tadjective\tBritish\n");
  tables_put(t, "places", "VNM\tprovince\tBinh Duong\nVNM\tcity\tHaiphong\nVNM\tcity\tMarshall\tambiguous\n");
  tables_put(t, "people",
             "Vladimir Putin\tPutin\tRUS\tGOV\tPrime Minister\t1999-08-09\t2000-05-07\n"
             "Vladimir Putin\tPutin\tRUS\tGOV\tPresident\t2000-05-07\t2008-05-07\n"
             "Vladimir Putin\tPutin\tRUS\tGOV\tPresident\t2012-05-07\t\n"
             "Barack Obama\tObama\tUSA\tGOV\tPresident\t2009-01-20\t2017-01-20\n"
             "Kim Jong-un\tKim Jong Un | ?Kim\tPRK\tGOV\tleader\t2011-12-17\t\n"
             "Lee Jae-myung\t?Lee\tKOR\tGOV\tPresident\t2025-06-04\t\n"
             "Volodymyr Zelensky\tZelensky\tUKR\tGOV\tPresident\t2019-05-20\t\n");
  tables_put(t, "organisations",
             "IGONATO\tIGO\tNATO\tNorth Atlantic Treaty Organization\t\tigo\n"
             "IGOG7\tIGO\tGroup of Seven\tG7\t\tbloc\n"
             "LBN\tREB\tHezbollah\t\tLBN\tarmed-group\n"
             "NGORAND\tNGO\tRAND Corporation\t\tUSA\tngo\n");
  tables_put(
      t, "roles",
      "ambassador\tGOV\toffice\npresident\tGOV\toffice\nleader\tGOV\toffice\nforeign minister\tGOV\toffice\n"
      "prime minister\tGOV\toffice\nspokeswoman\tGOV\toffice\nforeign ministry\tGOV\tbody\nprofessor\tEDU\toffice\n"
      "analyst\tELI\tgroup\narmy\tMIL\tforce\ntroops\tMIL\tforce\nforces\tMIL\tforce\nmissile\tMIL\tweapon\n"
      "rebels\tREB\tgroup\ncivilian\tCVL\tpeople\ngovernment\tGOV\tbody\npolice\tCOP\tforce\nofficial\tGOV\toffice\n"
      "protesters\tOPP\tgroup\ncoalition\tPTY\tbody\nminister of defense\tGOV\toffice\nalliance\tIGO\tbody\n"
      "embassy\tGOV\tbody\nspokesman\tGOV\toffice\nneighbour\tCVL\tpeople\n");
  tables_put(t, "media",
             "Washington Post\t\tUSA\tnewspaper\nThe New York Times\tNYT | New York Times\tUSA\tnewspaper\n");
  tables_put(t, "names_first", "Michael\tm\nJordan\tu\nMaria\tf\nPeter\tm\nSamuel\tm\nRahm\tm\nDerek\tm\n");
}

static inline void tables_drop(const tables *t) {
  char path[128];
  for (size_t i = 0; i < CASUS_COUNT(table_names); i++) {
    tables_path(t, table_names[i], path);
    unlink(path);
  }
  snprintf(path, sizeof path, "%s/actors", t->folder);
  rmdir(path);
  rmdir(t->folder);
}

#endif
