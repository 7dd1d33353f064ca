/* The map as a file or on standard output, in the form that the name's end tells. */
#include <limits.h>

#include "cli/cli.h"

static const struct {
  const char *end;
  casus_map_form form;
} forms[] = {{".html", CASUS_MAP_HTML}, {".htm", CASUS_MAP_HTML},   {".svg", CASUS_MAP_SVG}, {".png", CASUS_MAP_PNG},
             {".csv", CASUS_MAP_CSV},   {".jsonl", CASUS_MAP_JSON}, {".txt", CASUS_MAP_TEXT}};

int casus_cli_map_form(const casus_cli *cli, casus_map_form *form, casus_error *err) {
  casus_str name = casus_str_from_c(cli->output ? cli->output : "-");
  *form = cli->json ? CASUS_MAP_JSON : CASUS_MAP_TEXT;
  if (casus_str_eq(name, CASUS_STR("-"))) return CASUS_OK;
  for (size_t i = 0; i < CASUS_COUNT(forms); i++)
    if (casus_str_ends(name, casus_str_from_c(forms[i].end))) return *form = forms[i].form, CASUS_OK;
  if (cli->json) return CASUS_OK;
  return casus_fail(err, CASUS_E_USAGE, 0,
                    "%s: its end must say what to write: .html, .svg, .png, .csv, .jsonl or .txt", cli->output);
}

static int put_png(casus_buffer *out, const casus_report *report, uint64_t width, casus_error *err) {
  casus_buffer svg = {0};
  int rc = casus_out_svg(&svg, report, err);
  if (rc == CASUS_OK)
    rc = casus_out_png(out, casus_buffer_str(&svg), width > UINT_MAX ? UINT_MAX : (unsigned)width, err);
  casus_buffer_free(&svg);
  return rc;
}

int casus_cli_put_map(const casus_cli *cli, casus_buffer *out, const casus_view *view, casus_map_form form,
                      casus_error *err) {
  casus_style style = casus_cli_style(view->atlas);
  switch (form) {
  case CASUS_MAP_HTML:
    return casus_out_html(out, &view->report, err);
  case CASUS_MAP_SVG:
    return casus_out_svg(out, &view->report, err);
  case CASUS_MAP_PNG:
    return put_png(out, &view->report, cli->width, err);
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
