/* A treaty chain under way: private to the chain files of risk. */
#ifndef CASUS_RISK_CHAIN_H
#define CASUS_RISK_CHAIN_H

#include "risk/inner.h"

typedef struct casus_chainer {
  const casus_risk_map *map;
  const casus_world *world;
  casus_attack attack;
  casus_arena *arena;
  casus_error *err;
  bool *placed;    /* [n] has its link */
  uint32_t *count; /* [n] ties to the one that is looked at */
  uint32_t *at;    /* [n] its newest link */
  CASUS_VEC(casus_chain_link) links;
} casus_chainer;

int casus_chain_add(casus_chainer *c, const casus_chain_link *link);
/* chain_rate.c: the likeliest of those who are not bound, and for all links the model's chance and the measured rate.
 */
int casus_chain_rate(casus_chainer *c, casus_chain *chain);

#endif
