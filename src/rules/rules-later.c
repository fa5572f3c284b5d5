/* Sections that later stages of a project read from the tree: what they must look like, so that a wrong file is refused at once. */
#include <config.h>

#include <string.h>

#include "rules/load.h"
#include "rules/rules-sums.h"
#include "rules/shape.h"

#define CHOICES(...) .choices = (const char *const[]){__VA_ARGS__, NULL}
#define ROWS(...) .inner = (const struct shape[]){__VA_ARGS__, {0}}
#define WHOLE(from, to) .kind = SHAPE_INT, .min = (from), .max = (to)
#define CODE {.key = "code", .kind = SHAPE_NAME, .needed = true}
#define LABEL {.key = "label", .kind = SHAPE_WORDS, .needed = true}
#define POINTS(least) {.key = "points", .needed = true, WHOLE(least, 100)}

static const struct shape programme[] = {
	{.key = "notice", .kind = SHAPE_MAP, ROWS(
		{.key = "ended_document", .kind = SHAPE_TEXT},
		{.key = "ended_on", .kind = SHAPE_DATE})},
	{.key = "override", .kind = SHAPE_MAP, ROWS(
		{.key = "by", .kind = SHAPE_CHOICE, .needed = true, CHOICES("office")},
		{.key = "reason", .kind = SHAPE_BOOL, .needed = true})},
	{0},
};

static const struct shape fund[] = {LABEL, {0}};

static const struct shape track[] = {
	{.key = "payments", .kind = SHAPE_ITEMS, .check = payments_check, ROWS(
		CODE,
		LABEL,
		{.key = "to", .kind = SHAPE_CHOICE, .needed = true, CHOICES("unit", "leader")},
		{.key = "amount", .kind = SHAPE_MONEY},
		{.key = "amounts", .kind = SHAPE_ITEMS, ROWS(
			{.key = "grade", .kind = SHAPE_CODE, .needed = true, .list = "grade"},
			{.key = "amount", .kind = SHAPE_MONEY, .needed = true})},
		{.key = "due", .kind = SHAPE_CHOICE, .needed = true, CHOICES("award", "agreement", "annual_pass", "final_pass", "year_end")},
		{.key = "times", .needed = true, WHOLE(1, 50)},
		{.key = "months", WHOLE(1, 12)},
		{.key = "fund", .kind = SHAPE_NAME, .needed = true})},
	{.key = "matching", .kind = SHAPE_MAP, ROWS(
		{.key = "least", .kind = SHAPE_MONEY, .needed = true})},
	{0},
};

static const struct shape transition[] = {
	{.key = "by", .kind = SHAPE_CHOICE, .needed = true, CHOICES("cohort")},
	{0},
};

