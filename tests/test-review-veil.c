/* What a review keeps from those who may not know: experts, recused experts, windows and reviewers. */
#include <config.h>

#include <criterion/criterion.h>
#include <string.h>

#include "desk/casework.h"
#include "desk/expertwork.h"
#include "desk/query.h"
#include "desk/review.h"
#include "reviewwork.h"

#define SAY(...) arena_printf(&review.work.arena, __VA_ARGS__)

static const int steady[] = {90, 80, 70, 60};

static size_t
count_rows(struct work *work, const struct record_type *type, const char *where)
{
	struct query_spec spec = {.type = type, .where = where};
	struct query *query;
	size_t count;

	cr_assert_eq(query_open(work->desk, &spec, &query, &work->err), 0, "%s", work->err.message);
	count = query_count(query);
	query_close(query);
	return count;
}

static void
refuses(struct work *work, const char *where, const char *order)
{
	struct query_spec spec = {.type = &type_project, .where = where, .order = order};
	struct query *query;

	cr_assert_eq(query_open(work->desk, &spec, &query, &work->err), -1, "%s %s", where ? where : "", order ? order : "");
	cr_assert_eq(work->err.code, ERR_INPUT);
}

static const char *
shown_stage(struct work *work, const char *id)
{
	void *record;

	cr_assert_eq(desk_get(work->desk, &type_project, id, &work->arena, &record, &work->err), 0, "%s", work->err.message);
	return ((struct project *)record)->stage;
}

Test(veil, shows_a_reviewer_no_list_before_it_is_announced)
{
	REVIEW(review, 4, 2);
	struct work *work = &review.work;
	const char *publicity;

	review_resolved(&review, steady);
	work_sit(work, "cs-zjj");
	for (size_t i = 0; i < 4; i++)
		cr_assert_str_eq(shown_stage(work, review.ids[i]), "scored");
	cr_assert_eq(count_rows(work, &type_project, "stage:scored"), 4);
	for (const char *const *hidden = (const char *const[]){"resolved", "reserve", "proposed", "not_selected", NULL}; *hidden; hidden++)
		cr_assert_eq(count_rows(work, &type_project, SAY("stage:%s", *hidden)), 0, "%s", *hidden);
	work_sit(work, "limin");
	work_do(work, "publicise", "N1", NULL, "contact=小组办", NULL);
	work_sit(work, "cs-zjj");
	cr_assert_str_eq(shown_stage(work, review.ids[0]), "publicised", "what is before the public is theirs too");
	cr_assert_str_eq(shown_stage(work, review.ids[2]), "scored");
	work_day(work, "2021-06-30");
	work_sit(work, "limin");
	publicity = "U1";
	work_do(work, "announce", publicity, NULL, NULL);
	work_sit(work, "cs-zjj");
	cr_assert_str_eq(shown_stage(work, review.ids[0]), "awarded");
	cr_assert_str_eq(shown_stage(work, review.ids[2]), "reserve");
}

