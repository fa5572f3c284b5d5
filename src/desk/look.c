#include <config.h>

#include "desk/look.h"

#include <string.h>

#include "desk/filter.h"
#include "desk/inputs.h"

int
look_number(struct desk *desk, const struct record_type *type, uint32_t number, const char *id, struct arena *arena, void **record,
	struct err *err)
{
	struct err fault = {0};

	*record = NULL;
	if (number && store_get(desk->store, type, number, arena, record, &fault) < 0 && fault.code != ERR_MISSING) {
		if (err)
			*err = fault;
		return -1;
	}
	if (*record && desk_sees(desk, *record))
		return 0;
	*record = NULL;
	return err_set(err, ERR_MISSING, _("there is no '%s' here"), id);
}

int
look_id(struct desk *desk, const struct record_type *type, const char *id, struct arena *arena, void **record, struct err *err)
{
	return look_number(desk, type, desk_number(desk, type, id), id ? id : "", arena, record, err);
}

/* An extra whose kind is masked wherever it is shown. */
static const char *
masked_extra(const struct form_field *field, const char *text, struct arena *arena)
{
	union filter_value value;
	struct buf out = {0};
	const char *masked;

	field->field.kind->clear(&value);
	if (field->field.kind->parse(&value, &field->field, text, NULL, arena, NULL) < 0)
		return "***";
	field->field.kind->mask(&value, &value, arena);
	field->field.kind->print(&value, &field->field, NULL, PRINT_PLAIN, &out);
	masked = arena_strdup(arena, buf_text(&out));
	buf_free(&out);
	return masked;
}

void
look_mask(struct desk *desk, void *record, struct arena *arena)
{
	struct record *head = record;
	const struct form *form = head->type == &type_project && head->extra_count ? desk_form(desk, "intake", NULL) : NULL;

	desk_mask(desk, record, arena);
	for (size_t i = 0; form && i < head->extra_count; i++) {
		const struct form_field *field = form_field(form, head->extras[i].name);
		if (field && !field->column && field->field.kind->mask)
			head->extras[i].text = masked_extra(field, head->extras[i].text, arena);
	}
}

static void
codes_text(struct desk *desk, const struct field *field, const char *codes, struct buf *out)
{
	struct buf code = {0}, all = {0};

	while (*codes) {
		size_t len = strcspn(codes, " ");
		buf_clear(&code);
		buf_add(&code, codes, len);
		look_join(&all, desk_label(desk, field->list, buf_text(&code)));
		codes += len;
		codes += strspn(codes, " ");
	}
	buf_adds(out, buf_text(&all));
	buf_free(&code);
	buf_free(&all);
}

static void
ref_text(struct desk *desk, const struct field *field, uint32_t number, struct buf *out)
{
	const struct record_type *type = record_type_named(field->target);
	const struct column *id = type && type->id ? record_column(type, type->id) : NULL;
	struct arena arena = {0};
	void *record;

	if (!number || !type)
		return;
	if (!id)
		buf_addf(out, "%s%u", type->letters, (unsigned)number);
	else if (store_get_columns(desk->store, type, number, &id, 1, &arena, &record, NULL) == 0)
		buf_adds(out, record_id(record, &arena));
	arena_free(&arena);
}

void
look_text(struct desk *desk, const struct field *field, const void *member, struct buf *out)
{
	static const struct field_context plain;
	const struct kind *kind = field->kind;

	if (kind->empty(member))
		return;
	if (kind == &kind_code)
		buf_adds(out, desk_label(desk, field->list, *(const char *const *)member));
	else if (kind == &kind_codes)
		codes_text(desk, field, *(const char *const *)member, out);
	else if (kind == &kind_ref)
		ref_text(desk, field, *(const uint32_t *)member, out);
	else
		kind->print(member, field, &plain, PRINT_SCREEN, out);
}

bool
look_journal(const struct desk *desk)
{
	return desk_may(desk, ROLES_ALL & ~(ROLE(expert) | ROLE(window) | ROLE(reviewer)));
}

void
look_join(struct buf *out, const char *text)
{
	if (out->len)
		buf_adds(out, words_lang() == LANG_ZH ? "、" : ", ");
	buf_adds(out, text);
}