static const struct shape review[] = {
	{.key = "criteria", .kind = SHAPE_ITEMS, .needed = true, ROWS(
		CODE,
		LABEL,
		POINTS(1),
		{.key = "standard", .kind = SHAPE_WORDS},
		{.key = "weight", WHOLE(1, 1000)})},
	{.key = "step", .kind = SHAPE_CHOICE, CHOICES("whole", "half")},
	{.key = "panel", .kind = SHAPE_MAP, .needed = true, ROWS(
		{.key = "least", .needed = true, WHOLE(1, 99)},
		{.key = "odd", .kind = SHAPE_BOOL, .needed = true},
		{.key = "recusal_years", .needed = true, WHOLE(0, 50)},
		{.key = "sheets", WHOLE(1, 99)},
		{.key = "load_cap", WHOLE(0, 99999)})},
	{.key = "blind", .kind = SHAPE_MAP, ROWS(
		{.key = "unit", .kind = SHAPE_BOOL},
		{.key = "leader", .kind = SHAPE_BOOL})},
	{.key = "trimming", .kind = SHAPE_MAP, .needed = true, ROWS(
		{.key = "highest", .needed = true, WHOLE(0, 9)},
		{.key = "lowest", .needed = true, WHOLE(0, 9)},
		{.key = "from_sheets", .needed = true, WHOLE(3, 99)})},
	{.key = "mean", .kind = SHAPE_MAP, .needed = true, ROWS(
		{.key = "decimals", .needed = true, WHOLE(0, 4)},
		{.key = "rounding", .kind = SHAPE_CHOICE, .needed = true, CHOICES("half_up")})},
	{.key = "places", .kind = SHAPE_MAP, .needed = true, ROWS(
		{.key = "more_candidates_than_places", .kind = SHAPE_BOOL, .needed = true},
		{.key = "ratio_base", .kind = SHAPE_CHOICE, .needed = true, CHOICES("places", "candidates")},
		{.key = "least_ratio", WHOLE(0, 1000)},
		{.key = "shrink", .kind = SHAPE_BOOL})},
	{.key = "ties", .kind = SHAPE_CHOICES, .needed = true, CHOICES("criterion", "preference", "people")},
	{.key = "tie_criterion", .kind = SHAPE_NAME},
	{.key = "far_from_mean", .needed = true, WHOLE(1, 100)},
	{.key = "reserve", .kind = SHAPE_MAP, .needed = true, ROWS(
		{.key = "list", .kind = SHAPE_BOOL, .needed = true},
		{.key = "own_publicity", .kind = SHAPE_BOOL, .needed = true},
		{.key = "length", WHOLE(0, 99999)})},
	{.key = "close_unfinished", .kind = SHAPE_BOOL},
	{0},
};

/* No identity number, phone, account or birth date can be named here. */
#define PUBLIC_FIELDS CHOICES("unit", "leader", "project", "track", "amount")

static const struct shape publicity[] = {
	{.key = "days", .needed = true, WHOLE(1, 400)},
	{.key = "first_day_counts", .kind = SHAPE_BOOL, .needed = true},
	{.key = "shows", .kind = SHAPE_CHOICES, .needed = true, PUBLIC_FIELDS},
	{0},
};

#define RESTS_ON .kind = SHAPE_CHOICE, .needed = true, CHOICES("meeting", "office")

static const struct shape decision[] = {
	{.key = "lists", RESTS_ON},
	{.key = "cancellation", RESTS_ON},
	{.key = "clawback", RESTS_ON},
	{0},
};

static const struct shape uses[] = {
	{.key = "outside", .kind = SHAPE_CHOICE, .needed = true, CHOICES("reason", "refused")},
	{.key = "grant", .kind = SHAPE_ITEMS, .needed = true, ROWS(CODE, LABEL)},
	{.key = "matching", .kind = SHAPE_MAP, ROWS(
		{.key = "list", .kind = SHAPE_ITEMS, .needed = true, ROWS(CODE, LABEL)})},
	{0},
};

static const struct shape allowance[] = {
	{.key = "first_year", .kind = SHAPE_CHOICE, .needed = true, CHOICES("award_year", "next_year")},
	{.key = "final_counts_as_last_year", .kind = SHAPE_BOOL, .needed = true},
	{.key = "after_cured_rectification", .kind = SHAPE_CHOICE, .needed = true, CHOICES("paid", "none")},
	{.key = "failed_year", .kind = SHAPE_CHOICE, .needed = true, CHOICES("none")},
	{.key = "leader_left", .kind = SHAPE_CHOICE, .needed = true, CHOICES("stops")},
	{0},
};

static const struct shape agreement[] = {
	{.key = "days", .needed = true, WHOLE(0, 400)},
	{.key = "first_day_counts", .kind = SHAPE_BOOL},
	{0},
};

#define METHODS CHOICES("site_visit", "documents", "questionnaire", "meeting")

