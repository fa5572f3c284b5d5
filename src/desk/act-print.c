#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/inputs.h"
#include "desk/printing.h"
#include "desk/room.h"
#include "desk/set.h"

static int run(struct deed *deed, struct err *err);

const struct act act_print = {
	.name = "print",
	.label = N_("Print"),
	.help = N_("Puts on record that a sheet was printed, and what it said.  Sheets are printed with the verb sheet or with F9."),
	.roles = ROLES_ALL,
	.clause = "office",
	.flags = ACT_QUIET,
	.run = run,
};

/* How often the sheet was printed of that record before. */
static int64_t
times_before(struct deed *deed, const struct printing *printing)
{
	struct numbers found = {0};
	int64_t count = 0;
	void *record;

	set_range_text(deed->store, &type_printing, record_column(&type_printing, "target"), printing->target, &found);
	for (size_t i = 0; i < found.count; i++)
		if (store_get(deed->store, &type_printing, found.items[i], deed->arena, &record, NULL) == 0) {
			const struct printing *other = record;
			count += strcmp(other->target, printing->target) == 0 && strcmp(other->sheet, printing->sheet) == 0 &&
				strcmp(other->each, printing->each) == 0 && strcmp(other->way, "text") != 0;
		}
	numbers_free(&found);
	return count;
}

/* Only what made the sheet knows what it says, so this act has no form. */
static int
run(struct deed *deed, struct err *err)
{
	const struct printing *asked = deed->request->record;
	struct printing *printing;

	if (!asked)
		return err_set(err, ERR_USAGE, _("sheets are printed with 'sheet'"));
	printing = record_copy(asked, deed->arena);
	printing->entry = (int64_t)store_last_entry(deed->store);
	printing->time = times_before(deed, printing) + 1;
	printing->printed_by = deed->person->id;
	printing->printed_on = deed->date;
	printing->language = words_lang() == LANG_ZH ? "zh" : "en";
	deed->target = printing;
	deed->detail = arena_printf(deed->arena, "%s %s", printing->sheet, printing->target);
	if (deed_put(deed, printing, err) < 0)
		return -1;
	if (*printing->code) /* the hash alone: for papers that leave the office */
		return 0;
	printing->code = arena_printf(deed->arena, "%s-%.8s", record_id(printing, deed->arena), printing->hash);
	return deed_put(deed, printing, err);
}

int
desk_print(struct desk *desk, const struct printing *asked, struct arena *arena, struct printing **out, struct err *err)
{
	struct act_request request = {.act = &act_print, .record = asked, .date = DATE_NONE};
	struct act_result result;
	void *record;
	int status = desk_do(desk, &request, arena, &result, err);

	faults_free(&result.faults);
	if (status < 0)
		return -1;
	if (!desk->in_batch && store_begin(desk->store, err) < 0)
		return -1;
	status = store_get(desk->store, &type_printing, desk_number(desk, &type_printing, result.id), arena, &record, err);
	if (!desk->in_batch)
		store_end(desk->store);
	*out = record;
	return status;
}

int
desk_printed(struct desk *desk, const char *code, struct arena *arena, struct printing **out, struct err *err)
{
	struct numbers found = {0};
	void *record;

	*out = NULL;
	if (store_begin(desk->store, err) < 0)
		return -1;
	set_range_text(desk->store, &type_printing, record_column(&type_printing, "code"), code, &found);
	for (size_t i = 0; i < found.count; i++)
		if (store_get(desk->store, &type_printing, found.items[i], arena, &record, NULL) == 0 && strcmp(((struct printing *)record)->code, code) == 0)
			*out = record;
	store_end(desk->store);
	numbers_free(&found);
	return *out ? 0 : err_set(err, ERR_MISSING, _("no sheet with the code '%s' was printed here"), code);
}
