/* What the rules say about the funded years (parts 五, 七, 八, 九 of the notice), read once with the rest of rules.yaml. */
#ifndef RULES_FUNDED_H
#define RULES_FUNDED_H

#include "rules/rules.h"

/* What makes a payment due. */
enum pay_when { PAY_AT_AWARD, PAY_AT_AGREEMENT, PAY_ANNUAL_PASS, PAY_FINAL_PASS, PAY_YEAR_END };

struct grade_amount {
	const char *grade;
	money_t amount;
};
struct payment_rule {
	const char *code;
	struct words label;
	bool to_leader;              /* else to the unit */
	money_t amount;              /* of one time; MONEY_NONE where `grades` say it */
	const struct grade_amount *grades;
	size_t grade_count;
	enum pay_when when;
	int times;                   /* at most so often */
	int months;                  /* the amount is a month's, paid for so many together; 1: as it is */
	const char *fund;
	struct origin origin;
};
struct use_rule {
	const char *code;
	struct words label;
};
enum { SHARE_WHOLE = 100, MOST_METHODS = 4 };
struct grade_band {
	const char *grade;
	int from;                    /* points, of 100 */
};

struct funded_rules {
	/* uses of money (五(二), 五(一)末) */
	const struct use_rule *grant_uses, *matching_uses;
	size_t grant_use_count, matching_use_count;
	bool outside_refused;        /* else an expense outside of the list asks for a reason */
	struct origin grant_origin, matching_origin;
	/* the allowance by assessments (五(一)2) */
	bool first_year_is_next;     /* else the award year is the first */
	bool final_counts;           /* the last year's pass may be the final assessment */
	bool cured_year_paid;        /* after a cured rectification */
	struct origin allowance_origin;
	/* agreement (八(一)): working days to sign it; 0: none */
	int agreement_days;
	bool agreement_first_day;
	struct origin agreement_origin;
	/* assessment (八(二)) */
	bool annual, annual_elements; /* whether there is one; whether it has the elements, else the short form */
	int annual_month;
	bool final;
	const char *final_assessors; /* codes with a blank between */
	const char *final_methods;
	const struct grade_band *bands; /* best first */
	size_t band_count;
	int top_share;               /* percent of a year's projects that may have the best grade */
	int rectify_days;
	bool rectify_first_day;
	struct origin assessment_origin, rectify_origin;
	/* inspection (五(三)4), leftovers (五(三)3), changes, bans */
	bool by_working_group, clawback_serious_only, clawback_never;
	struct origin misuse_origin;
	int warn_months;             /* before the end of the cycle with money unspent */
	bool flag_leftover, refund_by_order;
	struct origin leftover_origin;
	bool left_terminates;        /* a leader who left ends the project, else stops the leader's payments alone */
	bool unit_change_terminates;
	struct origin changes_origin;
	int ban_cancelled, ban_terminated, ban_clawback, ban_failed; /* years */
	struct origin bans_origin;
	/* overlap (九.4) */
	const char *overlap_levels;  /* codes with a blank between: those that count */
	bool higher_only;            /* else the standard less what was received */
	money_t overlap_least;
	struct origin overlap_origin;
	/* whether cancellations and clawbacks rest on a meeting */
	bool cancellation_by_meeting, clawback_by_meeting;
	/* days before a deadline at which it comes up */
	int remind_agreement, remind_annual, remind_final, remind_rectification, remind_term, remind_retirement, remind_cycle;
};

/* Never NULL for rules that were loaded without a fault: a section that is left out says nothing is asked. */
const struct funded_rules *rules_funded(const struct rules *rules);
/* The payments of a track, in file order. */
size_t rules_payments(const struct rules *rules, const char *track, const struct payment_rule **out);
/* The least matching funds of a track; 0 none. */
money_t rules_matching_least(const struct rules *rules, const char *track, struct origin *origin);
/* By code in the list of the source; NULL outside of it. */
const struct use_rule *rules_use(const struct rules *rules, bool grant, const char *code);

#endif