static const struct shape element[] = {
	CODE,
	LABEL,
	POINTS(0),
	{.key = "items", .kind = SHAPE_ITEMS, .needed = true, ROWS(
		CODE,
		LABEL,
		POINTS(0),
		{.key = "kind", .kind = SHAPE_CHOICE, .needed = true,
			CHOICES("threshold", "judged", "deductions", "shortfall", "zeroing", "penalty", "bonus")},
		{.key = "evidence", .kind = SHAPE_CHOICE, .needed = true, METHODS},
		{.key = "deductions", .kind = SHAPE_ITEMS, ROWS(LABEL, POINTS(1))},
		{.key = "zero_when", .kind = SHAPE_WORDS},
		{.key = "target", WHOLE(1, 100000)},
		{.key = "each_short", WHOLE(1, 100)})},
	{0},
};

static const struct shape assessment[] = {
	{.key = "annual", .kind = SHAPE_MAP, ROWS(
		{.key = "form", .kind = SHAPE_CHOICE, .needed = true, CHOICES("short", "elements")},
		{.key = "month", .needed = true, WHOLE(1, 12)})},
	{.key = "final", .kind = SHAPE_MAP, .needed = true, ROWS(
		{.key = "assessors", .kind = SHAPE_CHOICES, .needed = true, CHOICES("experts", "third_party", "office")},
		{.key = "methods", .kind = SHAPE_CHOICES, .needed = true, METHODS})},
	{.key = "rectification", .kind = SHAPE_MAP, .needed = true, ROWS(
		{.key = "days", .needed = true, WHOLE(1, 400)},
		{.key = "first_day_counts", .kind = SHAPE_BOOL, .needed = true},
		{.key = "still_failing", .kind = SHAPE_CHOICE, .needed = true, CHOICES("cancel")})},
	{.key = "grades", .kind = SHAPE_MAP, .needed = true, ROWS(
		{.key = "bands", .kind = SHAPE_ITEMS, .needed = true, .check = bands_check, ROWS(
			{.key = "grade", .kind = SHAPE_CODE, .needed = true, .list = "grade"},
			{.key = "from", .needed = true, WHOLE(0, 100)})},
		{.key = "top_share", WHOLE(0, 100)})},
	{.key = "elements", .kind = SHAPE_ITEMS, .needed = true, .inner = element, .check = elements_check},
	{0},
};

static const struct shape tasks[] = {
	{.key = "list", .kind = SHAPE_ITEMS, .needed = true, ROWS(CODE, LABEL)},
	{0},
};

static const struct shape misuse[] = {
	{.key = "inspected_by", .kind = SHAPE_CHOICE, .needed = true, CHOICES("working_group", "office")},
	{.key = "first", .kind = SHAPE_CHOICE, .needed = true, CHOICES("rectify")},
	{.key = "clawback", .kind = SHAPE_CHOICE, .needed = true, CHOICES("serious_only", "never")},
	{.key = "implies_cancellation", .kind = SHAPE_BOOL, .needed = true},
	{0},
};

static const struct shape leftover[] = {
	{.key = "warn_months_before_end", .needed = true, WHOLE(0, 120)},
	{.key = "at_end", .kind = SHAPE_CHOICE, .needed = true, CHOICES("flag", "none")},
	{.key = "refund", .kind = SHAPE_CHOICE, .needed = true, CHOICES("by_order", "never")},
	{0},
};

static const struct shape overlap[] = {
	{.key = "counts", .kind = SHAPE_CHOICES, .needed = true, CHOICES("district", "city", "state")},
	{.key = "due", .kind = SHAPE_CHOICE, .needed = true, CHOICES("standard_less_received", "higher_only")},
	{.key = "least", .kind = SHAPE_MONEY, .needed = true},
	{0},
};

static const struct shape changes[] = {
	{.key = "leader_left", .kind = SHAPE_CHOICE, .needed = true, CHOICES("stop_leader_payments", "terminate")},
	{.key = "passed_years", .kind = SHAPE_CHOICE, .needed = true, CHOICES("stay")},
	{.key = "unit_changed", .kind = SHAPE_CHOICE, .needed = true, CHOICES("change", "terminate")},
	{0},
};

