/* The map as a file or on standard output, in the form that the name's end tells. */
#include <limits.h>

#include "cli/cli.h"

static const struct {
  const char *end;
  casus_map_form form;
} forms[] = {{".html", CASUS_MAP_HTML},  {".htm", CASUS_MAP_HTML}, {".svg", CASUS_MAP_SVG},
             {".png", CASUS_MAP_PNG},    {".csv", CASUS_MAP_CSV},  {".geojson", CASUS_MAP_GEOJSON},
             {".jsonl", CASUS_MAP_JSON}, {".txt", CASUS_MAP_TEXT}};

int casus_cli_map_form(const casus_cli *cli, casus_map_form *form, casus_error *err) {
  casus_str name = casus_str_from_c(cli->output ? cli->output : "-");
  *form = cli->json ? CASUS_MAP_JSON : CASUS_MAP_TEXT;
  if (casus_str_eq(name, CASUS_STR("-"))) return CASUS_OK;
  for (size_t i = 0; i < CASUS_COUNT(forms); i++)
    if (casus_str_ends(name, casus_str_from_c(forms[i].end))) return *form = forms[i].form, CASUS_OK;
  if (cli->json) return CASUS_OK;
  return casus_fail(err, CASUS_E_USAGE, 0,
                    "%s: its end must say what to write: .html, .svg, .png, .geojson, .csv, .jsonl or .txt",
                    cli->output);
}

bool casus_cli_draws(const casus_cli *cli, casus_map_form *form) {
  bool told = cli->output && casus_cli_map_form(cli, form, NULL) == CASUS_OK;
  return told &&
         (*form == CASUS_MAP_HTML || *form == CASUS_MAP_SVG || *form == CASUS_MAP_PNG || *form == CASUS_MAP_GEOJSON);
}

static int choose(const casus_cli *cli, casus_view *view, casus_error *err) {
  casus_coder *coder = NULL;
  casus_str code = {NULL, 0};
  int rc = casus_coder_open(cli->data, &coder, err);
  if (rc == CASUS_OK) rc = casus_cli_actor(cli, coder, cli->chosen, &code, err);
  uint32_t state = rc == CASUS_OK ? casus_world_state(&view->now, code) : UINT32_MAX;
  if (rc == CASUS_OK && (state == UINT32_MAX || !casus_state_in(&view->now.states[state], view->map.region)))
    rc = casus_fail(err, CASUS_E_USAGE, 0, "--chosen %.*s: no state of this map", CASUS_STR_FMT(cli->chosen));
  casus_coder_free(coder);
  if (rc == CASUS_OK) view->report.chosen = &view->now.states[state];
  return rc;
}

static bool anybody_moved(const casus_report *report) {
  for (size_t i = 0; i < report->change_count; i++)
    if (casus_str_eq(report->changes[i].kind, CASUS_STR("rise")) ||
        casus_str_eq(report->changes[i].kind, CASUS_STR("fall")))
      return true;
  return false;
}

/* What changed is what --since asks for, so the map shows it, unless --color says another. The page, which can show
 * both, starts with the expected disputes when nothing did. */
static int find_look(const casus_cli *cli, casus_map_form form, casus_view *view, casus_error *err) {
  bool level = casus_str_eq(cli->color, CASUS_STR("level")), change = casus_str_eq(cli->color, CASUS_STR("change"));
  if (cli->color.len && !level && !change) return casus_fail(err, CASUS_E_USAGE, 0, "--color takes level or change");
  if (change && !view->report.map_before)
    return casus_fail(err, CASUS_E_USAGE, 0, "--color change wants something to compare with: --since DATE");
  bool asked = casus_date_known(cli->since) && !level && (form != CASUS_MAP_HTML || anybody_moved(&view->report));
  view->report.by_change = view->report.map_before && (change || asked);
  return cli->chosen.len ? choose(cli, view, err) : CASUS_OK;
}

static int put_png(casus_buffer *out, const casus_report *report, uint64_t width, casus_error *err) {
  casus_buffer svg = {0};
  int rc = casus_out_svg(&svg, report, err);
  if (rc == CASUS_OK)
    rc = casus_out_png(out, casus_buffer_str(&svg), width > UINT_MAX ? UINT_MAX : (unsigned)width, err);
  casus_buffer_free(&svg);
  return rc;
}

int casus_cli_put_map(const casus_cli *cli, casus_buffer *out, casus_view *view, casus_map_form form,
                      casus_error *err) {
  int rc = find_look(cli, form, view, err);
  if (rc != CASUS_OK) return rc;
  casus_style style = casus_cli_style(view->atlas);
  switch (form) {
  case CASUS_MAP_HTML:
    return casus_out_html(out, &view->report, err);
  case CASUS_MAP_SVG:
    return casus_out_svg(out, &view->report, err);
  case CASUS_MAP_PNG:
    return put_png(out, &view->report, cli->width, err);
  case CASUS_MAP_GEOJSON:
    return casus_out_geojson(out, &view->report, err);
  case CASUS_MAP_CSV:
    return casus_out_map_csv(out, &view->map), CASUS_OK;
  case CASUS_MAP_JSON:
    for (size_t i = 0; i < view->map.state_count; i++) casus_out_risk_json(out, &view->map, &view->map.states[i]);
    return CASUS_OK;
  case CASUS_MAP_TEXT:
    break;
  }
  return casus_out_ranking(out, &view->report, &style), CASUS_OK;
}
