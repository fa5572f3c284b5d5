/* The records of the funded years, and of what was printed.  Only types.h includes this file, which defines FIELD. */
#ifndef RECORD_TYPES_FUNDED_H
#define RECORD_TYPES_FUNDED_H

struct agreement {
	struct record head;
#include "record/agreement.def"
};
struct task {
	struct record head;
#include "record/task.def"
};
struct obligation {
	struct record head;
#include "record/obligation.def"
};
struct funds_request {
	struct record head;
#include "record/funds_request.def"
};
struct batch {
	struct record head;
#include "record/batch.def"
};
struct payment {
	struct record head;
#include "record/payment.def"
};
struct account_change {
	struct record head;
#include "record/account_change.def"
};
struct expense {
	struct record head;
#include "record/expense.def"
};
struct matching {
	struct record head;
#include "record/matching.def"
};
struct refund {
	struct record head;
#include "record/refund.def"
};
struct inspection {
	struct record head;
#include "record/inspection.def"
};
struct grant_elsewhere {
	struct record head;
#include "record/grant_elsewhere.def"
};
struct assessment {
	struct record head;
#include "record/assessment.def"
};
struct answer {
	struct record head;
#include "record/answer.def"
};
struct order {
	struct record head;
#include "record/order.def"
};
struct repayment {
	struct record head;
#include "record/repayment.def"
};
struct alteration {
	struct record head;
#include "record/alteration.def"
};
struct recommendation {
	struct record head;
#include "record/recommendation.def"
};
struct printing {
	struct record head;
#include "record/printing.def"
};

#endif
