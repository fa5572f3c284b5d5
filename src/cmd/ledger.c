#include <config.h>

#include "cmd/ledger.h"

#include "cmd/dossier.h"
#include "cmd/grid.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_ledger = {
	.name = "ledger",
	.usage = "PROJECT [--json]",
	.summary = N_("a project's money: the grant and the matching funds, entry by entry"),
	.help = N_("The two are kept apart; behind each entry stands what is left of its source.  Entries that were reversed, and those that reverse\n"
		"others, are marked.  Sums by use, and what the rules say to the matching funds and to money unspent, follow."),
	.least = 1,
	.most = 1,
	.run = run,
};

static const char *const source_codes[] = {[LEDGER_GRANT] = "grant", [LEDGER_MATCHING] = "matching"};

/* ---- JSON */

struct json *
ledger_sums_json(const struct ledger_sums *sums, int source)
{
	struct json *object = json_new_object();

	json_put(object, source == LEDGER_GRANT ? "due" : "committed", json_new_money(sums->due));
	json_put(object, source == LEDGER_GRANT ? "paid" : "received", json_new_money(sums->in));
	json_put(object, "spent", json_new_money(sums->spent));
	if (source == LEDGER_GRANT)
		json_put(object, "refunded", json_new_money(sums->refunded));
	json_put(object, "left", json_new_money(sums->left));
	return object;
}

static struct json *
line_json(const struct ledger_line *line)
{
	struct json *object = json_new_object();

	json_put(object, "on", json_new_date(line->on));
	json_put_text(object, "id", line->id);
	json_put_text(object, "kind", line->type->name);
	json_put_text(object, "use", *line->use ? line->use : NULL);
	json_put_text(object, "what", line->what);
	json_put_text(object, "note", *line->note ? line->note : NULL);
	json_put_text(object, "voucher", *line->voucher ? line->voucher : NULL);
	json_put(object, "in", json_new_money(line->in));
	json_put(object, "out", json_new_money(line->out));
	json_put(object, "left", json_new_money(line->left));
	json_put(object, "reversed", json_new_flag(line->reversed));
	return object;
}

static struct json *
source_json(const struct command *command, const struct ledger *ledger, int source)
{
	struct json *object = ledger_sums_json(&ledger->sums[source], source), *lines = json_new_array(), *uses = json_new_array();

	for (size_t i = 0; i < ledger->counts[source]; i++)
		json_add(lines, line_json(&ledger->lines[source][i]));
	for (size_t i = 0; i < ledger->use_counts[source]; i++) {
		struct json *use = json_new_object();
		json_put_text(use, "use", *ledger->uses[source][i].code ? ledger->uses[source][i].code : NULL);
		json_put_text(use, "label", words_in(ledger->uses[source][i].label, command->lang));
		json_put(use, "amount", json_new_money(ledger->uses[source][i].amount));
		json_add(uses, use);
	}
	json_put(object, "entries", lines);
	json_put(object, "uses", uses);
	return object;
}

static int
print_json(struct command *command, const struct ledger *ledger, struct err *err)
{
	struct json *object = json_new_object(), *verdicts = json_new_array();

	json_put_text(object, "project", ledger->project->id);
	for (int source = LEDGER_GRANT; source <= LEDGER_MATCHING; source++)
		json_put(object, source_codes[source], source_json(command, ledger, source));
	json_add(verdicts, verdict_json(&ledger->matching, command->lang));
	json_add(verdicts, verdict_json(&ledger->leftover, command->lang));
	json_put(object, "verdicts", verdicts);
	return json_write(object, true, stdout, err);
}

/* ---- text */

static const char *
yuan(struct command *command, money_t amount)
{
	char text[32];

	money_print(text, amount);
	return arena_strdup(&command->arena, text);
}

static int
print_entries(struct command *command, const struct ledger *ledger, int source, struct err *err)
{
	static const char *const headers[] = {N_("Day"), N_("Record"), N_("Movement"), N_("Voucher"), N_("In"), N_("Out"), N_("Left"), N_("What for")};
	struct grid grid = {.columns = sizeof headers / sizeof *headers};

	for (size_t i = 0; i < grid.columns; i++)
		grid_add(&grid, _(headers[i]));
	grid.right[4] = grid.right[5] = grid.right[6] = true;
	for (size_t i = 0; i < ledger->counts[source]; i++) {
		const struct ledger_line *line = &ledger->lines[source][i];
		char day[11];
		date_print(day, line->on);
		grid_add(&grid, day);
		grid_add(&grid, line->id);
		grid_add(&grid, line->reversed ? arena_printf(&command->arena, "%s·%s", (line->in != MONEY_NONE ? line->in : line->out) < 0 ? _("reversal") :
			_("reversed"), line->what) : line->what);
		grid_add(&grid, line->voucher);
		grid_add(&grid, yuan(command, line->in));
		grid_add(&grid, yuan(command, line->out));
		grid_add(&grid, yuan(command, line->left));
		grid_add(&grid, line->note);
	}
	return grid_end(&grid, err);
}

void
ledger_print_sums(struct command *command, const struct ledger *ledger)
{
	const struct ledger_sums *grant = &ledger->sums[LEDGER_GRANT], *matching = &ledger->sums[LEDGER_MATCHING];

	printf(_("Grant: due %s, paid %s, spent %s, refunded %s, left %s\n"), yuan(command, grant->due), yuan(command, grant->in),
		yuan(command, grant->spent), yuan(command, grant->refunded), yuan(command, grant->left));
	printf(_("Matching funds: committed %s, received %s, spent %s, left %s\n"), yuan(command, matching->due), yuan(command, matching->in),
		yuan(command, matching->spent), yuan(command, matching->left));
	printf("%s %s: %s\n", ledger->matching.clause, words_in(ledger->matching.label, command->lang), words_in(ledger->matching.because, command->lang));
	printf("%s %s: %s\n", ledger->leftover.clause, words_in(ledger->leftover.label, command->lang), words_in(ledger->leftover.because, command->lang));
}

static int
print_text(struct command *command, const struct ledger *ledger, struct err *err)
{
	for (int source = LEDGER_GRANT; source <= LEDGER_MATCHING; source++) {
		printf("%s\n", source == LEDGER_GRANT ? _("Grant") : _("Matching money"));
		if (print_entries(command, ledger, source, err) < 0)
			return -1;
		putchar('\n');
	}
	ledger_print_sums(command, ledger);
	return 0;
}

static int
run(struct command *command, struct err *err)
{
	struct desk *desk = command_desk(command, err);
	struct ledger ledger;

	if (!desk || desk_ledger(desk, command->operands[0], &command->arena, &ledger, err) < 0)
		return -1;
	return command->json ? print_json(command, &ledger, err) : print_text(command, &ledger, err);
}
