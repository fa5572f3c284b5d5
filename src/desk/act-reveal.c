#include <config.h>

#include "desk/acts.h"

#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_reveal = {
	.name = "reveal",
	.label = N_("Reveal"),
	.help = N_("Shows the masked numbers of a project to the person who asks, with the reason, on the record."),
	.roles = ROLE(window) | ROLE(reviewer) | ROLE(office) | ROLE(finance) | ROLE(auditor),
	.target = &project_type,
	.clause = "office",
	.flags = ACT_REASON | ACT_QUIET,
	.run = run,
};

/* The entry is all there is: it names the fields that were shown. */
static int
run(struct deed *deed, struct err *err)
{
	const struct column *columns;
	size_t count;
	struct buf shown = {0};

	(void)err;
	columns = record_columns(&type_project, &count);
	for (size_t i = 0; i < count; i++)
		if (columns[i].field->flags & FIELD_SENSITIVE && !columns[i].field->kind->empty(column_in(deed->project, &columns[i])))
			buf_addf(&shown, "%s%s", shown.len ? " " : "", columns[i].path);
	deed->detail = arena_strdup(deed->arena, buf_text(&shown));
	buf_free(&shown);
	return 0;
}
