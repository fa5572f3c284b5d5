/* Awards every project of an office and passes its first year, so that all of them run and money is due to each.
 * usage: bench-funded RECORDS RULES FORMS */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "desk/awarding.h"
#include "desk/funded.h"
#include "desk/room.h"

static int
fund_one(struct desk *desk, uint32_t number, struct arena *arena, struct err *err)
{
	struct deed deed = {.desk = desk, .store = desk->store, .act = act_named("announce"), .arena = arena, .person = &desk->person,
		.date = date_make(2021, 12, 20), .detail = ""};
	struct assessment *assessment = record_new(&type_assessment, arena);
	struct project *project;
	uint64_t entry;
	void *record;

	if (store_get(desk->store, &type_project, number, arena, &record, err) < 0)
		return -1;
	project = record;
	deed.project = project;
	deed.entry = (struct entry){.who = "bench", .role = "", .from = "", .act = "bench", .date = deed.date, .reason = "", .op = "",
		.assumed_today = DATE_NONE, .detail = ""};
	assessment->project = number;
	assessment->kind = "annual";
	assessment->year = 2021;
	assessment->assessed_on = deed.date;
	assessment->assessor_kind = "office";
	assessment->result = "passed";
	assessment->signed_by = "bench";
	assessment->once = arena_printf(arena, "%u annual 2021", (unsigned)number);
	if (deed_put(&deed, assessment, err) < 0 || award_give(&deed, project, "bench", err) < 0)
		return -1;
	project->stage = stage_code(STAGE_running);
	project->assessed_year = 2021;
	if (funded_clock(&deed, project, err) < 0 || deed_put(&deed, project, err) < 0)
		return -1;
	return store_entry_end(desk->store, &entry, err);
}

int
main(int argc, char **argv)
{
	struct desk_options options = {.today = DATE_NONE, .as_of = DATE_NONE, .from = "bench"};
	struct arena arena = {0};
	struct desk *desk;
	struct err err = {0};
	int result;

	if (argc != 4)
		return 2;
	options.dir = argv[1];
	options.rules = argv[2];
	options.forms = argv[3];
	result = desk_open(&desk, &options, &err);
	if (result == 0)
		result = desk_batch(desk, false, &err);
	for (uint32_t i = 1; result == 0 && i <= store_count(desk->store, &type_project); i++) {
		arena_reset(&arena);
		result = fund_one(desk, i, &arena, &err);
	}
	if (result == 0)
		result = desk_batch_commit(desk, &err);
	if (result < 0)
		fprintf(stderr, "%s\n", err.message);
	return result < 0;
}
