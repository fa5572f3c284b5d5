#include <config.h>

#include "screen/reviewmenu.h"

#include "screen/work.h"
#include "ui/dialog.h"

static const struct entry {
	const struct screen_class *screen;
	unsigned roles;
} entries[] = {
	{&screen_scoring, ROLE(expert)},
	{&screen_panel, ROLE(office) | ROLE(auditor)},
	{&screen_ranking, ROLE(office) | ROLE(approver) | ROLE(auditor)},
	{&screen_proposals, ROLE(office) | ROLE(approver) | ROLE(auditor)},
	{&screen_meetings, ROLE(office) | ROLE(approver) | ROLE(auditor)},
	{&screen_publicities, ROLE(office) | ROLE(approver) | ROLE(auditor) | ROLE(reviewer) | ROLE(window)},
	{&screen_objections, ROLE(office) | ROLE(approver) | ROLE(auditor) | ROLE(reviewer) | ROLE(window)},
};
enum { ENTRIES = sizeof entries / sizeof *entries };

static size_t
open_entries(struct ui *ui, const struct screen_class **screens)
{
	size_t count = 0;

	for (size_t i = 0; i < ENTRIES; i++)
		if (desk_may(work_desk(ui), entries[i].roles))
			screens[count++] = entries[i].screen;
	return count;
}

bool
reviewmenu_any(struct ui *ui)
{
	const struct screen_class *screens[ENTRIES];

	return open_entries(ui, screens) > 0;
}

void
reviewmenu(struct ui *ui)
{
	const struct screen_class *screens[ENTRIES];
	struct choice choices[ENTRIES];
	size_t count = open_entries(ui, screens);
	int chosen = 0;
	struct err err = {0};

	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){.label = _(screens[i]->title), .search = screens[i]->name};
	if (count > 1)
		chosen = dialog_choose(ui, _("Review"), choices, count, 0);
	if (count && chosen >= 0 && ui_open(ui, screens[chosen], NULL, &err) < 0)
		ui_error(ui, &err);
}
