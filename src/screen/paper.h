/* A record and what belongs to it as one text to read, with what can be done about it: the dossier, a drafted list, an order.  Private to these screens. */
#ifndef SCREEN_PAPER_H
#define SCREEN_PAPER_H

#include "desk/officework.h"
#include "ui/ui.h"

struct pager;

struct paper {
	const struct paper_kind *kind;
	struct pager *pager;
	char *id;
	/* As shown, set by the text: */
	char state[24];     /* code; "" none */
	char right[80];     /* of the title line */
	char hash[65];      /* what an approval is bound to; "" none */
	char count[24];     /* what must be typed to approve */
	char total[32];     /* and then; "" nothing more */
	char project[24];   /* number of the project it belongs to; "" none */
	uint32_t revision;
};

/* Adds the text of the paper's record and sets what is shown. */
int dossier_text(struct ui *ui, struct paper *paper, struct arena *arena, struct buf *out, struct err *err);
int order_text(struct ui *ui, struct paper *paper, struct arena *arena, struct buf *out, struct err *err);
int batch_text(struct ui *ui, struct paper *paper, struct arena *arena, struct buf *out, struct err *err);
int proposal_text(struct ui *ui, struct paper *paper, struct arena *arena, struct buf *out, struct err *err);

/* A label with its value on a line; nothing where the value is empty. */
void paper_line(struct buf *out, const char *label, const char *value);
/* The fields of a record that are set, on lines; references and machinery left out. */
void paper_fields(struct ui *ui, const void *record, struct buf *out);

#endif
