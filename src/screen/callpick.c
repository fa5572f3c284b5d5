#include <config.h>

#include "screen/callpick.h"

#include "desk/query.h"
#include "screen/work.h"
#include "ui/dialog.h"

enum { CALLS_MOST = 100 };

/* The calls as choices, newest first. */
static size_t
calls(struct ui *ui, struct arena *arena, size_t most, struct choice *choices)
{
	static const char *const columns[] = {"call.id", "call.title", "call.state"};
	const struct query_spec spec = {.type = &type_call, .order = "call.id", .descending = true};
	uint32_t numbers[CALLS_MOST];
	struct query *query;
	size_t count, shown = 0;

	if (query_open(work_desk(ui), &spec, &query, NULL) < 0)
		return 0;
	count = query_walk(query, NULL, true, true, most, numbers, NULL);
	for (size_t i = 0; i < count; i++) {
		const char *texts[3];
		if (query_row(query, numbers[i], columns, 3, arena, texts, NULL) == 0)
			choices[shown++] = (struct choice){.label = texts[0], .note = arena_printf(arena, "%s  %s", texts[1], texts[2])};
	}
	query_close(query);
	return shown;
}

const char *
call_newest(struct ui *ui, struct arena *arena)
{
	struct choice first;

	return calls(ui, arena, 1, &first) ? first.label : NULL;
}

const char *
call_choose(struct ui *ui, struct arena *arena)
{
	struct choice *choices = arena_alloc(arena, CALLS_MOST * sizeof *choices);
	size_t count = calls(ui, arena, CALLS_MOST, choices);
	int chosen = count > 1 ? dialog_pick(ui, _("Which call"), choices, count, NULL) : 0;

	if (!count)
		ui_message(ui, TONE_WAITING, _("no call has been opened yet"));
	return count && chosen >= 0 ? choices[chosen].label : NULL;
}

const char *
call_title(struct ui *ui, const char *id, struct arena *arena)
{
	void *record;

	if (desk_get(work_desk(ui), &type_call, id, arena, &record, NULL) < 0 || !*((struct call *)record)->title)
		return id;
	return ((struct call *)record)->title;
}
