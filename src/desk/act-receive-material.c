#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_receive_material = {
	.name = "receive_material",
	.label = N_("Receive material"),
	.help = N_("Records an item of the checklist: received, missing or not needed; original or copy, copies, pages, where it is kept."),
	.roles = ROLE(window) | ROLE(reviewer) | ROLE(office),
	.stages = STAGE_SET(draft) | STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate) | STAGE_SET(eligible),
	.target = &project_type,
	.inputs = &material_type,
	.form = "receive_material",
	.clause = "六(三)2",
	.run = run,
};

static const struct checklist_item *
checklist_item(const struct track *track, const char *code)
{
	for (size_t i = 0; track && i < track->checklist_count; i++)
		if (strcmp(track->checklist[i].code, code) == 0)
			return &track->checklist[i];
	return NULL;
}

/* The record of this item that is there already, so that a second receipt changes it. */
static const struct material *
earlier(struct deed *deed, const char *item)
{
	void **records;
	size_t count = deed_parts(deed, &type_material, &records);

	for (size_t i = 0; i < count; i++)
		if (strcmp(((struct material *)records[i])->item, item) == 0)
			return records[i];
	return NULL;
}

static int
run(struct deed *deed, struct err *err)
{
	const struct rules *rules = deed_rules(deed, err);
	const struct checklist_item *item;
	struct material *material = deed->inputs;
	const struct material *before;

	if (!rules)
		return -1;
	item = checklist_item(rules_track(rules, deed->project->track), material->item);
	if (!item)
		return err_set(err, ERR_INPUT, _("the checklist of the track has no item '%s'"), material->item);
	material->item = item->code;
	before = earlier(deed, item->code);
	if (before) {
		struct record head = before->head;
		head.extras = material->head.extras;
		head.extra_count = material->head.extra_count;
		material->head = head;
		if (deed->date < before->head.last_date)
			return err_set(err, ERR_INPUT, _("'%s' was dealt with on a later day already"), words_in(item->label, words_lang()));
	}
	material->project = deed->project->head.number;
	if (strcmp(material->state, "received") == 0 || strcmp(material->state, "incomplete") == 0)
		material->received_on = deed->date;
	return deed_put(deed, material, err);
}