Test(veil, leaves_a_window_no_way_around_by_filter_order_count_or_type)
{
	REVIEW(review, 4, 2);
	struct work *work = &review.work;
	static const struct record_type *const hidden[] = {&type_panel, &type_assignment, &type_recusal, &type_score_sheet, &type_proposal,
		&type_proposal_item, &type_meeting, &type_tie_decision, &type_objection};
	struct stat_row *rows;
	struct ranking ranking;
	struct score_sheet *sheet;
	size_t count;
	void *record;

	review_resolved(&review, steady);
	for (const char *const *seat = (const char *const[]){"ck-zjj", "cs-zjj", "e1", NULL}; *seat; seat++) {
		work_sit(work, *seat);
		for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
			bool own = strcmp(*seat, "e1") == 0 && (hidden[i] == &type_assignment || hidden[i] == &type_score_sheet);
			if (own)
				continue;
			cr_assert_eq(count_rows(work, hidden[i], NULL), 0, "%s sees %s", *seat, hidden[i]->name);
			cr_assert_eq(desk_get(work->desk, hidden[i], SAY("%s1", hidden[i]->letters), &work->arena, &record, &work->err), -1);
			cr_assert_eq(work->err.code, ERR_MISSING);
			if (record_column(hidden[i], "project"))
				cr_assert_eq(desk_parts(work->desk, hidden[i], 1, &work->arena, (void ***)&record), 0);
		}
		refuses(work, "rank:1", NULL);
		refuses(work, "project.score:90", NULL);
		refuses(work, "reserve>0", NULL);
		refuses(work, NULL, "project.rank");
		refuses(work, NULL, "project.score");
		cr_assert_eq(desk_rank(work->desk, "2021-2", NULL, &work->arena, &ranking, &work->err), -1);
		cr_assert_eq(work->err.code, ERR_DENIED);
	}
	work_sit(work, "ck-zjj");
	cr_assert_eq(desk_stats(work->desk, "stage", NULL, false, &work->arena, &rows, &count, &work->err), 0);
	cr_assert_eq(count, 1);
	cr_assert_str_eq(rows[0].code, "scored");
	cr_assert_eq(rows[0].count, 4);
	cr_assert_eq(desk_stats(work->desk, "stage", NULL, true, &work->arena, &rows, &count, &work->err), 0);
	cr_assert_eq(count, 1, "sums tell no more than counts");
	cr_assert_eq(desk_sheet(work->desk, review.ids[0], "e1", &work->arena, &sheet, &work->err), -1);
}

Test(veil, keeps_acts_of_a_review_out_of_the_history_and_of_revisions)
{
	REVIEW(review, 4, 2);
	struct work *work = &review.work;
	struct history_item *items;
	size_t count;
	void *record;

	review_resolved(&review, steady);
	work_sit(work, "cs-zjj");
	count = desk_history(work->desk, &type_project, review.ids[0], 0, 100, &work->arena, &items, &work->err);
	cr_assert_gt(count, 0);
	for (size_t i = 0; i < count; i++) {
		cr_assert(!strstr("form_panel assign score propose approve resolve record_meeting", items[i].act), "%s is told", items[i].act);
		cr_assert_eq(items[i].new_revision, 0);
		for (size_t j = 0; j < items[i].change_count; j++)
			cr_assert(!strstr("project.score project.rank project.reserve", items[i].changes[j].name), "%s", items[i].changes[j].name);
	}
	cr_assert_eq(desk_get(work->desk, &type_project, review.ids[0], &work->arena, &record, NULL), 0);
	cr_assert_eq(((struct project *)record)->head.revision, 0);
	cr_assert_str_eq(((struct project *)record)->score, "");
	cr_assert_eq(((struct project *)record)->rank, INT64_MIN);
	work->ask.revision = 99;
	cr_assert_eq(work_try(work, "withdraw", review.ids[3], "单位撤回", NULL), 0, "%s", work->err.message);
	cr_assert_eq(work->result.revision, 0);
}

Test(veil, answers_the_phone_with_what_is_public)
{
	REVIEW(review, 4, 2);

	review_resolved(&review, steady);
	cr_assert(!strstr(desk_phone_answer(review.work.desk, review.ids[0], &review.work.arena, NULL), "resolved"));
}

/* ---- experts */

