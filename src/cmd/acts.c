#include <config.h>

#include "cmd/cmd.h"

#include "cmd/grid.h"
#include "desk/act.h"
#include "desk/query.h"
#include "exchange/json.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_acts = {
	.name = "acts",
	.usage = "[PROJECT] [--json]",
	.summary = N_("lists the acts, and which are open now"),
	.most = 1,
	.run = run,
};

/* The names of the fields that the act's form asks for: all, or only those it is refused without. */
static struct json *
asked_json(struct desk *desk, const struct act *act, bool needed)
{
	const struct form *form = act->form ? desk_form(desk, act->form, NULL) : NULL;
	struct json *names = json_new_array();

	for (size_t i = 0; form && i < form->field_count; i++) {
		const struct form_field *field = form->fields[i];
		if (!needed || field->required)
			json_add(names, json_new_text(field->column ? field->column->field->name : field->path));
	}
	return names;
}

static struct json *
choice_json(struct desk *desk, const struct act_choice *choice)
{
	const struct act *act = choice->act;
	struct json *object = json_new_object(), *roles = json_new_array();

	json_put_text(object, "act", act->name);
	json_put_text(object, "label", _(act->label));
	json_put(object, "open", json_new_flag(choice->open));
	json_put_text(object, "why_not", choice->open ? NULL : choice->why_not);
	json_put_text(object, "clause", act->clause);
	for (unsigned bit = 1; bit & ROLES_ALL; bit <<= 1)
		if (act->roles & bit)
			json_add(roles, json_new_text(role_code(bit)));
	json_put(object, "roles", roles);
	json_put_text(object, "target", act->target && !(act->flags & ACT_NEW) ? (*act->target)->name : NULL);
	json_put_text(object, "form", act->form);
	json_put(object, "asks", asked_json(desk, act, false));
	json_put(object, "needs", asked_json(desk, act, true));
	json_put(object, "needs_reason", json_new_flag(act->flags & ACT_REASON));
	json_put_text(object, "help", _(act->help));
	return object;
}

/* Without a project all acts, those on projects by role alone. */
static size_t
all_choices(struct command *command, struct act_choice **choices)
{
	struct act_choice *some;
	size_t open = desk_acts(command->desk, NULL, &command->arena, &some), count = 0;

	while (acts[count])
		count++;
	*choices = arena_alloc(&command->arena, (count + 1) * sizeof **choices);
	for (size_t i = 0; i < count; i++) {
		bool may = desk_may(command->desk, acts[i]->roles);
		(*choices)[i] = (struct act_choice){.act = acts[i], .open = may, .why_not = may ? "" : _("another role does this")};
		for (size_t j = 0; j < open; j++)
			if (some[j].act == acts[i])
				(*choices)[i] = some[j];
	}
	return count;
}

static int
run(struct command *command, struct err *err)
{
	struct json_list list = {.out = stdout};
	struct grid grid = {.columns = 4};
	struct act_choice *choices;
	size_t count;

	if (!command_desk(command, err))
		return -1;
	if (command->operand_count) {
		void *project;
		if (desk_get(command->desk, &type_project, command->operands[0], &command->arena, &project, err) < 0)
			return -1;
		count = desk_acts(command->desk, command->operands[0], &command->arena, &choices);
	} else {
		count = all_choices(command, &choices);
	}
	for (size_t i = 0; i < count; i++) {
		if (command->json && json_list_add(&list, choice_json(command->desk, &choices[i]), err) < 0)
			return -1;
		if (command->json)
			continue;
		grid_add(&grid, choices[i].open ? "•" : "");
		grid_add(&grid, choices[i].act->name);
		grid_add(&grid, _(choices[i].act->label));
		grid_add(&grid, choices[i].open ? "" : choices[i].why_not);
	}
	if (command->json)
		return json_list_end(&list, err);
	return grid_end(&grid, err);
}
