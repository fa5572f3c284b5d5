#include <config.h>

#include "cmd/cmd.h"

#include "base/text.h"
#include "cmd/dossier.h"
#include "desk/casework.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_check = {
	.name = "check",
	.usage = "PROJECT [--json]",
	.summary = N_("checks a project against every condition of the notice"),
	.help = N_("Each condition with its clause, whether it is met, why, and what would mend it.  Once a project is decided, the verdicts it was decided on."),
	.least = 1,
	.most = 1,
	.run = run,
};

static const struct {
	const char *mark, *word;
} results[] = {
	[VERDICT_PASS] = {"✓", N_("met")},
	[VERDICT_FAIL] = {"✗", N_("not met")},
	[VERDICT_OPEN] = {"?", N_("open")},
};

struct json *
verdict_json(const struct verdict *verdict, enum lang lang)
{
	struct json *object = json_new_object(), *facts = json_new_object();

	json_put_text(object, "id", verdict->id);
	json_put_text(object, "clause", verdict->clause);
	json_put_text(object, "verdict", verdict_word(verdict->result));
	json_put_text(object, "because", words_in(verdict->because, lang));
	for (size_t i = 0; i < verdict->fact_count; i++)
		json_put_text(facts, verdict->facts[i].name, verdict->facts[i].value);
	json_put(object, "facts", facts);
	json_put_text(object, "label", words_in(verdict->label, lang));
	json_put_text(object, "cure", words_in(verdict->cure, lang));
	json_put(object, "attested", json_new_flag(verdict->attested));
	json_put(object, "derived", json_new_flag(verdict->derived));
	json_put(object, "part", json_new_flag(verdict->part));
	json_put(object, "preference", json_new_flag(verdict->preference));
	json_put(object, "overridden", json_new_flag(verdict->overridden));
	return object;
}

static int
print_json(const struct command *command, const struct verdicts *verdicts, bool stored, struct err *err)
{
	struct json *object = json_new_object(), *conditions = json_new_array();

	for (size_t i = 0; i < verdicts->count; i++)
		json_add(conditions, verdict_json(&verdicts->items[i], command->lang));
	json_put_text(object, "project", command->operands[0]);
	json_put_text(object, "verdict", verdict_word(verdicts_whole(verdicts)));
	json_put_text(object, "computed", verdict_word(verdicts_computed(verdicts)));
	json_put(object, "stored", json_new_flag(stored));
	json_put(object, "conditions", conditions);
	return json_write(object, true, stdout, err);
}

static void
print_verdict(const struct verdict *verdict, enum lang lang)
{
	struct buf line = {0};

	text_pad(&line, results[verdict->result].mark, 2, false);
	text_pad(&line, _(results[verdict->result].word), 8, false);
	text_pad(&line, verdict->clause, 11, false);
	buf_adds(&line, words_in(verdict->label, lang));
	if (verdict->overridden)
		buf_adds(&line, _(" (overridden by the office)"));
	puts(buf_text(&line));
	if (*words_in(verdict->because, lang))
		printf("%21s%s\n", "", words_in(verdict->because, lang));
	if (*words_in(verdict->cure, lang) && verdict->result == VERDICT_FAIL)
		printf("%21s→ %s\n", "", words_in(verdict->cure, lang));
	buf_free(&line);
}

static int
run(struct command *command, struct err *err)
{
	struct verdicts verdicts;
	bool stored = false;

	if (!command_desk(command, err))
		return -1;
	if (desk_check(command->desk, command->operands[0], &command->arena, &verdicts, &stored, err) < 0)
		return -1;
	if (command->json)
		return print_json(command, &verdicts, stored, err);
	printf("%s  %s%s\n", command->operands[0], _(results[verdicts_whole(&verdicts)].word), stored ? _("  (as decided)") : "");
	for (size_t i = 0; i < verdicts.count; i++)
		print_verdict(&verdicts.items[i], command->lang);
	return 0;
}
