/* An SVG as a PNG, by librsvg and cairo. They are some forty libraries that would cost every start of the program about
 * ten milliseconds, so they are loaded when a PNG is asked for, and a machine without them lacks nothing else. */
#include <dlfcn.h>
#include <fontconfig/fontconfig.h>
#include <librsvg/rsvg.h>

#include "out/out.h"

/* The calls needed; librsvg brings the others with it. Once loaded it stays: GLib cannot be unloaded. */
#define CALLS(X)                                                                                                       \
  X(rsvg_handle_new_from_data)                                                                                         \
  X(rsvg_handle_get_intrinsic_dimensions)                                                                              \
  X(rsvg_handle_render_document)                                                                                       \
  X(g_object_unref)                                                                                                    \
  X(g_error_free)                                                                                                      \
  X(cairo_image_surface_create)                                                                                        \
  X(cairo_surface_status)                                                                                              \
  X(cairo_surface_write_to_png_stream)                                                                                 \
  X(cairo_surface_destroy)                                                                                             \
  X(cairo_create)                                                                                                      \
  X(cairo_destroy)                                                                                                     \
  X(cairo_status_to_string)                                                                                            \
  X(FcConfigGetCurrent)                                                                                                \
  X(FcConfigGetFonts)

typedef struct painter {
#define FIELD(name) __typeof__(&name) name;
  CALLS(FIELD)
#undef FIELD
} painter;

static int load(painter *p, casus_error *err) {
  void *library = dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_LOCAL);
  if (!library)
    return casus_fail(err, CASUS_E_SYSTEM, 0, "a PNG needs librsvg (package librsvg2-2), or write .svg: %s", dlerror());
  void *call;
#define LOAD(name)                                                                                                     \
  if (!(call = dlsym(library, #name)))                                                                                 \
    return casus_fail(err, CASUS_E_SYSTEM, 0, "this librsvg lacks %s (2.46 or later is needed)", #name);               \
  memcpy(&p->name, &call, sizeof call);
  CALLS(LOAD)
#undef LOAD
  const FcFontSet *fonts = p->FcConfigGetFonts(p->FcConfigGetCurrent(), FcSetSystem);
  if (!fonts || !fonts->nfont)
    return casus_fail(err, CASUS_E_SYSTEM, 0, "no font to write names with (package fonts-dejavu-core)");
  return CASUS_OK;
}

static int fail_glib(const painter *p, GError *error, casus_error *err) {
  casus_fail(err, CASUS_E_SYSTEM, 0, "librsvg: %s", error ? error->message : "unknown fault");
  if (error) p->g_error_free(error);
  return CASUS_E_SYSTEM;
}

static cairo_status_t append(void *closure, const unsigned char *data, unsigned length) {
  casus_buffer *out = closure;
  casus_buffer_add(out, casus_str_of((const char *)data, length));
  return out->failed ? CAIRO_STATUS_NO_MEMORY : CAIRO_STATUS_SUCCESS;
}

static int paint(const painter *p, RsvgHandle *picture, int width, int height, casus_buffer *out, casus_error *err) {
  GError *error = NULL;
  int rc = CASUS_OK;
  cairo_surface_t *surface = p->cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
  cairo_status_t status = p->cairo_surface_status(surface);
  if (status == CAIRO_STATUS_SUCCESS) {
    const RsvgRectangle all = {0, 0, width, height};
    cairo_t *canvas = p->cairo_create(surface);
    if (!p->rsvg_handle_render_document(picture, canvas, &all, &error)) rc = fail_glib(p, error, err);
    p->cairo_destroy(canvas);
    if (rc == CASUS_OK) status = p->cairo_surface_write_to_png_stream(surface, append, out);
  }
  p->cairo_surface_destroy(surface);
  if (rc == CASUS_OK && status == CAIRO_STATUS_NO_MEMORY) return casus_fail_memory(err);
  if (rc == CASUS_OK && status != CAIRO_STATUS_SUCCESS)
    return casus_fail(err, CASUS_E_SYSTEM, 0, "cairo: %s", p->cairo_status_to_string(status));
  return rc;
}

int casus_out_png(casus_buffer *out, casus_str svg, unsigned width, casus_error *err) {
  painter p = {0};
  GError *error = NULL;
  gboolean has_width, has_height, has_box;
  RsvgLength unused;
  RsvgRectangle box = {0, 0, 1, 1};
  if (!width) width = CASUS_PNG_WIDTH;
  if (width < CASUS_PNG_LEAST || width > CASUS_PNG_MOST)
    return casus_fail(err, CASUS_E_USAGE, 0, "a picture is %d to %d pixels wide", CASUS_PNG_LEAST, CASUS_PNG_MOST);
  int rc = load(&p, err);
  if (rc != CASUS_OK) return rc;
  RsvgHandle *picture = p.rsvg_handle_new_from_data((const guint8 *)svg.ptr, svg.len, &error);
  if (!picture) return fail_glib(&p, error, err);
  p.rsvg_handle_get_intrinsic_dimensions(picture, &has_width, &unused, &has_height, &unused, &has_box, &box);
  double height = has_box && box.width > 0 ? width * box.height / box.width : width;
  if (height < 1 || height > CASUS_PNG_MOST)
    rc = casus_fail(err, CASUS_E_USAGE, 0, "a picture is at most %d pixels high", CASUS_PNG_MOST);
  else
    rc = paint(&p, picture, (int)width, (int)(height + 0.5), out, err);
  p.g_object_unref(picture);
  return rc;
}
