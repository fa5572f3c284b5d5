#include <config.h>

#include "trial.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

static int64_t
points_of(const char *text)
{
	return (int64_t)(atof(text) * 100 + 0.5);
}

static const char *
keep_code(struct trial *call, const char *text)
{
	char *code = call->codes[call->code_count++];
	snprintf(code, sizeof call->codes[0], "%s", text);
	return code;
}

static void
add_candidate(struct trial *call, char *text)
{
	struct candidate *candidate = &call->candidates[call->input.candidate_count++];
	char *rest = NULL, *word = strtok_r(text, " ", &rest), *decided = strchr(word, '!'), *quota = strchr(word, '@');
	uint32_t place = 0;
	*candidate = (struct candidate){.project = (uint32_t)atoi(word), .preference = strchr(word, '*')};
	candidate->decided = decided ? atoi(decided + 1) : 0;
	candidate->quota = quota ? keep_code(call, quota + 1) : NULL;
	while ((word = strtok_r(NULL, " ", &rest))) {
		char *tie = strchr(word, '/'), *colon = strchr(word, ':');
		place++;
		call->sheets[call->input.sheet_count++] = (struct sheet){
			.project = candidate->project,
			.expert = colon ? (uint32_t)atoi(word) : place,
			.total = points_of(colon ? colon + 1 : word),
			.tie_points = tie ? points_of(tie + 1) : 0,
		};
	}
}

static void
add_quota(struct trial *call, char *text)
{
	char code[16];
	struct shared_quota *quota = &call->shared[call->input.shared_count++];
	cr_assert_eq(sscanf(text, "%15s %d %d", code, &quota->cap, &quota->floor), 3);
	quota->code = keep_code(call, code);
	quota->label = (struct words){.zh = quota->code, .en = quota->code};
}

static void
each_part(struct trial *call, const char *text, void (*add)(struct trial *call, char *part))
{
	char *copy = xstrdup(text ? text : ""), *rest = NULL;
	for (char *part = strtok_r(copy, ";", &rest); part; part = strtok_r(NULL, ";", &rest))
		add(call, part);
	free(copy);
}

void
trial_start(struct trial *call, const struct review_rules *review, const char *given, const char *shared, int quota)
{
	*call = (struct trial){.review = *review};
	call->input = (struct scoring_input){
		.review = &call->review, .candidates = call->candidates, .sheets = call->sheets, .shared = call->shared, .quota = quota,
	};
	each_part(call, given, add_candidate);
	each_part(call, shared, add_quota);
}

char *
trial_places(struct trial *call, const struct scored *scored)
{
	static const char *const names[] = {"in", "reserve", "out", "tied", "unscored"};
	struct buf out = {0};
	for (size_t i = 0; i < scored->count; i++) {
		const struct standing *standing = &scored->standings[i];
		buf_addf(&out, "%s%u ", i ? "; " : "", standing->project);
		if (standing->rank)
			buf_addf(&out, "%u%s %s ", standing->rank, standing->shared ? "=" : "",
			         scoring_print(&call->review, standing->mean, &call->arena));
		else
			buf_adds(&out, "- ");
		buf_adds(&out, names[standing->place]);
		if (standing->reserve)
			buf_addf(&out, "%u", standing->reserve);
	}
	buf_addc(&out, '\0');
	return buf_detach(&out);
}

char *
trial_all(struct trial *call, const struct scored *scored)
{
	struct buf out = {0};
	char *places = trial_places(call, scored);
	buf_addf(&out, "%s|%d|%s|%s|", places, scored->places, scored->competition.because.zh, scored->competition.because.en);
	for (size_t i = 0; i < scored->count; i++) {
		const struct standing *standing = &scored->standings[i];
		buf_addf(&out, "\n%u %lld %zu %s %s:", standing->project, (long long)standing->distance, standing->sheets, standing->why.zh,
		         standing->why.en);
		for (size_t k = 0; k < standing->sheet_count; k++) {
			const struct scored_sheet *sheet = &scored->sheets[standing->first_sheet + k];
			buf_addf(&out, " %u=%lld%s%s", sheet->sheet.expert, (long long)sheet->sheet.total, sheet->dropped ? "-" : "",
			         sheet->far ? "!" : "");
		}
	}
	for (size_t i = 0; i < scored->lean_count; i++)
		buf_addf(&out, " %u:%zu:%lld", scored->leans[i].expert, scored->leans[i].sheets, (long long)scored->leans[i].lean);
	free(places);
	return buf_detach(&out);
}

static uint64_t state = 7;

size_t
trial_draw(size_t below)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)(state >> 33) % below;
}

void
trial_shuffle(struct trial *call)
{
	for (size_t i = call->input.candidate_count; i > 1; i--) {
		size_t to = trial_draw(i);
		struct candidate kept = call->candidates[to];
		call->candidates[to] = call->candidates[i - 1];
		call->candidates[i - 1] = kept;
	}
	for (size_t i = call->input.sheet_count; i > 1; i--) {
		size_t to = trial_draw(i);
		struct sheet kept = call->sheets[to];
		call->sheets[to] = call->sheets[i - 1];
		call->sheets[i - 1] = kept;
	}
}