Test(experts, see_what_they_were_given_and_nobody_s_name)
{
	REVIEW(review, 2, 1);
	struct work *work = &review.work;
	const char *experts[REVIEW_MOST], *unit;
	struct my_sheet *sheets;
	struct verdicts verdicts;
	struct dossier dossier;
	void *record;

	review_assigned(&review);
	unit = work_project(work, review.ids[0])->unit.name;
	review_experts(&review, review.ids[0], experts);
	review_score(&review, experts[1], review.ids[0], 77);
	work_sit(work, experts[0]);
	cr_assert_eq(desk_get(work->desk, &type_project, review.ids[0], &work->arena, &record, &work->err), 0, "%s", work->err.message);
	cr_assert_str_eq(((struct project *)record)->unit.name, "hidden");
	cr_assert_str_eq(((struct project *)record)->leader.name, "hidden");
	cr_assert_str_eq(((struct project *)record)->unit.uscc, "");
	cr_assert_str_eq(((struct project *)record)->leader.resident_id, "");
	cr_assert_str_eq(((struct project *)record)->reviewer, "");
	cr_assert_str_neq(((struct project *)record)->results, "", "what is judged is there");
	cr_assert_eq(count_rows(work, &type_project, unit), 0, "nor is it found by its name");
	refuses(work, SAY("unit.name:%s", unit), NULL);
	refuses(work, NULL, "unit.name");
	cr_assert_geq(count_rows(work, &type_project, review.ids[0]), 1);
	cr_assert_geq(desk_my_sheets(work->desk, &work->arena, &sheets), 1);
	cr_assert_str_eq(sheets[0].unit, "");
	cr_assert_eq(desk_check(work->desk, review.ids[0], &work->arena, &verdicts, NULL, &work->err), -1, "verdicts would say whose it is");
	cr_assert_eq(desk_dossier(work->desk, review.ids[0], &work->arena, &dossier, &work->err), 0);
	cr_assert_eq(dossier.sheet_count, 0, "the others' sheets are theirs");
	cr_assert_eq(count_rows(work, &type_score_sheet, NULL), 0);
	work_sit(work, experts[1]);
	cr_assert_eq(count_rows(work, &type_score_sheet, NULL), 1);
	cr_assert_eq(desk_dossier(work->desk, review.ids[0], &work->arena, &dossier, &work->err), 0);
	cr_assert_eq(dossier.sheet_count, 1);
	cr_assert_str_eq(dossier.mean, "");
}

static const char told[] = "上海朱溪园艺科技有限公司的仇 志强为朱溪园艺科技解决难题，电话 138 0013-8000，信用代码91310118ma1b2fak8t；上海朱溪园艺科技另有团队";
static const char blinded[] = "■■的■■为■■解决难题，电话 ■■，信用代码■■；■■另有团队";

/* An application whose texts name its own unit and leader, eligible with the others. */
static const char *
named_everywhere(struct review *review)
{
	struct work *work = &review->work;
	const char *id;

	work_day(work, "2021-03-31");
	id = work_intake(work, "project.call=2021-2", "unit.name=上海朱溪园艺科技有限公司", "unit.uscc=91310118MA1B2FAK8T", "unit.phone=13800138000",
		"leader.name=仇志强", arena_printf(&work->arena, "project.results=%s", told), "project.note=技术革新三项", "project.studio_name=仇志强工作室",
		NULL);
	work_do(work, "receive_material", id, NULL, arena_printf(&work->arena, "item=%s", desk_rules(work->desk, NULL)->tracks[0].checklist[0].code),
		"state=received", "kept=朱溪园艺/仇志强.pdf", "note=仇志强本人提交", NULL);
	work_force(work, id, STAGE_eligible);
	work_day(work, "2021-05-12");
	review->ids[review->count++] = id;
	return id;
}

