#include <config.h>

#include "cmd/dossier.h"

#include <string.h>

#include "desk/expertwork.h"

struct telling {
	struct command *command;
	const struct field_context *context;
	const struct dossier *dossier;
};

static void
put_filled(struct json *object, const char *key, const char *text)
{
	json_put_text(object, key, *text ? text : NULL);
}

static void
put_record(const struct telling *telling, struct json *object, const char *key, const void *record)
{
	json_put(object, key, record ? json_of_record(record, telling->context) : json_new_text(NULL));
}

static struct json *
conditions_json(const struct telling *telling)
{
	const struct verdicts *verdicts = &telling->dossier->verdicts;
	struct json *rows = json_new_array();

	for (size_t i = 0; i < verdicts->count; i++)
		json_add(rows, verdict_json(&verdicts->items[i], telling->command->lang));
	return rows;
}

static struct json *
sheets_json(const struct telling *telling)
{
	struct json *rows = json_new_array();

	for (size_t i = 0; i < telling->dossier->sheet_count; i++) {
		const struct dossier_sheet *sheet = &telling->dossier->sheets[i];
		struct json *row = json_new_object();
		json_put_text(row, "expert", sheet->expert);
		json_put_text(row, "total", sheet->total);
		json_put(row, "dropped", json_new_flag(sheet->dropped));
		json_put(row, "far", json_new_flag(sheet->far));
		put_record(telling, row, "sheet", sheet->sheet);
		json_add(rows, row);
	}
	return rows;
}

static struct json *
records_json(const struct telling *telling, void *const *records, size_t count)
{
	struct json *rows = json_new_array();

	for (size_t i = 0; i < count; i++)
		json_add(rows, json_of_record(records[i], telling->context));
	return rows;
}

struct json *
dossier_json(struct command *command, const char *project_id, struct err *err)
{
	struct dossier dossier;
	struct telling telling = {.command = command, .dossier = &dossier};
	struct json *object;

	if (desk_dossier(command->desk, project_id, &command->arena, &dossier, err) < 0)
		return NULL;
	telling.context = desk_context(command->desk);
	object = json_new_object();
	json_put(object, "conditions", conditions_json(&telling));
	json_put(object, "decided", json_new_flag(dossier.decided));
	put_filled(object, "panel", dossier.panel);
	json_put(object, "sheets", sheets_json(&telling));
	put_filled(object, "mean", dossier.mean);
	put_filled(object, "rank", dossier.rank);
	put_filled(object, "place", dossier.place);
	put_filled(object, "distance", dossier.distance);
	put_filled(object, "tie", words_in(dossier.tie, command->lang));
	json_put(object, "ties", records_json(&telling, (void *const *)dossier.ties, dossier.tie_count));
	json_put(object, "recusals", records_json(&telling, (void *const *)dossier.recusals, dossier.recusal_count));
	json_put(object, "objections", records_json(&telling, (void *const *)dossier.objections, dossier.objection_count));
	put_record(&telling, object, "listed", dossier.item);
	put_record(&telling, object, "proposal", dossier.proposal);
	put_record(&telling, object, "meeting", dossier.meeting);
	put_record(&telling, object, "publicity", dossier.publicity);
	put_record(&telling, object, "award", dossier.award);
	return object;
}
