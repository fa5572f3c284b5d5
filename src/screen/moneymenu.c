#include <config.h>

#include "screen/moneymenu.h"

#include "screen/recordlist.h"
#include "ui/dialog.h"

static const struct screen_class *const screens[] = {
	&screen_dues, &screen_batches, &screen_payments, &screen_requests, &screen_accounts, &screen_elsewhere,
	&screen_orders, &screen_changes};
enum { SCREENS = sizeof screens / sizeof *screens };

static unsigned
roles_of(const struct screen_class *class)
{
	const struct record_table *const lists[] = {money_tables, record_tables};

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		for (const struct record_table *table = lists[i]; table->screen; table++)
			if (table->screen == class)
				return table->roles;
	return 0;
}

static size_t
open_screens(struct ui *ui, const struct screen_class **open)
{
	size_t count = 0;

	for (size_t i = 0; i < SCREENS; i++)
		if (desk_may(work_desk(ui), roles_of(screens[i])))
			open[count++] = screens[i];
	return count;
}

bool
moneymenu_any(struct ui *ui)
{
	const struct screen_class *open[SCREENS];

	return open_screens(ui, open) > 0;
}

void
moneymenu(struct ui *ui)
{
	const struct screen_class *open[SCREENS];
	struct choice choices[SCREENS];
	size_t count = open_screens(ui, open);
	int chosen = 0;
	struct err err = {0};

	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){.label = _(open[i]->title), .search = open[i]->name};
	if (count > 1)
		chosen = dialog_choose(ui, _("Money"), choices, count, 0);
	if (count && chosen >= 0 && ui_open(ui, open[chosen], NULL, &err) < 0)
		ui_error(ui, &err);
}
