/* Encodings by name, and bytes in them as UTF-8 with the way back. Private to read. */
#ifndef CASUS_READ_CHARSET_H
#define CASUS_READ_CHARSET_H

#include "read/source.h"

/* How browsers take a label: "latin1" is windows-1252, "gb2312" GB18030. The name that ICU knows, or VISCII, with a NUL
 * behind it; ptr NULL: no such encoding. */
casus_str casus_charset_find(casus_str label, casus_arena *arena);

/* The bytes as UTF-8 that is not tidied yet; origins count from `base`. *lost: characters that are none, U+FFFD now. */
int casus_charset_convert(casus_str bytes, uint32_t base, casus_str name, casus_arena *arena, casus_mapped *raw,
                          size_t *lost, casus_error *err);

/* 16 or 32 bits a character, by a mark, by zeros in every second place, or as every second byte is of one block of
 * letters; NULL: none. *marked: the size of the mark, 0: it is a guess. */
const char *casus_charset_wide(casus_str head, size_t *marked);

/* The likeliest encoding of bytes that are no UTF-8. `declared`: as found, or ptr NULL; it wins unless it does not
 * decode, or another is likelier by far. *guessed: nothing declared it. ptr NULL: out of memory. */
casus_str casus_charset_detect(casus_str bytes, casus_str declared, const casus_letters *letters, casus_arena *arena,
                               bool *guessed);

/* mend.c: UTF-8 that was taken for another encoding and made UTF-8 again, once or several times, is made what it was.
 * *mended: characters mended in *raw; *left: places that look like it and stay, as it is not certain. */
int casus_charset_mend(casus_mapped *raw, const casus_letters *letters, casus_arena *arena, size_t *mended,
                       size_t *left, casus_error *err);

#endif
