/* What a checklist being filled in holds, keeps and stores. */
#include <config.h>

#include "screen/answering.h"

#include <stdlib.h>
#include <string.h>

#include "desk/query.h"
#include "ui/dialog.h"

enum { ANSWER_MOST = 40, EVIDENCE_MOST = 200, NAME_MOST = 200, REMARK_MOST = 1000, CODES_MOST = 200 };

/* ---- which cell is which */

size_t
answering_evidence(const struct answering *answering, size_t item)
{
	return answering->items + item;
}

size_t
answering_behind(const struct answering *answering, enum answering_cell cell)
{
	return 2 * answering->items + (size_t)cell;
}

bool
answering_at(const struct answering *answering, enum answering_cell cell)
{
	return answering->sheet.at == answering_behind(answering, cell);
}

size_t
answering_item(const struct answering *answering, size_t cell)
{
	size_t items = answering->items;

	return cell < items ? cell : cell < 2 * items ? cell - items : items;
}

size_t
answering_first(const struct answering *answering, size_t element)
{
	size_t first = 0;

	for (size_t i = 0; i < element && i < answering->element_count; i++)
		first += answering->elements[i].item_count;
	return first;
}

size_t
answering_element(const struct answering *answering, size_t item)
{
	size_t element = 0;

	while (element + 1 < answering->element_count && item >= answering_first(answering, element + 1))
		element++;
	return element;
}

const struct assessment_item *
answering_rule(const struct answering *answering, size_t item)
{
	size_t element = answering_element(answering, item);

	return &answering->elements[element].items[item - answering_first(answering, element)];
}

bool
answering_ticked(const struct answering *answering, enum answering_cell cell, const char *code)
{
	const char *at = cells_text(&answering->sheet, answering_behind(answering, cell));
	size_t len = strlen(code);

	for (at += strspn(at, " "); *at; at += strspn(at, " ")) {
		size_t word = strcspn(at, " ");
		if (word == len && strncmp(at, code, len) == 0)
			return true;
		at += word;
	}
	return false;
}

/* ---- reading */

static const char *
text_of(void *user, const char *item)
{
	return cells_named(user, item);
}

/* Every item by its own rule; what is wrong is told beside it as it will be when it is stored. */
void
answering_read(struct answering *answering)
{
	const struct rules *rules = desk_rules_of(work_desk(answering->ui), answering->call, NULL);

	for (size_t i = 0; i < answering->items; i++) {
		struct sheet_cell *cell = &answering->sheet.items[i];
		struct err err = {0};
		int64_t points;
		int answered = item_points(answering_rule(answering, i), cells_text(&answering->sheet, i), &points, &err);
		cell->points = answered > 0 ? points : -1;
		cells_fault(&answering->sheet, i, answered < 0 ? &err : NULL);
	}
	arena_reset(&answering->sum_arena);
	answering->sum = (struct checklist_sum){0};
	if (rules)
		checklist_sum(rules, text_of, &answering->sheet, &answering->sum_arena, &answering->sum, NULL);
}

void
answering_move(struct answering *answering, size_t cell)
{
	size_t item = answering_item(answering, cell);

	if (cells_leave(&answering->sheet)) {
		answering_read(answering);
		cells_keep(&answering->sheet);
	}
	if (item < answering->items)
		answering->element = answering_element(answering, item);
	cells_enter(&answering->sheet, cell);
}

/* ---- what is ticked */

void
answering_choose(struct answering *answering, size_t option)
{
	bool methods = answering_at(answering, CELL_METHODS);
	struct options *options = methods ? &answering->methods : &answering->by;
	struct sheet_cell *cell = &answering->sheet.items[answering->sheet.at];
	struct buf text = {0};

	if (option >= options->count)
		return;
	options->at = option;
	for (size_t i = 0; methods && i < options->count; i++)
		if (answering_ticked(answering, CELL_METHODS, options->codes[i]) != (i == option))
			buf_addf(&text, "%s%s", text.len ? " " : "", options->codes[i]);
	editor_set(&cell->editor, methods ? buf_text(&text) : options->codes[option]);
	buf_free(&text);
	answering->sheet.dirty = true;
	cells_keep(&answering->sheet);
}

static void
read_options(struct options *options, const char *codes, struct arena *arena)
{
	*options = (struct options){0};
	for (codes += strspn(codes, " "); *codes && options->count < OPTIONS_MOST; codes += strspn(codes, " ")) {
		options->codes[options->count++] = arena_strndup(arena, codes, strcspn(codes, " "));
		codes += strcspn(codes, " ");
	}
}

/* ---- its life */

