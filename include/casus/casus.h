/* Casus: reads news on international security and codes who did what to whom, and who said so.
 *
 * The library is safe for threads: a casus_engine is read-only once open. It never prints and never exits. */
#ifndef CASUS_H
#define CASUS_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(_WIN32) || !defined(__GNUC__)
#define CASUS_API
#else
#define CASUS_API __attribute__((visibility("default")))
#endif

typedef struct casus_engine casus_engine;

/* "0.1.0" */
CASUS_API const char *casus_version(void);

/* Load model, lexicons and rules. `data_folder`: a directory whose files replace built-in ones, or NULL.
 * 0 and *engine (owned by the caller: free with casus_engine_free), or a negative code; then `message` (may be NULL)
 * gets a NUL-ended reason of at most message_size bytes and *engine is untouched. */
CASUS_API int casus_engine_open(const char *data_folder, casus_engine **engine, char *message, size_t message_size);
/* The same with a reader chosen: "careful", as above: a large network, a hundred sentences a second on each processor, or
 * "quick": thousands, and it finds less. */
CASUS_API int casus_engine_open_reader(const char *data_folder, const char *reader, casus_engine **engine, char *message,
                                       size_t message_size);
CASUS_API void casus_engine_free(casus_engine *engine); /* NULL is fine */

/* Receives whole JSON lines, `length` bytes that end with \n; return 0 to go on, anything else to stop. */
typedef int (*casus_sink)(void *context, const char *lines, size_t length);

/* Code every document in `bytes` (text, page, feed, JSON, CSV, WARC, also packed; told by content) and hand the records of each
 * document to `sink`, in input order. A refused document becomes a record "issue" and the run goes on.
 * 0 when every document was coded, 1 when some were refused, negative when the run had to stop. */
CASUS_API int casus_engine_code(const casus_engine *engine, const char *bytes, size_t length, casus_sink sink, void *context,
                                char *message, size_t message_size);

#ifdef __cplusplus
}
#endif
#endif
