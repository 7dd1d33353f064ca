/* The pieces of XML, also of broken XML: tags, text, CDATA. No document type is read, no entity but a character is
 * known, nothing is ever opened. Private to read. */
#ifndef CASUS_READ_XML_H
#define CASUS_READ_XML_H

#include "read/source.h"

typedef enum casus_xml_kind {
  CASUS_XML_CUT,   /* the bytes end within a piece */
  CASUS_XML_OPEN,  /* <name inside> */
  CASUS_XML_CLOSE, /* </name> */
  CASUS_XML_TEXT,
  CASUS_XML_CDATA,
  CASUS_XML_OTHER, /* a comment, an instruction, a document type */
} casus_xml_kind;

typedef struct casus_xml_piece {
  casus_xml_kind kind;
  size_t end;       /* where the next piece begins */
  casus_str name;   /* of a tag, as written, with its prefix */
  casus_str inside; /* a tag's attributes, a text, the content of CDATA */
  bool empty;       /* <name/> */
} casus_xml_piece;

/* The piece that begins at `at` < bytes.len. `ended`: no more bytes follow these, so that what is cut ends there. */
casus_xml_piece casus_xml_at(casus_str bytes, size_t at, bool ended);
casus_str casus_xml_local(casus_str name);  /* without the prefix */
casus_str casus_xml_prefix(casus_str name); /* empty: none */
/* The raw value of an attribute; ptr NULL: not there. */
casus_str casus_xml_attribute(casus_str attributes, casus_str name);
/* Step over the next attribute; false: there are no more. */
bool casus_xml_next_attribute(casus_str *attributes, casus_str *name, casus_str *value);
/* The characters of raw[start, end): references resolved, CDATA opened, comments gone, tags as they stand. References
 * that XML does not know stay, as they may be HTML's. */
int casus_xml_text(const casus_mapped *raw, size_t start, size_t end, casus_arena *arena, casus_mapped *out,
                   casus_error *err);

#endif