static const struct shape target[] = {
	{.key = "counting", .kind = SHAPE_MAP, ROWS(
		{.key = "tracks", .kind = SHAPE_CODES, .needed = true, .list = "track"},
		{.key = "cancelled", .kind = SHAPE_CHOICE, .needed = true, CHOICES("apart", "counted")})},
	{0},
};

#define DAYS_BEFORE(what) {.key = what, WHOLE(0, 400)}

static const struct shape reminders[] = {
	DAYS_BEFORE("correction"),
	DAYS_BEFORE("first_review"),
	DAYS_BEFORE("publicity"),
	DAYS_BEFORE("agreement"),
	DAYS_BEFORE("annual"),
	DAYS_BEFORE("final"),
	DAYS_BEFORE("rectification"),
	DAYS_BEFORE("term"),
	DAYS_BEFORE("retirement"),
	DAYS_BEFORE("cycle"),
	{0},
};

static const struct shape personal_data[] = {
	{.key = "public_fields", .kind = SHAPE_CHOICES, .needed = true, PUBLIC_FIELDS},
	{.key = "keep_years", .needed = true, WHOLE(1, 1000)},
	{0},
};

#define YEARS_AFTER(what) {.key = what, WHOLE(0, 50)}

static const struct shape bans[] = {
	{.key = "years_after", .kind = SHAPE_MAP, .needed = true, ROWS(
		YEARS_AFTER("cancelled"),
		YEARS_AFTER("terminated"),
		YEARS_AFTER("clawback"),
		YEARS_AFTER("failed_assessment"))},
	{0},
};

static const struct shape quotas[] = {
	{.key = "shared", .kind = SHAPE_ITEMS, .needed = true, .check = shared_check, ROWS(
		CODE,
		{.key = "label", .kind = SHAPE_WORDS},
		{.key = "tracks", .kind = SHAPE_CODES, .needed = true, .list = "track"},
		{.key = "cap", WHOLE(0, 99999)},
		{.key = "floor", WHOLE(0, 99999)})},
	{0},
};

/* All of these may be left out by a programme that has no such thing. */
static const struct shape sections[] = {
	{.key = "programme", .kind = SHAPE_MAP, .inner = programme},
	{.key = "funds", .kind = SHAPE_NAMED, .inner = fund},
	{.key = "tracks", .kind = SHAPE_NAMED, .inner = track},
	{.key = "transition", .kind = SHAPE_MAP, .inner = transition},
	{.key = "review", .kind = SHAPE_MAP, .inner = review, .check = review_check},
	{.key = "publicity", .kind = SHAPE_MAP, .inner = publicity},
	{.key = "decision", .kind = SHAPE_MAP, .inner = decision},
	{.key = "uses", .kind = SHAPE_MAP, .inner = uses},
	{.key = "allowance", .kind = SHAPE_MAP, .inner = allowance},
	{.key = "agreement", .kind = SHAPE_MAP, .inner = agreement},
	{.key = "assessment", .kind = SHAPE_MAP, .inner = assessment},
	{.key = "tasks", .kind = SHAPE_MAP, .inner = tasks},
	{.key = "misuse", .kind = SHAPE_MAP, .inner = misuse},
	{.key = "leftover", .kind = SHAPE_MAP, .inner = leftover},
	{.key = "overlap", .kind = SHAPE_MAP, .inner = overlap},
	{.key = "changes", .kind = SHAPE_MAP, .inner = changes},
	{.key = "target", .kind = SHAPE_MAP, .inner = target},
	{.key = "reminders", .kind = SHAPE_MAP, .inner = reminders},
	{.key = "personal_data", .kind = SHAPE_MAP, .inner = personal_data},
	{.key = "bans", .kind = SHAPE_MAP, .inner = bans},
	{.key = "quotas", .kind = SHAPE_MAP, .inner = quotas},
	{0},
};

void
load_later(struct load *load)
{
	shape_check(load, load->root, sections);
}
