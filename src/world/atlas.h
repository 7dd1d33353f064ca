/* The built-in tables as read: private to world. */
#ifndef CASUS_WORLD_ATLAS_H
#define CASUS_WORLD_ATLAS_H

#include "world/world.h"

#define CASUS_NO_STATE UINT32_MAX

/* One event type (and mode, context) that makes an incident. Empty mode or context: any. */
typedef struct casus_incident_rule {
  casus_event_type type;
  casus_str mode, context, sector; /* sector: the doer's, must be this one when not empty */
  int level;                       /* 0: no incident */
  double confidence;               /* factor on the event's own */
} casus_incident_rule;

/* One membership of a group of data/ties/groups.tsv. */
typedef struct casus_member {
  casus_str group, code;
  casus_date from, to;
} casus_member;

struct casus_atlas {
  casus_arena *arena;
  const char *folder; /* as told at opening; NULL: none */
  casus_state *states;
  uint32_t state_count;
  casus_map by_code;     /* code -> state number */
  uint8_t *contiguity;   /* [state_count * state_count] */
  casus_world_tie *ties; /* all built-in ones of all days, groups expanded into pairs */
  size_t tie_count;
  casus_term *terms; /* of all days */
  size_t term_count;
  casus_member *members; /* in the order of the file */
  size_t member_count;
  casus_incident *incidents; /* all built-in ones, ordered by last day, pair */
  size_t incident_count;
  casus_incident_rule *rules;
  size_t rule_count;
  double claimed_confidence; /* factor on what only a party says */
  double corroboration;      /* share of the doubt that another story takes away, if it is sure of what it tells */
  int corroborations;        /* how many other stories count */
  casus_map fatal_words;
  casus_land land;
};

/* A table under reading: where it fails is told by file and line. */
typedef struct casus_sheet {
  const char *name;
  casus_table table;
  casus_error *err;
} casus_sheet;

int casus_sheet_open(const char *folder, const char *name, casus_arena *arena, casus_sheet *sheet, casus_error *err);
int casus_sheet_fail(const casus_sheet *sheet, const char *what, casus_str field); /* CASUS_E_DATA */
/* Empty: *value is NaN. */
int casus_sheet_number(const casus_sheet *sheet, casus_str field, double *value);
/* Empty: the unknown date. */
int casus_sheet_date(const casus_sheet *sheet, casus_str field, casus_date *date);

/* The code that the coder gives to an organisation of the tables: "EU" -> "IGOEUR". */
casus_str casus_atlas_organisation(casus_arena *arena, casus_str group);
uint32_t casus_atlas_state(const casus_atlas *atlas, casus_str code);
int casus_atlas_read_ties(casus_atlas *atlas, const char *folder, casus_error *err);
int casus_atlas_read_terms(casus_atlas *atlas, const char *folder, casus_error *err);
int casus_atlas_read_incidents(casus_atlas *atlas, const char *folder, casus_error *err);
int casus_atlas_read_rules(casus_atlas *atlas, const char *folder, casus_error *err);
int casus_atlas_read_land(casus_atlas *atlas, const char *folder, casus_error *err);

#endif
