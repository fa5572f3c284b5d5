/* The records as they were: rebuilt from the journal into a private folder, read, and removed again. */
#include <config.h>

#include "store/inside.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/admin.h"

void
past_remove(const char *dir)
{
	char *records = xasprintf("%s/records", dir);

	place_remove(records);
	rmdir(dir);
	free(records);
}

int
store_open_past(struct store **out, const char *dir, date_t until, struct err *err)
{
	const char *room = getenv("TMPDIR");
	char *temporary = xasprintf("%s/shouxi-past-XXXXXX", room && *room ? room : "/tmp");
	char *records;
	uint64_t entries;
	int result;

	*out = NULL;
	if (!mkdtemp(temporary)) {
		err_set(err, ERR_SYSTEM, _("no folder for the records of that day can be made: %s"), strerror(errno));
		free(temporary);
		return -1;
	}
	records = xasprintf("%s/records", temporary);
	result = store_rebuild(dir, records, until, &entries, NULL, NULL, err);
	if (result == 0)
		result = store_open(out, records, STORE_READ_ONLY, err);
	free(records);
	if (result == 0) {
		(*out)->temporary = temporary;
		return 0;
	}
	past_remove(temporary);
	free(temporary);
	return -1;
}