static void
make_cells(struct answering *answering, const char *target)
{
	static const struct {
		const char *name;
		size_t limit;
	} behind[] = {[CELL_METHODS] = {"methods", CODES_MOST}, [CELL_BY] = {"by", CODES_MOST}, [CELL_NAME] = {"by_name", NAME_MOST},
		[CELL_QUALIFICATION] = {"by_qualification", NAME_MOST}, [CELL_REMARK] = {"remark", REMARK_MOST}};
	struct sheet_cells *sheet = &answering->sheet;

	cells_begin(sheet, answering->ui, "answer", target, 2 * answering->items + CELLS_BEHIND);
	for (size_t i = 0; i < answering->items; i++) {
		const char *code = answering_rule(answering, i)->code;
		cells_make(sheet, i, code, ANSWER_MOST, true);
		cells_make(sheet, answering_evidence(answering, i), arena_printf(&sheet->arena, "%s" ANSWER_EVIDENCE, code), EVIDENCE_MOST, false);
	}
	for (int i = 0; i < CELLS_BEHIND; i++)
		cells_make(sheet, answering_behind(answering, (enum answering_cell)i), behind[i].name, behind[i].limit, false);
}

/* What was stored of it before. */
static void
take_stored(struct answering *answering, struct arena *arena)
{
	struct answer **answers;
	size_t count = desk_answers(work_desk(answering->ui), answering->project, answering->kind, answering->year, arena, &answers);

	for (size_t i = 0; i < count; i++) {
		if (strcmp(answers[i]->assessor, answering->assessor) != 0)
			continue;
		for (size_t j = 0; j < 2 * answering->items; j++)
			editor_set(&answering->sheet.items[j].editor, extra_get(answers[i], answering->sheet.items[j].name));
		editor_set(&answering->sheet.items[answering_behind(answering, CELL_METHODS)].editor, answers[i]->methods);
		editor_set(&answering->sheet.items[answering_behind(answering, CELL_REMARK)].editor, answers[i]->remark);
	}
}

void
answering_look(struct answering *answering)
{
	struct arena arena = {0};
	struct assessment **assessments;
	size_t count = desk_assessments(work_desk(answering->ui), answering->project, &arena, &assessments);

	free(answering->concluded);
	answering->concluded = NULL;
	for (size_t i = 0; i < count; i++)
		if (assessments[i]->year == answering->year && strcmp(assessments[i]->kind, answering->kind) == 0) {
			free(answering->concluded);
			answering->concluded = xstrdup(record_id(assessments[i], &arena));
		}
	if (!answering->concluded)
		answering->concluded = xstrdup("");
	answering->sheet.closed = *answering->concluded != '\0' || desk_as_of(work_desk(answering->ui)) != DATE_NONE;
	arena_free(&arena);
}

static int
read_project(struct answering *answering, struct arena *arena, struct err *err)
{
	struct desk *desk = work_desk(answering->ui);
	const struct rules *rules;
	const struct project *project;
	void *record;

	if (desk_get(desk, &type_project, answering->project, arena, &record, err) < 0)
		return -1;
	project = record;
	answering->call = xstrdup(project->call);
	answering->subject = xasprintf("%s%s%s", project->unit.name, *project->unit.name && *project->leader.name ? " · " : "", project->leader.name);
	rules = desk_rules_of(desk, project->call, err);
	if (!rules || !desk_answer_form(desk, project->call, err))
		return -1;
	answering->element_count = rules_elements(rules, &answering->elements);
	answering->items = answering_first(answering, answering->element_count);
	return 0;
}

/* The first item that is not answered, where one is. */
static size_t
first_open(const struct answering *answering)
{
	for (size_t i = 0; i < answering->items; i++)
		if (!cells_given(&answering->sheet, i) || answering->sheet.items[i].fault)
			return i;
	return 0;
}

static int
begin(struct answering *answering, struct arena *arena, struct err *err)
{
	struct desk *desk = work_desk(answering->ui);

	if (read_project(answering, arena, err) < 0)
		return -1;
	make_cells(answering, arena_printf(arena, "%s %s %d %s", answering->project, answering->kind, answering->year, answering->assessor));
	read_options(&answering->methods, desk_assess_methods(desk, answering->call, answering->kind), &answering->sheet.arena);
	read_options(&answering->by, desk_assess_assessors(desk, answering->call, answering->kind), &answering->sheet.arena);
	if (answering->by.count)
		editor_set(&answering->sheet.items[answering_behind(answering, CELL_BY)].editor, answering->by.codes[0]);
	take_stored(answering, arena);
	answering_look(answering);
	if (!answering->sheet.closed)
		cells_take_kept(&answering->sheet);
	answering_read(answering);
	answering->element = answering_element(answering, first_open(answering));
	cells_enter(&answering->sheet, first_open(answering));
	return 0;
}