Test(experts, find_no_name_in_texts_papers_and_rows_either)
{
	REVIEW(review, 1, 1);
	struct work *work = &review.work;
	const char *experts[REVIEW_MOST], *id = named_everywhere(&review);
	struct line *line = record_new(&type_line, &work->arena);
	struct material_row *rows;
	size_t count;
	void *record;

	review_assigned(&review);
	review_experts(&review, id, experts);
	work_sit(work, experts[0]);
	cr_assert_eq(desk_get(work->desk, &type_project, id, &work->arena, &record, &work->err), 0, "%s", work->err.message);
	cr_assert_str_eq(((struct project *)record)->results, blinded);
	cr_assert_str_eq(((struct project *)record)->note, "技术革新三项", "what names nobody stays");
	cr_assert_eq(count_rows(work, &type_project, "朱溪"), 0, "nor is it found by what is hidden");
	cr_assert_eq(count_rows(work, &type_project, "project.results:仇志强"), 0);
	cr_assert_eq(count_rows(work, &type_project, "project.results:解决难题"), 1);
	cr_assert_eq(count_rows(work, &type_material, "仇志强"), 0);
	count = desk_materials(work->desk, id, &work->arena, &rows);
	cr_assert_gt(count, 0);
	cr_assert_str_eq(rows[0].material->kept, "");
	cr_assert_str_eq(rows[0].material->note, "■■本人提交");
	line->project = ((struct project *)record)->head.number;
	line->list = "team";
	extra_set(line, "name", "仇志强之徒", &work->arena);
	veil_record(work->desk, line, &work->arena);
	cr_assert_str_eq(extra_get(line, "name"), "■■之徒");
	work_sit(work, "limin");
	cr_assert_eq(desk_get(work->desk, &type_project, id, &work->arena, &record, &work->err), 0);
	cr_assert_str_eq(((struct project *)record)->results, told, "the office reads what was written");
	cr_assert_eq(count_rows(work, &type_project, "project.results:仇"), 1);
}

Test(experts, find_names_in_texts_where_the_rules_hide_none)
{
	REVIEW_BY(review, 1, 1, "blind: {unit: true, leader: true}", "blind: {unit: true, leader: false}");
	struct work *work = &review.work;
	const char *experts[REVIEW_MOST], *id = named_everywhere(&review);
	void *record;

	review_assigned(&review);
	review_experts(&review, id, experts);
	work_sit(work, experts[0]);
	cr_assert_eq(desk_get(work->desk, &type_project, id, &work->arena, &record, &work->err), 0, "%s", work->err.message);
	cr_assert(strstr(((struct project *)record)->results, "■■的仇 志强为■■解决难题"), "%s", ((struct project *)record)->results);
}

Test(experts, see_names_where_the_rules_hide_none)
{
	REVIEW_BY(review, 1, 1, "blind: {unit: true, leader: true}", "blind: {unit: false, leader: true}");
	struct work *work = &review.work;
	const char *experts[REVIEW_MOST];
	void *record;

	review_assigned(&review);
	review_experts(&review, review.ids[0], experts);
	work_sit(work, experts[0]);
	cr_assert_eq(desk_get(work->desk, &type_project, review.ids[0], &work->arena, &record, &work->err), 0);
	cr_assert_str_eq(((struct project *)record)->unit.name, work_project(work, review.ids[0])->unit.name);
	cr_assert_str_eq(((struct project *)record)->leader.name, "hidden");
}

Test(experts, who_stood_aside_see_neither_file_nor_count)
{
	REVIEW(review, 2, 1);
	struct work *work = &review.work;
	const char *experts[REVIEW_MOST];
	struct my_sheet *sheets;
	size_t before;
	void *record;

	review_assigned(&review);
	review_experts(&review, review.ids[0], experts);
	work_sit(work, experts[0]);
	before = count_rows(work, &type_project, NULL);
	work_do(work, "declare_recusal", review.ids[0], NULL, "recusal.reason=亲属", NULL);
	cr_assert_eq(count_rows(work, &type_project, NULL), before - 1);
	cr_assert_eq(desk_get(work->desk, &type_project, review.ids[0], &work->arena, &record, &work->err), -1);
	cr_assert_str_eq(work->err.message, SAY("there is no '%s' here", review.ids[0]));
	for (size_t i = desk_my_sheets(work->desk, &work->arena, &sheets); i-- > 0;)
		cr_assert_str_neq(sheets[i].project, review.ids[0]);
	cr_assert_eq(count_rows(work, &type_recusal, NULL), 0);
}
