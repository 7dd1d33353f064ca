/* The dispute history of a pair.
 *
 *   S = integral over past time t (years) of delta^t * m(t) dt / integral_0^1 delta^t dt
 *   m(t) = the largest w_r * c_r among the incidents r with age(r) <= t < age(r) + 1
 *
 * An incident counts for the year up to it; a time that several cover counts once, with the weightiest. So a lone
 * incident weighs w * c * delta^age, a year at war weighs one however often it is reported, wherever the calendar cuts,
 * and another incident never lowers S. docs/decisions/006-risk-model.md has the measurements. */
#include "risk/inner.h"

#include <math.h>
#include <stdlib.h>

enum { DAYS_IN_FOUR_YEARS = 1461 };

static double years(int32_t days) { return (double)days * 4 / DAYS_IN_FOUR_YEARS; }

/* From the last day that the incident's date may mean, so that a year's row covers that year. */
static double age_of(const casus_world *world, const casus_incident *incident) {
  int32_t last = casus_date_last_day(incident->date);
  return last >= world->date.day ? 0 : years(world->date.day - last);
}

/* Before that day nobody watched: what an imported set tells of earlier times would stand without the quiet years. */
static int32_t watched_from(const casus_risk_model *model) { return casus_days_from_civil(model->since, 1, 1); }

double casus_history_watched(const casus_world *world, const casus_risk_model *model) {
  int32_t days = world->date.day - watched_from(model) + 1;
  return days <= 0 ? 0 : (1 - pow(model->delta, years(days))) / (1 - model->delta);
}

static int by_number(const void *x, const void *y) {
  double a = *(const double *)x, b = *(const double *)y;
  return (a > b) - (a < b);
}

typedef struct aged {
  double age, value;
  casus_part *part;
} aged;

/* Newest first; of equal age the weightiest. */
static int by_age(const void *x, const void *y) {
  const aged *a = x, *b = y;
  if (a->age != b->age) return a->age < b->age ? -1 : 1;
  if (a->value != b->value) return a->value > b->value ? -1 : 1;
  return (a->part > b->part) - (a->part < b->part);
}

/* Gives each stretch between two cuts to the weightiest incident that covers it. */
static double share_out(const casus_risk_model *model, const aged *items, size_t count, const double *cuts) {
  double total = 0;
  size_t oldest = 0;
  for (size_t c = 0; c + 1 < 2 * count; c++) {
    double from = cuts[c], to = cuts[c + 1];
    const aged *best = NULL;
    while (oldest < count && items[oldest].age + 1 <= from) oldest++;
    for (size_t i = oldest; i < count && items[i].age <= from; i++)
      if (!best || items[i].value > best->value) best = &items[i];
    if (!best || to <= from) continue;
    double amount = best->value * (pow(model->delta, from) - pow(model->delta, to)) / (1 - model->delta);
    best->part->amount += amount;
    total += amount;
  }
  return total;
}

double casus_history_parts(const casus_world *world, const casus_risk_model *model, casus_part *parts, size_t count) {
  if (!count) return 0;
  aged *items = calloc(count, sizeof *items);
  double *cuts = calloc(count, 2 * sizeof *cuts);
  double total = NAN;
  if (items && cuts) {
    for (size_t i = 0; i < count; i++) {
      const casus_incident *it = &world->incidents[parts[i].incident];
      parts[i].amount = 0;
      double weight = it->date.day >= watched_from(model) ? model->weight[it->level] : 0;
      items[i] = (aged){age_of(world, it), weight * it->confidence, &parts[i]};
      cuts[2 * i] = items[i].age, cuts[2 * i + 1] = items[i].age + 1;
    }
    qsort(items, count, sizeof *items, by_age);
    qsort(cuts, 2 * count, sizeof *cuts, by_number);
    total = share_out(model, items, count, cuts);
  }
  free(items);
  free(cuts);
  return total;
}

double casus_history_deaths(const casus_world *world, const casus_risk_model *model, const casus_part *parts,
                            size_t count) {
  casus_part *deadly = calloc(count + 1, sizeof *deadly);
  size_t kept = 0;
  for (size_t i = 0; deadly && i < count; i++)
    if (world->incidents[parts[i].incident].fatal) deadly[kept++] = parts[i];
  double total = deadly ? casus_history_parts(world, model, deadly, kept) : NAN;
  free(deadly);
  return total;
}
