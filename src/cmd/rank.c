#include <config.h>

#include "cmd/cmd.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/grid.h"
#include "desk/act.h"
#include "desk/ranking.h"
#include "exchange/json.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_rank = {
	.name = "rank",
	.usage = "CALL [--without EXPERT] [--quota N] [--untrimmed] [--json]",
	.summary = N_("ranks the projects of a call by their score sheets"),
	.help = N_("Mean, rank and place of each project: in, reserve, out, or open where a tie at the line waits for people.\n"
		"With --without, --quota or --untrimmed it answers what would be; nothing changes, and the question is on record."),
	.options = (const struct option[]){
		{"without", "EXPERT", N_("what if this expert's sheets were left out")},
		{"quota", "N", N_("what if there were so many places")},
		{"untrimmed", NULL, N_("what if no highest and lowest sheet were dropped")},
		{0},
	},
	.least = 1,
	.most = 1,
	.run = run,
};

static int
read_quota(const char *text, int *quota, struct err *err)
{
	char *end;
	long number;

	if (!text)
		return 0;
	number = strtol(text, &end, 10);
	if (!*text || *end || number < 0 || number > 99999)
		return err_set(err, ERR_USAGE, _("'%s' is no quota"), text);
	*quota = (int)number;
	return 0;
}

/* The question is put on record before it is answered. */
static int
record_question(struct command *command, const struct what_if *what_if, struct err *err)
{
	struct buf question = {0};
	struct act_result result;
	int status;

	if (what_if->quota >= 0)
		buf_addf(&question, "quota=%d ", what_if->quota);
	if (what_if->without)
		buf_addf(&question, "without=%s ", what_if->without);
	if (what_if->untrimmed)
		buf_adds(&question, "untrimmed ");
	if (!question.len) {
		buf_free(&question);
		return 0;
	}
	question.data[--question.len] = '\0';
	struct act_request request = {.act = act_named("what_if"), .target = command->operands[0],
		.reason = arena_strdup(&command->arena, buf_text(&question)), .date = DATE_NONE};
	buf_free(&question);
	status = desk_do(command->desk, &request, &command->arena, &result, err);
	faults_free(&result.faults);
	return status;
}

static const char *
tie_word(const struct standing *standing, enum lang lang)
{
	return standing->shared ? words_in(standing->why, lang) : "";
}

static int
print_json(struct command *command, const struct ranking *ranking, struct err *err)
{
	struct json *rows = json_new_array();

	for (size_t i = 0; i < ranking->scored.count; i++) {
		const struct standing *standing = &ranking->scored.standings[i];
		struct json *row = json_new_object();
		const char *place = ranking_place(ranking, standing);
		json_put(row, "rank", standing->rank ? json_new_number(standing->rank) : json_new_text(NULL));
		json_put_text(row, "project", ranking_project(ranking, standing->project)->id);
		json_put_text(row, "score", standing->rank ? scoring_print(ranking->review, standing->mean, &command->arena) : NULL);
		json_put_number(row, "sheets", (int64_t)standing->sheets);
		json_put_text(row, "place", *place ? place : NULL);
		json_put(row, "tie", json_new_flag(standing->place == PLACE_TIED));
		json_put_text(row, "why", words_in(standing->why, command->lang));
		json_put_text(row, "totals", ranking_totals(ranking, standing, &command->arena));
		json_put_text(row, "distance", standing->rank ? scoring_print(ranking->review, standing->distance, &command->arena) : NULL);
		json_add(rows, row);
	}
	return json_write(rows, true, stdout, err);
}

static const char *
place_word(const struct ranking *ranking, const struct standing *standing)
{
	const char *place = ranking_place(ranking, standing);

	return *place ? code_label(NULL, "place", place) : standing->place == PLACE_TIED ? _("tie open") : _("no sheet");
}

static int
print_text(struct command *command, const struct ranking *ranking, struct err *err)
{
	static const char *const headers[] = {N_("Rank"), N_("Project"), N_("Mean"), N_("Sheets"), N_("Place"), N_("Totals"), N_("Tie")};
	struct grid grid = {.columns = sizeof headers / sizeof *headers};
	struct arena *arena = &command->arena;

	for (size_t i = 0; i < grid.columns; i++)
		grid_add(&grid, _(headers[i]));
	for (size_t i = 0; i < ranking->scored.count; i++) {
		const struct standing *standing = &ranking->scored.standings[i];
		grid_add(&grid, standing->rank ? arena_printf(arena, "%u", standing->rank) : "");
		grid_add(&grid, ranking_project(ranking, standing->project)->id);
		grid_add(&grid, standing->rank ? scoring_print(ranking->review, standing->mean, arena) : "");
		grid_add(&grid, arena_printf(arena, "%zu", standing->sheets));
		grid_add(&grid, place_word(ranking, standing));
		grid_add(&grid, ranking_totals(ranking, standing, arena));
		grid_add(&grid, tie_word(standing, command->lang));
	}
	return grid_end(&grid, err);
}

static int
run(struct command *command, struct err *err)
{
	struct what_if what_if = {.quota = -1, .without = command_option(command, "without"), .untrimmed = command_option(command, "untrimmed") != NULL};
	struct ranking ranking;

	if (read_quota(command_option(command, "quota"), &what_if.quota, err) < 0 || !command_desk(command, err))
		return -1;
	if (desk_rank(command->desk, command->operands[0], &what_if, &command->arena, &ranking, err) < 0 ||
		record_question(command, &what_if, err) < 0)
		return -1;
	return command->json ? print_json(command, &ranking, err) : print_text(command, &ranking, err);
}