int
answering_begin(struct answering *answering, const struct answering_argument *wanted, struct err *err)
{
	struct arena arena = {0};
	int result;

	answering->project = xstrdup(wanted->project);
	answering->kind = xstrdup(wanted->kind);
	answering->assessor = xstrdup(wanted->assessor);
	answering->year = wanted->year;
	result = begin(answering, &arena, err);
	arena_free(&arena);
	if (result < 0)
		answering_end(answering);
	return result;
}

void
answering_end(struct answering *answering)
{
	if (answering->sheet.items)
		cells_end(&answering->sheet);
	arena_free(&answering->sum_arena);
	free(answering->project);
	free(answering->call);
	free(answering->kind);
	free(answering->assessor);
	free(answering->subject);
	free(answering->concluded);
}

/* ---- storing and concluding */

static bool
told_fault(struct answering *answering)
{
	for (size_t i = 0; i < answering->items; i++)
		if (answering->sheet.items[i].fault) {
			answering_move(answering, i);
			ui_message(answering->ui, TONE_REFUSED, "%s: %s", words_in(answering_rule(answering, i)->label, words_lang()), answering->sheet.items[i].fault);
			return true;
		}
	return false;
}

/* What stands behind the items is of the conclusion, but for methods and remark. */
static int
store(struct answering *answering, struct err *err)
{
	struct arena arena = {0};
	struct act_input *inputs = cells_inputs(&answering->sheet, 3, &arena);
	size_t count = 2 * answering->items;
	int done;

	inputs[count++] = (struct act_input){.path = "methods", .text = cells_named(&answering->sheet, "methods")};
	inputs[count++] = (struct act_input){.path = "remark", .text = cells_named(&answering->sheet, "remark")};
	inputs[count++] = (struct act_input){.path = "kind", .text = answering->kind};
	inputs[count++] = (struct act_input){.path = "year", .text = arena_printf(&arena, "%d", answering->year)};
	inputs[count++] = (struct act_input){.path = "assessor", .text = answering->assessor};
	done = cells_do(&answering->sheet, "answer", answering->project, inputs, count, err);
	arena_free(&arena);
	return done;
}

bool
answering_save(struct answering *answering)
{
	struct arena arena = {0};
	struct err err = {0};

	answering_move(answering, answering->sheet.at);
	answering_read(answering);
	if (told_fault(answering))
		return false;
	if (store(answering, &err) < 0) {
		dialog_message(answering->ui, _(act_named("answer")->label), err.message);
		return false;
	}
	cells_forget(&answering->sheet);
	if (answering->sum.whole)
		ui_message(answering->ui, TONE_DONE, _("stored: %s points; F6 concludes the assessment"), points_text(answering->sum.total, &arena));
	else
		ui_message(answering->ui, TONE_WAITING, _("stored unfinished: items of %s points are not assessed yet, which is never 0"),
			points_text(100 * 100 - answering->sum.possible, &arena));
	arena_free(&arena);
	return true;
}

/* Goes to the first item that is not answered; false where all are. */
static bool
told_unfinished(struct answering *answering)
{
	size_t open = 0, first = answering->items;

	for (size_t i = answering->items; i-- > 0;)
		if (!cells_given(&answering->sheet, i)) {
			open++;
			first = i;
		}
	if (!open)
		return false;
	answering_move(answering, first);
	ui_message(answering->ui, TONE_WAITING, _("unfinished: %zu items are not assessed, '%s' first; what is missing is never 0"), open,
		words_in(answering_rule(answering, first)->label, words_lang()));
	return true;
}

void
answering_conclude(struct answering *answering)
{
	struct arena arena = {0};
	const struct act_input given[] = {
		{.path = "assessment.kind", .text = answering->kind},
		{.path = "assessment.year", .text = arena_printf(&arena, "%d", answering->year)},
		{.path = "assessment.assessor_kind", .text = cells_named(&answering->sheet, "by")},
		{.path = "assessment.assessor", .text = arena_strdup(&arena, cells_named(&answering->sheet, "by_name"))},
		{.path = "assessment.qualification", .text = arena_strdup(&arena, cells_named(&answering->sheet, "by_qualification"))},
		{.path = "assessment.methods", .text = arena_strdup(&arena, cells_named(&answering->sheet, "methods"))},
	};
	const struct form_argument form = {.act = act_named("assess"), .target = answering->project, .given = given, .given_count = sizeof given / sizeof *given};
	struct err err = {0};

	if ((!answering->sheet.dirty || answering_save(answering)) && !told_unfinished(answering) && ui_open(answering->ui, &screen_form, &form, &err) < 0)
		ui_error(answering->ui, &err);
	arena_free(&arena);
}
