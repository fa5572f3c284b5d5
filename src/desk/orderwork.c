#include <config.h>

#include "desk/orderwork.h"

#include <string.h>

#include "desk/look.h"
#include "desk/orders.h"

/* What follows each state of an order; the first row that fits. */
static const struct {
	const char *kind, *state, *next; /* kind "": any */
} nexts[] = {
	{"rectification", "open", N_("re-check it")},
	{"rectification", "failed", N_("re-check or cancel")},
	{"", "drafted", N_("another approves")},
	{"", "approved", N_("resolve by meeting")},
	{"clawback", "in_force", N_("record repayments")},
};

const char *
desk_order_next(const struct order *order, date_t today, bool *late)
{
	*late = false;
	for (size_t i = 0; i < sizeof nexts / sizeof *nexts; i++) {
		if ((*nexts[i].kind && strcmp(nexts[i].kind, order->kind) != 0) || strcmp(nexts[i].state, order->state) != 0)
			continue;
		*late = order->deadline != DATE_NONE && order->deadline < today;
		return _(nexts[i].next);
	}
	return "";
}

static void
read_repayments(struct desk *desk, const struct order *order, struct arena *arena, struct order_case *out)
{
	void **records;
	size_t count = parts_read(desk, &type_repayment, order->project, arena, &records), kept = 0;

	for (size_t i = 0; i < count; i++)
		if (((struct repayment *)records[i])->order == order->head.number)
			records[kept++] = records[i];
	out->repayments = (const struct repayment *const *)records;
	out->repayment_count = kept;
}

static int
read_case(struct desk *desk, const char *id, struct arena *arena, struct order_case *out, struct err *err)
{
	const struct order *order;
	void *record, *project, *meeting;

	if (look_id(desk, &type_order, id, arena, &record, err) < 0)
		return -1;
	order = record;
	if (look_number(desk, &type_project, order->project, id, arena, &project, err) < 0)
		return -1;
	out->order = order;
	out->project = project;
	out->unit_name = unit_name_on(desk, project, order->issued_on, arena);
	out->leader_name = leader_name_on(desk, project, order->issued_on, arena);
	if (order->meeting && look_number(desk, &type_meeting, order->meeting, "", arena, &meeting, NULL) == 0)
		out->meeting = meeting;
	read_repayments(desk, order, arena, out);
	out->remainder = order->amount == MONEY_NONE ? MONEY_NONE : order->amount - money_sum(0, order->repaid);
	order_hash(order, out->hash);
	return 0;
}

int
desk_order(struct desk *desk, const char *id, struct arena *arena, struct order_case *out, struct err *err)
{
	int result = store_begin(desk->store, err);

	*out = (struct order_case){.remainder = MONEY_NONE};
	if (result < 0)
		return -1;
	result = read_case(desk, id, arena, out, err);
	store_end(desk->store);
	return result;
}
