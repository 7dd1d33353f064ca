/* Two rows side by side. The lanes are those of the source, not of the processor, so sums round alike everywhere. */
#include "risk/backtest/fit_pass.h"

#include <math.h>

typedef double duo __attribute__((vector_size(16)));
typedef int64_t duo_bits __attribute__((vector_size(16)));
enum { LANES = 2, GROUPS = 16 /* whose factors multiply without overflow: (1 + e^30)^16 */ };

static const double most_eta = 30, most_rate_eta = 4; /* beyond them a chance is 0 or 1 to the last digit */

/* exp by parts: 2^k times a Taylor polynomial for |r| <= ln 2 / 2, right to two units in the last place. |x| <= 700. */
static inline void duo_exp(duo *x) {
  const double magic = 6755399441055744.0; /* 1.5 * 2^52: adding it rounds to a whole number */
  duo shifted = *x * 1.4426950408889634 + magic, k = shifted - magic;
  duo r = *x - k * 0.693147180369123816490 - k * 1.90821492927058770002e-10;
  duo sum = r * (1.0 / 479001600) + 1.0 / 39916800;
  sum = sum * r + 1.0 / 3628800;
  sum = sum * r + 1.0 / 362880;
  sum = sum * r + 1.0 / 40320;
  sum = sum * r + 1.0 / 5040;
  sum = sum * r + 1.0 / 720;
  sum = sum * r + 1.0 / 120;
  sum = sum * r + 1.0 / 24;
  sum = sum * r + 1.0 / 6;
  sum = sum * r + 0.5;
  sum = sum * r + 1.0;
  sum = sum * r + 1.0;
  *x = (duo)((duo_bits)sum + ((duo_bits)shifted << 52));
}

static inline void clamp(duo *x, double low, double high) {
  duo_bits under = *x<low, over = *x> high;
  duo l = {low, low}, h = {high, high};
  *x = (duo)(((duo_bits)*x & ~under & ~over) | ((duo_bits)l & under) | ((duo_bits)h & over));
}

typedef struct group {
  duo x[CASUS_FIT_WIDTH], y, here; /* here: 1, or 0 for a lane behind the last row */
  duo eta, slope, bend, factor, value;
} group;

/* A lane behind the last row reads the first one and counts nothing. */
static inline void load(group *g, const casus_sample *s, size_t width, size_t row, size_t to) {
  size_t second = row + 1 < to ? row + 1 : row;
  const float *a = s->x + row * s->stride, *b = s->x + second * s->stride;
  g->here = (duo){1, second > row};
  g->y = (duo){s->y[row], s->y[second]};
  g->x[0] = (duo){1, 1};
  for (size_t i = 0; i + 1 < width; i++) g->x[i + 1] = (duo){(double)a[i], (double)b[i]};
}

static inline void logit(group *g) {
  duo e = g->eta;
  clamp(&e, -most_eta, most_eta);
  duo_exp(&e);
  duo p = e / (e + 1.0);
  g->slope = (g->y - p) * g->here;
  g->bend = p * (1.0 - p) * g->here;
  g->factor = e * g->here + 1.0;
  g->value = g->y * g->eta * g->here;
}

static inline void cloglog(group *g) {
  duo rate = g->eta;
  clamp(&rate, -most_eta, most_rate_eta);
  duo_exp(&rate);
  duo quiet = -rate;
  duo_exp(&quiet);
  g->slope = -rate * g->here;
  g->value = -rate * g->here;
  g->factor = g->bend = (duo){1, 1};
  for (int l = 0; l < LANES; l++) {
    double r = rate[l], p = r < 1e-4 ? r * (1 - r / 2 * (1 - r / 3)) : 1 - quiet[l];
    g->bend[l] = r * r * quiet[l] / p * g->here[l];
    if (g->y[l] > 0 && g->here[l] > 0) g->slope[l] = r * quiet[l] / p, g->value[l] = log(p);
  }
}

static inline double total(const duo *q) { return (*q)[0] + (*q)[1]; }

void casus_fit_pass(const casus_fitter *f, const casus_sample *s, size_t from, size_t to, casus_fit_sums *sums,
                    casus_square *bend) {
  size_t width = f->width;
  duo slope[CASUS_FIT_WIDTH] = {0}, bends[CASUS_FIT_WIDTH][CASUS_FIT_WIDTH] = {0}, value = {0}, product = {1, 1};
  double logs = 0;
  size_t groups = 0;
  for (size_t row = from; row < to; row += LANES) {
    group g;
    load(&g, s, width, row, to);
    g.eta = f->w[0] * g.x[0];
    for (size_t i = 1; i < width; i++) g.eta += f->w[i] * g.x[i];
    if (f->link == CASUS_LINK_LOGIT)
      logit(&g);
    else
      cloglog(&g);
    value += g.value;
    product *= g.factor;
    if (++groups % GROUPS == 0) {
      for (int l = 0; l < LANES; l++) logs += log(product[l]);
      product = (duo){1, 1};
    }
    for (size_t i = 0; i < width; i++) slope[i] += g.slope * g.x[i];
    for (size_t i = 0; bend && i < width; i++) {
      duo part = g.bend * g.x[i];
      for (size_t j = i; j < width; j++) bends[i][j] += part * g.x[j];
    }
  }
  for (int l = 0; l < LANES; l++) logs += log(product[l]);
  sums->value = total(&value) - logs;
  for (size_t i = 0; i < width; i++) {
    sums->slope[i] = total(&slope[i]);
    for (size_t j = i; bend && j < width; j++) (*bend)[i][j] = (*bend)[j][i] = total(&bends[i][j]);
  }
}
