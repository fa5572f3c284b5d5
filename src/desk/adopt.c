#include <config.h>

#include "desk/rulebook.h"

#include "desk/room.h"

/* Rules and forms as one: the hash that a rulebook is found by. */
static uint32_t
find_or_make(struct deed *deed, bool make, struct err *err)
{
	struct buf rules = {0}, forms = {0};
	char hash[SHA256_HEX];
	uint32_t number = 0;

	if (rulebook_texts(deed->desk, &rules, &forms, hash, err) == 0) {
		number = store_find(deed->store, &type_rulebook, record_column(&type_rulebook, "rulebook.hash"), hash);
		if (!number && make) {
			struct rulebook *book = record_new(&type_rulebook, deed->arena);
			book->hash = hash;
			book->title = words_in(desk_rules(deed->desk, NULL)->office.programme, LANG_ZH);
			book->adopted_on = deed->date;
			book->rules = buf_text(&rules);
			book->forms = buf_text(&forms);
			if (deed_put(deed, book, err) == 0)
				number = book->head.number;
			if (!deed->target)
				deed->target = record_copy(book, deed->arena);
		}
	}
	buf_free(&rules);
	buf_free(&forms);
	return number;
}

uint32_t
rulebook_current(struct deed *deed, struct err *err)
{
	return find_or_make(deed, false, err);
}

uint32_t
rulebook_adopt(struct deed *deed, struct err *err)
{
	return find_or_make(deed, true, err);
}
