/* Reading records for somebody: seen, masked, as text.  Private to desk. */
#ifndef DESK_LOOK_H
#define DESK_LOOK_H

#include "desk/casework.h"
#include "desk/room.h"

/* A record that may be seen, unmasked, by number; ERR_MISSING otherwise.  Between store_begin and store_end. */
int look_number(struct desk *desk, const struct record_type *type, uint32_t number, const char *id, struct arena *arena, void **record,
	struct err *err);
/* The same by public id. */
int look_id(struct desk *desk, const struct record_type *type, const char *id, struct arena *arena, void **record, struct err *err);
/* Masks what is sensitive, in an office's own fields too. */
void look_mask(struct desk *desk, void *record, struct arena *arena);
/* A member as people read it; labels of codes come from the cache, so that no rules file is read. */
void look_text(struct desk *desk, const struct field *field, const void *member, struct buf *out);
/* Whether this person sees journal numbers and chain hashes. */
bool look_journal(const struct desk *desk);
/* Runs of texts: ", " or "、" between. */
void look_join(struct buf *out, const char *text);
/* The checklist of a project that may be seen. */
size_t materials_read(struct desk *desk, const struct project *project, struct arena *arena, struct material_row **rows);

#endif
