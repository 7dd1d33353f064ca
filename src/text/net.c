/* The network's numbers in the model file. */
#include "text/model.h"

/* No training makes larger ones, and with numbers within this bound all scores of the widest network stay below 1e30:
 * what a layer adds is a product of two sums of up to 1e17, and normalising brings it back to 1e5. */
static const float FLOAT_MOST = 1e3f;

casus_net_size casus_net_view(casus_net *net, const float *floats, const int8_t *cells) {
  const casus_net_shape *s = &net->shape;
  casus_blocks at = {floats, cells, {0, 0}};
  net->gain = casus_take_floats(&at, s->width);
  for (uint32_t i = 0; i < s->layers; i++) {
    net->layers[i].taps = casus_take_floats(&at, (size_t)CASUS_TAPS * s->width);
    net->layers[i].gain = casus_take_floats(&at, s->width);
    casus_take_matrix(&at, &net->layers[i].gate, s->width, 3 * s->width);
  }
  net->arc_root = casus_take_floats(&at, s->arc);
  net->places = casus_take_floats(&at, (size_t)CASUS_PLACES * s->arc);
  net->relation_root = casus_take_floats(&at, s->relation);
  casus_take_matrix(&at, &net->arc, s->width, 2 * s->arc);
  casus_take_matrix(&at, &net->relation, s->width, 2 * s->relation);
  casus_take_matrix(&at, &net->relations, s->relation, casus_padded(s->relations));
  casus_take_matrix(&at, &net->tags, s->width, casus_padded(s->tags));
  if (!s->kinds) return at.taken;
  net->link_places = casus_take_floats(&at, (size_t)CASUS_ROLE_COUNT * CASUS_PLACES * s->link);
  net->link_bias = casus_take_floats(&at, CASUS_ROLE_COUNT);
  casus_take_matrix(&at, &net->marks, s->width, casus_mark_columns(s));
  casus_take_matrix(&at, &net->links, s->width, casus_link_lanes(s));
  return at.taken;
}

static bool shape_fits(const casus_net_shape *s) {
  return s->width && s->width <= CASUS_WIDTH_MOST && s->width % (2 * CASUS_PANEL) == 0 &&
         s->layers <= CASUS_LAYERS_MOST && s->arc && s->arc <= CASUS_WIDTH_MOST && s->arc % CASUS_PANEL == 0 &&
         s->relation && s->relation <= CASUS_WIDTH_MOST && s->relation % CASUS_PANEL == 0;
}

/* Marks need all of their parts, or none of them. */
static bool marks_fit(const casus_net_shape *s, size_t names) {
  if (!names) return !s->kinds && !s->manners && !s->link;
  return s->kinds && s->manners && s->kinds <= CASUS_CLASSES_MOST && s->manners <= CASUS_CLASSES_MOST &&
         (size_t)s->kinds + s->manners == names && s->link && s->link <= CASUS_WIDTH_MOST && s->link % CASUS_PANEL == 0;
}

bool casus_net_open(casus_net *net, size_t mark_names, casus_str section, casus_str word_rows, casus_str part_rows) {
  casus_net_head head;
  if (section.len < sizeof head) return false;
  memcpy(&head, section.ptr, sizeof head);
  const casus_net_shape *s = &head.shape;
  if (!shape_fits(s) || !marks_fit(s, mark_names) || s->tags != net->shape.tags || s->relations != net->shape.relations)
    return false;
  net->shape = head.shape;
  net->word_scale = head.word_scale;
  net->part_scale = head.part_scale;
  casus_str body = casus_str_sub(section, sizeof head, section.len);
  const float *floats = (const float *)(const void *)body.ptr;
  casus_net_size size = casus_net_view(net, NULL, NULL);
  if (body.len != size.floats * sizeof(float) + size.cells) return false;
  casus_net_view(net, floats, (const int8_t *)body.ptr + size.floats * sizeof(float));
  net->word_rows = (const int8_t *)word_rows.ptr;
  net->part_rows = (const int8_t *)part_rows.ptr;
  net->words = (uint32_t)(word_rows.len / s->width);
  net->buckets = (uint32_t)(part_rows.len / s->width);
  float scales[] = {net->word_scale, net->part_scale};
  return net->buckets && word_rows.len % s->width == 0 && part_rows.len % s->width == 0 &&
         casus_floats_within(floats, size.floats, FLOAT_MOST) && casus_floats_within(scales, 2, FLOAT_MOST);
}
