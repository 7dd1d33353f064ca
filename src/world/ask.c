/* Questions by name. */
#include "world/ask.h"

static const char *const names[] = {"obligations", "dependence", "blocs", "triangles", "calendar"};

const char *casus_topic_name(casus_topic topic) { return names[topic]; }

bool casus_topic_from(casus_str name, casus_topic *topic) {
  for (int i = 0; i < CASUS_TOPIC_COUNT; i++)
    if (casus_str_eq(name, casus_str_from_c(names[i]))) return *topic = (casus_topic)i, true;
  return false;
}

static int check(const casus_world *world, const casus_world_query *query, casus_error *err) {
  const uint32_t asked[] = {query->actor, query->other};
  for (size_t i = 0; i < 2; i++)
    if (asked[i] != CASUS_NO_STATE && asked[i] >= world->state_count)
      return casus_fail(err, CASUS_E_USAGE, 0, "no such state");
  if (query->actor == CASUS_NO_STATE && query->other != CASUS_NO_STATE)
    return casus_fail(err, CASUS_E_USAGE, 0, "the other of whom?");
  if (query->actor != CASUS_NO_STATE && query->actor == query->other)
    return casus_fail(err, CASUS_E_USAGE, 0, "a state and itself");
  return CASUS_OK;
}

int casus_world_ask(const casus_world *world, casus_topic topic, const casus_world_query *query, casus_arena *arena,
                    casus_answer *answer, casus_error *err) {
  casus_answer made = {.world = world, .topic = topic, .query = *query};
  casus_obligation *obligations = NULL;
  casus_dependence *dependences = NULL;
  casus_due *dues = NULL;
  int rc = check(world, query, err);
  if (rc != CASUS_OK) return rc;
  switch (topic) {
  case CASUS_TOPIC_OBLIGATIONS:
    rc = casus_world_obligations(world, query, arena, &obligations, &made.count, err);
    break;
  case CASUS_TOPIC_DEPENDENCE:
    rc = casus_world_dependences(world, query, arena, &dependences, &made.count, err);
    break;
  case CASUS_TOPIC_BLOCS:
    rc = casus_world_blocs(world, query, arena, &made.blocs, err);
    break;
  case CASUS_TOPIC_TRIANGLES:
    rc = casus_world_balance(world, query, arena, &made.balance, err);
    break;
  case CASUS_TOPIC_CALENDAR:
    rc = casus_world_calendar(world, query, arena, &dues, &made.count, err);
    break;
  case CASUS_TOPIC_COUNT:
    rc = casus_fail(err, CASUS_E_USAGE, 0, "no such question");
  }
  made.obligations = obligations, made.dependences = dependences, made.dues = dues;
  if (rc == CASUS_OK) *answer = made;
  return rc;
}
